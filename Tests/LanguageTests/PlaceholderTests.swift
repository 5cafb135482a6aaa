import Testing

@testable import Language

@Suite struct PlaceholderTests {
  @Test func `builds`() {}
}
