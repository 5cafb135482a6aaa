/// How the bytes of a file are to be read as text.
package enum TextEncoding: Sendable, Hashable {
  /// UTF-8, with or without byte order mark; a few malformed bytes are tolerated.
  case utf8
  /// UTF-16, with the less significant byte first.
  case utf16LittleEndian
  /// UTF-16, with the more significant byte first.
  case utf16BigEndian
  /// Windows-1252, which contains the printable part of Latin-1.
  case windows1252

  /// How many bytes are looked at to tell text from other data.
  private static let sample = 1 << 16

  /// The first bytes of files that are no text.
  private static let magics: [(bytes: [UInt8], name: String)] = [
    (Array("%PDF-".utf8), "a PDF file"), (Array("PK\u{3}\u{4}".utf8), "a ZIP archive or office document"),
    ([0x1F, 0x8B], "compressed data"), (Array("BZh".utf8), "compressed data"), ([0xFD, 0x37, 0x7A], "compressed data"),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed data"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ([0x89, 0x50, 0x4E, 0x47], "an image"), ([0xFF, 0xD8, 0xFF], "an image"), (Array("GIF8".utf8), "an image"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an office document"), (Array("SQLite format 3".utf8), "a database"),
    (Array("{\\rtf".utf8), "a rich text file"),
  ]

  /// Recognizes the encoding of a file.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: What it is called in errors.
  /// - Throws: ``DocumentError`` when the bytes are no text.
  /// - Complexity: O(*n*) in the bytes.
  package init(of bytes: [UInt8], name: String) throws(DocumentError) {
    for (magic, kind) in Self.magics where bytes.starts(with: magic) {
      throw DocumentError(name: name, reason: "not text, but \(kind)")
    }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw DocumentError(name: name, reason: "UTF-32 is not supported; convert the file to UTF-8")
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else if let wide = Self.unmarkedUTF16(bytes.prefix(Self.sample)) {
      self = wide
    } else {
      self = try Self.bytewise(bytes, name: name)
    }
  }

  /// Recognizes UTF-16 without byte order mark: western text has a zero in every second byte.
  private static func unmarkedUTF16(_ bytes: ArraySlice<UInt8>) -> TextEncoding? {
    guard bytes.count >= 16 else { return nil }
    var zeros = [0, 0]
    for (index, byte) in bytes.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    let half = bytes.count / 2
    if zeros[1] > half * 7 / 10, zeros[0] <= half / 20 { return .utf16LittleEndian }
    if zeros[0] > half * 7 / 10, zeros[1] <= half / 20 { return .utf16BigEndian }
    return nil
  }

  private static func bytewise(_ bytes: [UInt8], name: String) throws(DocumentError) -> TextEncoding {
    let controls = bytes.prefix(sample).count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1B }
    guard controls <= max(1, min(bytes.count, sample) / 10) || bytes.count < 16 else {
      throw DocumentError(name: name, reason: "not text, but binary data")
    }
    let span = bytes.span
    var valid = 0
    var invalid = 0
    var undefined = 0
    var position = 0
    while position < span.count {
      let byte = span[position]
      if byte < 0x80 {
        position += 1
        continue
      }
      let decoded = decodeScalar(in: span, at: position)
      if decoded.isValid { valid += 1 } else { invalid += 1 }
      if [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte), !decoded.isValid { undefined += 1 }
      position += decoded.length
    }
    if invalid == 0 || valid >= invalid { return .utf8 }
    guard undefined * 100 <= invalid, invalid <= max(4, bytes.count / 4) else {
      throw DocumentError(name: name, reason: "neither UTF-8, UTF-16 nor Windows-1252 text; convert the file to UTF-8")
    }
    return .windows1252
  }

  /// The text in UTF-8; UTF-8 itself stays untouched, byte order mark and malformed bytes included.
  ///
  /// - Complexity: O(*n*) in the bytes.
  package func decode(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .utf8: bytes
    case .utf16LittleEndian: Self.decodeUTF16(bytes, isLittle: true)
    case .utf16BigEndian: Self.decodeUTF16(bytes, isLittle: false)
    case .windows1252: Self.decodeWindows1252(bytes)
    }
  }

  private static func decodeUTF16(_ bytes: [UInt8], isLittle: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var position = 0
    while position + 1 < bytes.count {
      let first = UInt16(bytes[position])
      let second = UInt16(bytes[position + 1])
      units.append(isLittle ? first | second << 8 : first << 8 | second)
      position += 2
    }
    if units.first == 0xFEFF { units.removeFirst() }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func decodeWindows1252(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        text.append(byte)
      } else {
        text.append(contentsOf: UTF8.encode(windows1252Scalar(UInt32(byte))) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return text
  }

  /// The scalar of a byte of Windows-1252, whose codes 0x80 to 0x9F differ from Latin-1.
  static func windows1252Scalar(_ code: UInt32) -> Unicode.Scalar {
    if (0x80..<0xA0).contains(code), let scalar = Unicode.Scalar(high[Int(code) - 0x80]) { return scalar }
    return Unicode.Scalar(code) ?? "\u{FFFD}"
  }

  private static let high: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
    0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}
