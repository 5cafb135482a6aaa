import Testing

@testable import Graph

@Suite struct PlaceholderTests {
  @Test func `builds`() {}
}
