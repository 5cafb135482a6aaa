import Testing

@testable import Language

@Suite struct ConlluTests {
  private static let file = """
    # newdoc id = first
    # newpar
    # sent_id = first-1
    # text = She didn't stay.
    1\tShe\tshe\tPRON\tPRP\t_\t4\tnsubj\t_\t_
    2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
    2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
    3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
    4\tstay\tstay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
    5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

    # newdoc id = second
    # sent_id = second-1
    # text = Yes
    1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No


    """

  @Test func `writes again what it read`() throws {
    let documents = try ConlluReader.documents(in: Array(Self.file.utf8), name: "test")
    var writer = ConlluWriter()
    writer.write(documents[0].analysis, of: documents[0].text, id: documents[0].id, paragraphs: [0])
    writer.write(documents[1].analysis, of: documents[1].text, id: documents[1].id)
    #expect(String(decoding: writer.take(), as: UTF8.self) == Self.file)
  }

  @Test func `makes text and offsets from the forms`() throws {
    let documents = try ConlluReader.documents(in: Array(Self.file.utf8), name: "test")
    #expect(documents.map(\.id) == ["first", "second"])
    #expect(documents.map { String(decoding: $0.text, as: UTF8.self) } == ["She didn't stay.", "Yes"])
    #expect(documents[0].analysis.tokens.map(\.range) == [0..<3, 4..<7, 7..<10, 11..<15, 15..<16])
    #expect(documents[0].analysis.tokens.map(\.head) == [3, 3, 3, nil, 3])
  }

  @Test func `keeps words that don't spell their token in its place`() throws {
    let file = "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\t_\t_\t_\t_\t_\t_\t_\t_\n2\tle\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
    let documents = try ConlluReader.documents(in: Array(file.utf8), name: "test")
    #expect(documents[0].analysis.tokens.map(\.range) == [0..<2, 0..<2])
  }

  @Test func `reads a file without a last blank line, with carriage returns and empty nodes`() throws {
    let file = "1\tA\t_\t_\t_\t_\t_\t_\t_\t_\r\n1.1\tB\t_\t_\t_\t_\t_\t_\t_\t_\r\n2\tC\t_\t_\t_\t_\t_\t_\t_\t_"
    let documents = try ConlluReader.documents(in: Array(file.utf8), name: "test")
    #expect(documents.map(\.analysis.tokens.count) == [2])
    #expect(documents.map { String(decoding: $0.text, as: UTF8.self) } == ["A C"])
  }

  @Test(arguments: [
    ("1\tA\n", 1, "expected 10 columns separated by tabulators, found 2"),
    ("\n\nx\tA\t_\t_\t_\t_\t_\t_\t_\t_\n", 3, "expected a number as the id of the word, found 'x'"),
    ("2\tA\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "expected the word with id 1, found '2'"),
    ("1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, "the form is empty"),
    ("1\tA\t_\t_\t_\t_\t9\t_\t_\t_\n\n", 1, "expected the id of a word as head, found '9'"),
    ("1-2\tA\t_\t_\t_\t_\t_\t_\t_\t_\n\n", 1, "the words 1 to 2 of the multiword token are not there"),
  ])
  func `says which line is wrong`(file: String, line: Int, reason: String) {
    let error = #expect(throws: DocumentError.self) {
      try ConlluReader.documents(in: Array(file.utf8), name: "test")
    }
    #expect(error?.line == line)
    #expect(error?.reason == reason)
  }

  @Test func `writes entities and chains in the last column`() {
    let text = Array("Ann Lee saw Ann".utf8)
    let ranges = [0..<3, 4..<7, 8..<11, 12..<15]
    var analysis = Analysis(
      tokens: ranges.map { Token(range: $0, form: String(decoding: text[$0], as: UTF8.self)) },
      sentences: [Sentence(tokens: 0..<4, range: 0..<15)])
    analysis.entities = [EntityMention(span: TokenSpan(0..<2), label: .person)]
    analysis.chains = [[TokenSpan(0..<2), TokenSpan(3..<4)]]
    var writer = ConlluWriter()
    writer.write(analysis, of: text, id: "d")
    let misc = String(decoding: writer.take(), as: UTF8.self).split(separator: "\n").dropFirst(3)
      .map { String($0.split(separator: "\t").last ?? "") }
    #expect(misc == ["Entity=(Person|Coref=(1", "Entity=)|Coref=1)", "_", "Coref=(1)"])
  }

  @Test(arguments: [1, 2, 3])
  func `refuses or reads random lines, never traps`(seed: UInt64) {
    var random = Generator(state: seed)
    let parts = [
      "1", "2", "1-2", "1.1", "\t", "\t_\t_\t_\t_\t_\t_\t_\t_", "\n", "A", "# newdoc", "-", "0", "99999999999999999999",
      "\n\n",
    ]
    for _ in 0..<300 {
      let file = (0..<Int.random(in: 0..<40, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
      _ = try? ConlluReader.documents(in: Array(file.joined().utf8), name: "random")
    }
  }
}
