import CKernels
import Testing

@testable import Language

@Suite struct CoreferenceResolverTests {
  private static func chains(_ analysis: Analysis) throws -> [[String]] {
    let resolver = try CoreferenceResolver(resources: .bundled(), width: 384)
    let vectors = [Float](repeating: 0, count: analysis.tokens.count * 384)
    let found = vectors.withUnsafeBufferPointer {
      resolver.resolve(analysis, analysis.tokens.indices, vectors: $0, ck_best())
    }
    for chain in found {
      #expect(chain.count > 1)
      #expect(chain == chain.sorted())
    }
    return found.map { chain in
      chain.map { span in analysis.tokens[span.tokens].map(\.form).joined(separator: " ") }
    }
  }

  @Test func `joins the mentions of one name`() throws {
    let analysis = sketch(
      "Person:Ann|NNP|3|nsubj +Lee|NNP|1|flat resigned|VBD|0|root .|.|3|punct",
      "Person:Ann|NNP|3|nsubj +Lee|NNP|1|flat smiled|VBD|0|root .|.|3|punct")
    #expect(try Self.chains(analysis) == [["Ann Lee", "Ann Lee"]])
  }

  @Test(arguments: [
    Analysis(),
    sketch("it|PRP|0|root"),
    sketch("a|NN|2|nmod b|NN|1|nmod c|NN|3|nmod d|NN|1|conj"),
    sketch("“|``|1|punct ”|''|1|punct '|''|2|punct ''|''|9|punct"),
    Analysis(tokens: [Token(range: 0..<0, form: "", lemma: "", upos: .noun, head: 7, relation: "")]),
    Analysis(
      tokens: [Token](repeating: Token(range: 0..<0, form: "He", upos: .pron, xpos: "PRP"), count: 300),
      entities: [EntityMention(span: TokenSpan(290..<310), label: .person)]),
  ])
  func `survives any analysis`(analysis: Analysis) throws {
    _ = try Self.chains(analysis)
  }

  @Test func `looks at boundedly many candidates for each mention`() throws {
    let sentence = "the|DT|2|det man|NN|4|nsubj of|IN|2|case Elmville|NNP|2|nmod saw|VBD|0|root him|PRP|5|obj"
    var analysis = Analysis()
    for _ in 0..<500 {
      let next = sketch(sentence)
      let base = analysis.tokens.count
      analysis.tokens += next.tokens.map { token in
        var token = token
        token.head = token.head.map { $0 + base }
        return token
      }
      analysis.sentences.append(Sentence(tokens: base..<analysis.tokens.count, range: 0..<0))
    }
    let lexicon = try CoreferenceLexicon(ResourceFolder.bundled().read("coref-lexicon.tsv"))
    let reader = MentionReader(CoreferenceText(analysis, analysis.tokens.indices, lexicon))
    let candidates = AntecedentCandidates(reader)
    let bound = AntecedentCandidates.window + AntecedentCandidates.extra + AntecedentCandidates.recentNames + 1
    for index in reader.mentions.indices {
      #expect(candidates.starts[index + 1] - candidates.starts[index] <= bound)
    }
  }
}
