import Testing

@testable import Language

@Suite struct TextAnalysisTests {
  @Test(arguments: [
    "Ann Lee met Bob Ray. “It was short,” she said. He didn't comment, and Mr. Fox left.",
    "no capitals here but two sentences maybe they left early and nobody knew\n\nHEADLINE\n\nText.",
    "a\u{0}b \u{FFFD} 👍🏽 مرحبا 漢字 (((( \"\"\" ... !!! http://x.y/z @me #tag",
    String(repeating: "one two, three ", count: 260),
    "", " \n ",
  ])
  func `cuts every text into sentences with one tree each`(text: String) throws {
    let analyzer = Analyzer(try LanguageModel.bundled())
    let analysis = analyzer.analyze(text)
    let tokens = try Tokenizer().tokenize(text).tokens
    #expect(analysis.tokens.map(\.range) == tokens.map(\.range))
    var first = 0
    for sentence in analysis.sentences {
      #expect(sentence.tokens.lowerBound == first && sentence.tokens.count <= Tokenizer.sentenceLimit)
      first = sentence.tokens.upperBound
      let heads = analysis.tokens[sentence.tokens].map(\.head)
      #expect(heads.count { $0 == nil } == 1)
      #expect(heads.allSatisfy { $0.map(sentence.tokens.contains) ?? true })
      #expect(!analysis.tokens[sentence.tokens.lowerBound].continuesToken)
    }
    #expect(first == analysis.tokens.count)
  }

  @Test func `never joins sentences over the border of a paragraph or block`() throws {
    let text = Array("The mayor of\n\nthe city left and went home".utf8)
    let analyzer = Analyzer(try LanguageModel.bundled())
    #expect(analyzer.analyze(text, breaks: [27]).sentences.map(\.range) == [0..<12, 14..<27, 28..<41])
  }

  @Test func `gives given sentences back as they were`() throws {
    let analyzer = Analyzer(try LanguageModel.bundled())
    _ = analyzer.analyze("Another text came before. It had two sentences.")
    var given = try Tokenizer().tokenize("He left . She stayed .")
    given.sentences = [Sentence(tokens: 0..<given.tokens.count, range: 0..<22)]
    analyzer.annotate(&given)
    #expect(given.sentences == [Sentence(tokens: 0..<6, range: 0..<22)])
  }
}
