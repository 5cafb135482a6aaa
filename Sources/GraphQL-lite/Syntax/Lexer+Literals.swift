internal import Diagnostics

extension Lexer {
  // integer ::= digits | '0x' hexadecimal digits | '0o' octal digits ; float ::= [digits] '.' digits [exponent] | digits exponent
  mutating func number() throws(Diagnostic) -> Token {
    let start = at
    if byte(0) == UInt8(ascii: "0"), byte(1) | 0x20 == UInt8(ascii: "x") || byte(1) | 0x20 == UInt8(ascii: "o") {
      let isHexadecimal = byte(1) | 0x20 == UInt8(ascii: "x")
      at += 2
      let digits = at
      while at < bytes.count, isHexadecimal ? isHexDigit(bytes[at]) : (bytes[at] >= 0x30 && bytes[at] <= 0x37) {
        at += 1
      }
      try endNumber(from: start, hasDigits: at > digits)
      return token(.integer, from: start)
    }
    while isDigit(byte(0)) { at += 1 }
    var isFloat = false
    if byte(0) == UInt8(ascii: "."), isDigit(byte(1)) {
      isFloat = true
      at += 1
      while isDigit(byte(0)) { at += 1 }
    }
    if byte(0) | 0x20 == UInt8(ascii: "e") {
      let hasSign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
      if isDigit(byte(hasSign ? 2 : 1)) {
        isFloat = true
        at += hasSign ? 2 : 1
        while isDigit(byte(0)) { at += 1 }
      }
    }
    try endNumber(from: start, hasDigits: true)
    return token(isFloat ? .float : .integer, from: start)
  }

  private mutating func endNumber(from start: Int, hasDigits: Bool) throws(Diagnostic) {
    let end = at
    skipWord()
    guard hasDigits, at == end else {
      let text = String(decoding: bytes[start..<at], as: UTF8.self)
      throw Diagnostic(.invalidNumber, "'\(text)' is not a number", at: start..<at)
    }
  }

  private func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "f")
  }

  // string ::= "'" (character | escape)* "'" | '"' (character | escape)* '"'
  mutating func string(quote: UInt8) throws(Diagnostic) -> Token {
    let start = at
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      if byte == quote {
        at += 1
        return token(.string, from: start)
      }
      at += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    throw Diagnostic(
      .unterminated, "string without its closing \(quote == UInt8(ascii: "'") ? "'" : "\"")", at: start..<(start + 1))
  }

  /// The text that a string token stands for, escapes resolved.
  ///
  /// - Throws: An unknown escape, or one that names no character.
  static func text(of token: Token, in bytes: [UInt8]) throws(Diagnostic) -> String {
    let end = Int(token.end) - 1
    var at = Int(token.start) + 1
    guard at <= end else { return "" }
    if !bytes[at..<end].contains(UInt8(ascii: "\\")) { return String(decoding: bytes[at..<end], as: UTF8.self) }
    var out: [UInt8] = []
    while at < end {
      guard bytes[at] == UInt8(ascii: "\\") else {
        out.append(bytes[at])
        at += 1
        continue
      }
      let start = at
      let escape = at + 1 < end ? bytes[at + 1] : 0
      at += 2
      switch escape {
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "b"): out.append(0x08)
      case UInt8(ascii: "f"): out.append(0x0C)
      case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): out.append(escape)
      case UInt8(ascii: "u"), UInt8(ascii: "U"):
        let width = escape == UInt8(ascii: "u") ? 4 : 8
        guard var code = hexadecimal(bytes, at, width, end) else {
          throw Diagnostic(
            .invalidEscape, "expected \(width) hexadecimal digits after '\\\(escape == 0x75 ? "u" : "U")'",
            at: start..<min(end, at + width))
        }
        at += width
        if code >= 0xD800, code < 0xDC00, at + 6 <= end, bytes[at] == UInt8(ascii: "\\"),
          bytes[at + 1] == UInt8(ascii: "u"), let low = hexadecimal(bytes, at + 2, 4, end), low >= 0xDC00, low < 0xE000
        {
          code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
          at += 6
        }
        guard let scalar = Unicode.Scalar(code) else {
          throw Diagnostic(.invalidEscape, "no character has the number U+\(String(code, radix: 16))", at: start..<at)
        }
        out.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
      default:
        throw Diagnostic(
          .invalidEscape, "unknown escape in a string", at: start..<min(end, at),
          help: "write '\\\\' for a backslash")
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func hexadecimal(_ bytes: [UInt8], _ start: Int, _ width: Int, _ end: Int) -> UInt32? {
    guard start + width <= end else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<(start + width)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
