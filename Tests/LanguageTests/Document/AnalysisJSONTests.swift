import Testing

@testable import Language

@Suite struct AnalysisJSONTests {
  @Test func `writes the members in their order`() {
    let text = Array("He left".utf8)
    var analysis = Analysis(
      tokens: [
        Token(range: 0..<2, form: "He", lemma: "he", upos: .pron, head: 1, relation: "nsubj"),
        Token(range: 3..<7, form: "left", lemma: "leave", upos: .verb, relation: "root"),
      ], sentences: [Sentence(tokens: 0..<2, range: 0..<7)])
    analysis.entities = [EntityMention(span: TokenSpan(0..<1), label: .person)]
    analysis.chains = [[TokenSpan(0..<1), TokenSpan(1..<2)]]
    var writer = AnalysisJSONWriter()
    writer.write(analysis, of: text, id: "d")
    #expect(
      String(decoding: writer.take(), as: UTF8.self) == """
        {"doc":"d","text":"He left","sentences":[{"start":0,"end":7,"tokens":[\
        {"start":0,"end":2,"form":"He","lemma":"he","upos":"PRON","head":2,"deprel":"nsubj"},\
        {"start":3,"end":7,"form":"left","lemma":"leave","upos":"VERB","head":0,"deprel":"root"}]}],\
        "entities":[{"start":0,"end":2,"label":"Person"}],"coreference":[[{"start":0,"end":2},{"start":3,"end":7}]]}

        """)
  }

  @Test(arguments: [
    ("a\"b\\c", "\"a\\\"b\\\\c\""), ("x\ny\tz\r", "\"x\\ny\\tz\\r\""),
    ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\\u007f\""),
    ("é漢😀/", "\"é漢😀/\""),
  ])
  func `escapes what JSON must escape`(text: String, expected: String) {
    var json = JSONText()
    json.write(text)
    #expect(String(decoding: json.take(), as: UTF8.self) == expected)
  }

  @Test(arguments: [(0, "0"), (-1, "-1"), (1_234_567, "1234567"), (Int.min, "-9223372036854775808")])
  func `writes whole numbers`(number: Int, expected: String) {
    var json = JSONText()
    json.write(number)
    #expect(String(decoding: json.take(), as: UTF8.self) == expected)
  }
}
