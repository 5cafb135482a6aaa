/// A tag of an HTML page.
struct HTMLTag {
  /// The name in lower case.
  var name: String
  /// True for `</name>`.
  var isEnd: Bool
  /// Names in lower case and undecoded values.
  var attributes: [(name: String, value: Range<Int>)] = []
  /// Behind the `>`.
  var end: Int

  /// The most attributes that are kept of a tag.
  private static let mostAttributes = 64

  /// Reads the tag at `position`, where a `<` stands.
  ///
  /// - Returns: `nil` when no tag begins there.
  /// - Complexity: O(*n*) in the bytes of the tag.
  init?(in text: Span<UInt8>, at position: Int) {
    var cursor = position + 1
    guard cursor < text.count else { return nil }
    isEnd = text[cursor] == UInt8(ascii: "/")
    if isEnd { cursor += 1 }
    let start = cursor
    while cursor < text.count, Self.isName(text[cursor]) { cursor += 1 }
    guard cursor > start, cursor - start < 40, (0x61...0x7A).contains(text[start] | 0x20) else { return nil }
    name = Self.lowercased(text, start..<cursor)
    while cursor < text.count, text[cursor] != UInt8(ascii: ">") {
      let byte = text[cursor]
      if byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=") || byte == 0x22 || byte == 0x27 {
        cursor += 1
        continue
      }
      // A new tag begins: the one before was never closed.
      if byte == UInt8(ascii: "<") {
        end = cursor
        return
      }
      let nameStart = cursor
      while cursor < text.count, text[cursor] > 0x20, !Self.endsAttributeName(text[cursor]) { cursor += 1 }
      let attribute = nameStart..<cursor
      var probe = cursor
      while probe < text.count, text[probe] <= 0x20 { probe += 1 }
      var value = cursor..<cursor
      if probe < text.count, text[probe] == UInt8(ascii: "=") {
        (value, cursor) = Self.value(in: text, at: probe + 1)
      }
      if attributes.count < Self.mostAttributes, attribute.count < 40 {
        attributes.append((Self.lowercased(text, attribute), value))
      }
    }
    end = min(cursor + 1, text.count)
  }

  /// The value of an attribute, with or without quotation marks, and where to go on.
  private static func value(in text: Span<UInt8>, at start: Int) -> (Range<Int>, Int) {
    var cursor = start
    while cursor < text.count, text[cursor] <= 0x20 { cursor += 1 }
    guard cursor < text.count else { return (cursor..<cursor, cursor) }
    let quote = text[cursor]
    if quote == 0x22 || quote == 0x27 {
      let first = cursor + 1
      cursor = first
      while cursor < text.count, text[cursor] != quote { cursor += 1 }
      return (first..<cursor, min(cursor + 1, text.count))
    }
    let first = cursor
    while cursor < text.count, text[cursor] > 0x20, text[cursor] != UInt8(ascii: ">") { cursor += 1 }
    return (first..<cursor, cursor)
  }

  /// Where the value of an attribute stands, if it is there.
  func value(of attribute: String) -> Range<Int>? { attributes.first { $0.name == attribute }?.value }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ":")
  }

  private static func endsAttributeName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }

  private static func lowercased(_ text: Span<UInt8>, _ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    for position in range {
      let byte = text[position]
      bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
