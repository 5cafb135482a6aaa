import Testing

@testable import Diagnostics

@Suite struct PlaceholderTests {
  @Test func `builds`() {}
}
