/// Makes a node of each set of entities: its name, aliases, properties and key.
struct NodeNamer {
  /// The nodes, ordered by key, and where each set went.
  struct Nodes {
    var list: [CanonicalNode] = []
    /// For the root of each set: the index of its node.
    var ofRoot: [Int: Int] = [:]
  }

  let collection: DocumentCollection
  let sets: DisjointSets
  let vocabulary: Vocabulary
  /// Roots of sets that have no node: people known by office alone whom nobody identifies.
  var isDropped: Set<Int> = []
  private var names: [Int: String] = [:]
  private var labels: [Int: NodeLabel] = [:]

  init(collection: DocumentCollection, sets: DisjointSets, vocabulary: Vocabulary) {
    self.collection = collection
    self.sets = sets
    self.vocabulary = vocabulary
  }

  /// Takes over the names and kinds that people gave.
  mutating func override(_ decisions: [IdentityDecision]) {
    for decision in decisions {
      switch decision {
      case .rename(let node, let name): for root in roots(of: node) { names[root] = name }
      case .retype(let node, let label): for root in roots(of: node) { labels[root] = label }
      default: continue
      }
    }
  }

  private func roots(of node: NodeReference) -> Set<Int> {
    let label = node.key.prefix { $0 != "/" }
    let anchored = collection.units.indices.filter { unit in
      let name = collection.documents[collection.units[unit].document].name
      return collection.units[unit].entity.label.rawValue.lowercased() == label
        && node.anchors.contains { $0.document == name && $0.name == collection.units[unit].entity.name }
    }
    let units =
      anchored.isEmpty
      ? collection.units.indices.filter {
        collection.units[$0].entity.label.rawValue.lowercased() == label
          && Self.slug(collection.units[$0].entity.name) == node.key.dropFirst(label.count + 1)
      } : anchored
    return Set(units.map { sets.root(of: $0) })
  }

  /// All nodes.
  ///
  /// - Complexity: O(*n* log *n*) in the entities.
  func nodes() -> Nodes {
    var members: [Int: [Int]] = [:]
    for unit in collection.units.indices { members[sets.root(of: unit), default: []].append(unit) }
    var drafts: [(root: Int, node: CanonicalNode)] = []
    for root in members.keys.sorted() where !isDropped.contains(root) {
      drafts.append((root, node(members[root] ?? [], root)))
    }
    nameMeetings(&drafts)
    // Two things of one name: the one of the earlier document keeps the plain key.
    var taken: [String: Int] = [:]
    for index in drafts.indices {
      let plain = drafts[index].node.label.rawValue.lowercased() + "/" + Self.slug(drafts[index].node.name)
      taken[plain, default: 0] += 1
      let count = taken[plain] ?? 1
      drafts[index].node.key = count == 1 ? plain : plain + "-" + String(count)
    }
    // A name that ends in a number may have taken the key of a second one.
    var used: Set<String> = []
    for index in drafts.indices {
      var key = drafts[index].node.key
      while !used.insert(key).inserted { key += "-x" }
      drafts[index].node.key = key
    }
    drafts.sort { utf8Precedes($0.node.key, $1.node.key) }
    var nodes = Nodes()
    for (index, draft) in drafts.enumerated() {
      nodes.list.append(draft.node)
      nodes.ofRoot[draft.root] = index
    }
    return nodes
  }

  private func node(_ units: [Int], _ root: Int) -> CanonicalNode {
    let named = units.filter { !collection.units[$0].isUnresolved }
    let entities = (named.isEmpty ? units : named).map { collection.units[$0].entity }
    let label = labels[root] ?? entities.first?.label ?? .organization
    let name = names[root] ?? best(of: entities, label)
    var aliases = Set(entities.flatMap { [$0.name] + $0.aliases })
    aliases.remove(name)
    if label == .statement { aliases = [] }
    var properties: [String: PropertyValue] = [:]
    for entity in entities {
      properties.merge(entity.properties) { old, new in old == .string("other") ? new : old }
    }
    properties["unresolved"] = nil
    return CanonicalNode(
      key: "", label: label, name: name, aliases: aliases.sorted(by: utf8Precedes), properties: properties,
      members: units.map {
        CanonicalNode.Member(
          document: collection.documents[collection.units[$0].document].name, entity: collection.units[$0].index)
      })
  }

  /// The fullest name; of two as full, the one that more documents use, then the one with known given names.
  private func best(of entities: [LocalEntity], _ label: NodeLabel) -> String {
    var documents: [String: Int] = [:]
    var mentions: [String: Int] = [:]
    for entity in entities {
      documents[entity.name, default: 0] += 1
      mentions[entity.name, default: 0] += entity.mentions.count
    }
    func rank(_ name: String) -> (Int, Int, Int, Int) {
      let words = min(name.split(separator: " ").count, 5)
      let first = PersonName(name)?.first
      let isKnown = label == .person && first.map { vocabulary.forenames[$0] != nil } ?? false
      // Names in capitals throughout are shouted, not fuller.
      let shouts = name.utf8.count > 5 && !name.contains(where: \.isLowercase)
      let isFull = label == .person || label == .organization || label == .work
      return (shouts ? 0 : isFull ? words : 1, documents[name] ?? 0, isKnown ? 1 : 0, mentions[name] ?? 0)
    }
    let names = documents.keys.sorted(by: utf8Precedes)
    var best = names.first ?? ""
    for name in names.dropFirst() where rank(name) > rank(best) { best = name }
    return best
  }

  /// Meetings are named after their participants, whose names may be fuller now than in the document.
  private func nameMeetings(_ drafts: inout [(root: Int, node: CanonicalNode)]) {
    var nameOfRoot: [Int: String] = [:]
    for draft in drafts { nameOfRoot[draft.root] = draft.node.name }
    var fuller: [Int: [(String, String)]] = [:]
    for (number, document) in collection.documents.enumerated() {
      for claim in document.claims where claim.type == "ATTENDED" {
        guard let subject = collection.unit(number, claim.subject), let object = collection.unit(number, claim.object),
          let name = nameOfRoot[sets.root(of: subject)], name != collection.units[subject].entity.name
        else { continue }
        fuller[sets.root(of: object), default: []].append((collection.units[subject].entity.name, name))
      }
    }
    for index in drafts.indices where drafts[index].node.label == .meeting && names[drafts[index].root] == nil {
      var name = drafts[index].node.name
      for (short, long) in fuller[drafts[index].root] ?? [] where !name.contains(long) {
        if let range = name.firstRange(of: short) { name.replaceSubrange(range, with: long) }
      }
      drafts[index].node.name = name
    }
  }

  /// A name as it stands in a key: lower-case letters and digits, joined by hyphens.
  static func slug(_ name: String) -> String {
    var out = ""
    var isGap = false
    for scalar in name.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        if isGap, !out.isEmpty { out += "-" }
        isGap = false
        out.unicodeScalars.append(scalar)
      } else if scalar != "'", scalar != "\u{2019}", scalar != "." {
        isGap = true
      }
      if out.utf8.count >= 80 { break }
    }
    return out.isEmpty ? "unnamed" : out
  }
}
