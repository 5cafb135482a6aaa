/// Facts that can't all hold.
package struct ConflictFinder {
  /// Edges that contradict each other.
  package struct Conflict: Sendable, Hashable {
    /// Why they can't all hold.
    package var reason: String
    /// The edges, at least two.
    package var edges: [Int32]
  }

  /// The conflicts, those of status first, in the order of the graph.
  package let conflicts: [Conflict]

  /// The types whose direction says nothing.
  private static let symmetric: Set<String> = ["MET", "SPOKE_WITH", "RELATED_TO"]

  /// What happens once, so that two dates that don't overlap contradict each other.
  private static let unique: Set<String> = ["RESIGNED_FROM", "REMOVED_FROM", "SUCCEEDED"]

  /// What identifies a fact apart from its status.
  private struct Fact: Hashable {
    var type: String
    var start: Int32
    var end: Int32
    /// The property that is part of the identity of some types.
    var detail: String
  }

  /// Looks through `graph`.
  ///
  /// - Complexity: O(edges).
  package init(_ graph: PropertyGraph) {
    var groups: [Fact: [Int32]] = [:]
    var order: [Fact] = []
    for edge in 0..<Int32(graph.edgeCount) {
      let type = graph.typeName(of: edge)
      var (start, end) = (graph.edgeStart[Int(edge)], graph.edgeEnd[Int(edge)])
      if Self.symmetric.contains(type), end < start { swap(&start, &end) }
      let details = ["action", "of", "role"].compactMap { graph.property($0, ofEdge: edge).stringValue }
      let fact = Fact(type: type, start: start, end: end, detail: details.joined(separator: "\u{0}"))
      if groups[fact] == nil { order.append(fact) }
      groups[fact, default: []].append(edge)
    }
    func status(_ edge: Int32) -> String { graph.property("status", ofEdge: edge).stringValue ?? "asserted" }
    var denied: [Conflict] = []
    var dated: [Conflict] = []
    for fact in order {
      let edges = groups[fact] ?? []
      let asserted = edges.filter { status($0) == "asserted" }
      let denials = edges.filter { status($0) == "denied" }
      if !asserted.isEmpty, !denials.isEmpty {
        denied.append(Conflict(reason: "asserted and denied", edges: asserted + denials))
      }
      guard Self.unique.contains(fact.type), asserted.count > 1 else { continue }
      let days = asserted.compactMap {
        graph.property("date", ofEdge: $0).stringValue.flatMap { PartialDate($0)?.days }
      }
      if let first = days.first, days.contains(where: { !$0.overlaps(first) }) {
        dated.append(Conflict(reason: "at different times", edges: asserted))
      }
    }
    conflicts = denied + dated
  }
}
