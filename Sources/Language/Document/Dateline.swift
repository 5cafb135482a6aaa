/// The start of a news text: place, perhaps agency and date, and a dash.
///
/// "BOSTON (WHDH) - ", "WASHINGTON, D.C. — ", "WASHINGTON, March 2 (Reuters) – ", "Paris (AFP) - ", "(CNN) -- ".
struct Dateline {
  /// Where it ends: behind the dash.
  let end: Int
  /// The place as written, where one is given.
  let place: String?
  /// What stands in parentheses.
  let agency: String?
  /// The date, where it is given with its year.
  let date: String?

  /// The most bytes before the dash.
  private static let longest = 90

  /// Reads the dateline that `text` begins with.
  ///
  /// - Returns: `nil` when there is none.
  init?(_ text: ArraySlice<UInt8>) {
    guard let dash = Self.dash(in: text) else { return nil }
    var head = text[text.startIndex..<dash.lowerBound]
    while head.last == 0x20 { head.removeLast() }
    var agency: String?
    if head.last == UInt8(ascii: ")"), let open = head.lastIndex(of: UInt8(ascii: "(")) {
      agency = String(decoding: head[(open + 1)..<(head.endIndex - 1)], as: UTF8.self)
      head = head[..<open]
      while head.last == 0x20 || head.last == 0x2C { head.removeLast() }
      guard let name = agency, !name.isEmpty, name.utf8.count < 40 else { return nil }
    }
    let parts = String(decoding: head, as: UTF8.self).split(separator: ",").map(\.trimmingBlanks)
    var names: [String] = []
    var date: String?
    for part in parts {
      if let found = DateText.words(Array(part.utf8)[...]) {
        date = found.date
      } else if part.utf8.count == 4, part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let day = names.last,
        let found = DateText.words(Array("\(day), \(part)".utf8)[...])
      {
        names.removeLast()
        date = found.date
      } else {
        names.append(part)
      }
    }
    // A day without its year tells nothing of the place.
    names.removeAll { DateText.words(Array("\($0), 2000".utf8)[...]) != nil }
    guard names.count <= 3, names.allSatisfy(Self.isPlace) else { return nil }
    if let first = names.first {
      guard Self.isCapitals(first) || agency != nil else { return nil }
    } else if agency == nil {
      return nil
    }
    self.end = dash.upperBound
    self.place = names.first
    self.agency = agency
    self.date = date
  }

  /// The first dash with blanks around it.
  private static func dash(in text: ArraySlice<UInt8>) -> Range<Int>? {
    var position = text.startIndex
    let limit = min(text.endIndex, position + longest)
    while position < limit {
      let rest = text[position..<limit]
      for dash in ["—", "–", "--", "-"] where rest.starts(with: dash.utf8) {
        let end = position + dash.utf8.count
        guard end < text.endIndex, text[end] == 0x20 || dash == "—" else { continue }
        guard position > text.startIndex, text[position - 1] == 0x20 || dash != "-" else { continue }
        return position..<end
      }
      if text[position] == 0x0A { return nil }
      position += 1
    }
    return nil
  }

  /// One to five words that begin with capitals; "de" and the like between them.
  private static func isPlace(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    guard (1...5).contains(words.count) else { return false }
    return words.allSatisfy { word in
      guard let first = word.unicodeScalars.first else { return false }
      return first.properties.isUppercase || ["de", "la", "of", "the", "del", "al"].contains(word)
    } && words.first?.unicodeScalars.first?.properties.isUppercase == true
  }

  private static func isCapitals(_ name: String) -> Bool {
    var letters = 0
    for scalar in name.unicodeScalars where scalar.properties.isAlphabetic {
      if scalar.properties.isLowercase { return false }
      letters += 1
    }
    return letters > 1
  }
}
