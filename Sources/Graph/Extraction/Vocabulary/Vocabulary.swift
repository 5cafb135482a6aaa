/// What the extraction knows about words, read from the files in `Resources/vocabulary`.
///
/// Keys are written as ``key(_:)`` gives them.
package struct Vocabulary: Sendable {
  /// Titles and offices by their forms: "sen" is a "Senator".
  var titles: [String: String] = [:]
  /// The longest form in ``titles``, in words.
  var longestTitle = 1
  /// Nouns that name a position or an occupation, with what they make of their holder.
  package var roleNouns: [String: RoleRelation] = [:]
  /// Words that belong to a title in front of its noun.
  var titleModifiers: Set<String> = []
  /// "Mr", "Dr" and their like, with the gender that they tell.
  var honorifics: [String: Gender?] = [:]
  /// Parties by affix or adjective; an empty name for independents.
  var parties: [String: String] = [:]
  /// States and provinces by abbreviation and name.
  var states: [String: String] = [:]
  /// Places and bodies that have one name whatever the document.
  var names: [String: KnownName] = [:]
  /// Countries by adjective and by noun for their people, in the singular.
  package var demonyms: [String: String] = [:]
  /// What a seat of government stands for.
  var metonyms: [String: String] = [:]
  /// Kinds of organization by the last word of a name, or by all of it.
  var organizationKinds: [String: String] = [:]
  /// For each given name: the groups of forms that it belongs to.
  var nicknames: [String: Set<Int>] = [:]
  /// Given names with their gender, where they tell it.
  var forenames: [String: Gender?] = [:]
  /// Family words with what they make of `RELATED_TO`.
  package var family: [String: FamilyWord] = [:]
  /// What a name is by its last word, or with "^" by its first.
  var nameParts: [String: NodeLabel] = [:]
  /// Nouns that make a body of a place or a person in front of them.
  var bodyNouns: [String: BodyNoun] = [:]
  /// Words that alone name nothing.
  var notNames: Set<String> = []
  /// Nouns for happenings, with their kind.
  package var eventNouns: [String: String] = [:]
  /// Lemmas of verbs that report what somebody says.
  package var reportingVerbs: Set<String> = []

  /// What a role noun says about its holder and the body or person that it belongs to.
  package enum RoleRelation: String, Sendable, Hashable {
    /// A position of the body: `HOLDS_ROLE` and `ROLE_OF`.
    case position
    /// `WORKS_FOR`.
    case works
    /// `REPRESENTS`.
    case client
    /// `MEMBER_OF`.
    case member
  }

  /// Male or female, as far as words tell.
  package enum Gender: String, Sendable, Hashable {
    /// Male.
    case male
    /// Female.
    case female

    init?(letter: some StringProtocol) {
      switch letter {
      case "M": self = .male
      case "F": self = .female
      default: return nil
      }
    }
  }

  /// A noun such as "government" in "the Russian government".
  struct BodyNoun: Sendable, Hashable {
    /// The kind of organization.
    var kind: String
    /// "P" for bodies of places, "H" of people, "B" of both.
    var owner: String
  }

  /// A name that needs no document to be understood.
  struct KnownName: Sendable, Hashable {
    var name: String
    var label: NodeLabel
    var isCountry = false
  }

  /// What a word such as "wife" says.
  package struct FamilyWord: Sendable, Hashable {
    /// The `kind` of `RELATED_TO`.
    package var kind: String
    var gender: Gender?
  }

  init() {}

  /// The form in which words are looked up: lower case, without full stops, straight apostrophes.
  package static func key(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isPlain = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "."): continue
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
      default:
        if byte >= 0x80 { isPlain = false }
        bytes.append(byte)
      }
    }
    let folded = String(decoding: bytes, as: UTF8.self)
    if isPlain { return folded }
    return String(folded.lowercased().map { $0 == "\u{2019}" || $0 == "\u{2018}" ? "'" : $0 })
  }

  /// The singular of a noun, by the regular endings alone.
  package static func singular(_ word: String) -> String {
    if word.hasSuffix("men") { return word.dropLast(2) + "an" }
    if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
    if word.hasSuffix("ches") || word.hasSuffix("sses") || word.hasSuffix("shes") { return String(word.dropLast(2)) }
    if word.hasSuffix("s"), !word.hasSuffix("ss"), word.utf8.count > 2 { return String(word.dropLast()) }
    return word
  }

  /// The country or region that a demonym belongs to ("Russian", "the Russians").
  package func place(ofDemonym word: String) -> String? {
    if let place = demonyms[word] { return place.isEmpty ? nil : place }
    if word.hasSuffix("s"), let place = demonyms[String(word.dropLast())] { return place.isEmpty ? nil : place }
    return nil
  }

  /// True if two given names may be forms of one ("Mike" and "Michael").
  func areForms(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard let first = nicknames[a], let second = nicknames[b] else { return false }
    return !first.isDisjoint(with: second)
  }

  /// The kind of an organization with this name.
  func kind(ofOrganization name: String) -> String {
    let key = Self.key(name)
    if let kind = organizationKinds[key] { return kind }
    let words = key.split(separator: " ")
    // "Department of Justice": the noun before "of" tells; else the last word that tells anything.
    let head = words.firstIndex(of: "of") ?? words.firstIndex(of: "for") ?? words.count
    if head > 0, head < words.count, let kind = organizationKinds[String(words[head - 1])] { return kind }
    for word in words.reversed() {
      if let kind = organizationKinds[String(word)] { return kind }
    }
    return "other"
  }
}
