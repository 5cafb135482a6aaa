/// `text` as names are compared: lower case, Latin letters without accents, one blank for each run of white space.
///
/// - Complexity: O(*n*).
package func foldedName(_ text: String) -> String {
  var out: [UInt8] = []
  out.reserveCapacity(text.utf8.count)
  var isASCII = true
  for byte in text.utf8 {
    if byte >= 0x80 {
      isASCII = false
      break
    }
    appendFolded(byte, to: &out)
  }
  if !isASCII {
    out.removeAll(keepingCapacity: true)
    for scalar in text.unicodeScalars { appendFolded(scalar, to: &out) }
  }
  if out.last == 0x20 { out.removeLast() }
  return String(decoding: out, as: UTF8.self)
}

/// The words of a folded name: runs of letters and digits.
package func nameTokens(_ folded: String) -> [String] {
  var words: [String] = []
  var word: [UInt8] = []
  for byte in folded.utf8 {
    let isWordByte = byte >= 0x80 || (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
    if isWordByte {
      word.append(byte)
    } else if !word.isEmpty {
      words.append(String(decoding: word, as: UTF8.self))
      word.removeAll(keepingCapacity: true)
    }
  }
  if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
  return words
}

private func appendFolded(_ byte: UInt8, to out: inout [UInt8]) {
  switch byte {
  case 0x41...0x5A: out.append(byte | 0x20)
  case 0x09...0x0D, 0x20: if let last = out.last, last != 0x20 { out.append(0x20) }
  default: out.append(byte)
  }
}

private func appendFolded(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
  switch scalar.value {
  case 0..<0x80: appendFolded(UInt8(scalar.value), to: &out)
  case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: appendFolded(0x20 as UInt8, to: &out)
  case 0x300...0x36F, 0xAD, 0x200B...0x200D: break
  case 0x2018, 0x2019, 0x2BC: out.append(UInt8(ascii: "'"))
  case 0x201C, 0x201D: out.append(UInt8(ascii: "\""))
  case 0x2010...0x2014: out.append(UInt8(ascii: "-"))
  case 0xC0..<0x180:
    let base = latinBases[Int(scalar.value) - 0xC0]
    if base == UInt8(ascii: "?") {
      out.append(contentsOf: expanded(scalar).utf8)
    } else {
      out.append(base)
    }
  default: out.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
  }
}

/// The letters of U+00C0 ..< U+0180 without their accents, `?` where one letter becomes several or none.
private let latinBases: [UInt8] = Array(
  ("aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y"
    + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnn???oooooo??rrrrrrssssssss"
    + "ttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

private func expanded(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "Æ", "æ": "ae"
  case "ß": "ss"
  case "Œ", "œ": "oe"
  case "Þ", "þ": "th"
  case "Ĳ", "ĳ": "ij"
  default: scalar.properties.lowercaseMapping
  }
}
