internal import Graph

/// Lists the edges of a node that a pattern can follow.
struct EdgeCursor {
  let graph: PropertyGraph
  let layer: LayerMask
  let direction: EdgeDirection
  /// The types to follow; nil for all.
  let types: [Int32]?

  init(_ context: ExecutionContext, direction: EdgeDirection, types: LabelExpression?) {
    graph = context.graph
    layer = context.layer
    self.direction = direction
    self.types = TypeTest(types, graph: context.graph).types
  }

  /// Appends the neighbours of `node` and the edges to them; an edge from a node to itself comes once.
  ///
  /// - Complexity: O(edges listed).
  @inline(__always)
  func append(_ node: Int32, _ neighbors: inout [Int32], _ edges: inout [Int32]) {
    if direction != .left { append(graph.outgoing, node, skip: -1, &neighbors, &edges) }
    if direction != .right {
      append(graph.incoming, node, skip: direction == .either ? node : -1, &neighbors, &edges)
    }
  }

  private func append(
    _ adjacency: Adjacency, _ node: Int32, skip: Int32, _ neighbors: inout [Int32], _ edges: inout [Int32]
  ) {
    if let types {
      for type in types {
        append(adjacency, adjacency.entries(of: node, type: type), skip: skip, &neighbors, &edges)
      }
    } else {
      append(adjacency, adjacency.entries(of: node), skip: skip, &neighbors, &edges)
    }
  }

  @inline(__always)
  private func append(
    _ adjacency: Adjacency, _ range: Range<Int>, skip: Int32, _ neighbors: inout [Int32], _ edges: inout [Int32]
  ) {
    let showsAll = layer.showsAllEdges
    for entry in range {
      let neighbor = adjacency.neighbors[entry]
      let edge = adjacency.edge(at: entry)
      if neighbor != skip, showsAll || layer.shows(edge: edge) {
        neighbors.append(neighbor)
        edges.append(edge)
      }
    }
  }

  /// How many edges there may be at most.
  func degree(_ node: Int32) -> Int {
    var degree = 0
    if direction != .left { degree += count(graph.outgoing, node) }
    if direction != .right { degree += count(graph.incoming, node) }
    return degree
  }

  private func count(_ adjacency: Adjacency, _ node: Int32) -> Int {
    guard let types else { return adjacency.entries(of: node).count }
    return types.reduce(0) { $0 + adjacency.entries(of: node, type: $1).count }
  }
}
