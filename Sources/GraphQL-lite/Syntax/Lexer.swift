package import Diagnostics

/// Cuts a query into tokens.
///
/// Any bytes are legal input; what is no token is a diagnostic.
package struct Lexer {
  /// Queries longer than this are refused.
  package static let maximumLength = 1 << 20

  let bytes: [UInt8]
  var at = 0

  package init(_ text: String) { bytes = Array(text.utf8) }

  /// All tokens, the last of them of kind ``Token/Kind/end``.
  ///
  /// - Throws: The first thing that is no token.
  /// - Complexity: O(*n*).
  package static func tokens(of text: String) throws(Diagnostic) -> [Token] {
    var lexer = Lexer(text)
    guard lexer.bytes.count <= maximumLength else {
      throw Diagnostic(
        .tooLong, "the query is longer than \(maximumLength) bytes", at: maximumLength..<maximumLength)
    }
    var tokens: [Token] = []
    tokens.reserveCapacity(lexer.bytes.count / 4 + 2)
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  func byte(_ offset: Int) -> UInt8 { at + offset < bytes.count ? bytes[at + offset] : 0 }

  func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(kind: kind, start: Int32(start), end: Int32(at))
  }

  mutating func next() throws(Diagnostic) -> Token {
    try skipBlanks()
    let start = at
    guard at < bytes.count else { return token(.end, from: start) }
    let first = bytes[at]
    if isWordStart(first) { return try word() }
    if isDigit(first) || (first == UInt8(ascii: ".") && isDigit(byte(1))) { return try number() }
    switch first {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return try string(quote: first)
    case UInt8(ascii: "`"): return try quotedWord()
    case UInt8(ascii: "$"): return try parameter()
    default: break
    }
    let (kind, length) = punctuation(first)
    guard let kind else { throw unexpected() }
    at += length
    return token(kind, from: start)
  }

  private func punctuation(_ first: UInt8) -> (Token.Kind?, Int) {
    let second = byte(1)
    switch first {
    case UInt8(ascii: "("): return (.leftParenthesis, 1)
    case UInt8(ascii: ")"): return (.rightParenthesis, 1)
    case UInt8(ascii: "["): return (.leftBracket, 1)
    case UInt8(ascii: "]"): return (.rightBracket, 1)
    case UInt8(ascii: "{"): return (.leftBrace, 1)
    case UInt8(ascii: "}"): return (.rightBrace, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: "."): return second == UInt8(ascii: ".") ? (.dotDot, 2) : (.dot, 1)
    case UInt8(ascii: ":"): return (.colon, 1)
    case UInt8(ascii: ";"): return (.semicolon, 1)
    case UInt8(ascii: "|"): return (.bar, 1)
    case UInt8(ascii: "&"): return (.ampersand, 1)
    case UInt8(ascii: "!"): return (.bang, 1)
    case UInt8(ascii: "%"): return (.percent, 1)
    case UInt8(ascii: "?"): return (.question, 1)
    case UInt8(ascii: "+"): return (.plus, 1)
    case UInt8(ascii: "-"): return (.minus, 1)
    case UInt8(ascii: "*"): return (.star, 1)
    case UInt8(ascii: "/"): return (.slash, 1)
    case UInt8(ascii: "^"): return (.caret, 1)
    case UInt8(ascii: "="): return second == UInt8(ascii: "~") ? (.matches, 2) : (.equal, 1)
    case UInt8(ascii: "<"):
      if second == UInt8(ascii: ">") { return (.notEqual, 2) }
      return second == UInt8(ascii: "=") ? (.lessOrEqual, 2) : (.less, 1)
    case UInt8(ascii: ">"): return second == UInt8(ascii: "=") ? (.greaterOrEqual, 2) : (.greater, 1)
    default: return (nil, 0)
    }
  }

  /// What to say about a character that no token starts with.
  private func unexpected() -> Diagnostic {
    let scalar = scalar(at: at)
    let help: String? =
      switch scalar?.value ?? 0 {
      case 0x2010...0x2015, 0x2212: "write '-'"
      case 0x2018, 0x2019, 0x201C, 0x201D, 0xAB, 0xBB: "write straight quotes, ' or \""
      case 0x2192: "write '->'"
      case 0x2190: "write '<-'"
      default: nil
      }
    let length = scalar.map { $0.utf8.count } ?? 1
    let shown = scalar.map { $0.properties.generalCategory == .control ? "U+\(String($0.value, radix: 16))" : "\($0)" }
    return Diagnostic(
      .unexpectedCharacter, "unexpected character '\(shown ?? "\u{FFFD}")'", at: at..<(at + length), help: help)
  }

  mutating func skipBlanks() throws(Diagnostic) {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09...0x0D: at += 1
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
        while at < bytes.count, bytes[at] != 0x0A { at += 1 }
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        let start = at
        at += 2
        while at < bytes.count, !(bytes[at] == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) { at += 1 }
        guard at < bytes.count else {
          throw Diagnostic(.unterminated, "comment without its end '*/'", at: start..<(start + 2))
        }
        at += 2
      case 0x80...:
        guard let scalar = scalar(at: at), scalar.properties.isWhitespace else { return }
        at += scalar.utf8.count
      default: return
      }
    }
  }

  /// The scalar whose first byte is at `offset`; the input comes from a `String`, so that it is well formed.
  func scalar(at offset: Int) -> Unicode.Scalar? {
    guard offset < bytes.count else { return nil }
    let length = bytes[offset] < 0x80 ? 1 : (bytes[offset] < 0xE0 ? 2 : (bytes[offset] < 0xF0 ? 3 : 4))
    return String(decoding: bytes[offset..<min(bytes.count, offset + length)], as: UTF8.self).unicodeScalars.first
  }

  private func isWordStart(_ byte: UInt8) -> Bool {
    if byte < 0x80 { return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == UInt8(ascii: "_") }
    guard let scalar = scalar(at: at) else { return false }
    return scalar.properties.isXIDStart
  }

  /// Moves past the letters, digits and underscores that continue a word.
  mutating func skipWord() {
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        guard isWordByte(byte) else { return }
        at += 1
      } else {
        guard let scalar = scalar(at: at), scalar.properties.isXIDContinue else { return }
        at += scalar.utf8.count
      }
    }
  }

  private mutating func word() throws(Diagnostic) -> Token {
    let start = at
    skipWord()
    return token(.word, from: start)
  }

  private mutating func quotedWord() throws(Diagnostic) -> Token {
    let start = at
    at += 1
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "`") {
        guard byte(1) == UInt8(ascii: "`") else {
          at += 1
          return token(.quotedWord, from: start)
        }
        at += 1
      }
      at += 1
    }
    throw Diagnostic(.unterminated, "quoted name without its closing '`'", at: start..<(start + 1))
  }

  private mutating func parameter() throws(Diagnostic) -> Token {
    let start = at
    at += 1
    if byte(0) == UInt8(ascii: "`") {
      _ = try quotedWord()
    } else {
      skipWord()
      guard at > start + 1 else {
        throw Diagnostic(.unexpectedCharacter, "expected the name of a parameter after '$'", at: start..<at)
      }
    }
    return token(.parameter, from: start)
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

func isWordByte(_ byte: UInt8) -> Bool {
  isDigit(byte) || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == UInt8(ascii: "_")
}
