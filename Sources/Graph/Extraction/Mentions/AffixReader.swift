/// Reads what stands behind a politician's name: "D-Vermont", "(R-Ariz.)", "(CA-52)", "(D)", "(Lab, Leeds)".
///
/// It looks at the bytes, since tokenizers cut such affixes in many ways.
struct AffixReader {
  /// What an affix says.
  struct Affix: Hashable {
    /// The bytes of the affix, punctuation left out.
    var range: Range<Int>
    /// The party; empty for an independent, `nil` if none is named.
    var party: String?
    /// The bytes of the place.
    var placeRange: Range<Int>?
    /// The state, district's state or town.
    var place: String?
    /// A district code such as "CA-52".
    var district: String?
  }

  let bytes: [UInt8]
  let vocabulary: Vocabulary

  /// The affix behind a name that ends at a byte, or `nil`.
  ///
  /// ```
  /// affix ::= [","] body | "(" body ")"
  /// body  ::= party ["-" place | "," place] | state "-" digits
  /// ```
  func affix(after end: Int) -> Affix? {
    var position = end
    skipBlanks(&position)
    guard position < bytes.count else { return nil }
    let opener = bytes[position]
    let isBracket = opener == UInt8(ascii: "(") || opener == UInt8(ascii: "[")
    guard isBracket || opener == UInt8(ascii: ",") else { return nil }
    position += 1
    skipBlanks(&position)
    let start = position
    let word = readWord(&position)
    guard !word.isEmpty else { return nil }
    if isBracket, let state = vocabulary.states[Vocabulary.key(word)], word.utf8.count == 2, isDash(&position) {
      let digits = readDigits(&position)
      guard !digits.isEmpty else { return nil }
      return Affix(
        range: start..<position, placeRange: start..<position, place: state, district: word + "-" + digits)
    }
    let key = Vocabulary.key(word)
    guard let party = vocabulary.parties[key] else { return nil }
    let isLetter = key.utf8.count == 1
    var afterParty = position
    if isDash(&afterParty) {
      let begin = afterParty
      guard let place = readPlace(&afterParty, inBrackets: isBracket) else { return nil }
      return finish(start, party, place, begin..<afterParty)
    }
    guard isBracket, position < bytes.count else { return nil }
    if bytes[position] == UInt8(ascii: ",") || bytes[position] == UInt8(ascii: " ") {
      var next = position + 1
      skipBlanks(&next)
      let begin = next
      if let place = readPlace(&next, inBrackets: true), next < bytes.count, bytes[next] == UInt8(ascii: ")") {
        return finish(start, party, place, begin..<next)
      }
      return nil
    }
    guard bytes[position] == UInt8(ascii: ")"), isLetter || word.utf8.count <= 3 || !party.isEmpty else { return nil }
    return Affix(range: start..<position, party: party)
  }

  private func finish(_ start: Int, _ party: String, _ place: String, _ range: Range<Int>) -> Affix {
    var affix = Affix(range: start..<range.upperBound, party: party, placeRange: range)
    let key = Vocabulary.key(place)
    // "D-CA-52" and "R-TX14" name a district of the state.
    let parts = key.split(separator: "-")
    if parts.count == 2, let state = vocabulary.states[String(parts[0])], parts[1].allSatisfy(\.isNumber) {
      affix.place = state
      affix.district = place
    } else {
      affix.place = vocabulary.states[key] ?? place
    }
    return affix
  }

  private func skipBlanks(_ position: inout Int) {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    // A no-break space is two bytes.
    if position + 1 < bytes.count, bytes[position] == 0xC2, bytes[position + 1] == 0xA0 { position += 2 }
  }

  private func readWord(_ position: inout Int) -> String {
    let start = position
    while position < bytes.count, isLetter(bytes[position]) || bytes[position] == UInt8(ascii: ".") { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func readDigits(_ position: inout Int) -> String {
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func isDash(_ position: inout Int) -> Bool {
    skipBlanks(&position)
    guard position < bytes.count else { return false }
    if bytes[position] == UInt8(ascii: "-") {
      position += 1
    } else if position + 2 < bytes.count, bytes[position] == 0xE2, bytes[position + 1] == 0x80,
      (0x90...0x95).contains(bytes[position + 2])
    {
      position += 3
    } else {
      return false
    }
    skipBlanks(&position)
    return true
  }

  /// Up to four capitalized words: "N.Y.", "New York", "San Diego", "CA-52".
  private func readPlace(_ position: inout Int, inBrackets: Bool) -> String? {
    let start = position
    var end = position
    for _ in 0..<4 {
      let begin = position
      guard begin < bytes.count, isUpper(bytes[begin]) || bytes[begin] >= 0x80 else { break }
      _ = readWord(&position)
      if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "-"), (0x30...0x39).contains(bytes[position + 1]) {
        position += 1
        _ = readDigits(&position)
      }
      end = position
      let word = Vocabulary.key(String(decoding: bytes[start..<end], as: UTF8.self))
      // Without brackets only a state is sure to end where it does.
      if vocabulary.states[word] != nil, !inBrackets, !(continues(from: position, word)) { break }
      guard position < bytes.count, bytes[position] == 0x20 else { break }
      if !inBrackets, !continues(from: position, word) { break }
      position += 1
    }
    position = end
    guard end > start else { return nil }
    var range = start..<end
    // The full stop of a sentence does not belong to "Vermont."; that of "Vt." does.
    let text = String(decoding: bytes[range], as: UTF8.self)
    if text.hasSuffix("."), text.utf8.count > 6, !text.dropLast().contains(".") {
      range = start..<end - 1
      position = end - 1
    }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// True if the next word makes a state's name longer: "New" + "York", "West" + "Virginia".
  private func continues(from position: Int, _ word: String) -> Bool {
    guard position < bytes.count, bytes[position] == 0x20 else { return false }
    var next = position + 1
    let following = Vocabulary.key(readWord(&next))
    return !following.isEmpty && vocabulary.states[word + " " + following] != nil
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0xC3 && byte != 0xE2)
  }

  private func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
}
