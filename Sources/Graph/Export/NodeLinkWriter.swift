/// Writes node-link JSON, which NetworkX, D3 and most JavaScript drawing libraries read.
package enum NodeLinkWriter {
  /// The name of the array of edges.
  package enum EdgeKey: String, Sendable, Hashable, CaseIterable {
    /// As NetworkX 3.6 and later expect.
    case edges
    /// As D3 and earlier versions of NetworkX expect.
    case links
  }

  /// Writes a graph: nodes with `id`, `labels` and their properties, edges with `source`, `target`, `key`, `type` and
  /// theirs.
  ///
  /// - Complexity: O(nodes + edges).
  package static func write(
    _ graph: some ExportSource, edgeKey: EdgeKey = .edges, to output: inout some TextOutputStream
  ) {
    output.write("{\"directed\": true, \"multigraph\": true, \"graph\": {},\n\"nodes\": [")
    for position in 0..<graph.nodeCount {
      let node = graph.node(at: position)
      output.write(position == 0 ? "\n" : ",\n")
      let head = [
        PropertyEntry("id", .string(node.id)), PropertyEntry("labels", .list(node.labels.map { .string($0) })),
      ]
      output.write(JSONText.object(head + node.properties.renaming(["id", "labels"])))
    }
    output.write("\n],\n\"\(edgeKey.rawValue)\": [")
    for position in 0..<graph.edgeCount {
      let edge = graph.edge(at: position)
      output.write(position == 0 ? "\n" : ",\n")
      let head = [
        PropertyEntry("source", .string(graph.node(at: edge.start).id)),
        PropertyEntry("target", .string(graph.node(at: edge.end).id)),
        PropertyEntry("key", .string(edge.id)), PropertyEntry("type", .string(edge.type)),
      ]
      output.write(JSONText.object(head + edge.properties.renaming(["source", "target", "key", "type"])))
    }
    output.write("\n]}\n")
  }
}

extension [PropertyEntry] {
  /// The properties, with `property_` before the names that a format needs for itself.
  func renaming(_ reserved: Set<String>) -> [PropertyEntry] {
    map { reserved.contains($0.key) ? PropertyEntry("property_" + $0.key, $0.value) : $0 }
  }
}
