import Testing

@testable import GraphQL_lite

@Suite struct PlaceholderTests {
  @Test func `builds`() {}
}
