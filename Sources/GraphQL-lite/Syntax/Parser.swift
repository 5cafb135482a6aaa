package import Diagnostics

/// Reads a query of either form into its syntax tree, by recursive descent.
///
/// Every loop consumes a token per turn, and nesting is bounded, so that any input ends in a tree or a diagnostic.
package struct Parser {
  /// Nesting beyond this is refused.
  static let maximumDepth = 64
  /// Chains of operators longer than this are refused.
  static let maximumHeight: Int32 = 400

  let text: String
  let bytes: [UInt8]
  let tokens: [Token]
  var position = 0
  var depth = 0
  /// Whether bare names, `?variables` and edges without brackets are being read.
  var isPathForm = false
  /// Whether `|` ends the expression that is being read, as in a comprehension.
  var barEnds = false

  init(_ text: String) throws(Diagnostic) {
    self.text = text
    bytes = Array(text.utf8)
    tokens = try Lexer.tokens(of: text)
  }

  /// The tree of `text`.
  ///
  /// - Throws: The first thing that is not in the grammar.
  /// - Complexity: O(*n*), but for the look-ahead of patterns in expressions.
  package static func parse(_ text: String) throws(Diagnostic) -> Query {
    var parser = try Parser(text)
    return try parser.query()
  }

  /// The tree of one expression, for tests and tools.
  ///
  /// - Throws: The first thing that is not in the grammar.
  package static func parseExpression(_ text: String) throws(Diagnostic) -> Expression {
    var parser = try Parser(text)
    let expression = try parser.expression()
    try parser.expectEnd()
    return expression
  }
}

// MARK: - Tokens

extension Parser {
  var current: Token { tokens[position] }

  func peek(_ offset: Int = 1) -> Token { tokens[min(position + offset, tokens.count - 1)] }

  func at(_ kind: Token.Kind) -> Bool { tokens[position].kind == kind }

  func spelling(of token: Token) -> String {
    String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
  }

  /// Whether the token at `offset` is the word `keyword` (given in upper case), in any case.
  func isKeyword(_ keyword: StaticString, at offset: Int = 0) -> Bool {
    let token = peek(offset)
    guard token.kind == .word, Int(token.end - token.start) == keyword.utf8CodeUnitCount else { return false }
    for index in 0..<keyword.utf8CodeUnitCount {
      let byte = bytes[Int(token.start) + index]
      let upper = byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte
      if upper != keyword.utf8Start[index] { return false }
    }
    return true
  }

  mutating func advance() { if position < tokens.count - 1 { position += 1 } }

  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard at(kind) else { return false }
    advance()
    return true
  }

  mutating func accept(keyword: StaticString) -> Bool {
    guard isKeyword(keyword) else { return false }
    advance()
    return true
  }

  mutating func expect(_ kind: Token.Kind, _ purpose: String) throws(Diagnostic) {
    if !accept(kind) { throw unexpected(purpose) }
  }

  mutating func expect(keyword: StaticString, _ purpose: String) throws(Diagnostic) {
    if !accept(keyword: keyword) { throw unexpected(purpose) }
  }

  func expectEnd() throws(Diagnostic) {
    if !at(.end) { throw unexpected("the end of the query") }
  }

  /// The diagnostic for the current token, where `expected` was expected.
  func unexpected(_ expected: String, help: String? = nil) -> Diagnostic {
    let token = current
    let found = token.kind == .end ? "end of query" : "'\(clipped(spelling(of: token)))'"
    let span = token.kind == .end ? endOfText..<endOfText : token.span.range
    return Diagnostic(.unexpectedToken, "expected \(expected), found \(found)", at: span, help: help)
  }

  /// The offset behind the last token that is not blank.
  private var endOfText: Int { position > 0 ? Int(tokens[position - 1].end) : bytes.count }

  private func clipped(_ text: String) -> String { text.count > 40 ? text.prefix(40) + "…" : text }

  func span(from start: Token) -> Span {
    Span(Int(start.start), position > 0 ? max(Int(tokens[position - 1].end), Int(start.start)) : Int(start.end))
  }

  /// The source text of a span.
  func source(_ span: Span) -> String { String(decoding: bytes[span.range], as: UTF8.self) }

  /// Runs `body` one level deeper.
  mutating func nested<R>(_ body: (inout Parser) throws(Diagnostic) -> R) throws(Diagnostic) -> R {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw Diagnostic(.tooDeep, "nested more than \(Self.maximumDepth) levels deep", at: current.span.range)
    }
    return try body(&self)
  }

  /// A name: a word or a quoted word.
  mutating func name(_ purpose: String) throws(Diagnostic) -> Name {
    let token = current
    switch token.kind {
    case .word:
      advance()
      return Name(spelling(of: token), token.span)
    case .quotedWord:
      advance()
      let inner = String(decoding: bytes[(Int(token.start) + 1)..<(Int(token.end) - 1)], as: UTF8.self)
      return Name(unquoted(inner), token.span)
    default: throw unexpected(purpose)
    }
  }

  /// A quoted name's text: doubled back quotes stand for one.
  private func unquoted(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "`")) else { return text }
    var out: [UInt8] = []
    var skip = false
    for byte in text.utf8 {
      skip = byte == UInt8(ascii: "`") && !skip
      if !skip { out.append(byte) }
    }
    return String(decoding: out, as: UTF8.self)
  }

  var isName: Bool { at(.word) || at(.quotedWord) }
}
