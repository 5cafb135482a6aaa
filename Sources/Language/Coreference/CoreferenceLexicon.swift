/// The words that the coreference layer knows: pronouns, given names, words for people, verbs of speech.
///
/// Read from `coref-lexicon.tsv`: a class, a word, and what the class needs.
struct CoreferenceLexicon: Sendable {
  /// Grammatical number of what a word stands for.
  enum Number: Int, Sendable {
    case singular, plural, unknown
  }

  /// Sex of a person, or no person.
  enum Gender: Int, Sendable {
    case male, female, thing, unknown
  }

  /// A row of the table of pronouns.
  struct Pronoun: Sendable {
    /// Grammatical person: 1, 2 or 3.
    let person: Int
    let number: Number
    let gender: Gender
    let mentionClass: MentionClass
  }

  /// What is known about a lower-case word.
  struct Entry: Sendable {
    /// The pronoun's position in ``CoreferenceLexicon/pronouns`` plus one, 0 for other words.
    var pronoun = 0
    /// The determiner's position among the determiners plus one, 0 for other words.
    var determiner = 0
    /// The sex of people whom this noun or title is for.
    var gender = Gender.unknown
    /// The sex of people who bear this given name.
    var forename = Gender.unknown
    /// True for nouns whose referents are people.
    var isPerson = false
    /// True for verbs that introduce a speaker.
    var isSpeech = false
    /// True for words that don't count when names and descriptions are compared.
    var isStop = false
    /// True for words that make another title of a title ("vice").
    var isQualifier = false
  }

  /// The pronouns, in the order of the file.
  private(set) var pronouns: [Pronoun] = []
  private var entries: [String: Entry] = [:]

  /// Reads the rows of the file; rows that are incomplete or of an unknown class are passed over.
  ///
  /// - Complexity: O(*n*) in the bytes of the file.
  init(_ bytes: [UInt8]) {
    var determiners = 0
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let columns = line.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) }
      guard columns.count >= 2 else { continue }
      let word = columns[1]
      switch columns[0] {
      case "pronoun":
        guard columns.count >= 6 else { continue }
        pronouns.append(Self.pronoun(columns))
        entries[word, default: Entry()].pronoun = pronouns.count
      case "determiner":
        determiners += 1
        entries[word, default: Entry()].determiner = determiners
      case "forename":
        guard columns.count >= 3 else { continue }
        entries[word, default: Entry()].forename = columns[2] == "m" ? .male : .female
      case "male": entries[word, default: Entry()].gender = .male
      case "female": entries[word, default: Entry()].gender = .female
      case "person": entries[word, default: Entry()].isPerson = true
      case "speech": entries[word, default: Entry()].isSpeech = true
      case "qualifier": entries[word, default: Entry()].isQualifier = true
      case "stop": entries[word, default: Entry()].isStop = true
      default: continue
      }
    }
  }

  /// What is known about a lower-case word.
  subscript(word: String) -> Entry { entries[word] ?? Entry() }

  private static func pronoun(_ columns: [String]) -> Pronoun {
    let person = Int(columns[2]) ?? 3
    let number: Number =
      switch columns[3] {
      case "s": .singular
      case "p": .plural
      default: .unknown
      }
    let gender: Gender =
      switch columns[4] {
      case "m": .male
      case "f": .female
      case "n": .thing
      default: .unknown
      }
    let mentionClass: MentionClass =
      switch (columns[5], person, number, gender) {
      case ("demonstrative", _, _, _): .demonstrativePronoun
      case ("indefinite", _, _, _): .otherPronoun
      case (_, 1, .plural, _): .we
      case (_, 1, _, _): .i
      case (_, 2, _, _): .you
      case (_, _, .plural, _): .they
      case (_, _, _, .male): .he
      case (_, _, _, .female): .she
      default: .it
      }
    return Pronoun(person: person, number: number, gender: gender, mentionClass: mentionClass)
  }
}
