import Testing

@testable import Graph

@Suite struct NearCopiesTests {
  private let report = (1...120).map { "word\($0 * 7 % 53) item\($0)" }.joined(separator: " ")

  @Test func `finds a copy with a changed sentence`() {
    let copy = "Updated at noon. " + report + " More follows."
    let other = (1...120).map { "thing\($0) part\($0 * 3 % 41)" }.joined(separator: " ")
    #expect(NearCopies.groups(of: [report, other, copy]) == [0, 1, 0])
  }

  @Test func `keeps short and empty texts apart from long ones`() {
    #expect(NearCopies.groups(of: ["", report, "one two"]) == [0, 1, 2])
  }
}
