/// The mentions that each mention may refer back to: boundedly many, so that the cost is linear in the document.
///
/// They are the mentions just before it, a few from further away that share a word with it or are its acronym, the names
/// that were spoken of last, and for "I" and "we" the speaker of the quotation, even where that stands behind it.
struct AntecedentCandidates {
  static let window = 40
  static let perKey = 6
  static let extra = 24
  static let recentNames = 10

  /// The candidates of all mentions, one mention after another.
  private(set) var candidates: [Int32] = []
  /// Where the candidates of each mention start, and one end more.
  private(set) var starts: [Int] = [0]

  /// What two mentions can have in common.
  private enum Key: Hashable {
    case word(Int)
    case acronym(Int)
    case coordination(UInt64)
    case pronoun(MentionClass)
  }

  /// The latest mentions that share a key, oldest first.
  private struct Recent {
    var mentions: [Int32] = []

    mutating func append(_ mention: Int) {
      if mentions.count == AntecedentCandidates.perKey { mentions.removeFirst() }
      mentions.append(Int32(mention))
    }
  }

  /// Chooses the candidates of every mention.
  ///
  /// - Complexity: O(*m*) in the mentions.
  init(_ reader: borrowing MentionReader) {
    let mentions = reader.mentions
    var mentionOfHead: [Int: Int] = [:]
    for (index, mention) in mentions.enumerated() where mentionOfHead[mention.head] == nil {
      mentionOfHead[mention.head] = index
    }
    var table: [Key: Recent] = [:]
    var names: [Int32] = []
    var wanted: [Key] = []
    var offered: [Key] = []
    candidates.reserveCapacity(mentions.count * Self.window)
    for (index, mention) in mentions.enumerated() {
      Self.keys(mention, reader, wanted: &wanted, offered: &offered)
      let near = max(0, index - Self.window)
      var far: Set<Int32> = []
      for key in wanted {
        guard let recent = table[key] else { continue }
        for other in recent.mentions where other < near { far.insert(other) }
      }
      if far.count > Self.extra { far = Set(far.sorted().suffix(Self.extra)) }
      switch mention.mentionClass {
      case .you, .he, .she, .it, .they: far.formUnion(names.lazy.filter { $0 < near })
      default: if mention.kind == .nominal { far.formUnion(names.lazy.filter { $0 < near }) }
      }
      candidates.append(contentsOf: far.sorted())
      for other in near..<index { candidates.append(Int32(other)) }
      if mention.mentionClass == .i || mention.mentionClass == .we, mention.quotation > 0,
        let speaker = mentionOfHead[reader.quotations.speakers[mention.quotation]], speaker > index
      {
        candidates.append(Int32(speaker))
      }
      starts.append(candidates.count)
      for key in wanted { table[key, default: Recent()].append(index) }
      for key in offered { table[key, default: Recent()].append(index) }
      if mention.kind == .name, (1...3).contains(mention.label) {
        names.removeAll { mentions[Int($0)].core == mention.core }
        if names.count == Self.recentNames { names.removeFirst() }
        names.append(Int32(index))
      }
    }
  }

  /// What an earlier mention must share to be a candidate from far away, and what this one offers to later ones.
  private static func keys(
    _ mention: CoreferenceMention, _ reader: borrowing MentionReader, wanted: inout [Key], offered: inout [Key]
  ) {
    wanted.removeAll(keepingCapacity: true)
    offered.removeAll(keepingCapacity: true)
    if mention.isCoordination {
      wanted.append(.coordination(mention.full))
      return
    }
    if mention.kind == .pronoun {
      switch mention.mentionClass {
      case .i, .we, .you, .he, .she: wanted.append(.pronoun(mention.mentionClass))
      default: break
      }
      return
    }
    var hasHeadword = false
    for word in reader.pool[mention.content.range] {
      wanted.append(.word(word))
      if word == mention.headword { hasHeadword = true }
    }
    if !hasHeadword { wanted.append(.word(mention.headword)) }
    if mention.kind == .name {
      if mention.acronym >= 0 { wanted.append(.acronym(mention.acronym)) }
      if mention.plain >= 0, mention.plain != mention.acronym { wanted.append(.acronym(mention.plain)) }
    }
    let content = reader.pool[mention.content.range]
    for word in reader.pool[mention.modifiers.range] where word != mention.headword && !content.contains(word) {
      offered.append(.word(word))
    }
  }
}
