/// Brings the extractions of many documents and the decisions of people together into one graph.
///
/// The same documents and decisions give the same graph, byte for byte, in whatever order they come: documents are sorted
/// by name first, and every choice after that is made in that order.
public struct Consolidator: Sendable {
  private let vocabulary: Vocabulary

  /// What came out.
  public struct Result: Sendable, Hashable {
    /// The graph.
    public var graph: CanonicalGraph
    /// Pairs of nodes that may be one and were left apart, ordered.
    public var candidates: [IdentityCandidate]
  }

  /// Creates a consolidator that knows the words that come with the package.
  public init() { vocabulary = .standard }

  /// Creates a consolidator that knows other words.
  package init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// Makes the graph.
  ///
  /// - Parameters:
  ///   - extractions: What the documents say, in any order.
  ///   - decisions: What people decided, oldest first.
  /// - Returns: The graph and the pairs that somebody should look at.
  /// - Complexity: O(*n* log *n*) in entities and claims, beside names that many people share.
  public func consolidate(_ extractions: [DocumentExtraction], decisions: [IdentityDecision] = []) -> Result {
    let collection = DocumentCollection(extractions)
    var sets = DisjointSets(collection.units.count)
    ThingMatcher(collection: collection, vocabulary: vocabulary).join(&sets)
    var people = PersonMatcher(collection, vocabulary)
    people.join(&sets)
    apply(decisions, to: &sets, collection)
    let roles = RoleMatcher(collection: collection)
    roles.join(&sets)
    let strangers = roles.strangers(sets)
    for (stranger, person) in strangers { sets.join(person, stranger) }
    OccasionMatcher(collection: collection).join(&sets)
    applyOccasions(decisions, to: &sets, collection)

    var namer = NodeNamer(collection: collection, sets: sets, vocabulary: vocabulary)
    namer.isDropped = Set(
      collection.units.indices.filter { collection.units[$0].isUnresolved && strangers[$0] == nil }
        .filter { sets.root(of: $0) == $0 })
    namer.override(decisions)
    let nodes = namer.nodes()
    var folder = EdgeFolder(collection: collection, sets: sets, nodes: nodes, roles: roles)
    folder.reject(decisions)
    let graph = CanonicalGraph(nodes: nodes.list, edges: folder.edges())
    return Result(graph: graph, candidates: candidates(people.doubts, nodes, sets))
  }

  // MARK: Decisions

  private func apply(_ decisions: [IdentityDecision], to sets: inout DisjointSets, _ collection: DocumentCollection) {
    for decision in decisions {
      switch decision {
      case .merge(let a, let b):
        let (first, second) = (units(of: a, in: collection, sets), units(of: b, in: collection, sets))
        guard let anchor = first.first else { continue }
        for unit in first.dropFirst() + second[...] { sets.join(anchor, unit) }
      case .split(let node, let documents):
        let members = units(of: node, in: collection, sets)
        let roots = Set(members.map { sets.root(of: $0) })
        let leaving = collection.units.indices.filter {
          roots.contains(sets.root(of: $0))
            && documents.contains(collection.documents[collection.units[$0].document].name)
        }
        sets.separate(Set(leaving))
      default: continue
      }
    }
  }

  /// Decisions about roles, meetings and statements come after these have been joined.
  private func applyOccasions(
    _ decisions: [IdentityDecision], to sets: inout DisjointSets, _ collection: DocumentCollection
  ) {
    let late: Set<NodeLabel> = [.role, .meeting, .statement]
    for case .merge(let a, let b) in decisions {
      let first = units(of: a, in: collection, sets).filter { late.contains(collection.units[$0].entity.label) }
      let second = units(of: b, in: collection, sets).filter { late.contains(collection.units[$0].entity.label) }
      guard let anchor = first.first else { continue }
      for unit in first.dropFirst() + second[...] { sets.join(anchor, unit) }
    }
  }

  /// The units that a reference anchors to; where the anchors are gone, those whose name gives the key.
  private func units(of node: NodeReference, in collection: DocumentCollection, _ sets: DisjointSets) -> [Int] {
    let label = node.key.prefix { $0 != "/" }
    let ofLabel = collection.units.indices.filter { collection.units[$0].entity.label.rawValue.lowercased() == label }
    let anchored = ofLabel.filter { unit in
      let name = collection.documents[collection.units[unit].document].name
      return node.anchors.contains { $0.document == name && $0.name == collection.units[unit].entity.name }
    }
    if !anchored.isEmpty { return anchored }
    return ofLabel.filter { NodeNamer.slug(collection.units[$0].entity.name) == node.key.dropFirst(label.count + 1) }
  }

  private func candidates(_ doubts: [PersonMatcher.Doubt], _ nodes: NodeNamer.Nodes, _ sets: DisjointSets)
    -> [IdentityCandidate]
  {
    var seen: Set<[String]> = []
    var found: [IdentityCandidate] = []
    for doubt in doubts {
      guard let first = nodes.ofRoot[sets.root(of: doubt.first)],
        let second = nodes.ofRoot[sets.root(of: doubt.second)],
        first != second
      else { continue }
      let pair = [nodes.list[first], nodes.list[second]].sorted { utf8Precedes($0.key, $1.key) }
      guard seen.insert(pair.map(\.key)).inserted else { continue }
      found.append(
        IdentityCandidate(
          keys: pair.map(\.key), names: pair.map(\.name), reasonsFor: doubt.reasonsFor,
          reasonsAgainst: doubt.reasonsAgainst))
    }
    return found.sorted { $0.keys.lexicographicallyPrecedes($1.keys, by: utf8Precedes) }
  }
}
