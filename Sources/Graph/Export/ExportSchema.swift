/// The properties that the nodes and edges of a graph have, each with one type, for formats that declare them first.
package struct ExportSchema: Sendable, Hashable {
  /// The types that declaring formats share.
  package enum ValueType: String, Sendable, Hashable {
    case bool, int, double, string
    /// A list of texts; values of other types in it are written as text.
    case list
  }

  /// A declared property.
  package struct Column: Sendable, Hashable {
    package var name: String
    package var type: ValueType

    /// The name, with `property_` before it when a format needs the name for itself.
    package func name(reserved: Set<String>) -> String { reserved.contains(name) ? "property_" + name : name }
  }

  /// The properties of nodes, sorted by name.
  package private(set) var nodeColumns: [Column]
  /// The properties of edges, sorted by name.
  package private(set) var edgeColumns: [Column]

  /// Reads the whole graph once; a property whose values differ in type is a text.
  ///
  /// - Complexity: O(nodes + edges).
  package init(of graph: some ExportSource) {
    var nodes: [String: ValueType] = [:]
    var edges: [String: ValueType] = [:]
    for position in 0..<graph.nodeCount {
      for property in graph.node(at: position).properties { Self.note(property, in: &nodes) }
    }
    for position in 0..<graph.edgeCount {
      for property in graph.edge(at: position).properties { Self.note(property, in: &edges) }
    }
    nodeColumns = Self.columns(of: nodes)
    edgeColumns = Self.columns(of: edges)
  }

  private static func note(_ property: PropertyEntry, in types: inout [String: ValueType]) {
    guard let type = type(of: property.value) else { return }
    guard let known = types[property.key], known != type else {
      types[property.key] = type
      return
    }
    types[property.key] = Set([known, type]) == [.int, .double] ? .double : .string
  }

  private static func type(of value: PropertyValue) -> ValueType? {
    switch value {
    case .null: nil
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .list: .list
    default: .string
    }
  }

  private static func columns(of types: [String: ValueType]) -> [Column] {
    types.map { Column(name: $0.key, type: $0.value) }.sorted { $0.name < $1.name }
  }
}
