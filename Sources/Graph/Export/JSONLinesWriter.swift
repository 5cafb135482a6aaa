/// Writes the format that `import` reads: one node or edge a line, nodes first.
package enum JSONLinesWriter {
  /// Writes a graph.
  ///
  /// - Complexity: O(nodes + edges).
  package static func write(_ graph: some ExportSource, to output: inout some TextOutputStream) {
    func map(_ entries: [PropertyEntry]) -> [String: PropertyValue] {
      Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
    }
    for position in 0..<graph.nodeCount {
      let node = graph.node(at: position)
      var line = JSONBuilder()
      line.node(id: node.id, labels: node.labels, properties: map(node.properties))
      output.write(line.text)
    }
    for position in 0..<graph.edgeCount {
      let edge = graph.edge(at: position)
      var line = JSONBuilder()
      line.edge(
        id: edge.id, type: edge.type, start: graph.node(at: edge.start).id, end: graph.node(at: edge.end).id,
        properties: map(edge.properties))
      output.write(line.text)
    }
  }
}
