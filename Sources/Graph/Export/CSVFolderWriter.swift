/// Writes a folder of CSV files: `nodes.csv`, `edges.csv`, `evidence.csv`, and `links.csv`, one flat row per edge and
/// sentence for people who live in spreadsheets.
package enum CSVFolderWriter {
  /// Writes a graph.
  ///
  /// - Throws: An error of the file system or of the store.
  /// - Complexity: O(nodes + edges + evidence).
  package static func write(_ graph: some ExportSource, into folder: inout some OutputFolder) throws {
    let schema = ExportSchema(of: graph)
    try folder.file("nodes.csv") { output in
      output.write(header(["id", "labels"], schema.nodeColumns))
      for position in 0..<graph.nodeCount {
        let node = graph.node(at: position)
        let head = [node.id, node.labels.joined(separator: ";")]
        output.write(CSVText.row(head + cells(of: node.properties, columns: schema.nodeColumns)))
      }
    }
    try folder.file("edges.csv") { output in
      output.write(header(["id", "type", "start", "end"], schema.edgeColumns))
      for position in 0..<graph.edgeCount {
        let edge = graph.edge(at: position)
        let head = [edge.id, edge.type, graph.node(at: edge.start).id, graph.node(at: edge.end).id]
        output.write(CSVText.row(head + cells(of: edge.properties, columns: schema.edgeColumns)))
      }
    }
    try folder.file("evidence.csv") { output in
      output.write(CSVText.row(["edge", "document", "date", "start", "end", "sentence", "url"]))
      for position in 0..<graph.edgeCount {
        let edge = graph.edge(at: position)
        for item in try graph.evidence(ofEdgeAt: position) {
          output.write(
            CSVText.row([
              edge.id, item.document, item.date ?? "", String(item.start), String(item.end), item.sentence,
              item.url ?? "",
            ]))
        }
      }
    }
    try folder.file("links.csv") { output in try writeLinks(graph, to: &output) }
  }

  private static func header(_ own: [String], _ columns: [ExportSchema.Column]) -> String {
    CSVText.row(own + columns.map { $0.name(reserved: Set(own)) })
  }

  /// Cells in the order of the columns, empty where a property is absent.
  static func cells(of properties: [PropertyEntry], columns: [ExportSchema.Column]) -> [String] {
    columns.map { properties.value(of: $0.name)?.plainText ?? "" }
  }

  private static func writeLinks(_ graph: some ExportSource, to output: inout any TextOutputStream) throws {
    output.write(
      CSVText.row([
        "subject", "subject label", "type", "object", "object label", "status", "attribution", "date", "support",
        "quote", "source", "source date", "url",
      ]))
    for position in 0..<graph.edgeCount {
      let edge = graph.edge(at: position)
      let (start, end) = (graph.node(at: edge.start), graph.node(at: edge.end))
      let head =
        [
          start.caption, start.labels.joined(separator: ";"), edge.type, end.caption,
          end.labels.joined(separator: ";"),
        ]
        + ["status", "attribution", "date", "support"].map { edge.properties.value(of: $0)?.plainText ?? "" }
      let evidence = try graph.evidence(ofEdgeAt: position)
      if evidence.isEmpty { output.write(CSVText.row(head + ["", "", "", ""])) }
      for item in evidence {
        output.write(CSVText.row(head + [item.sentence, item.document, item.date ?? "", item.url ?? ""]))
      }
    }
  }
}
