/// The folding of characters that wordpieces and gazetteer keys are made of: lower case, no accents, plain quotes and
/// dashes.
///
/// The table holds what becomes of every character that changes; Hangul syllables decompose by rule (The Unicode
/// Standard, section 3.12).
struct TextFolding: Sendable {
  /// The name of the table among the resources.
  static let name = "folding.txt"

  private let codes: [UInt32]
  private let ends: [Int]
  private let replacements: [UInt8]

  /// Reads a table of lines `code ::= hexadecimal TAB replacement`.
  ///
  /// - Complexity: O(*n*)
  /// - Throws: ``ResourceError`` if the table is not of this form or not in the order of codes.
  init(table: [UInt8]) throws(ResourceError) {
    var codes: [UInt32] = []
    var ends: [Int] = []
    var replacements: [UInt8] = []
    var position = 0
    while position < table.count {
      var code: UInt32 = 0
      while position < table.count, table[position] != UInt8(ascii: "\t") {
        guard let digit = Self.digit(table[position]), code < 0x110000 else {
          throw ResourceError(path: Self.name, reason: "no code at byte \(position)")
        }
        code = code << 4 | digit
        position += 1
      }
      guard position < table.count else { throw ResourceError(path: Self.name, reason: "the last line has no tab") }
      position += 1
      while position < table.count, table[position] != UInt8(ascii: "\n") {
        replacements.append(table[position])
        position += 1
      }
      position += 1
      guard codes.last.map({ $0 < code }) ?? true else { throw ResourceError(path: Self.name, reason: "not sorted") }
      codes.append(code)
      ends.append(replacements.count)
    }
    self.codes = codes
    self.ends = ends
    self.replacements = replacements
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// Appends the folded form of a word in UTF-8.
  ///
  /// - Complexity: O(*n*) in the bytes of the word.
  func fold(_ word: String, to out: inout [UInt8]) {
    let start = out.count
    for byte in word.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): out.append(byte | 0x20)
      case UInt8(ascii: "`"): out.append(UInt8(ascii: "'"))
      case 0..<0x80: out.append(byte)
      default:
        out.removeSubrange(start...)
        for scalar in word.unicodeScalars { fold(scalar, to: &out) }
        return
      }
    }
  }

  private func fold(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
    switch scalar.value {
    case 0x41...0x5A: out.append(UInt8(scalar.value) | 0x20)
    case 0x60: out.append(UInt8(ascii: "'"))
    case 0..<0x80: out.append(UInt8(scalar.value))
    case 0xAC00...0xD7A3:
      let syllable = scalar.value - 0xAC00
      let parts = [0x1100 + syllable / 588, 0x1161 + syllable % 588 / 28, 0x11A7 + syllable % 28]
      for part in parts.prefix(syllable % 28 == 0 ? 2 : 3).compactMap(Unicode.Scalar.init) {
        out.append(contentsOf: UTF8.encode(part) ?? .encodedReplacementCharacter)
      }
    default:
      if let index = index(of: scalar.value) {
        out.append(contentsOf: replacements[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
      } else {
        out.append(contentsOf: UTF8.encode(scalar) ?? .encodedReplacementCharacter)
      }
    }
  }

  private func index(of code: UInt32) -> Int? {
    var low = 0
    var high = codes.count
    while low < high {
      let middle = (low + high) / 2
      if codes[middle] < code { low = middle + 1 } else { high = middle }
    }
    return low < codes.count && codes[low] == code ? low : nil
  }
}
