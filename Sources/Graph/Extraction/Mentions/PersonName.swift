/// A person's name in its parts, as ``Vocabulary/key(_:)`` writes them.
struct PersonName: Sendable, Hashable {
  /// All words but the generation.
  var words: [String]
  /// The given name; `nil` where only one name is used.
  var first: String?
  /// What stands between given name and family name.
  var middle: [String]
  /// The family name, with its particles ("de lozada"), or the only name.
  var last: String
  /// "jr", "sr", "ii", …
  var generation: String?

  static let generations: Set<String> = ["jr", "sr", "ii", "iii", "iv", "junior", "senior"]
  private static let particles: Set<String> = [
    "de", "da", "do", "dos", "del", "della", "di", "du", "van", "von", "der", "den", "ter", "bin", "ibn", "al", "el",
    "la", "le", "abu", "ben", "bint", "st",
  ]

  /// Takes a name apart; `nil` if there is no word in it.
  init?(_ name: String) {
    self.init(words: Vocabulary.key(name).split(separator: " ").map(String.init))
  }

  /// Takes a name apart that is given as keys.
  init?(words: [String]) {
    var words = words.filter { !$0.isEmpty && $0 != "," }
    if words.count > 1, let end = words.last, Self.generations.contains(end) {
      generation = end == "junior" ? "jr" : end == "senior" ? "sr" : end
      words.removeLast()
    }
    guard let end = words.last else { return nil }
    self.words = words
    // A particle opens the family name, but "al" alone in front ("Al Franken") is a given name.
    let begin = words.indices.dropFirst().first { Self.particles.contains(words[$0]) && $0 < words.count - 1 }
    if words.count == 1 {
      (first, middle, last) = (nil, [], end)
    } else if let begin {
      (first, middle, last) = (words[0], Array(words[1..<begin]), words[begin...].joined(separator: " "))
    } else if words.count == 2, Self.isEastAsian(words) {
      (first, middle, last) = (words[1], [], words[0])
    } else if words.count == 2, Self.particles.contains(words[0]), words[0] != "al", words[0] != "ben" {
      (first, middle, last) = (nil, [], words.joined(separator: " "))
    } else {
      (first, middle, last) = (words[0], Array(words[1..<(words.count - 1)]), end)
    }
  }

  /// "Chen Shui-bian", "Kim Jong-un": the family name first, then two short syllables.
  private static func isEastAsian(_ words: [String]) -> Bool {
    let parts = words[1].split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && words[0].utf8.count <= 6 && !words[0].contains("-")
      && parts.allSatisfy { (2...5).contains($0.utf8.count) }
  }

  /// How sure two names name one person, by the names alone.
  enum Likeness: Int, Comparable {
    /// They name two people.
    case different
    /// A short name that fits, or a spelling that may be a mistake.
    case possible
    /// Forms of one name.
    case same

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// Compares two names.
  func likeness(to other: PersonName, _ vocabulary: Vocabulary) -> Likeness {
    if let mine = generation, let theirs = other.generation, mine != theirs { return .different }
    guard let mine = first, let theirs = other.first else { return shortLikeness(to: other) }
    if words == other.words { return .same }
    // "Gonzalo Sánchez" in "Gonzalo Sánchez de Lozada"; "Maria Silva" in "Ana Maria Silva".
    let (short, long) = words.count <= other.words.count ? (words, other.words) : (other.words, words)
    if short.count >= 2, long.starts(with: short) || long.suffix(short.count).elementsEqual(short) { return .same }
    let firsts = Self.compareGiven(mine, theirs, vocabulary)
    if last == other.last {
      if firsts == .different { return .different }
      if !middlesAgree(with: other) { return .different }
      return firsts
    }
    if firsts == .same, mine == theirs, EditDistance.isTypo(last, other.last), middlesAgree(with: other) {
      return .same
    }
    return .different
  }

  /// At least one of the names is a single word or a bare family name.
  private func shortLikeness(to other: PersonName) -> Likeness {
    let (short, long) = first == nil ? (self, other) : (other, self)
    if short.words == long.words || short.last == long.last { return .possible }
    if short.words.count == 1, long.words.contains(short.last) { return .possible }
    if EditDistance.isTypo(short.last, long.last) { return .possible }
    return .different
  }

  private func middlesAgree(with other: PersonName) -> Bool {
    for (a, b) in zip(middle, other.middle) {
      let isShort = a.unicodeScalars.count == 1 || b.unicodeScalars.count == 1
      if a != b, !(isShort && a.unicodeScalars.first == b.unicodeScalars.first), !EditDistance.isTypo(a, b) {
        return false
      }
    }
    return true
  }

  static func compareGiven(_ a: String, _ b: String, _ vocabulary: Vocabulary) -> Likeness {
    if a == b || vocabulary.areForms(a, b) { return .same }
    let isShort = a.unicodeScalars.count <= 1 || b.unicodeScalars.count <= 1
    if isShort { return a.unicodeScalars.first == b.unicodeScalars.first ? .same : .different }
    // Two known given names one letter apart ("Maria", "Mario") are two names.
    let known = vocabulary.forenames[a] != nil && vocabulary.forenames[b] != nil
    if !known, EditDistance.isTypo(a, b) { return .same }
    return .different
  }

  /// The gender that the given name tells.
  func gender(_ vocabulary: Vocabulary) -> Vocabulary.Gender? {
    guard let first, let entry = vocabulary.forenames[first] else { return nil }
    return entry
  }
}
