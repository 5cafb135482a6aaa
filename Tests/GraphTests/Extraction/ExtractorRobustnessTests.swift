import Language
import Testing

@testable import Graph

@Suite struct ExtractorRobustnessTests {
  /// A sequence of numbers that is the same in every run.
  struct Numbers {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, bound)))
    }
  }

  static let words = [
    "Keller", "Orlov", "said", "met", "with", "resigned", "that", "not", "will", "investigation", "former", "president",
    "of",
    "Norland", ",", "“", "”", ".", "who", "to", "should", "twice", "on", "Monday", "and", "officials", "the",
    "committee",
    "meeting", "between", "was", "by", "is", "if", "2016", "his", "demanded", "?", ":", "-", "é", "🙂", "none", "Act",
    "as",
  ]
  static let relations = [
    "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "appos", "conj", "cc", "advcl",
    "acl",
    "acl:relcl", "ccomp", "xcomp", "csubj", "parataxis", "mark", "case", "aux", "aux:pass", "cop", "det", "amod",
    "compound",
    "compound:prt", "flat", "nmod:desc", "advmod", "punct", "obl:unmarked", "nummod", "list", "dep", "fixed", "expl",
  ]
  static let tags = [
    "VBD", "VBN", "VB", "VBG", "VBZ", "NN", "NNS", "NNP", "NNPS", "PRP", "IN", "WP", "WDT", "JJ", "MD", "CD", "RB",
  ]

  @Test(arguments: 0..<8)
  func `survives any tree`(seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed) &* 7919 &+ 1)
    let extractor = try Extractor()
    for _ in 0..<25 {
      var text = ""
      var analysis = Analysis()
      for _ in 0..<(1 + numbers.next(4)) {
        let first = analysis.tokens.count
        let count = 1 + numbers.next(24)
        for _ in 0..<count {
          if !text.isEmpty { text += numbers.next(30) == 0 ? "\n\n" : " " }
          let form = Self.words[numbers.next(Self.words.count)]
          let start = text.utf8.count
          text += form
          analysis.tokens.append(
            Token(
              range: start..<text.utf8.count, form: form, lemma: form.lowercased(),
              upos: PartOfSpeech.allCases[numbers.next(PartOfSpeech.allCases.count)],
              xpos: Self.tags[numbers.next(Self.tags.count)],
              head: numbers.next(12) == 0 ? nil : first + numbers.next(count),
              relation: Self.relations[numbers.next(Self.relations.count)]))
        }
        let tokens = first..<analysis.tokens.count
        analysis.sentences.append(
          Sentence(
            tokens: tokens,
            range: analysis.tokens[first].range.lowerBound..<analysis.tokens[tokens.upperBound - 1].range.upperBound))
        let at = first + numbers.next(count)
        analysis.entities.append(
          EntityMention(
            span: TokenSpan(at..<min(tokens.upperBound, at + 1 + numbers.next(2))),
            label: EntityMention.Label.allCases[numbers.next(EntityMention.Label.allCases.count)]))
      }
      let document = extractor.extract(name: "random", text: text, analysis: analysis, date: .day(2017, 3, 2))
      for claim in document.claims {
        #expect(document.entities.indices.contains(claim.subject) && document.entities.indices.contains(claim.object))
        #expect(claim.subject != claim.object)
        #expect(claim.evidence.range.upperBound <= text.utf8.count)
      }
    }
  }
}
