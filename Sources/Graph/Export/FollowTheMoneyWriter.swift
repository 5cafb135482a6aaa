/// Writes FollowTheMoney entities as JSON lines: nodes and, as entities too, the links between them.
///
/// Only what the texts assert is written, since the format has no place for a denial. An edge whose ends its link schema
/// doesn't accept becomes an `UnknownLink`. Source: followthemoney.tech.
package enum FollowTheMoneyWriter {
  /// Writes a graph.
  ///
  /// - Throws: When the evidence cannot be read.
  /// - Complexity: O(nodes + edges + evidence).
  package static func write(
    _ graph: some ExportSource, vocabulary: ExportVocabulary, to output: inout some TextOutputStream
  ) throws {
    for position in 0..<graph.nodeCount {
      let node = graph.node(at: position)
      let schema = schema(of: node, vocabulary)
      var properties: [(String, [String])] = [(nameProperty(of: schema), [node.caption])]
      if schema == "Person" || schema == "Organization" {
        properties.append(("alias", node.properties.value(of: "aliases")?.texts ?? []))
      }
      if schema == "Person" { properties.append(("gender", node.properties.value(of: "gender")?.texts ?? [])) }
      write(id: node.id, schema: schema, properties: properties, to: &output)
    }
    for position in 0..<graph.edgeCount {
      let edge = graph.edge(at: position)
      guard RDFTriples.isFact(edge) else { continue }
      try write(edge, evidence: graph.evidence(ofEdgeAt: position), of: graph, vocabulary, to: &output)
    }
  }

  private static func write(
    _ edge: ExportEdge, evidence: [EvidenceRecord], of graph: some ExportSource, _ vocabulary: ExportVocabulary,
    to output: inout some TextOutputStream
  ) {
    let (start, end) = (graph.node(at: edge.start), graph.node(at: edge.end))
    let words = edge.type.lowercased().split(separator: "_").joined(separator: " ")
    var properties: [(String, [String])] = []
    let link = vocabulary.edges[edge.type]?.ftm
    let fits =
      link.map { $0.from.contains(schema(of: start, vocabulary)) && $0.to.contains(schema(of: end, vocabulary)) }
      ?? false
    if let link, fits {
      properties = [(link.start, [start.id]), (link.end, [end.id])]
      if link.schema == "Family" {
        properties.append(("relationship", edge.properties.value(of: "kind")?.texts ?? [words]))
      }
    } else {
      properties = [("subject", [start.id]), ("object", [end.id]), ("role", [words])]
    }
    for (name, key) in [("date", "date"), ("startDate", "validFrom"), ("endDate", "validTo")] {
      // The format knows years, months and days, no weeks.
      guard let text = edge.properties.text(of: key), let date = PartialDate(text) else { continue }
      if case .week = date { continue }
      properties.append((name, [text]))
    }
    properties.append(("summary", evidence.map(\.sentence)))
    properties.append(("sourceUrl", unique(evidence.compactMap(\.url))))
    properties.append(("publisher", unique(evidence.map(\.document))))
    write(id: "edge:" + edge.id, schema: fits ? link?.schema ?? "" : "UnknownLink", properties: properties, to: &output)
  }

  private static func schema(of node: ExportNode, _ vocabulary: ExportVocabulary) -> String {
    for label in node.labels {
      if let schema = vocabulary.labels[label]?.ftm { return schema }
    }
    return "Event"
  }

  private static func nameProperty(of schema: String) -> String {
    switch schema {
    case "Address": "full"
    case "Document", "Article": "title"
    case "Note": "description"
    default: "name"
    }
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  private static func write(
    id: String, schema: String, properties: [(String, [String])], to output: inout some TextOutputStream
  ) {
    let members = properties.filter { !$0.1.isEmpty }.map { name, values in
      "\(JSONText.string(name)): [\(values.map(JSONText.string).joined(separator: ", "))]"
    }
    output.write(
      "{\"id\": \(JSONText.string(id)), \"schema\": \(JSONText.string(schema)), "
        + "\"properties\": {\(members.joined(separator: ", "))}}\n")
  }
}
