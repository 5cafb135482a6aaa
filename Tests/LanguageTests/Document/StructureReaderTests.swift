import Testing

@testable import Language

@Suite struct StructureReaderTests {
  private func read(_ text: String, isMarkdown: Bool = false) -> SourceDocument {
    var document = SourceDocument(name: "d", text: Array(text.utf8))
    StructureReader.describe(&document, isMarkdown: isMarkdown)
    return document
  }

  /// One line per block: its kind and text.
  private func blocks(_ document: SourceDocument) -> [String] {
    document.blocks.map { "\($0.kind): \(String(decoding: document.text[$0.range], as: UTF8.self))" }
  }

  @Test(
    arguments: [
      ("BOSTON (WXYZ) - The mayor left.", "BOSTON (WXYZ) -", "BOSTON", "WXYZ", nil),
      ("SPRINGFIELD, Ill. — The mayor left.", "SPRINGFIELD, Ill. —", "SPRINGFIELD", nil, nil),
      ("GENEVA, March 2 (Wire) – The mayor left.", "GENEVA, March 2 (Wire) –", "GENEVA", "Wire", nil),
      ("OSLO, March 2, 2017 — The mayor left.", "OSLO, March 2, 2017 —", "OSLO", nil, "2017-03-02"),
      ("Paris (AFX) - The mayor left.", "Paris (AFX) -", "Paris", "AFX", nil),
      ("(AFX) -- The mayor left.", "(AFX) --", nil, "AFX", nil),
      ("NEW YORK -- The mayor left.", "NEW YORK --", "NEW YORK", nil, nil),
    ] as [(String, String, String?, String?, String?)])
  func `reads a dateline`(text: String, dateline: String, place: String?, agency: String?, date: String?) {
    let document = read(text)
    #expect(blocks(document) == ["dateline: \(dateline)", "paragraph: The mayor left."])
    #expect(document.place == place)
    #expect(document.publisher == agency)
    #expect(document.date == date)
  }

  @Test(arguments: [
    "The mayor - who is 70 - left.", "Mayor Jones left - at last.", "U.S. Senator Baker said on Monday - twice - no.",
    "NATO said it would not go.", "A well-known man left.", "- The mayor left",
  ])
  func `takes no sentence for a dateline`(text: String) {
    #expect(!blocks(read(text)).contains { $0.hasPrefix("dateline") })
  }

  @Test(arguments: [
    (" date 2017-03-02 The mayor left.", "2017-03-02"), ("Date: March 2, 2017 The mayor left.", "2017-03-02"),
    ("January 8, 2009\n\nThe mayor left.", "2009-01-08"),
    ("Thursday, 8 Jan. 2009, 10:30 GMT\n\nThe mayor left.", "2009-01-08"),
    ("Mayor leaves\nBy Ann Lee\n2009-01-08\n\nThe mayor left.", "2009-01-08"),
  ])
  func `finds the date before the text`(text: String, date: String) {
    let document = read(text)
    #expect(document.date == date)
    #expect(blocks(document).last == "paragraph: The mayor left.")
  }

  @Test func `tells headline, byline, paragraphs, headings, captions and items`() {
    let document = read(
      """
      Mayor leaves office

      By Ann Lee and Bob Ray, Springfield Wire

      SPRINGFIELD (SW) — The mayor left. She will
      not come back.

      What comes next

      "Nothing," she said

      - first point
      - second point

      Photo: The mayor leaves. (SW)

      She named three reasons:

      Reporting by Ann Lee; Editing by Cy Fox
      """)
    #expect(
      blocks(document) == [
        "heading: Mayor leaves office", "byline: By Ann Lee and Bob Ray, Springfield Wire",
        "dateline: SPRINGFIELD (SW) —",
        "paragraph: The mayor left. She will\nnot come back.", "heading: What comes next",
        "paragraph: \"Nothing,\" she said",
        "listItem: - first point", "listItem: - second point", "caption: Photo: The mayor leaves. (SW)",
        "paragraph: She named three reasons:", "byline: Reporting by Ann Lee; Editing by Cy Fox",
      ])
    #expect(document.title == "Mayor leaves office")
    #expect(document.place == "SPRINGFIELD")
  }

  @Test(arguments: [
    ("Why the mayor left", "heading"), ("What the New Mayor Wants to Change in the City of Bonn", "heading"),
    ("Later the mayor was asked if she would ever come back to the town", "paragraph"),
    ("She must go now. — Bob Ray March 2", "paragraph"), ("Gone at last #mayor @bonn", "paragraph"),
    ("Mayor vs. Gov. Fox", "heading"),
  ])
  func `takes a line within the text for a heading only when it looks like one`(line: String, kind: String) {
    #expect(blocks(read("The mayor left.\n\n\(line)\n\nNobody knows."))[1] == "\(kind): \(line)")
  }

  @Test func `takes each line of a text with long lines for a paragraph`() {
    let long = String(repeating: "The mayor left and came back. ", count: 6).trimmingBlanks
    #expect(blocks(read("\(long)\n\(long)\n")) == ["paragraph: \(long)", "paragraph: \(long)"])
  }

  @Test func `knows the headings of Markdown`() {
    let document = read("# Mayor *leaves*\n\nShe left.\n\nWhy\n---\n\nNobody knows.", isMarkdown: true)
    #expect(
      blocks(document) == [
        "heading: # Mayor *leaves*", "paragraph: She left.", "heading: Why", "metadata: ---",
        "paragraph: Nobody knows.",
      ])
    #expect(document.title == "Mayor *leaves")
  }

  @Test func `gives breaks around blocks and finds the block of an offset`() {
    let document = read("BONN - She left.\n\nHe stayed.")
    #expect(document.sentenceBreaks == [6, 7, 16, 18, 28])
    #expect(document.block(at: 8)?.kind == .paragraph)
    #expect(document.block(at: 6) == nil)
    #expect(document.block(at: 0)?.kind == .dateline)
    #expect(document.block(at: 28) == nil)
  }

  @Test(arguments: [1, 2, 3, 4])
  func `covers random texts with ordered blocks`(seed: UInt64) {
    var random = Generator(state: seed)
    let parts = [
      "By A B", "BONN - ", "# x", "\n", "\n\n", " ", "text.", "—", "(", ")", "2017-03-02", "date ", "\r\n", "==", "é",
      "\u{FEFF}",
    ]
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 0..<30, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
        .joined()
      let document = read(text, isMarkdown: Bool.random(using: &random))
      var end = 0
      for block in document.blocks {
        #expect(block.range.lowerBound >= end && !block.range.isEmpty && block.range.upperBound <= document.text.count)
        end = block.range.upperBound
      }
    }
  }
}
