/// What a chain knows of the person it is about, to tell that two chains can't be one.
struct Referent {
  /// Names that are remembered at most.
  private static let limit = 4
  /// Words of a name that are compared at most.
  private static let words = 12

  private var isMale: Bool
  private var isFemale: Bool
  /// Names of a person, as numbers of strings.
  private var names: [[Int]] = []

  /// What one mention tells: its own name, or the one that hangs on its title ("manager Ann Lee").
  init(_ mention: CoreferenceMention, _ reader: borrowing MentionReader) {
    isMale = mention.gender == .male
    isFemale = mention.gender == .female
    let text = reader.text
    if mention.kind == .name, mention.label == 1 {
      names = [Array(text.forms[mention.name].suffix(Self.words))]
    } else if mention.kind == .nominal, !mention.isCoordination {
      for word in reader.dependents(of: mention.head)
      where word > mention.head && word < mention.words.upperBound && names.count < Self.limit {
        switch text.relations[word] {
        case .appos, .flat, .nmodUnmarked, .dep: break
        default: continue
        }
        guard text.entityOf[word] >= 0 else { continue }
        let entity = text.entities[text.entityOf[word]]
        if entity.label == .person { names.append(Array(text.forms[entity.words].suffix(Self.words))) }
      }
    }
  }

  /// True if the two can't be one: both sexes, or people of different names.
  func contradicts(_ other: Referent) -> Bool {
    if (isMale || other.isMale) && (isFemale || other.isFemale) { return true }
    return names.contains { name in other.names.contains { Self.differ(name, $0) } }
  }

  /// Adds what another knows.
  mutating func merge(_ other: Referent) {
    isMale = isMale || other.isMale
    isFemale = isFemale || other.isFemale
    for name in other.names where names.count < Self.limit && !names.contains(name) { names.append(name) }
  }

  /// True for names that two people have: a short one that isn't part of the long one, or two unlike long ones.
  private static func differ(_ a: [Int], _ b: [Int]) -> Bool {
    if a.count == 1, b.count == 1 { return false }
    if a.last == b.last, a.count > 1, b.count > 1 { return a.first != b.first }
    return !a.contains(where: b.contains)
  }
}
