/// Writes Cypher statements that create the graph in Neo4j, Memgraph and other openCypher databases.
package enum CypherWriter {
  /// Writes a graph, one statement a line; nodes before the edges that use them.
  ///
  /// - Complexity: O(nodes + edges).
  package static func write(_ graph: some ExportSource, to output: inout some TextOutputStream) {
    for position in 0..<graph.nodeCount {
      let node = graph.node(at: position)
      let labels = (["GraphctlNode"] + node.labels).map { ":" + identifier($0) }.joined()
      let properties = [PropertyEntry("id", .string(node.id))] + node.properties.renaming(["id"])
      output.write("CREATE (\(labels) \(map(properties)));\n")
    }
    output.write("CREATE INDEX graphctl_node_id IF NOT EXISTS FOR (n:GraphctlNode) ON (n.id);\n")
    for position in 0..<graph.edgeCount {
      let edge = graph.edge(at: position)
      let start = literal(.string(graph.node(at: edge.start).id))
      let end = literal(.string(graph.node(at: edge.end).id))
      let properties = [PropertyEntry("id", .string(edge.id))] + edge.properties.renaming(["id"])
      output.write(
        "MATCH (a:GraphctlNode {id: \(start)}), (b:GraphctlNode {id: \(end)}) "
          + "CREATE (a)-[:\(identifier(edge.type)) \(map(properties))]->(b);\n")
    }
  }

  /// A name between backticks, a backtick in it doubled.
  static func identifier(_ name: String) -> String {
    "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
  }

  private static func map(_ properties: [PropertyEntry]) -> String {
    let entries = properties.filter { $0.value != .null }
      .map { "\(identifier($0.key)): \(literal($0.value))" }
    return "{" + entries.joined(separator: ", ") + "}"
  }

  /// A value as a Cypher literal; a map, which a property can't hold, as its JSON text.
  static func literal(_ value: PropertyValue) -> String {
    switch value {
    case .null: "null"
    case .bool, .int, .double: value.plainText
    case .list(let items): "[" + items.map(literal).joined(separator: ", ") + "]"
    default: quoted(value.plainText)
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": result += "\\'"
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          result += "\\u" + String(repeating: "0", count: scalar.value < 0x10 ? 3 : 2) + String(scalar.value, radix: 16)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "'"
  }
}
