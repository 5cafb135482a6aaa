/// Writes Cytoscape.js JSON (`elements`), which Cytoscape and Cytoscape.js read.
///
/// Ids are strings, and unique over nodes and edges together as Cytoscape demands.
package enum CytoscapeWriter {
  /// Writes a graph.
  ///
  /// - Complexity: O(nodes + edges).
  package static func write(_ graph: some ExportSource, to output: inout some TextOutputStream) {
    var nodeIDs: Set<String> = []
    output.write("{\"format_version\": \"1.0\", \"generated_by\": \"graphctl\",\n\"elements\": {\"nodes\": [")
    for position in 0..<graph.nodeCount {
      let node = graph.node(at: position)
      nodeIDs.insert(node.id)
      let head = [
        PropertyEntry("id", .string(node.id)), PropertyEntry("label", .string(node.caption)),
        PropertyEntry("labels", .list(node.labels.map { .string($0) })),
      ]
      output.write(position == 0 ? "\n" : ",\n")
      output.write("{\"data\": \(JSONText.object(head + node.properties.renaming(["id", "label", "labels"])))}")
    }
    output.write("\n],\n\"edges\": [")
    for position in 0..<graph.edgeCount {
      let edge = graph.edge(at: position)
      let id = nodeIDs.contains(edge.id) ? "edge:" + edge.id : edge.id
      let head = [
        PropertyEntry("id", .string(id)), PropertyEntry("source", .string(graph.node(at: edge.start).id)),
        PropertyEntry("target", .string(graph.node(at: edge.end).id)), PropertyEntry("label", .string(edge.type)),
        PropertyEntry("interaction", .string(edge.type)),
      ]
      let rest = edge.properties.renaming(["id", "source", "target", "label", "interaction"])
      output.write(position == 0 ? "\n" : ",\n")
      output.write("{\"data\": \(JSONText.object(head + rest))}")
    }
    output.write("\n]}}\n")
  }
}
