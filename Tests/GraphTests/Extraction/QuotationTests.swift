import Language
import Testing

@testable import Graph

@Suite struct QuotationTests {
  private let people = ["Anna Keller", "Tom Roth", "Keller", "Roth"]

  private func speakers(_ text: String) -> [String] {
    let context = PlainText(text, people: people).context()
    return context.quotations.map { quotation in
      let words = context.analysis.tokens[quotation.tokens].prefix(2).map(\.form).joined(separator: " ")
      return words + ": " + (quotation.speaker.map { context.entities[$0].name } ?? "?")
    }
  }

  @Test(arguments: [
    ("\"The bridge is not safe,\" said Anna Keller.", ["The bridge: Anna Keller"]),
    ("\"The bridge is not safe,\" Anna Keller said.", ["The bridge: Anna Keller"]),
    ("Anna Keller said: \"The bridge is not safe.\"", ["The bridge: Anna Keller"]),
    (
      "\"The bridge is not safe,\" said Anna Keller. \"We will close it soon.\"",
      ["The bridge: Anna Keller", "We will: Anna Keller"]
    ),
    ("\"It is time,\" Keller added, \"to close the old bridge.\"", ["It is: Keller", "to close: Keller"]),
    ("\"The bridge is not safe at all.\" Anna Keller", ["The bridge: Anna Keller"]),
    ("“The bridge is not safe. “It must be closed,” said Tom Roth.", ["The bridge: Tom Roth", "It must: Tom Roth"]),
  ])
  func `finds the speaker`(text: String, expected: [String]) {
    #expect(speakers(text.replacing("“", with: "\"").replacing("”", with: "\"")) == expected)
  }

  @Test func `goes on over paragraphs`() {
    let text =
      "\"The bridge is not safe,\" said Anna Keller.\n\n\"It must be closed by Friday.\"\n\n\"No,\" said Tom Roth."
    #expect(speakers(text) == ["The bridge: Anna Keller", "It must: Anna Keller", "No ,: Tom Roth"])
  }

  @Test func `reads transcripts and signed posts`() {
    let interview = "Anna Keller: Is it safe?\n\nTom Roth: I do not know.\n\nNobody does.\n\nAnna Keller: Thank you."
    #expect(speakers(interview) == ["Is it: Anna Keller", "I do: Tom Roth", "Thank you: Anna Keller"])
    #expect(speakers("Close the bridge now — Tom Roth ( @roth )") == ["Close the: Tom Roth"])
  }

  @Test func `takes I for the speaker`() throws {
    let context = PlainText("\"I told Roth,\" said Anna Keller.", people: people).context()
    let token = try #require(context.analysis.tokens.firstIndex { $0.form == "I" })
    #expect(context.entityAtHead[token].map { context.entities[$0].name } == "Anna Keller")
  }

  @Test func `calls a word in marks no statement`() {
    #expect(PlainText("The \"safe\" bridge fell.").context().quotations.map(\.isStatement) == [false])
  }

  @Test(arguments: ["\"", "\"\"", "\"\n\n\"", "said \" said", "“”“”", ": \"", "\" — ( @x"])
  func `survives marks without sense`(text: String) {
    _ = PlainText(text).context()
  }
}
