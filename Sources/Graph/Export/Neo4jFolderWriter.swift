/// Writes a folder that `neo4j-admin database import` loads: `nodes.csv` and `edges.csv` with typed headers, and
/// `import.sh` with the line that loads them.
package enum Neo4jFolderWriter {
  /// Writes a graph.
  ///
  /// - Throws: An error of the file system.
  /// - Complexity: O(nodes + edges); the graph is read twice.
  package static func write(_ graph: some ExportSource, into folder: inout some OutputFolder) throws {
    let schema = ExportSchema(of: graph)
    try folder.file("nodes.csv") { output in
      output.write(CSVText.row(["id:ID", ":LABEL"] + header(schema.nodeColumns, reserved: ["id"])))
      for position in 0..<graph.nodeCount {
        let node = graph.node(at: position)
        let head = [node.id, node.labels.joined(separator: ";")]
        output.write(CSVText.row(head + cells(of: node.properties, columns: schema.nodeColumns)))
      }
    }
    try folder.file("edges.csv") { output in
      output.write(
        CSVText.row([":START_ID", ":END_ID", ":TYPE", "id"] + header(schema.edgeColumns, reserved: ["id"])))
      for position in 0..<graph.edgeCount {
        let edge = graph.edge(at: position)
        let head = [graph.node(at: edge.start).id, graph.node(at: edge.end).id, edge.type, edge.id]
        output.write(CSVText.row(head + cells(of: edge.properties, columns: schema.edgeColumns)))
      }
    }
    try folder.file("import.sh") { output in
      output.write(
        """
        #!/bin/sh
        # Loads this folder into a new Neo4j database. Usage: sh import.sh [DATABASE, default: neo4j]
        cd "$(dirname "$0")" || exit 1
        neo4j-admin database import full --overwrite-destination --multiline-fields=true \\
          --array-delimiter=';' --nodes=nodes.csv --relationships=edges.csv "${1:-neo4j}"

        """)
    }
  }

  private static func header(_ columns: [ExportSchema.Column], reserved: Set<String>) -> [String] {
    columns.map { column in
      let name = column.name(reserved: reserved)
      // A colon would end the name in the header.
      let safe = name.split(separator: ":", omittingEmptySubsequences: false).joined(separator: "_")
      return switch column.type {
      case .bool: safe + ":boolean"
      case .int: safe + ":long"
      case .double: safe + ":double"
      case .string: safe + ":string"
      case .list: safe + ":string[]"
      }
    }
  }

  private static func cells(of properties: [PropertyEntry], columns: [ExportSchema.Column]) -> [String] {
    columns.map { column in
      guard let value = properties.value(of: column.name) else { return "" }
      guard column.type == .list else { return value.plainText }
      // The format has no escape for its delimiter.
      return value.texts
        .map { $0.split(separator: ";", omittingEmptySubsequences: false).joined(separator: ",") }
        .joined(separator: ";")
    }
  }
}
