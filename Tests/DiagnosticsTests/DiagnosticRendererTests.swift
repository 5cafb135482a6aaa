import Diagnostics
import Testing

@Suite struct DiagnosticRendererTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var span: Range<Int>
    var expected: String
    var testDescription: String { text }
  }

  @Test(arguments: [
    Row(
      text: "match (a)", span: 7..<8,
      expected: """
        error[Q006]: wrong
         --> query:1:8
          |
        1 | match (a)
          |        ^

        """),
    Row(
      text: "é x", span: 3..<4,
      expected: """
        error[Q006]: wrong
         --> query:1:3
          |
        1 | é x
          |   ^

        """),
    Row(
      text: "\tx", span: 1..<2,
      expected: """
        error[Q006]: wrong
         --> query:1:2
          |
        1 |  x
          |  ^

        """),
    Row(
      text: "😀 x", span: 5..<6,
      expected: """
        error[Q006]: wrong
         --> query:1:3
          |
        1 | 😀 x
          |    ^

        """),
    Row(
      text: "a\nbcd\ne", span: 3..<5,
      expected: """
        error[Q006]: wrong
         --> query:2:2
          |
        2 | bcd
          |  ^^

        """),
    Row(
      text: "abc", span: 3..<3,
      expected: """
        error[Q006]: wrong
         --> query:1:4
          |
        1 | abc
          |    ^

        """),
  ])
  func `shows the place under the source line`(row: Row) {
    let diagnostic = Diagnostic(.unexpectedToken, "wrong", at: row.span)
    let source = SourceText(name: "query", text: row.text)
    #expect(DiagnosticRenderer().render(diagnostic, in: source) == row.expected)
  }

  @Test(arguments: [
    Diagnostic(.ambiguousName, "'x' fits 2 nodes", at: 0..<1, help: "say which", notes: ["a", "b"], severity: .warning)
  ])
  func `lists notes before help`(diagnostic: Diagnostic) {
    let text = DiagnosticRenderer().render(diagnostic, in: SourceText(name: "query", text: "x"))
    #expect(text.hasPrefix("warning[Q122]: 'x' fits 2 nodes\n"))
    #expect(text.hasSuffix("  = a\n  = b\n  = help: say which\n"))
  }

  @Test(arguments: [-5..<2, 2..<99, 50..<60])
  func `survives spans outside of the text`(span: Range<Int>) {
    let diagnostic = Diagnostic(.unexpectedToken, "wrong", at: span)
    #expect(
      DiagnosticRenderer(isColored: true).render(diagnostic, in: SourceText(name: "q", text: "abc")).contains("^"))
  }

  @Test(arguments: [Diagnostic.Code.allCases])
  func `every kind has a code of its own`(codes: [Diagnostic.Code]) {
    #expect(Set(codes.map(\.rawValue)).count == codes.count)
  }
}
