/// How names of organizations relate to each other.
enum OrganizationName {
  private static let small: Set<String> = ["of", "the", "and", "for", "&", "de", "on", "in", "to", "a"]
  /// Words behind a name that say only what kind of thing it is.
  private static let generic: Set<String> = [
    "inc", "corp", "corporation", "co", "company", "ltd", "llc", "plc", "group", "party", "team", "club",
    "organization",
    "organisation", "movement", "wireless", "holdings", "airlines", "motors", "campaign", "f1", "ag", "sa", "gmbh",
  ]

  /// The key of a name without article, quotation marks and "U.S.".
  static func plain(_ key: String) -> String {
    var key = key
    if key.hasPrefix("the ") { key.removeFirst(4) }
    if key.hasSuffix("'s") { key.removeLast(2) }
    return key
  }

  /// "united states department of agriculture" for "us department of agriculture".
  static func expanded(_ key: String) -> String {
    for (short, long) in [("us ", "united states "), ("uk ", "united kingdom "), ("un ", "united nations ")]
    where key.hasPrefix(short) {
      return long + key.dropFirst(short.utf8.count)
    }
    return key
  }

  /// "justice department" for "department of justice", and the other way round; `nil` for other names.
  static func turned(_ key: String) -> String? {
    let words = key.split(separator: " ")
    for noun in ["department", "ministry"] {
      if words.count >= 3, words[0] == noun, words[1] == "of" {
        return (words[2...] + [Substring(noun)]).joined(separator: " ")
      }
      if words.count >= 2, words.last == Substring(noun) {
        return ([Substring(noun), "of"] + words.dropLast()).joined(separator: " ")
      }
    }
    return nil
  }

  /// True if an abbreviation consists of the first letters of a name's words.
  static func isAbbreviation(_ short: String, of long: String) -> Bool {
    let letters = Array(short.unicodeScalars)
    guard letters.count >= 2, letters.count <= 7, !short.contains(" ") else { return false }
    let words = long.split { $0 == " " || $0 == "-" }
    guard words.count >= 2 else { return false }
    let all = words.compactMap(\.unicodeScalars.first)
    let main = words.filter { !small.contains(String($0)) }.compactMap(\.unicodeScalars.first)
    // "USDA" for "United States Department of Agriculture", "PA" for "Palestinian Authority".
    return all == letters || main == letters
  }

  /// True if two names (as keys, without article) may name one body in a document.
  static func isShort(_ short: String, of long: String, _ vocabulary: Vocabulary) -> Bool {
    let (few, many) = (short.split(separator: " "), long.split(separator: " "))
    guard !few.isEmpty, few.count < many.count else { return false }
    if many.suffix(few.count).elementsEqual(few) {
      // "Armed Services Committee" for the Senate's; "the Council" for the Security Council.
      if few.count > 1 || vocabulary.organizationKinds[short] != nil && vocabulary.names[short] == nil { return true }
    }
    // "Rovers" for the Manchester Rovers.
    if few.count == 1, many.count == 2, many[1] == few[0], few[0].utf8.count > 4, vocabulary.names[short] == nil,
      !vocabulary.isPlace(short), vocabulary.organizationKinds[short] == nil
    {
      return true
    }
    if many.starts(with: few) {
      let rest = many.dropFirst(few.count)
      // A company is called by the beginning of its name.
      if let last = rest.last, ["inc", "corp", "corporation", "ltd", "llc", "plc", "co", "gmbh", "ag"].contains(last),
        vocabulary.names[short] == nil, !vocabulary.isPlace(short)
      {
        return true
      }
      if rest.allSatisfy({ generic.contains(String($0)) }) { return true }
      // "the Council" for the "Council on River Traffic", "Keller" for "Keller Racing Team".
      if few.count == 1, rest.first == "on" || rest.first == "of" || rest.first == "for" {
        return vocabulary.organizationKinds[short] != nil
          && !["department", "ministry", "house", "office"].contains(short)
      }
    }
    // "Scientology" for the "Church of Scientology".
    return few.count == 1 && many.count == 3 && many[1] == "of" && many[2] == few[0] && few[0].utf8.count > 6
      && !vocabulary.isPlace(short)
      && !["department", "ministry", "office", "university", "bank"].contains(String(many[0]))
  }

  /// True if two names differ by one letter in one long word.
  static func isTypo(_ a: String, _ b: String) -> Bool {
    let (a, b) = (a.split(separator: " "), b.split(separator: " "))
    guard a.count == b.count, a.count > 1 else { return false }
    var differences = 0
    for (x, y) in zip(a, b) where x != y {
      guard EditDistance.isTypo(String(x), String(y)) else { return false }
      differences += 1
    }
    return differences == 1
  }
}

extension Vocabulary {
  /// True if a key is the name of a known place.
  func isPlace(_ key: String) -> Bool { names[key]?.label == .place || states[key] != nil }
}
