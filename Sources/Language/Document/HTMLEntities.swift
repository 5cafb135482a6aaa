/// Decodes the character references of HTML: `&amp;`, `&#8217;`, `&#x2019;`.
struct HTMLEntities: Sendable {
  private var named: [String: Unicode.Scalar] = [:]

  /// The most bytes of a reference between `&` and `;`.
  private static let longest = 12

  /// Reads lines of name, tabulator and hexadecimal code point; `#` begins a comment.
  ///
  /// - Complexity: O(*n*) in the bytes of the file.
  init(_ file: [UInt8]) {
    for line in file.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let fields = line.split(separator: 0x09)
      guard fields.count == 2, let code = UInt32(String(decoding: fields[1], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code)
      else { continue }
      named[String(decoding: fields[0], as: UTF8.self)] = scalar
    }
  }

  /// Reads the reference at `position`, where an `&` stands.
  ///
  /// - Returns: The scalar and the offset behind the reference, or `nil` when the `&` is just an `&`.
  func scalar(in text: Span<UInt8>, at position: Int, limit: Int) -> (scalar: Unicode.Scalar, end: Int)? {
    var end = position + 1
    guard end < limit else { return nil }
    if text[end] == UInt8(ascii: "#") { return Self.numeric(in: text, at: end + 1, limit: limit) }
    while end < limit, end - position <= Self.longest, Self.isAlphanumeric(text[end]) { end += 1 }
    guard end > position + 1 else { return nil }
    let name = text.extracting((position + 1)..<end).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    guard let scalar = named[name] else { return nil }
    if end < limit, text[end] == UInt8(ascii: ";") { return (scalar, end + 1) }
    // Old pages leave out the semicolon after the oldest names; never read "&copyright" or "?a=1&copy=2" so.
    let isOld = ["amp", "lt", "gt", "quot", "nbsp"].contains(name)
    return isOld && (end >= limit || text[end] != UInt8(ascii: "=")) ? (scalar, end) : nil
  }

  private static func numeric(in text: Span<UInt8>, at start: Int, limit: Int) -> (scalar: Unicode.Scalar, end: Int)? {
    var position = start
    let isHexadecimal = position < limit && text[position] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { position += 1 }
    let first = position
    var code: UInt32 = 0
    while position < limit, let digit = digit(text[position], isHexadecimal: isHexadecimal) {
      // Too large stays too large.
      code = min(code, 0x200000) * (isHexadecimal ? 16 : 10) + digit
      position += 1
    }
    guard position > first else { return nil }
    if position < limit, text[position] == UInt8(ascii: ";") { position += 1 }
    if code < 0x100 { return (code == 0 ? "\u{FFFD}" : TextEncoding.windows1252Scalar(code), position) }
    return (Unicode.Scalar(code) ?? "\u{FFFD}", position)
  }

  private static func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46 where isHexadecimal, 0x61...0x66 where isHexadecimal: UInt32(byte | 0x20) - 0x57
    default: nil
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}
