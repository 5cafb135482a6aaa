/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  package let message: String
  /// UTF-8 offset into the text.
  package let offset: Int
  package var description: String { "\(message) at byte \(offset)" }
}

/// Reads JSON (RFC 8259) from UTF-8 bytes.
///
/// Integers that fit 64 bits stay integers; every other number is a double. Nesting is limited to 200 levels.
package struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The value that `text` spells.
  ///
  /// - Throws: ``JSONError`` if it is not one JSON value.
  package static func parse(_ text: String) throws(JSONError) -> PropertyValue {
    try parse(Array(text.utf8))
  }

  /// The value that `bytes` spell.
  ///
  /// - Throws: ``JSONError`` if they are not one JSON value.
  package static func parse(_ bytes: [UInt8]) throws(JSONError) -> PropertyValue {
    let result: Result<PropertyValue, JSONError> = bytes.withUnsafeBufferPointer { parseBuffer($0) }
    return try result.get()
  }

  private static func parseBuffer(_ buffer: UnsafeBufferPointer<UInt8>) -> Result<PropertyValue, JSONError> {
    var reader = JSONReader(buffer)
    do throws(JSONError) {
      let value = try reader.value(depth: 0)
      reader.skipSpace()
      guard reader.at == buffer.count else { throw reader.error("text after the value") }
      return .success(value)
    } catch {
      return .failure(error)
    }
  }

  private func error(_ message: String) -> JSONError { JSONError(message: message, offset: at) }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 0x20 || (bytes[at] >= 9 && bytes[at] <= 13) { at += 1 }
  }

  private mutating func value(depth: Int) throws(JSONError) -> PropertyValue {
    skipSpace()
    guard at < bytes.count else { throw error("expected a value, found the end") }
    guard depth < 200 else { throw error("nested too deeply") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ text: StaticString, _ value: PropertyValue) throws(JSONError) -> PropertyValue {
    let count = text.utf8CodeUnitCount
    guard at + count <= bytes.count else { throw error("expected a value") }
    for index in 0..<count where bytes[at + index] != text.utf8Start[index] { throw error("expected a value") }
    at += count
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> PropertyValue {
    at += 1
    var entries: [String: PropertyValue] = [:]
    skipSpace()
    if at < bytes.count, bytes[at] == UInt8(ascii: "}") {
      at += 1
      return .map(entries)
    }
    while true {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw error("expected a key") }
      let key = try string()
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { throw error("expected ':'") }
      at += 1
      entries[key] = try value(depth: depth + 1)
      skipSpace()
      guard at < bytes.count else { throw error("expected ',' or '}', found the end") }
      at += 1
      if bytes[at - 1] == UInt8(ascii: "}") { return .map(entries) }
      guard bytes[at - 1] == UInt8(ascii: ",") else { throw error("expected ',' or '}'") }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> PropertyValue {
    at += 1
    var values: [PropertyValue] = []
    skipSpace()
    if at < bytes.count, bytes[at] == UInt8(ascii: "]") {
      at += 1
      return .list(values)
    }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      guard at < bytes.count else { throw error("expected ',' or ']', found the end") }
      at += 1
      if bytes[at - 1] == UInt8(ascii: "]") { return .list(values) }
      guard bytes[at - 1] == UInt8(ascii: ",") else { throw error("expected ',' or ']'") }
    }
  }

  private mutating func number() throws(JSONError) -> PropertyValue {
    let start = at
    var isInteger = true
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") { at += 1 }
    let digits = at
    scan: while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        isInteger = false
      default: break scan
      }
      at += 1
    }
    guard at > digits, bytes[digits] >= UInt8(ascii: "0"), bytes[digits] <= UInt8(ascii: "9") else {
      throw error("expected a value")
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isInteger, let whole = Int64(text) { return .int(whole) }
    guard let real = Double(text), real.isFinite else { throw error("'\(text)' is not a number") }
    return .double(real)
  }

  private mutating func string() throws(JSONError) -> String {
    at += 1
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"), bytes[at] >= 0x20 {
      at += 1
    }
    guard at < bytes.count else { throw error("string without a closing quote") }
    if bytes[at] == UInt8(ascii: "\"") {
      at += 1
      return String(decoding: bytes[start..<(at - 1)], as: UTF8.self)
    }
    var out = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &out)
      case 0..<0x20: throw error("control character in a string")
      default: out.append(byte)
      }
    }
    throw error("string without a closing quote")
  }

  private mutating func escape(into out: inout [UInt8]) throws(JSONError) {
    guard at < bytes.count else { throw error("string without a closing quote") }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
    case UInt8(ascii: "u"):
      var code = try hex4()
      if code >= 0xD800, code < 0xDC00, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u")
      {
        at += 2
        let low = try hex4()
        code = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD
      }
      let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
      out.append(contentsOf: String(Character(scalar)).utf8)
    default: throw error("unknown escape")
    }
  }

  private mutating func hex4() throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard at < bytes.count, let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else {
        throw error("expected four hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
      at += 1
    }
    return code
  }
}
