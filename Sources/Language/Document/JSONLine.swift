/// The members of one JSON object with strings, as a line of a `.jsonl` file holds it (RFC 8259).
///
/// Other values are checked and skipped; numbers and truth values can be read as their text.
struct JSONLine {
  /// A mistake and the byte where it is.
  struct Failure: Error {
    var offset: Int
    var reason: String
  }

  /// The members by name; a later one replaces an earlier one of the same name.
  private(set) var members: [String: [UInt8]] = [:]

  private let bytes: [UInt8]
  private var position = 0
  /// How deep values may be nested.
  private static let deepest = 128

  /// Reads a line.
  ///
  /// - Throws: ``Failure`` where the line is no JSON object.
  /// - Complexity: O(*n*) in the bytes of the line.
  init(_ bytes: [UInt8]) throws(Failure) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipBlanks()
    try expect(UInt8(ascii: "{"), "an object: '{'")
    skipBlanks()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipBlanks()
        let name = try string()
        skipBlanks()
        try expect(UInt8(ascii: ":"), "':' after the name '\(String(decoding: name, as: UTF8.self))'")
        skipBlanks()
        let value = try self.value(depth: 0)
        if let value { members[String(decoding: name, as: UTF8.self)] = value }
        skipBlanks()
      } while take(UInt8(ascii: ","))
      try expect(UInt8(ascii: "}"), "',' or '}'")
    }
    skipBlanks()
    if position < bytes.count { throw failure("expected the end of the line, found \(found)") }
  }

  private var found: String {
    guard position < bytes.count else { return "the end of the line" }
    let scalar = decodeScalar(in: bytes.span, at: position).scalar
    return scalar.value < 0x20 ? "a control character" : "'\(scalar)'"
  }

  private func failure(_ reason: String) -> Failure { Failure(offset: position, reason: reason) }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0D, 0x0A].contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws(Failure) {
    guard take(byte) else { throw failure("expected \(what), found \(found)") }
  }

  /// Reads a value; gives strings, numbers and truth values as text, `nil` for null, lists and objects.
  private mutating func value(depth: Int) throws(Failure) -> [UInt8]? {
    guard position < bytes.count else { throw failure("expected a value, found the end of the line") }
    guard depth < Self.deepest else { throw failure("values are nested deeper than \(Self.deepest)") }
    switch bytes[position] {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "{"):
      try skipContainer(end: UInt8(ascii: "}"), isObject: true, depth: depth)
      return nil
    case UInt8(ascii: "["):
      try skipContainer(end: UInt8(ascii: "]"), isObject: false, depth: depth)
      return nil
    default:
      let start = position
      while position < bytes.count, Self.isLiteral(bytes[position]) { position += 1 }
      let literal = bytes[start..<position]
      if literal.elementsEqual("null".utf8) { return nil }
      let isWord = literal.elementsEqual("true".utf8) || literal.elementsEqual("false".utf8)
      let isNumber = Double(String(decoding: literal, as: UTF8.self)) != nil && literal.first.map { $0 < 0x3A } == true
      guard isWord || isNumber else {
        position = start
        throw failure("expected a value, found \(found)")
      }
      return Array(literal)
    }
  }

  private mutating func skipContainer(end: UInt8, isObject: Bool, depth: Int) throws(Failure) {
    position += 1
    skipBlanks()
    if take(end) { return }
    repeat {
      skipBlanks()
      if isObject {
        _ = try string()
        skipBlanks()
        try expect(UInt8(ascii: ":"), "':'")
        skipBlanks()
      }
      _ = try value(depth: depth + 1)
      skipBlanks()
    } while take(UInt8(ascii: ","))
    try expect(end, isObject ? "',' or '}'" : "',' or ']'")
  }

  private static func isLiteral(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || [0x2B, 0x2D, 0x2E].contains(byte)
  }

  private mutating func string() throws(Failure) -> [UInt8] {
    try expect(UInt8(ascii: "\""), "a string: '\"'")
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return text
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw failure("a control character must be escaped within a string")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw failure("the string is not closed")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Failure) {
    guard position + 1 < bytes.count else { throw failure("the string is not closed") }
    let simple: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
    ]
    if let byte = simple[bytes[position + 1]] {
      text.append(byte)
      position += 2
      return
    }
    guard let unit = hexadecimal(at: position) else { throw failure("unknown escape in a string") }
    var code = unit
    var length = 6
    if (0xD800..<0xDC00).contains(unit), let low = hexadecimal(at: position + 6), (0xDC00..<0xE000).contains(low) {
      code = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      length = 12
    }
    // Half a surrogate pair is no character.
    text += Array(UTF8.encode(Unicode.Scalar(code) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    position += length
  }

  /// The value of `\uXXXX` at a position.
  private func hexadecimal(at start: Int) -> UInt32? {
    guard start + 6 <= bytes.count, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var value: UInt32 = 0
    for byte in bytes[(start + 2)..<(start + 6)] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | (UInt32(byte | 0x20) - 0x57)
      default: return nil
      }
    }
    return value
  }
}
