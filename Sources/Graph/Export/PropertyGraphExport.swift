/// A ``PropertyGraph``, or the part of it that a query matched, as the writers of other formats read it.
package struct PropertyGraphExport: ExportSource {
  private let graph: PropertyGraph
  private let evidence: any EvidenceSource
  /// The nodes in the order of their ids.
  private let nodes: [Int32]
  /// The edges in the order of their ids.
  private let edges: [Int32]
  /// For each node of the graph its position in `nodes`, or -1.
  private let positions: [Int32]

  /// Exports parts of a graph; the ends of an edge are always exported with it.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - nodes: The nodes to export.
  ///   - edges: The edges to export.
  ///   - evidence: Where the sentences behind edges are found.
  /// - Complexity: O(n log n) in what is exported.
  package init(
    _ graph: PropertyGraph, nodes: some Sequence<Int32>, edges: some Sequence<Int32>, evidence: any EvidenceSource
  ) {
    self.graph = graph
    self.evidence = evidence
    var isWanted = [Bool](repeating: false, count: graph.nodeCount)
    for node in nodes { isWanted[Int(node)] = true }
    let sortedEdges = Set(edges).map { (id: graph.externalID(ofEdge: $0), edge: $0) }.sorted { $0 < $1 }
    self.edges = sortedEdges.map(\.edge)
    for edge in self.edges {
      isWanted[Int(graph.edgeStart[Int(edge)])] = true
      isWanted[Int(graph.edgeEnd[Int(edge)])] = true
    }
    let wanted = isWanted.indices.lazy.filter { isWanted[$0] }
    let sortedNodes = wanted.map { (id: graph.externalID(ofNode: Int32($0)), node: Int32($0)) }.sorted { $0 < $1 }
    self.nodes = sortedNodes.map(\.node)
    var positions = [Int32](repeating: -1, count: graph.nodeCount)
    for (position, node) in self.nodes.enumerated() { positions[Int(node)] = Int32(position) }
    self.positions = positions
  }

  package var nodeCount: Int { nodes.count }
  package var edgeCount: Int { edges.count }

  package func node(at position: Int) -> ExportNode {
    let node = nodes[position]
    return ExportNode(
      id: graph.externalID(ofNode: node), labels: graph.labelNames(of: node),
      properties: graph.properties(ofNode: node))
  }

  package func edge(at position: Int) -> ExportEdge {
    let edge = edges[position]
    return ExportEdge(
      id: graph.externalID(ofEdge: edge), type: graph.typeName(of: edge),
      start: Int(positions[Int(graph.edgeStart[Int(edge)])]), end: Int(positions[Int(graph.edgeEnd[Int(edge)])]),
      properties: graph.properties(ofEdge: edge))
  }

  package func evidence(ofEdgeAt position: Int) throws -> [EvidenceRecord] {
    try evidence.evidence(ofEdge: graph.externalID(ofEdge: edges[position]))
  }
}
