import Testing

@testable import graphctl

@Suite struct PlaceholderTests {
  @Test func `builds`() {}
}
