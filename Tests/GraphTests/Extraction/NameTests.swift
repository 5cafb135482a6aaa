import Testing

@testable import Graph

@Suite struct NameTests {
  private func names(_ context: DocumentContext, _ label: NodeLabel) -> [String] {
    context.entities.filter { $0.label == label }.map { ([$0.name] + $0.aliases).joined(separator: " | ") }
  }

  @Test func `makes one person of full, short and misspelt names`() {
    let context = PlainText(
      "Mayor Anna Keller left. Ms. Keller said so. Anna Kellers was late. Keller and Otto Roth met.",
      people: ["Anna Keller", "Keller", "Anna Kellers", "Otto Roth"]
    ).context()
    #expect(names(context, .person) == ["Anna Keller | Anna Kellers | Keller", "Otto Roth"])
  }

  @Test func `repairs what the recognizer saw wrong in one place`() {
    let context = PlainText("Otto Roth came. Roth left. Roth slept.", people: ["Otto Roth"], places: ["Roth"]).context()
    #expect(names(context, .person) == ["Otto Roth | Roth"])
    #expect(names(context, .place).isEmpty)
  }

  @Test func `brings abbreviations and turned names together`() {
    let context = PlainText(
      "The Justice Department and the Oslo Metal Workers met. OMW left. The Department of Justice stayed.",
      organizations: ["Justice Department", "Department of Justice", "Oslo Metal Workers", "OMW"]
    ).context()
    #expect(
      names(context, .organization) == ["Department of Justice | Justice Department", "Oslo Metal Workers | OMW"])
  }

  @Test(arguments: [
    ("Senator Anna Keller left.", "Anna Keller HOLDS_ROLE Senator current"),
    ("Sen. Anna Keller left.", "Anna Keller HOLDS_ROLE Senator current"),
    ("Foreign Minster Anna Keller left.", "Anna Keller HOLDS_ROLE Foreign Minister current"),
    ("President-elect Anna Keller left.", "Anna Keller HOLDS_ROLE President designate"),
    ("(Attorney) General Anna Keller left.", "Anna Keller HOLDS_ROLE Attorney General current"),
    ("Then President Anna Keller left.", "Anna Keller HOLDS_ROLE President current"),
    ("Ex-President Anna Keller left.", "Anna Keller HOLDS_ROLE President former"),
  ])
  func `reads titles before names`(text: String, fact: String) {
    let context = PlainText(text, people: ["Anna Keller"]).context()
    let facts = context.nounPhraseClaims.map { claim in
      let tenure = if case .string(let value)? = claim.properties["tenure"] { value } else { "" }
      return "\(context.entities[claim.subject].name) \(claim.type) \(context.entities[claim.object].name) \(tenure)"
    }
    #expect(facts == [fact])
  }

  @Test func `reads party and constituency behind a name`() {
    let context = PlainText("Rep. Anna Keller (D-Vermont) left.", people: ["Anna Keller"]).context()
    let facts = context.nounPhraseClaims.map { "\($0.type) \(context.entities[$0.object].name)" }
    #expect(facts.sorted() == ["HOLDS_ROLE Representative", "MEMBER_OF Democratic Party", "REPRESENTS Vermont"])
  }

  @Test func `takes account names and addresses for nobody`() {
    let context = PlainText("Write to keller@example.org or see www.example.org now.", people: ["keller@example.org"])
      .context()
    #expect(context.entities.isEmpty)
  }
}
