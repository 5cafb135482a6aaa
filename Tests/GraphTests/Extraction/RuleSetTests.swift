import Testing

@testable import Graph

@Suite struct RuleSetTests {
  @Test func `reads the rules of the product`() throws {
    let rules = try RuleSet.standard()
    #expect(rules.rules.count > 50)
    for rule in rules.rules {
      #expect(rule.examples.contains { !$0.gives.isEmpty }, "\(rule.name) has no positive example")
    }
  }

  @Test(arguments: [
    ("rules:\n  - name: a\n    edge: MET\n    triger: {verb: [x]}\n", 4, "unknown key 'triger' in a rule"),
    (
      "rules:\n  - name: a\n    edge: MET\n    trigger: {verb: [x]}\n    subject: subjet\n    object: object\n", 5,
      "no such step in a path: 'subjet'"
    ),
    (
      "rules:\n  - name: a\n    edge: MET\n    trigger: {verb: $nope}\n    subject: subject\n    object: object\n", 2,
      "no vocabulary list 'nope'"
    ),
    ("rules:\n  - name: a\n   edge: [\n", 3, "not valid YAML"),
    (
      "rules:\n  - edge: MET\n    trigger: {verb: [x]}\n    subject: subject\n    object: object\n", 2,
      "rule without a name"
    ),
    ("other: 1\n", 1, "unknown key 'other' in a rule file"),
  ])
  func `says where a rule file is wrong`(text: String, line: Int, message: String) throws {
    let found = try #require(throws: RuleErrors.self) { try RuleSet([("mine.yaml", text)]) }
    let first = try #require(found.errors.first)
    #expect(first.file == "mine.yaml")
    #expect(first.line == line)
    #expect(first.message.hasPrefix(message))
  }

  @Test func `stops at aliases that multiply`() {
    var text = "vocabulary:\n  a: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
      text +=
        "  b\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
    }
    #expect(throws: RuleErrors.self) { try RuleSet([("bomb.yaml", text)]) }
  }

  @Test func `adds a user's words to the list that a rule refers to`() throws {
    let base = """
      vocabulary: {greet-verbs: [greet]}
      rules:
        - {name: greets, edge: GREETED, trigger: {verb: $greet-verbs}, subject: subject, object: object}
      """
    let rules = try RuleSet([("base.yaml", base), ("mine.yaml", "vocabulary: {greet-verbs: [salute]}")])
    #expect(rules.candidates(.verb, lemma: "salute", isTitle: false) == [0])
    #expect(rules.candidates(.verb, lemma: "ignore", isTitle: false) == [])
  }
}
