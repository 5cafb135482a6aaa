import Testing

@testable import Language

@Suite struct TextEncodingTests {
  private static let latin: [UInt8] = "Z\u{FC}rich and K\u{F6}ln and \u{93}so\u{94}".unicodeScalars.map {
    UInt8($0.value)
  }
  private static let wide: [UInt8] = "plain words here".utf8.flatMap { [$0, 0] }
  private static let damaged: [UInt8] = Array("A damaged byte: ".utf8) + [0xFF] + Array(" in a text with é".utf8)
  private static let recognized: [([UInt8], TextEncoding)] = [
    (Array("Zürich – “ja”".utf8), .utf8), (Array("\u{FEFF}text".utf8), .utf8),
    ([0xFF, 0xFE, 0x48, 0, 0x69, 0], .utf16LittleEndian), ([0xFE, 0xFF, 0, 0x48, 0, 0x69], .utf16BigEndian),
    (wide, .utf16LittleEndian), (latin, .windows1252), (damaged, .utf8), ([], .utf8),
    (Array("a\u{0}b, a zero in a text that goes on".utf8), .utf8),
  ]

  @Test(arguments: recognized)
  func `recognizes an encoding`(bytes: [UInt8], expected: TextEncoding) throws {
    #expect(try TextEncoding(of: bytes, name: "file") == expected)
  }

  private static let undefined: [UInt8] = (0..<200).map { (index: Int) -> UInt8 in index % 2 == 0 ? 0x81 : 0x41 }
  private static let controls: [UInt8] = (0..<200).map { (index: Int) -> UInt8 in UInt8(index % 8) }
  private static let refused: [([UInt8], String)] = [
    (Array("%PDF-1.4 …".utf8), "not text, but a PDF file"),
    (Array("PK\u{3}\u{4}rest".utf8), "not text, but a ZIP archive or office document"),
    ([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], "UTF-32 is not supported; convert the file to UTF-8"),
    (controls, "not text, but binary data"),
    (undefined, "neither UTF-8, UTF-16 nor Windows-1252 text; convert the file to UTF-8"),
  ]

  @Test(arguments: refused)
  func `refuses what is no text`(bytes: [UInt8], reason: String) {
    let error = #expect(throws: DocumentError.self) { try TextEncoding(of: bytes, name: "file") }
    #expect(error?.description == "file: " + reason)
  }

  private static let decoded: [([UInt8], TextEncoding, String)] = [
    ([0xFF, 0xFE, 0x3D, 0xD8, 0x00, 0xDE, 0xE9, 0], .utf16LittleEndian, "😀é"),
    ([0xFE, 0xFF, 0x00, 0xE9, 0xD8, 0x3D], .utf16BigEndian, "é\u{FFFD}"),
    ([0x80, 0x93, 0xE9, 0x94], .windows1252, "€“é”"),
  ]

  @Test(arguments: decoded)
  func `decodes to UTF-8`(bytes: [UInt8], encoding: TextEncoding, expected: String) {
    #expect(String(decoding: encoding.decode(bytes), as: UTF8.self) == expected)
  }
}
