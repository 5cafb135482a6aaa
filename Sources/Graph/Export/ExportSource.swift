/// A graph that can be written in other tools' formats: nodes and edges by position, read once or more in order.
///
/// Writers ask for each node and edge when they need it, so that a large graph is never held twice.
package protocol ExportSource {
  /// The number of nodes.
  var nodeCount: Int { get }
  /// The number of edges.
  var edgeCount: Int { get }
  /// The node at a position below ``nodeCount``.
  func node(at position: Int) -> ExportNode
  /// The edge at a position below ``edgeCount``.
  func edge(at position: Int) -> ExportEdge
  /// The sentences behind the edge at a position below ``edgeCount``.
  ///
  /// - Throws: When the store cannot be read.
  func evidence(ofEdgeAt position: Int) throws -> [EvidenceRecord]
}

/// A node as exports show it.
package struct ExportNode: Sendable, Hashable {
  /// The id, unique among the nodes.
  package var id: String
  /// The labels, in the graph's order.
  package var labels: [String]
  /// The properties, sorted by name.
  package var properties: [PropertyEntry]

  /// Creates a node.
  package init(id: String, labels: [String], properties: [PropertyEntry] = []) {
    self.id = id
    self.labels = labels
    self.properties = properties
  }

  /// The name that people see: the property `name`, a statement's `text`, or the id.
  package var caption: String {
    for key in ["name", "text", "title"] {
      if case .string(let value)? = properties.value(of: key), !value.isEmpty { return value }
    }
    return id
  }
}

/// An edge as exports show it.
package struct ExportEdge: Sendable, Hashable {
  /// The id, unique among the edges.
  package var id: String
  /// The edge type.
  package var type: String
  /// The position of the node that the edge leaves.
  package var start: Int
  /// The position of the node that the edge reaches.
  package var end: Int
  /// The properties, sorted by name.
  package var properties: [PropertyEntry]

  /// Creates an edge.
  package init(
    id: String, type: String, start: Int, end: Int, properties: [PropertyEntry] = []
  ) {
    self.id = id
    self.type = type
    self.start = start
    self.end = end
    self.properties = properties
  }
}

extension [PropertyEntry] {
  /// The value of a property, or `nil` when there is none.
  package func value(of name: String) -> PropertyValue? {
    first { $0.key == name }?.value
  }

  /// The text of a property, or `nil` when there is none or it is no text.
  package func text(of name: String) -> String? {
    value(of: name)?.stringValue
  }
}

/// An ``ExportSource`` over arrays, for parts of a graph and for tests.
package struct ExportGraph: ExportSource, Sendable, Hashable {
  /// The nodes; edges refer to them by position.
  package var nodes: [ExportNode]
  /// The edges.
  package var edges: [ExportEdge]

  /// The sentences behind each edge; edges beyond its end have none.
  package var evidence: [[EvidenceRecord]]

  /// Creates a graph.
  package init(nodes: [ExportNode] = [], edges: [ExportEdge] = [], evidence: [[EvidenceRecord]] = []) {
    self.nodes = nodes
    self.edges = edges
    self.evidence = evidence
  }

  /// The number of nodes.
  package var nodeCount: Int { nodes.count }
  /// The number of edges.
  package var edgeCount: Int { edges.count }
  /// The node at a position.
  package func node(at position: Int) -> ExportNode { nodes[position] }
  /// The edge at a position.
  package func edge(at position: Int) -> ExportEdge { edges[position] }
  /// The sentences behind the edge at a position.
  package func evidence(ofEdgeAt position: Int) -> [EvidenceRecord] {
    evidence.indices.contains(position) ? evidence[position] : []
  }
}
