/// Writes JSON by hand: exact escapes, no intermediate values.
package struct JSONText {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  private static let digits = Array("0123456789abcdef".utf8)

  /// Creates an empty text.
  package init() {}

  /// Takes out what was written so far.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Writes characters as they are.
  package mutating func write(raw: StaticString) {
    raw.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Writes a whole number.
  package mutating func write(_ number: Int) {
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes[start...].reverse()
  }

  /// Writes a string with its quotation marks.
  ///
  /// - Complexity: O(*n*) in the bytes of the string.
  package mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { write(utf8: $0.span) }
  }

  /// Writes UTF-8 bytes as a string; what is not UTF-8 becomes U+FFFD.
  ///
  /// - Complexity: O(*n*) in the bytes.
  package mutating func write(repairing text: [UInt8]) { write(String(decoding: text, as: UTF8.self)) }

  private mutating func write(utf8: Span<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    for index in utf8.indices {
      let byte = utf8[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
      case 0x0D: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
      case 0x09: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
      case 0..<0x20, 0x7F:
        write(raw: "\\u00")
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
