/// The part of a graph that is exported or drawn.
package struct GraphSelection: Sendable, Hashable {
  /// Which edges count, as in the query language.
  package enum Scope: String, Sendable, Hashable, CaseIterable {
    /// What texts assert.
    case facts
    /// Also what is denied, demanded, planned or possible.
    case claims
    /// Also documents and what they mention.
    case all
  }

  /// The nodes.
  package private(set) var nodes: [Int32] = []
  /// The edges; both ends of each are among the nodes.
  package private(set) var edges: [Int32] = []
  /// How many nodes there were before the limit.
  package private(set) var available = 0

  /// Selects from a graph.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - scope: Which edges count.
  ///   - center: A node to begin at; the whole graph when `nil`.
  ///   - hops: How many edges to go from there.
  ///   - limit: How many nodes at most: the nearest, then the most connected.
  ///   - leavesOut: Labels of nodes that are left out, unless it is the center.
  /// - Complexity: O(nodes log nodes + edges).
  package init(
    _ graph: PropertyGraph, scope: Scope, around center: Int32? = nil, hops: Int = 1, limit: Int? = nil,
    leavingOut leavesOut: Set<String> = []
  ) {
    var isWanted = [Bool](repeating: true, count: graph.nodeCount)
    for node in 0..<Int32(graph.nodeCount) {
      let labels = graph.labelNames(of: node)
      if scope != .all, labels.contains(NodeLabel.document.rawValue) { isWanted[Int(node)] = false }
      if node != center, labels.contains(where: leavesOut.contains) { isWanted[Int(node)] = false }
    }
    var isEdgeWanted = [Bool](repeating: false, count: graph.edgeCount)
    let statusKey = graph.propertyNames.code(of: "status")
    var degrees = [Int](repeating: 0, count: graph.nodeCount)
    for edge in 0..<graph.edgeCount {
      let (start, end) = (Int(graph.edgeStart[edge]), Int(graph.edgeEnd[edge]))
      guard isWanted[start], isWanted[end] else { continue }
      if scope == .facts, let statusKey {
        let status = graph.property(statusKey, ofEdge: Int32(edge))
        guard status == .null || status == .string(ClaimStatus.asserted.rawValue) else { continue }
      }
      isEdgeWanted[edge] = true
      degrees[start] += 1
      degrees[end] += 1
    }
    var distance = [Int32](repeating: center == nil ? 0 : .max, count: graph.nodeCount)
    if let center {
      distance[Int(center)] = 0
      var frontier = [center]
      for hop in 0..<Int32(clamping: max(0, hops)) where !frontier.isEmpty {
        var next: [Int32] = []
        for node in frontier {
          for adjacency in [graph.outgoing, graph.incoming] {
            for entry in adjacency.entries(of: node) where isEdgeWanted[Int(adjacency.edge(at: entry))] {
              let other = adjacency.neighbors[entry]
              guard distance[Int(other)] == .max else { continue }
              distance[Int(other)] = hop + 1
              next.append(other)
            }
          }
        }
        frontier = next
      }
    }
    var found = (0..<Int32(graph.nodeCount)).filter { isWanted[Int($0)] && distance[Int($0)] != .max }
    available = found.count
    if let limit, found.count > limit {
      found.sort {
        (distance[Int($0)], -degrees[Int($0)], $0) < (distance[Int($1)], -degrees[Int($1)], $1)
      }
      found = found.prefix(max(0, limit)).sorted()
    }
    nodes = found
    var isSelected = [Bool](repeating: false, count: graph.nodeCount)
    for node in found { isSelected[Int(node)] = true }
    edges = (0..<Int32(graph.edgeCount)).filter {
      isEdgeWanted[Int($0)] && isSelected[Int(graph.edgeStart[Int($0)])] && isSelected[Int(graph.edgeEnd[Int($0)])]
    }
  }

  /// The selection without nodes that no selected edge touches, apart from `kept`.
  ///
  /// - Complexity: O(nodes + edges).
  package func droppingLoners(keeping kept: Int32?, in graph: PropertyGraph) -> GraphSelection {
    var isTouched = Set(kept.map { [$0] } ?? [])
    for edge in edges {
      isTouched.insert(graph.edgeStart[Int(edge)])
      isTouched.insert(graph.edgeEnd[Int(edge)])
    }
    var result = self
    result.nodes = nodes.filter(isTouched.contains)
    return result
  }
}
