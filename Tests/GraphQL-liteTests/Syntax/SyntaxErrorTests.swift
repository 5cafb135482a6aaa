import Diagnostics
import TestSupport
import Testing

@testable import GraphQL_lite

@Suite struct SyntaxErrorTests {
  @Test(arguments: [
    ("Sessions -met«»", Diagnostic.Code.unexpectedToken, "expected '->' or '-' to close the edge, found end of query"),
    (
      "Sessions -met->«»", .unexpectedToken,
      "expected a node: a name, \"a quoted name\" or ?variable, found end of query"
    ),
    ("Sessions -met x-> ?y", .unexpectedToken, ""),
    ("MATCH (a«-»[:X]->(b) RETURN a", .unexpectedToken, "expected ':', '{', WHERE or ')' to close the node, found '-'"),
    ("MATCH (a)-[:X«-»>(b) RETURN a", .unexpectedToken, "expected ']' to close the edge, found '-'"),
    ("MATCH (a) RETUR«»", .unexpectedToken, ""),
    ("MATCH (a) «RETRUN» a", .unexpectedToken, "expected RETURN or another clause, found 'RETRUN'"),
    ("MATCH (a)«»", .unexpectedToken, "expected RETURN or another clause, found end of query"),
    ("«CREATE» (a) RETURN a", .unexpectedToken, ""),
    ("RETURN «'abc»", .unterminated, ""),
    ("RETURN 1 «/»* open", .unterminated, ""),
    ("RETURN '«\\uZZZZ»'", .invalidEscape, "expected 4 hexadecimal digits after '\\u'"),
    ("RETURN «1x»", .invalidNumber, "'1x' is not a number"),
    ("RETURN «9223372036854775808»", .numberTooLarge, "'9223372036854775808' does not fit 64 bits"),
    ("RETURN 1 «—» 2", .unexpectedCharacter, "unexpected character '—'"),
    ("RETURN «“»x", .unexpectedCharacter, "unexpected character '“'"),
    ("RETURN (1 + 2«»", .unexpectedToken, "expected ')' to close the parenthesis, found end of query"),
    ("RETURN [1, 2«»", .unexpectedToken, "expected ',' or ']' to close the list, found end of query"),
    ("MATCH (a)-->{«3,2»}(b) RETURN a", .invalidPattern, ""),
    ("RETURN 1 AS a UNION RETURN 2 AS a «UNION» ALL RETURN 3 AS a", .mixedUnion, "UNION and UNION ALL in one query"),
    ("USE «fact» MATCH (n) RETURN n", .unexpectedToken, "expected 'facts', 'claims' or 'all', found 'fact'"),
    ("MATCH (a)-[:X*]->«{2}»(b) RETURN a", .unexpectedToken, "the edge has two quantifiers"),
    ("MATCH (n) RETURN n LIMIT 1 «SKIP» 2", .unexpectedToken, ""),
  ])
  func `points at the mistake`(marked: String, code: Diagnostic.Code, message: String) throws {
    guard let (text, span) = unmark(marked) else {
      // Rows without marks only say that the query is refused.
      #expect(throws: Diagnostic.self) { try Parser.parse(marked) }
      return
    }
    let found = try #require(throws: Diagnostic.self) { try Parser.parse(text) }
    #expect(found.code == code)
    if !message.isEmpty { #expect(found.message == message) }
    if message.isEmpty || code != .invalidPattern { #expect(found.span.lowerBound <= span.upperBound + 2) }
    if !message.isEmpty { #expect(found.span == span) }
  }

  @Test(arguments: [
    "RETURN " + String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000),
    "RETURN " + String(repeating: "[", count: 5000),
    "RETURN " + String(repeating: "NOT ", count: 5000) + "true",
    "RETURN " + String(repeating: "- ", count: 5000) + "x",
    "RETURN 1" + String(repeating: " + 1", count: 50000),
    "RETURN a" + String(repeating: ".b", count: 50000),
    "MATCH " + String(repeating: "(", count: 5000),
    "MATCH (a:" + String(repeating: "!", count: 5000) + "A) RETURN a",
    "RETURN " + String(repeating: "{a: ", count: 5000),
    "RETURN " + String(repeating: "EXISTS { MATCH (a) WHERE ", count: 1000),
    "RETURN " + String(repeating: "x[", count: 5000),
    "RETURN " + String(repeating: "CASE WHEN ", count: 5000),
    String(repeating: "A -x-> ", count: 100_000) + "B",
  ])
  func `deep and long queries are refused, not crashed on`(text: String) {
    #expect(throws: Diagnostic.self) { try Parser.parse(text) }
  }
}
