/// What two canonical graphs do not share.
package struct GraphDifference: Sendable, Hashable {
  /// Nodes that only the first has, by key.
  package private(set) var removedNodes: [CanonicalNode] = []
  /// Nodes that only the second has.
  package private(set) var addedNodes: [CanonicalNode] = []
  /// Nodes that both have, otherwise in the second.
  package private(set) var changedNodes: [CanonicalNode] = []
  /// Edges that only the first has.
  package private(set) var removedEdges: [CanonicalEdge] = []
  /// Edges that only the second has.
  package private(set) var addedEdges: [CanonicalEdge] = []
  /// Edges that both have, otherwise in the second.
  package private(set) var changedEdges: [CanonicalEdge] = []

  /// Compares two graphs, both ordered by key.
  ///
  /// - Complexity: O(nodes + edges).
  package init(from before: CanonicalGraph, to after: CanonicalGraph) {
    (removedNodes, addedNodes, changedNodes) = Self.compare(before.nodes, after.nodes, \.key)
    (removedEdges, addedEdges, changedEdges) = Self.compare(before.edges, after.edges, \.key)
  }

  /// Whether the graphs are the same.
  package var isEmpty: Bool {
    removedNodes.isEmpty && addedNodes.isEmpty && changedNodes.isEmpty && removedEdges.isEmpty && addedEdges.isEmpty
      && changedEdges.isEmpty
  }

  private static func compare<T: Equatable>(
    _ before: [T], _ after: [T], _ key: (T) -> String
  ) -> (removed: [T], added: [T], changed: [T]) {
    let known = Dictionary(before.map { (key($0), $0) }) { first, _ in first }
    let kept = Set(after.map(key))
    var (added, changed): ([T], [T]) = ([], [])
    for item in after {
      guard let old = known[key(item)] else {
        added.append(item)
        continue
      }
      if old != item { changed.append(item) }
    }
    return (before.filter { !kept.contains(key($0)) }, added, changed)
  }
}

extension GraphStore {
  /// What decisions would change, compared with those in force.
  ///
  /// - Parameter decisions: All decisions that would be in force.
  /// - Returns: What would be there no more, new, or otherwise.
  /// - Throws: ``StorageError`` if the store can't be read.
  /// - Complexity: As making the canonical graph twice.
  package func difference(under decisions: [IdentityDecision]) throws(StorageError) -> GraphDifference {
    let extractions = try extractions()
    let consolidator = Consolidator()
    return GraphDifference(
      from: consolidator.consolidate(extractions, decisions: try self.decisions()).graph,
      to: consolidator.consolidate(extractions, decisions: decisions).graph)
  }
}
