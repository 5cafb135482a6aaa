/// Writes compact JSON into a byte buffer, so that equal values give equal bytes: names of objects are sorted by their
/// UTF-8 bytes, floats always show a decimal point or an exponent.
package struct JSONBuilder: Sendable {
  /// What was written so far.
  package private(set) var bytes: [UInt8]
  private var needsComma = false

  /// Creates a writer with an empty buffer.
  package init() { bytes = [] }

  /// What was written so far, as text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes the object that `body` fills.
  package mutating func object(_ body: (inout JSONBuilder) throws -> Void) rethrows {
    separate()
    bytes.append(0x7B)
    needsComma = false
    try body(&self)
    bytes.append(0x7D)
    needsComma = true
  }

  /// Writes the array that `body` fills.
  package mutating func array(_ body: (inout JSONBuilder) throws -> Void) rethrows {
    separate()
    bytes.append(0x5B)
    needsComma = false
    try body(&self)
    bytes.append(0x5D)
    needsComma = true
  }

  /// Writes a name of an object; its value must follow.
  package mutating func name(_ name: String) {
    separate()
    appendString(name)
    bytes.append(0x3A)
    needsComma = false
  }

  /// Writes a name and a value.
  package mutating func member(_ name: String, _ value: PropertyValue) {
    self.name(name)
    self.value(value)
  }

  /// Writes a name and a string, or `null`.
  package mutating func member(_ name: String, _ value: String?) {
    self.name(name)
    if let value { string(value) } else { null() }
  }

  /// Writes a name and an integer.
  package mutating func member(_ name: String, _ value: Int) {
    self.name(name)
    integer(Int64(value))
  }

  /// Writes a value.
  package mutating func value(_ value: PropertyValue) {
    switch value {
    case .null: null()
    case .bool(let value):
      separate()
      bytes.append(contentsOf: (value ? "true" : "false").utf8)
      needsComma = true
    case .int(let value): integer(value)
    case .double(let value): double(value)
    case .string(let value): string(value)
    case .temporal(let moment): string(moment.description)
    case .list(let items):
      array { writer in
        for item in items { writer.value(item) }
      }
    case .map(let members): object { $0.members(members) }
    }
  }

  /// Writes names and values into the open object, sorted by name.
  package mutating func members(_ members: [String: PropertyValue]) {
    for (name, value) in members.sorted(by: { utf8Precedes($0.key, $1.key) }) { member(name, value) }
  }

  /// Writes a string.
  package mutating func string(_ value: String) {
    separate()
    appendString(value)
    needsComma = true
  }

  /// Writes an integer.
  package mutating func integer(_ value: Int64) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
    needsComma = true
  }

  /// Writes `null`.
  package mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
    needsComma = true
  }

  /// Ends a line of JSON lines; the next value starts afresh.
  package mutating func newline() {
    bytes.append(0x0A)
    needsComma = false
  }

  /// Empties the buffer and keeps its memory.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Writes bytes that are a JSON value already.
  package mutating func raw(_ json: some Sequence<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
  }

  /// JSON knows neither infinities nor NaN; they become `null`.
  private mutating func double(_ value: Double) {
    guard value.isFinite else { return null() }
    separate()
    bytes.append(contentsOf: value.description.utf8)
    needsComma = true
  }

  private mutating func appendString(_ value: String) {
    bytes.append(0x22)
    var previous: UInt8 = 0
    for byte in value.utf8 {
      switch byte {
      case 0x22: bytes.append(contentsOf: [0x5C, 0x22])
      case 0x5C: bytes.append(contentsOf: [0x5C, 0x5C])
      case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
      case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
      case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
      case 0..<0x20, 0x7F: appendEscape(byte)
      // The C1 controls U+0080 … U+009F steer terminals too.
      case 0x80..<0xA0 where previous == 0xC2:
        bytes.removeLast()
        appendEscape(byte)
      default: bytes.append(byte)
      }
      previous = byte
    }
    bytes.append(0x22)
  }

  private mutating func appendEscape(_ byte: UInt8) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(contentsOf: [0x5C, 0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
  }
}

/// Whether `a` stands before `b` in the order of UTF-8 bytes, which is the order of Unicode scalars: the same on every
/// machine and in every locale, unlike collation, and what SQLite's `BINARY` does.
@inlinable
package func utf8Precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
