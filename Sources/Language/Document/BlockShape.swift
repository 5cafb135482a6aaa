/// What a line or paragraph looks like.
enum BlockShape {
  /// True for "By Jane Doe, Associated Press", "Reporting by …", "(Editing by …)": credits without a sentence.
  static func isByline(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 160 else { return false }
    var text = String(decoding: bytes, as: UTF8.self).trimmingBlanks
    if text.utf8.first == UInt8(ascii: "(") || text.utf8.first == UInt8(ascii: "*") { text.removeFirst() }
    let words = text.split(separator: " ")
    guard let first = words.first?.lowercased(), words.count >= 2, words.count <= 20 else { return false }
    let isCredit = ["reporting", "editing", "writing", "additional", "compiled"].contains(first)
    if isCredit { return words.prefix(4).contains { $0.lowercased() == "by" } }
    guard first == "by" || first == "by:" else { return false }
    // "By Friday he had left." is a sentence: it has a verb, hence lower-case words, and a full stop.
    let lowers = words.dropFirst().count { word in
      word.unicodeScalars.first?.properties.isLowercase == true
        && !["and", "of", "for", "de", "van", "the"].contains(word)
    }
    let endsOpen = ![UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ",")].contains(bytes.last)
    return words[1].unicodeScalars.first?.properties.isUppercase == true && lowers == 0 && endsOpen
  }

  /// True for the texts under pictures, where they say so.
  static func isCaption(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 600 else { return false }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    let starts = [
      "photo:", "image:", "file -", "file photo", "credit:", "photo by", "photo credit", "caption:", "file –",
      "pictured:",
    ]
    if starts.contains(where: text.hasPrefix) { return true }
    let tail = text.utf8.suffix(60)
    let end = String(decoding: tail, as: UTF8.self)
    guard end.hasSuffix(")") else { return end.hasSuffix("/getty images") }
    return ["(ap photo", "(photo", "(file photo", "(image", "/getty images)", "(reuters/", "/afp)", "(getty"].contains {
      end.contains($0)
    }
  }

  /// True for a short line without a full stop that begins like a sentence or name.
  ///
  /// A line within the text must be shorter than a headline, or written with capitals: editors forget full stops.
  static func isHeading(_ bytes: ArraySlice<UInt8>, words limit: Int, bytes longest: Int, isFirst: Bool) -> Bool {
    guard bytes.count <= longest else { return false }
    let text = String(decoding: bytes, as: UTF8.self).trimmingBlanks
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
    let words = text.split(separator: " ")
    guard words.count <= limit, text.utf8.count >= 2 else { return false }
    guard last.properties.isAlphabetic || CharacterClass(last) == .digit || last == "?" || last == "’" else {
      return false
    }
    if last == "?", words.count < 3 { return false }
    guard isFirst || words.count <= 8 || isTitleCase(words) else { return false }
    // Quotations and messages of people are no headings, nor is a line with a sentence in it.
    let opening: [Unicode.Scalar] = ["\"", "“", "‘", "'", "(", "-", "–", "—", "•", "*", "@"]
    if opening.contains(first) || text.contains(where: { "“\"@#".contains($0) }) { return false }
    if words.dropLast().contains(where: endsSentence) { return false }
    return first.properties.isUppercase || CharacterClass(first) == .digit
  }

  /// True when most words of some length begin with capitals.
  private static func isTitleCase(_ words: [Substring]) -> Bool {
    let long = words.filter { $0.utf8.count > 3 }
    let capitals = long.count { $0.unicodeScalars.first?.properties.isUppercase == true }
    return capitals * 10 >= long.count * 7
  }

  /// True for a word with a full stop that is no abbreviation: a question or exclamation, or four small letters before.
  private static func endsSentence(_ word: Substring) -> Bool {
    guard let last = word.utf8.last else { return false }
    if last == UInt8(ascii: "!") || last == UInt8(ascii: "?") { return true }
    guard last == UInt8(ascii: ".") else { return false }
    let letters = word.utf8.dropLast().suffix(4)
    return letters.count == 4 && letters.allSatisfy { (0x61...0x7A).contains($0) }
  }

  /// True for `## Heading` and `== Heading ==`.
  static func isMarkedHeading(_ bytes: ArraySlice<UInt8>, isMarkdown: Bool) -> Bool {
    if bytes.count > 5, bytes.starts(with: [0x3D, 0x3D]), bytes.suffix(2).elementsEqual([0x3D, 0x3D]) {
      return bytes.contains { $0 != 0x3D }
    }
    guard isMarkdown else { return false }
    let signs = bytes.prefix { $0 == UInt8(ascii: "#") }.count
    return (1...6).contains(signs) && bytes.count > signs + 1 && bytes[bytes.startIndex + signs] == 0x20
  }

  /// True for the line of `=` or `-` under a heading.
  static func isUnderline(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 3, let first = bytes.first, first == 0x3D || first == 0x2D else { return false }
    return bytes.allSatisfy { $0 == first }
  }

  /// True for a line of signs that separates parts: `***`, `-----`.
  static func isRule(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 3, let first = bytes.first, [0x2A, 0x2D, 0x5F, 0x3D, 0x7E, 0x23].contains(first) else {
      return false
    }
    return bytes.allSatisfy { $0 == first || $0 == 0x20 }
  }

  /// True for a line with a bullet or a number before it.
  static func isListItem(_ bytes: ArraySlice<UInt8>) -> Bool {
    for bullet in ["• ", "* ", "- ", "– ", "+ "] where bytes.starts(with: bullet.utf8) { return true }
    let digits = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    guard (1...2).contains(digits), bytes.count > digits + 2 else { return false }
    let mark = bytes[bytes.startIndex + digits]
    return (mark == 0x2E || mark == 0x29) && bytes[bytes.startIndex + digits + 1] == 0x20
  }

  /// True when nothing but a time of day, a zone or punctuation is left of a line.
  static func isOnlyTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 24 else { return false }
    let words = String(decoding: bytes, as: UTF8.self).lowercased().split { " ,.|·;".contains($0) }
    return words.allSatisfy { word in
      word.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x3A }
        || [
          "at", "am", "pm", "a", "p", "m", "et", "est", "edt", "gmt",
          "utc", "pst", "pdt", "ct", "pt", "bst", "–", "-", "t", "z",
        ].contains(word)
        || word.hasPrefix("t")
          && word.utf8.dropFirst().allSatisfy { $0 >= 0x2B && $0 <= 0x3A || $0 == 0x7A }
    }
  }

  /// The words of a heading without its signs.
  static func plainTitle(_ bytes: ArraySlice<UInt8>) -> String? {
    let signs: [UInt8] = [0x23, 0x3D, 0x2A, 0x20, 0x5F]
    let trimmed = bytes.drop { signs.contains($0) }
    guard let last = trimmed.lastIndex(where: { !signs.contains($0) }) else { return nil }
    let words = String(decoding: trimmed[...last], as: UTF8.self).split { $0.isWhitespace }
    return words.joined(separator: " ")
  }
}
