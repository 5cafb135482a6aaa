/// Reads JSON (RFC 8259) from UTF-8 bytes, one value at a time, without building what the caller does not need.
///
/// Every function starts at `at`, leaves `at` behind what it read, and always proves progress or throws. Nesting is
/// bounded by ``maximumDepth``.
package enum JSONScanner {
  /// How deeply arrays and objects may nest.
  package static let maximumDepth = 200

  /// A string's bytes between its quotes.
  package struct RawString: Sendable {
    /// Where the bytes stand, without the quotes.
    package var range: Range<Int>
    /// True when the bytes are printable ASCII without escapes: they are the string's value, and valid, as they stand.
    package var isPlain: Bool
  }

  /// Moves `at` behind white space.
  @inline(__always)
  package static func skipSpace(in text: Span<UInt8>, at: inout Int) {
    while at < text.count {
      switch text[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return
      }
    }
  }

  /// Reads the byte `expected` after white space.
  @inline(__always)
  package static func expect(
    _ expected: UInt8, in text: Span<UInt8>, at: inout Int, _ what: StaticString
  ) throws(JSONError) {
    skipSpace(in: text, at: &at)
    guard at < text.count, text[at] == expected else { throw unexpected(in: text, at: at, expected: what) }
    at += 1
  }

  /// Reads the byte `wanted` after white space, if it is there.
  @inline(__always)
  package static func take(_ wanted: UInt8, in text: Span<UInt8>, at: inout Int) -> Bool {
    skipSpace(in: text, at: &at)
    guard at < text.count, text[at] == wanted else { return false }
    at += 1
    return true
  }

  /// Reads a string; its escapes are checked but not resolved.
  package static func string(in text: Span<UInt8>, at: inout Int) throws(JSONError) -> RawString {
    try expect(0x22, in: text, at: &at, "a string")
    let start = at
    var isPlain = true
    while at < text.count {
      let byte = text[at]
      if byte == 0x22 {
        at += 1
        return RawString(range: start..<(at - 1), isPlain: isPlain)
      }
      if byte < 0x20 { throw JSONError(message: "control character in a string; write it as an escape", offset: at) }
      if byte == 0x5C {
        isPlain = false
        at += 1
        guard at < text.count else { break }
        switch text[at] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 1
        case 0x75:
          guard hexadecimal(in: text, at: at + 1) != nil else {
            throw JSONError(message: "'\\u' needs four hexadecimal digits", offset: at - 1)
          }
          at += 5
        default: throw JSONError(message: "unknown escape", offset: at - 1)
        }
      } else {
        if byte >= 0x7F { isPlain = false }
        at += 1
      }
    }
    throw JSONError(message: "this string is not closed", offset: start - 1)
  }

  /// The value of a string that was read before: escapes resolved, invalid UTF-8 and lone surrogates replaced by U+FFFD.
  package static func decode(_ raw: RawString, in text: Span<UInt8>) -> String {
    String(decoding: bytes(of: raw, in: text), as: UTF8.self)
  }

  /// The bytes of a string that was read before, with escapes resolved.
  package static func bytes(of raw: RawString, in text: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(raw.range.count)
    var at = raw.range.lowerBound
    while at < raw.range.upperBound {
      let byte = text[at]
      guard byte == 0x5C else {
        result.append(byte)
        at += 1
        continue
      }
      let kind = text[at + 1]
      at += 2
      switch kind {
      case 0x62: result.append(0x08)
      case 0x66: result.append(0x0C)
      case 0x6E: result.append(0x0A)
      case 0x72: result.append(0x0D)
      case 0x74: result.append(0x09)
      case 0x75: result.append(contentsOf: String(unicode(in: text, at: &at)).utf8)
      default: result.append(kind)
      }
    }
    return result
  }

  /// Reads any value.
  ///
  /// Integers that fit become ``PropertyValue/int(_:)``; all other numbers become ``PropertyValue/double(_:)``.
  package static func value(
    in text: Span<UInt8>, at: inout Int, depth: Int = 0
  ) throws(JSONError) -> PropertyValue {
    skipSpace(in: text, at: &at)
    guard at < text.count else { throw unexpected(in: text, at: at, expected: "a value") }
    guard depth < maximumDepth else { throw JSONError(message: "nested more than \(maximumDepth) deep", offset: at) }
    switch text[at] {
    case 0x22: return .string(decode(try string(in: text, at: &at), in: text))
    case 0x7B: return .map(try object(in: text, at: &at, depth: depth + 1))
    case 0x5B:
      at += 1
      var items: [PropertyValue] = []
      if take(0x5D, in: text, at: &at) { return .list(items) }
      while true {
        items.append(try value(in: text, at: &at, depth: depth + 1))
        if take(0x2C, in: text, at: &at) { continue }
        try expect(0x5D, in: text, at: &at, "',' or ']'")
        return .list(items)
      }
    case 0x74:
      try word("true", in: text, at: &at)
      return .bool(true)
    case 0x66:
      try word("false", in: text, at: &at)
      return .bool(false)
    case 0x6E:
      try word("null", in: text, at: &at)
      return .null
    case 0x2D, 0x30...0x39: return try number(in: text, at: &at)
    default: throw unexpected(in: text, at: at, expected: "a value")
    }
  }

  /// Reads an object; of a repeated name the last value counts.
  package static func object(
    in text: Span<UInt8>, at: inout Int, depth: Int = 0
  ) throws(JSONError) -> [String: PropertyValue] {
    try expect(0x7B, in: text, at: &at, "'{'")
    var result: [String: PropertyValue] = [:]
    if take(0x7D, in: text, at: &at) { return result }
    while true {
      let name = decode(try string(in: text, at: &at), in: text)
      try expect(0x3A, in: text, at: &at, "':'")
      result[name] = try value(in: text, at: &at, depth: depth)
      if take(0x2C, in: text, at: &at) { continue }
      try expect(0x7D, in: text, at: &at, "',' or '}'")
      return result
    }
  }

  /// Reads one value that makes up the whole of `json`; `nil` when it is not JSON.
  package static func parse(_ json: String) -> PropertyValue? {
    let bytes = Array(json.utf8)
    var at = 0
    guard let value = try? value(in: bytes.span, at: &at) else { return nil }
    skipSpace(in: bytes.span, at: &at)
    return at == bytes.count ? value : nil
  }

  /// Describes what stands at `at` instead of `expected`.
  package static func unexpected(in text: Span<UInt8>, at: Int, expected: StaticString) -> JSONError {
    guard at < text.count else {
      return JSONError(message: "expected \(expected), found the end of the line", offset: at)
    }
    let byte = text[at]
    let found = byte > 0x20 && byte < 0x7F ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
    return JSONError(message: "expected \(expected), found \(found)", offset: at)
  }

  private static func number(in text: Span<UInt8>, at: inout Int) throws(JSONError) -> PropertyValue {
    let start = at
    let isNegative = text[at] == 0x2D
    if isNegative { at += 1 }
    let digits = at
    var magnitude: UInt64 = 0
    var overflows = false
    while at < text.count, text[at] >= 0x30, text[at] <= 0x39 {
      let (product, tooBig) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(text[at] - 0x30))
      overflows = overflows || tooBig || carry
      magnitude = sum
      at += 1
    }
    guard at > digits else { throw unexpected(in: text, at: at, expected: "a digit") }
    if text[digits] == 0x30, at - digits > 1 {
      throw JSONError(message: "a number must not begin with a zero", offset: start)
    }
    var isInteger = true
    if at < text.count, text[at] == 0x2E {
      isInteger = false
      at += 1
      try someDigits(in: text, at: &at)
    }
    if at < text.count, text[at] | 0x20 == 0x65 {
      isInteger = false
      at += 1
      if at < text.count, text[at] == 0x2B || text[at] == 0x2D { at += 1 }
      try someDigits(in: text, at: &at)
    }
    if isInteger, !overflows {
      if isNegative, magnitude <= UInt64(Int64.max) + 1 { return .int(Int64(truncatingIfNeeded: 0 &- magnitude)) }
      if !isNegative, magnitude <= UInt64(Int64.max) { return .int(Int64(magnitude)) }
    }
    var literal = ""
    for index in start..<at { literal.unicodeScalars.append(Unicode.Scalar(text[index])) }
    guard let value = Double(literal), value.isFinite else {
      throw JSONError(message: "this number is out of range", offset: start)
    }
    return .double(value)
  }

  private static func someDigits(in text: Span<UInt8>, at: inout Int) throws(JSONError) {
    let start = at
    while at < text.count, text[at] >= 0x30, text[at] <= 0x39 { at += 1 }
    guard at > start else { throw unexpected(in: text, at: at, expected: "a digit") }
  }

  private static func word(_ word: StaticString, in text: Span<UInt8>, at: inout Int) throws(JSONError) {
    for index in 0..<word.utf8CodeUnitCount {
      guard at < text.count, text[at] == word.utf8Start[index] else {
        throw unexpected(in: text, at: at, expected: word)
      }
      at += 1
    }
  }

  private static func hexadecimal(in text: Span<UInt8>, at: Int) -> UInt32? {
    guard at + 4 <= text.count else { return nil }
    var result: UInt32 = 0
    for index in at..<(at + 4) {
      let byte = text[index]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: return nil
      }
      result = result << 4 | UInt32(digit)
    }
    return result
  }

  /// Reads the digits of `\u`, and of the second half of a surrogate pair.
  private static func unicode(in text: Span<UInt8>, at: inout Int) -> Unicode.Scalar {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard let first = hexadecimal(in: text, at: at) else { return replacement }
    at += 4
    guard first >= 0xD800, first < 0xE000 else { return Unicode.Scalar(first) ?? replacement }
    guard first < 0xDC00, at + 6 <= text.count, text[at] == 0x5C, text[at + 1] == 0x75,
      let second = hexadecimal(in: text, at: at + 2), second >= 0xDC00, second < 0xE000
    else { return replacement }
    at += 6
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? replacement
  }
}
