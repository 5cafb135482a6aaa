/// Decides which places, organizations, works and events of different documents are one.
struct ThingMatcher {
  let collection: DocumentCollection
  let vocabulary: Vocabulary

  private var units: [DocumentCollection.Unit] { collection.units }

  /// Joins everything but people, roles, meetings and statements.
  ///
  /// - Complexity: O(*n*) in the units, but for events, which are compared with each other.
  func join(_ sets: inout DisjointSets) {
    for label in [NodeLabel.place, .work] { joinEqual(units.indices.filter { units[$0].entity.label == label }, &sets) }
    joinOrganizations(&sets)
    joinEvents(&sets)
  }

  private func joinEqual(_ members: [Int], _ sets: inout DisjointSets) {
    var first: [String: Int] = [:]
    for unit in members {
      if let other = first[units[unit].key] { sets.join(other, unit) } else { first[units[unit].key] = unit }
    }
  }

  // MARK: Organizations

  private func joinOrganizations(_ sets: inout DisjointSets) {
    let bodies = units.indices.filter {
      units[$0].entity.label == .organization && (!isGroup($0) || isNamedGroup($0))
        && vocabulary.bodyNouns[units[$0].key] == nil
    }
    joinEqual(bodies, &sets)
    joinBareBodies(&sets)
    // An abbreviation, or a name in the other order, joins the only body that some document calls so as well.
    var byAlias: [String: Set<Int>] = [:]
    for unit in bodies where !isGroup(unit) {
      for alias in units[unit].entity.aliases {
        byAlias[OrganizationName.plain(Vocabulary.key(alias)), default: []].insert(unit)
      }
    }
    for unit in bodies where !isGroup(unit) && isDistinctive(units[unit].entity.name) {
      let key = units[unit].key
      let turned = OrganizationName.turned(key)
      let others = Set(byAlias[key, default: []].filter { units[$0].key != key }.map { sets.root(of: $0) })
      let own = sets.root(of: unit)
      let candidates = others.subtracting([own])
      if candidates.count == 1, let other = candidates.first { sets.join(other, unit) }
      if let turned, let other = bodies.first(where: { units[$0].key == turned }) { sets.join(other, unit) }
    }
  }

  /// "Parliament" is the same body in documents about one country.
  private func joinBareBodies(_ sets: inout DisjointSets) {
    var first: [String: Int] = [:]
    for unit in units.indices
    where units[unit].entity.label == .organization && vocabulary.bodyNouns[units[unit].key] != nil {
      guard let country = country(of: units[unit].document) else { continue }
      let key = units[unit].key + "\u{0}" + country
      if let other = first[key] { sets.join(other, unit) } else { first[key] = unit }
    }
  }

  /// The country that a document mentions most.
  private func country(of document: Int) -> String? {
    let places = collection.documents[document].entities.filter {
      $0.label == .place && $0.properties["kind"] == .string("country")
    }
    return places.max { ($0.mentions.count, $1.name) < ($1.mentions.count, $0.name) }?.name
  }

  private func isGroup(_ unit: Int) -> Bool { units[unit].entity.properties["kind"] == .string("group") }

  /// "Democrats" and "Russian officials" are the same people wherever they act; "prosecutors" are not.
  private func isNamedGroup(_ unit: Int) -> Bool {
    let words = units[unit].entity.name.split(separator: " ")
    guard let first = words.first else { return false }
    // A capital at the start may be that of a sentence.
    if words.dropFirst().contains(where: { $0.unicodeScalars.first?.properties.isUppercase ?? false }) { return true }
    let key = Vocabulary.key(first)
    return vocabulary.place(ofDemonym: key) != nil || vocabulary.parties[key] != nil
      || vocabulary.parties[Vocabulary.singular(key)] != nil
  }

  /// True for names that mean one body in all documents: more than one word, or an abbreviation in capitals.
  private func isDistinctive(_ name: String) -> Bool {
    name.contains(" ") || name.utf8.count >= 3 && name.allSatisfy { $0.isUppercase || !$0.isLetter }
  }

  // MARK: Events

  private func joinEvents(_ sets: inout DisjointSets) {
    let events = units.indices.filter { units[$0].entity.label == .event }
    joinEqual(events, &sets)
    let words = Dictionary(uniqueKeysWithValues: events.map { ($0, Self.contentWords(units[$0].entity.name)) })
    // Only events that share a rare word are compared.
    var byWord: [String: [Int]] = [:]
    for event in events where sets.root(of: event) == event {
      for word in words[event, default: []].sorted() {
        for other in byWord[word, default: []] where agree(words[event, default: []], words[other, default: []]) {
          sets.join(other, event)
        }
        if byWord[word, default: []].count < 64 { byWord[word, default: []].append(event) }
      }
    }
  }

  private func agree(_ a: Set<String>, _ b: Set<String>) -> Bool {
    let (years, others) = (a.filter(isYear), b.filter(isYear))
    if !years.isEmpty, !others.isEmpty, years != others { return false }
    let shared = a.intersection(b).count
    let union = a.union(b).count
    return shared >= 3 && (shared * 10 >= union * 7)
  }

  private func isYear(_ word: String) -> Bool { word.utf8.count == 4 && Int(word) != nil }

  private static let stops: Set<String> = [
    "a", "an", "the", "of", "in", "on", "into", "to", "for", "and", "by", "at", "with", "from", "federal", "'s", "s",
  ]

  /// The words of a name that carry meaning, plurals cut.
  static func contentWords(_ name: String) -> Set<String> {
    let words = Vocabulary.key(name).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return Set(words.filter { !stops.contains($0) }.map { Vocabulary.singular($0) })
  }
}
