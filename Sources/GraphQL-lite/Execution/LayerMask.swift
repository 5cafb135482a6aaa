internal import Graph

/// Which nodes and edges a layer of the graph shows, a bit each; nothing is stored where all are shown.
final class LayerMask: Sendable {
  let layer: GraphLayer
  private let edges: [UInt64]
  private let nodes: [UInt64]
  let showsAllEdges: Bool
  let showsAllNodes: Bool

  /// - Complexity: O(edges) for `facts` on a graph with statuses, O(documents) otherwise.
  init(_ graph: PropertyGraph, layer: GraphLayer) {
    self.layer = layer
    var edges: [UInt64] = []
    var nodes: [UInt64] = []
    if layer != .all {
      if let label = graph.labels.code(of: "Document"), !graph.nodes(label: label).isEmpty {
        nodes = Self.full(graph.nodeCount)
        for node in graph.nodes(label: label) { nodes[Int(node) >> 6] &= ~(1 << UInt64(node & 63)) }
        edges = Self.full(graph.edgeCount)
        for node in graph.nodes(label: label) {
          for entry in graph.outgoing.entries(of: node) { Self.clear(&edges, graph.outgoing.edge(at: entry)) }
          for entry in graph.incoming.entries(of: node) { Self.clear(&edges, graph.incoming.edge(at: entry)) }
        }
      }
      if layer == .facts { Self.hideUnasserted(graph, &edges) }
    }
    self.edges = edges
    self.nodes = nodes
    showsAllEdges = edges.isEmpty
    showsAllNodes = nodes.isEmpty
  }

  private static func hideUnasserted(_ graph: PropertyGraph, _ edges: inout [UInt64]) {
    guard let key = graph.propertyNames.code(of: "status"), let column = graph.edgeColumn(key) else { return }
    let asserted = graph.strings.code(of: "asserted")
    for edge in 0..<Int32(graph.edgeCount) {
      let isShown: Bool
      if case .strings = column.values {
        let code = column.stringCode(of: edge)
        isShown = code < 0 || code == asserted
      } else {
        let status = graph.property(key, ofEdge: edge)
        isShown = status == .null || status == .string("asserted")
      }
      if !isShown {
        if edges.isEmpty { edges = full(graph.edgeCount) }
        clear(&edges, edge)
      }
    }
  }

  private static func full(_ count: Int) -> [UInt64] { Array(repeating: .max, count: (count + 63) / 64) }

  private static func clear(_ bits: inout [UInt64], _ index: Int32) {
    bits[Int(index) >> 6] &= ~(1 << UInt64(index & 63))
  }

  @inline(__always)
  func shows(edge: Int32) -> Bool { showsAllEdges || edges[Int(edge) >> 6] & (1 << UInt64(edge & 63)) != 0 }

  @inline(__always)
  func shows(node: Int32) -> Bool { showsAllNodes || nodes[Int(node) >> 6] & (1 << UInt64(node & 63)) != 0 }
}
