import Diagnostics
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("MEETS", ["MET", "SAID", "ASKED"], ["MET"]),
    ("Persn", ["Person", "Place"], ["Person"]),
    ("holds-role", ["HOLDS_ROLE", "ROLE_OF"], ["HOLDS_ROLE"]),
    ("nmae", ["name", "date"], ["name"]),
    ("xyz", ["name", "date"], []),
    ("", ["name"], []),
  ])
  func `offers the nearest known name`(name: String, known: [String], expected: [String]) {
    #expect(nearestNames(to: name, among: known) == expected)
  }
}
