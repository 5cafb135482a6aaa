/// Folds the claims of all documents into edges: one fact, one edge.
struct EdgeFolder {
  private static let symmetric: Set<String> = ["MET", "SPOKE_WITH"]
  private static let mutualKinds: Set<String> = ["spouse", "sibling", "partner", "cousin", "sibling-in-law", "fiancé"]
  private static let inverseKinds: [String: String] = [
    "child": "parent", "grandchild": "grandparent", "child-in-law": "parent-in-law",
  ]
  /// Types that describe a state: claims of any date are one edge.
  private static let states: Set<String> = [
    "HOLDS_ROLE", "ROLE_OF", "MEMBER_OF", "REPRESENTS", "WORKS_FOR", "PART_OF", "LOCATED_IN", "RELATED_TO", "OVERSEES",
    "ABOUT", "SAID",
  ]
  /// The property that belongs to the identity of a type.
  private static let discriminators: [String: String] = ["CALLED_ON": "action", "ACCUSED": "of", "APPOINTED": "role"]

  /// A claim with the nodes that it joins.
  private struct Item {
    var document: Int
    var claim: Int
    var kind: String?
  }

  /// What makes a fact one, before texts and dates are compared.
  private struct Base: Hashable {
    var type: String
    var start: Int
    var end: Int
    var status: ClaimStatus
    var kind: String?
  }

  let collection: DocumentCollection
  let sets: DisjointSets
  let nodes: NodeNamer.Nodes
  /// For each document the first of its near-copies.
  private let copies: [Int]
  private let onlyRoles: [Int: Int]
  private var rejected: Set<String> = []
  private var accepted: Set<String> = []

  init(collection: DocumentCollection, sets: DisjointSets, nodes: NodeNamer.Nodes, roles: RoleMatcher) {
    self.collection = collection
    self.sets = sets
    self.nodes = nodes
    copies = NearCopies.groups(of: collection.documents.map(\.text))
    onlyRoles = roles.onlyRoles(sets)
  }

  /// Takes over what people decided about edges.
  mutating func reject(_ decisions: [IdentityDecision]) {
    for decision in decisions {
      switch decision {
      case .accept(let edge):
        accepted.insert(edge)
        rejected.remove(edge)
      case .reject(let edge):
        rejected.insert(edge)
        accepted.remove(edge)
      default: continue
      }
    }
  }

  /// The edges, ordered by key.
  ///
  /// - Complexity: O(*n* log *n*) in the claims.
  func edges() -> [CanonicalEdge] {
    var groups: [Base: [[Item]]] = [:]
    var order: [Base] = []
    for (number, document) in collection.documents.enumerated() {
      for (index, claim) in document.claims.enumerated() {
        guard let (base, item) = base(of: claim, number, index) else { continue }
        if groups[base] == nil { order.append(base) }
        place(item, claim, base.type, in: &groups[base, default: []])
      }
    }
    var edges: [CanonicalEdge] = []
    for base in order {
      for items in groups[base] ?? [] { edges.append(edge(base, items)) }
    }
    endTenures(&edges)
    return finish(edges)
  }

  private func node(_ document: Int, _ entity: Int) -> Int? {
    collection.unit(document, entity).flatMap { nodes.ofRoot[sets.root(of: $0)] }
  }

  private func base(of claim: Claim, _ document: Int, _ index: Int) -> (Base, Item)? {
    guard var start = node(document, claim.subject), var end = node(document, claim.object) else { return nil }
    var kind: String?
    if claim.type == "RESIGNED_FROM" || claim.type == "REMOVED_FROM", let role = knownRole(claim, document) {
      end = role
    }
    if claim.type == "RELATED_TO", case .string(let word)? = claim.properties["kind"] {
      kind = word
      if let inverse = Self.inverseKinds[word] {
        (start, end) = (end, start)
        kind = inverse
      }
    }
    let isMutual = Self.symmetric.contains(claim.type) || kind.map(Self.mutualKinds.contains) ?? false
    if isMutual, end < start { (start, end) = (end, start) }
    guard start != end else { return nil }
    return (
      Base(type: claim.type, start: start, end: end, status: claim.status, kind: kind),
      Item(document: document, claim: index, kind: kind)
    )
  }

  /// The position that somebody resigned from without its being named.
  private func knownRole(_ claim: Claim, _ document: Int) -> Int? {
    guard let object = collection.unit(document, claim.object),
      collection.units[object].entity.properties["unspecified"] == .bool(true),
      let subject = collection.unit(document, claim.subject), let role = onlyRoles[sets.root(of: subject)]
    else { return nil }
    return nodes.ofRoot[sets.root(of: role)]
  }

  /// Puts a claim into the first group that says the same, or into a new one.
  private func place(_ item: Item, _ claim: Claim, _ type: String, in groups: inout [[Item]]) {
    let index = groups.firstIndex { group in
      group.allSatisfy { other in
        let known = collection.documents[other.document].claims[other.claim]
        return agree(claim, known, type)
      }
    }
    if let index { groups[index].append(item) } else { groups.append([item]) }
  }

  private func agree(_ a: Claim, _ b: Claim, _ type: String) -> Bool {
    if let property = Self.discriminators[type] {
      let (x, y) = (text(a, property), text(b, property))
      if let x, let y {
        let (first, second) = (ThingMatcher.contentWords(x), ThingMatcher.contentWords(y))
        let shared = first.intersection(second).count
        guard
          first == second || first.isSubset(of: second) || second.isSubset(of: first)
            || shared * 2 >= first.union(second).count
        else { return false }
      }
    }
    if Self.states.contains(type) { return true }
    guard let x = a.date, let y = b.date else { return true }
    return x.contains(y) || y.contains(x)
  }

  private func text(_ claim: Claim, _ property: String) -> String? {
    guard case .string(let value)? = claim.properties[property] else { return nil }
    return value
  }

  // MARK: One edge

  private func edge(_ base: Base, _ items: [Item]) -> CanonicalEdge {
    let claims = items.map { collection.documents[$0.document].claims[$0.claim] }
    var properties: [String: PropertyValue] = [:]
    // The latest document knows best; of equally late ones the first that says anything.
    let order = items.indices.sorted { a, b in
      let (x, y) = (date(items[a]), date(items[b]))
      return x == y ? a < b : x > y
    }
    for index in order { properties.merge(claims[index].properties) { old, new in merged(old, new) } }
    if let kind = base.kind { properties["kind"] = .string(kind) }
    if let tenure = tenure(claims, order) { properties["tenure"] = .string(tenure) }
    if let date = best(claims.compactMap(\.date)) { properties["date"] = .string(date.description) }
    if let from = best(claims.compactMap(\.validFrom)) { properties["validFrom"] = .string(from.description) }
    if let to = best(claims.compactMap(\.validTo)) { properties["validTo"] = .string(to.description) }
    let sources = attribution(items, claims)
    if sources.count == 1, let only = sources.first { properties["attribution"] = .string(only) }
    if sources.count > 1 { properties["attribution"] = .list(sources.map { .string($0) }) }
    var independent: [Int: Double] = [:]
    for (item, claim) in zip(items, claims) {
      independent[copies[item.document]] = max(independent[copies[item.document]] ?? 0, claim.confidence)
    }
    let doubt = independent.keys.sorted().reduce(1.0) { $0 * (1 - min(max(independent[$1] ?? 0, 0), 0.99)) }
    properties["confidence"] = .double(((1 - doubt) * 1000).rounded() / 1000)
    properties["support"] = .int(Int64(independent.count))
    properties["status"] = .string(base.status.rawValue)
    if claims.contains(where: \.isOpen) { properties["open"] = .bool(true) }
    return CanonicalEdge(
      key: "", type: base.type, start: nodes.list[base.start].key, end: nodes.list[base.end].key, status: base.status,
      properties: properties,
      claims: items.map {
        CanonicalEdge.ClaimReference(document: collection.documents[$0.document].name, claim: $0.claim)
      })
  }

  private func date(_ item: Item) -> Int { collection.documents[item.document].date?.days.lowerBound ?? Int.min }

  private func merged(_ old: PropertyValue, _ new: PropertyValue) -> PropertyValue {
    if case .int(let a) = old, case .int(let b) = new { return .int(max(a, b)) }
    return old
  }

  /// The tenure in the latest document; there, what it says in words before what a bare title implies.
  private func tenure(_ claims: [Claim], _ order: [Int]) -> String? {
    let stated = order.compactMap { text(claims[$0], "tenure") }
    return stated.first { $0 != "current" } ?? stated.first
  }

  /// The most exact date that agrees with the first.
  private func best(_ dates: [PartialDate]) -> PartialDate? {
    guard var best = dates.min() else { return nil }
    for date in dates where best.contains(date) { best = date }
    return best
  }

  /// The names of those who say so; nobody if a document says it in its own voice.
  private func attribution(_ items: [Item], _ claims: [Claim]) -> [String] {
    guard claims.allSatisfy({ !$0.attribution.isEmpty }) else { return [] }
    var names: Set<String> = []
    for (item, claim) in zip(items, claims) {
      for source in claim.attribution {
        if let node = node(item.document, source) { names.insert(nodes.list[node].name) }
      }
    }
    return names.sorted(by: utf8Precedes)
  }

  // MARK: All edges

  /// Whoever resigned or was removed holds the role no more.
  private func endTenures(_ edges: inout [CanonicalEdge]) {
    struct Office: Hashable {
      var person: String
      var role: String
    }
    var ended: [Office: PropertyValue?] = [:]
    for edge in edges where edge.status == .asserted && (edge.type == "RESIGNED_FROM" || edge.type == "REMOVED_FROM") {
      ended[Office(person: edge.start, role: edge.end)] = .some(edge.properties["date"])
    }
    for index in edges.indices where edges[index].type == "HOLDS_ROLE" && edges[index].status == .asserted {
      guard let date = ended[Office(person: edges[index].start, role: edges[index].end)] else { continue }
      edges[index].properties["tenure"] = .string("former")
      if let date, edges[index].properties["validTo"] == nil { edges[index].properties["validTo"] = date }
    }
  }

  /// Gives the edges their keys, drops the rejected ones and sorts.
  private func finish(_ edges: [CanonicalEdge]) -> [CanonicalEdge] {
    var count: [String: Int] = [:]
    var kept: [CanonicalEdge] = []
    for var edge in edges {
      var key = edge.start + " " + edge.type + " " + edge.end
      if edge.status != .asserted { key += " " + edge.status.rawValue }
      if let property = Self.discriminators[edge.type], case .string(let value)? = edge.properties[property] {
        key += " " + NodeNamer.slug(value)
      }
      count[key, default: 0] += 1
      if let number = count[key], number > 1 { key += " " + String(number) }
      edge.key = key
      if rejected.contains(key) { continue }
      if accepted.contains(key) { edge.properties["confidence"] = .double(1) }
      kept.append(edge)
    }
    return kept.sorted { utf8Precedes($0.key, $1.key) }
  }
}
