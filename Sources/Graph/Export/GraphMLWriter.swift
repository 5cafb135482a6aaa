/// Writes GraphML, which Gephi, yEd, NetworkX, igraph and Neo4j read.
///
/// Every property is declared before use with one type; the keys' ids are ordinals, so that any property name is legal.
/// Characters that XML 1.0 can't hold are left out. Source: the GraphML specification, graphml.graphdrawing.org.
package enum GraphMLWriter {
  /// Writes a graph.
  ///
  /// - Complexity: O(nodes + edges); the graph is read twice.
  package static func write(_ graph: some ExportSource, to output: inout some TextOutputStream) {
    let schema = ExportSchema(of: graph)
    output.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
        <key id="labels" for="node" attr.name="labels" attr.type="string"/>
        <key id="type" for="edge" attr.name="type" attr.type="string"/>

      """)
    let nodeKeys = declare(schema.nodeColumns, for: "node", prefix: "n", reserved: ["labels"], to: &output)
    let edgeKeys = declare(schema.edgeColumns, for: "edge", prefix: "e", reserved: ["type"], to: &output)
    output.write("  <graph id=\"graph\" edgedefault=\"directed\">\n")
    for position in 0..<graph.nodeCount {
      let node = graph.node(at: position)
      output.write("    <node id=\"\(XMLText.attribute(node.id))\">\n")
      writeData(key: "labels", text: node.labels.joined(separator: ";"), to: &output)
      write(node.properties, keys: nodeKeys, to: &output)
      output.write("    </node>\n")
    }
    for position in 0..<graph.edgeCount {
      let edge = graph.edge(at: position)
      let start = XMLText.attribute(graph.node(at: edge.start).id)
      let end = XMLText.attribute(graph.node(at: edge.end).id)
      output.write("    <edge id=\"\(XMLText.attribute(edge.id))\" source=\"\(start)\" target=\"\(end)\">\n")
      writeData(key: "type", text: edge.type, to: &output)
      write(edge.properties, keys: edgeKeys, to: &output)
      output.write("    </edge>\n")
    }
    output.write("  </graph>\n</graphml>\n")
  }

  private static func declare(
    _ columns: [ExportSchema.Column], for target: String, prefix: String, reserved: Set<String>,
    to output: inout some TextOutputStream
  ) -> [String: String] {
    var keys: [String: String] = [:]
    for (ordinal, column) in columns.enumerated() {
      let key = "\(prefix)\(ordinal)"
      keys[column.name] = key
      let type =
        switch column.type {
        case .bool: "boolean"
        case .int: "long"
        case .double: "double"
        case .string, .list: "string"
        }
      let name = column.name(reserved: reserved)
      output.write(
        "  <key id=\"\(key)\" for=\"\(target)\" attr.name=\"\(XMLText.attribute(name))\" attr.type=\"\(type)\"/>\n")
    }
    return keys
  }

  private static func write(
    _ properties: [PropertyEntry], keys: [String: String], to output: inout some TextOutputStream
  ) {
    for property in properties where property.value != .null {
      guard let key = keys[property.key] else { continue }
      writeData(key: key, text: property.value.plainText, to: &output)
    }
  }

  private static func writeData(key: String, text: String, to output: inout some TextOutputStream) {
    output.write("      <data key=\"\(key)\">\(XMLText.content(text))</data>\n")
  }
}
