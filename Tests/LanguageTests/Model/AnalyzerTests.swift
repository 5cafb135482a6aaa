import CKernels
import Testing

@testable import Language

@Suite struct AnalyzerTests {
  static func withModel<R>(
    bytes: Bool = false, _ isa: ck_isa = ck_best(), _ body: (LanguageModel, PlainModel) throws -> R
  ) throws -> R {
    let synthetic = bytes ? SyntheticModel.ofBytes : SyntheticModel.ofFloats
    return try SyntheticModel.withFile(bytes ? SyntheticModel.fileOfBytes : SyntheticModel.fileOfFloats) {
      try body(
        LanguageModel(path: $0, instructionSet: isa, coreference: false), PlainModel(model: synthetic))
    }
  }

  /// Words with one space between them.
  static func given(_ sentences: [[String]]) -> Analysis {
    var analysis = Analysis()
    var offset = 0
    for words in sentences {
      let first = analysis.tokens.count
      let start = offset
      for word in words {
        analysis.tokens.append(Token(range: offset..<offset + word.utf8.count, form: word))
        offset += word.utf8.count + 1
      }
      analysis.sentences.append(Sentence(tokens: first..<analysis.tokens.count, range: start..<max(start, offset - 1)))
    }
    return analysis
  }

  static let sentences = [
    ["Ada", "met", "Charles", "in", "New", "York", "."], ["the", "a.b.a.b.a", "sings"], ["London", "singing", "."],
  ]

  static func window(_ model: LanguageModel, _ sentences: [[String]]) -> Window {
    var window = Window(limit: model.encoder.window, start: model.pieces.start, end: model.pieces.end)
    for words in sentences {
      var pieces = SentencePieces()
      pieces.read(given([words]).tokens[...], with: model.pieces, model.gazetteer)
      window.append(0..<pieces.count, of: pieces)
    }
    window.close()
    return window
  }

  @Test func `a window holds pieces, case classes and list bits`() throws {
    try Self.withModel { model, _ in
      let window = Self.window(model, Self.sentences)
      let pieces = window.pieces.map { SyntheticModel.vocabulary[Int($0)] }
      #expect(
        pieces == [
          "[CLS]", "ada", "met", "charles", "in", "new", "york", ".", "the", "a", ".", "b", ".", "sing", "##s",
          "london",
          "sing", "##ing", ".", "[SEP]",
        ])
      #expect(window.bits == [0, 1, 0, 0, 0, 2 | 4, 2 | 8, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0])
      #expect(window.classes.map(\.rawValue) == [0, 2, 1, 2, 1, 2, 2, 6, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 6, 0])
      #expect(window.words[8] == 9..<13)
    }
  }

  @Test(arguments: KernelTests.sets)
  func `vectors are those of the formulas`(isa: ck_isa) throws {
    try Self.withModel(isa) { model, plain in
      let window = Self.window(model, Self.sentences)
      let expected = plain.encode(window)
      var found = [Float](repeating: 0, count: expected.count * SyntheticModel.hidden)
      model.encoder.encode(window, scratch: EncoderScratch(isa), to: &found)
      for (a, b) in zip(found, expected.joined()) { #expect(abs(a - b) < 1e-3) }
    }
  }

  @Test func `vectors of byte weights are near those of the formulas`() throws {
    try Self.withModel(bytes: true) { model, plain in
      let window = Self.window(model, Self.sentences)
      let expected = Array(plain.encode(window).joined())
      var found = [Float](repeating: 0, count: expected.count)
      model.encoder.encode(window, scratch: EncoderScratch(ck_best()), to: &found)
      let error = zip(found, expected).reduce(Float(0)) { $0 + abs($1.0 - $1.1) } / Float(expected.count)
      #expect(error < 0.03)
    }
  }

  @Test func `heads and relations have the best scores`() throws {
    try Self.withModel { model, plain in
      var analysis = Self.given(Self.sentences)
      Analyzer(model).annotate(&analysis)
      let vectors = plain.encode(Self.window(model, Self.sentences))
      for sentence in analysis.sentences {
        let own = Array(vectors[sentence.tokens])
        let scores = plain.arcScores(own)
        let width = own.count + 1
        let best = SpanningTreeTests.best(scores.flatMap { $0 }, own.count)
        let heads = sentence.tokens.map { analysis.tokens[$0].head.map { $0 - sentence.tokens.lowerBound + 1 } ?? 0 }
        let found = heads.enumerated().reduce(Float(0)) { $0 + scores[$1.offset][$1.element] }
        #expect(width == scores[0].count)
        #expect(abs(found - best.score) < 0.02)
        for index in sentence.tokens {
          let token = analysis.tokens[index]
          guard let head = token.head else {
            #expect(token.relation == "root")
            continue
          }
          var relations = plain.relationScores(vectors[index], vectors[head])
          relations[1] = -.infinity
          let chosen = try #require(SyntheticModel.deprel.firstIndex(of: token.relation))
          #expect(relations[chosen] > (relations.max() ?? 0) - 0.02)
        }
      }
    }
  }

  @Test func `tags and entities have the best scores`() throws {
    try Self.withModel { model, plain in
      var analysis = Self.given(Self.sentences)
      Analyzer(model).annotate(&analysis)
      let vectors = plain.encode(Self.window(model, Self.sentences))
      let scores = plain.linear(vectors, "tags")
      for (token, row) in zip(analysis.tokens, scores) {
        let chosen = try #require(SyntheticModel.upos.firstIndex(of: token.upos.rawValue))
        #expect(row[chosen] > (row[..<5].max() ?? 0) - 0.01)
        #expect(row[5 + (SyntheticModel.xpos.firstIndex(of: token.xpos) ?? 0)] > (row[5..<8].max() ?? 0) - 0.01)
        let lemmas = SyntheticModel.lemma.map { LemmaScript($0)?.lemma(of: token.form) }
        let best = row[8...].indices.max { row[$0] < row[$1] } ?? 8
        #expect(token.lemma == lemmas[best - 8])
      }
      let emissions = plain.linear(vectors, "ner")
      for sentence in analysis.sentences {
        let path = model.recognizer.lattice.best(
          emissions: Array(emissions[sentence.tokens].joined()), stride: SyntheticModel.ner.count,
          count: sentence.tokens.count)
        let starts = path.indices.filter { [1, 4, 5, 8].contains(path[$0]) }.map { $0 + sentence.tokens.lowerBound }
        let own = analysis.entities.filter { sentence.tokens.contains($0.span.tokens.lowerBound) }
        #expect(own.map(\.span.tokens.lowerBound) == starts)
      }
    }
  }

  @Test(arguments: [false, true])
  func `what was analyzed before makes no difference`(bytes: Bool) throws {
    try Self.withModel(bytes: bytes) { model, _ in
      let used = Analyzer(model)
      var long = Self.given([[String]](repeating: Self.sentences[0], count: 40))
      used.annotate(&long)
      for sentences in [Self.sentences, [Self.sentences[2]]] {
        var a = Self.given(sentences)
        var b = a
        used.annotate(&a)
        Analyzer(model).annotate(&b)
        #expect(a == b)
      }
    }
  }

  @Test(arguments: [23, 100, 1025, 2100])
  func `a sentence of any length has one tree`(count: Int) throws {
    try Self.withModel(bytes: true) { model, _ in
      let words = (0..<count).map { $0 % 50 == 49 ? "." : ["Ada", "met", "London", "sings"][$0 % 4] }
      var analysis = Self.given([Self.sentences[0], words, Self.sentences[0]])
      Analyzer(model).annotate(&analysis)
      for sentence in analysis.sentences {
        let heads = sentence.tokens.map { analysis.tokens[$0].head.map { $0 - sentence.tokens.lowerBound + 1 } ?? 0 }
        #expect(SpanningTreeTests.isTree(heads))
        let relations = sentence.tokens.filter { analysis.tokens[$0].relation == "root" }
        #expect(relations.count == 1)
      }
      // The sentences beside it are those of a text without it... but for their window.
      #expect(analysis.tokens.allSatisfy { $0.lemma != "_" && !$0.xpos.isEmpty })
    }
  }

  @Test func `more words than are kept at once`() throws {
    try Self.withModel(bytes: true) { model, _ in
      let repeated = [[String]](repeating: ["Ada", "met", "Charles", "."], count: Analyzer.documentLimit / 4 + 10)
      var analysis = Self.given(repeated)
      Analyzer(model).annotate(&analysis)
      // All windows are alike, but for the last one.
      let period = analysis.tokens[0..<20].map(\.relation)
      #expect(analysis.tokens[20..<40].map(\.relation) == period)
      #expect(analysis.tokens.allSatisfy { $0.lemma != "_" })
      #expect(analysis.entities == analysis.entities.sorted { $0.span < $1.span })
    }
  }

  @Test(arguments: [
    [], [[]], [[""]], [["\u{0}"]], [["\u{7F}", "😀", String(repeating: "a", count: 100_000)]], [[], ["a"], []],
  ])
  func `odd words are analyzed too`(sentences: [[String]]) throws {
    try Self.withModel(bytes: true) { model, _ in
      var analysis = Self.given(sentences.map { $0 })
      Analyzer(model).annotate(&analysis)
      #expect(analysis.tokens.allSatisfy { $0.relation != "_" })
    }
  }

  @Test func `the old layers of an analysis are replaced`() throws {
    try Self.withModel { model, _ in
      var analysis = Self.given(Self.sentences)
      analysis.entities = [EntityMention(span: TokenSpan(0..<1), label: .work)]
      analysis.chains = [[TokenSpan(0..<1), TokenSpan(2..<3)]]
      var fresh = Self.given(Self.sentences)
      Analyzer(model).annotate(&analysis)
      Analyzer(model).annotate(&fresh)
      #expect(analysis == fresh)
    }
  }
}
