/// Writes GEXF 1.3, Gephi's own format, with time.
///
/// An edge with `validFrom`, `validTo` or `date` exists in that interval: a year begins on its first day and ends on its
/// last. The dates as the text gives them stay in the attributes. Source: the GEXF 1.3 schema, gexf.net.
package enum GEXFWriter {
  /// Writes a graph.
  ///
  /// - Complexity: O(nodes + edges); the graph is read twice.
  package static func write(_ graph: some ExportSource, to output: inout some TextOutputStream) {
    let schema = ExportSchema(of: graph)
    output.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <gexf xmlns="http://gexf.net/1.3" version="1.3">
        <meta>
          <creator>graphctl</creator>
        </meta>
        <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">

      """)
    let nodeKeys = declare(schema.nodeColumns, class: "node", builtIn: ("labels", "labels"), to: &output)
    let edgeKeys = declare(schema.edgeColumns, class: "edge", builtIn: nil, to: &output)
    output.write("    <nodes>\n")
    for position in 0..<graph.nodeCount {
      let node = graph.node(at: position)
      output.write(
        "      <node id=\"\(XMLText.attribute(node.id))\" label=\"\(XMLText.attribute(node.caption))\">\n")
      let labels = PropertyEntry("labels", .string(node.labels.joined(separator: ";")))
      write([("labels", labels)] + pairs(node.properties, keys: nodeKeys), to: &output)
      output.write("      </node>\n")
    }
    output.write("    </nodes>\n    <edges>\n")
    for position in 0..<graph.edgeCount {
      let edge = graph.edge(at: position)
      let ends = (graph.node(at: edge.start).id, graph.node(at: edge.end).id)
      let type = XMLText.attribute(edge.type)
      output.write("      <edge id=\"\(XMLText.attribute(edge.id))\" source=\"\(XMLText.attribute(ends.0))\"")
      output.write(" target=\"\(XMLText.attribute(ends.1))\" kind=\"\(type)\" label=\"\(type)\"")
      if case .int(let support)? = edge.properties.value(of: "support") { output.write(" weight=\"\(support).0\"") }
      writeInterval(of: edge.properties, to: &output)
      output.write(">\n")
      write(pairs(edge.properties, keys: edgeKeys), to: &output)
      output.write("      </edge>\n")
    }
    output.write("    </edges>\n  </graph>\n</gexf>\n")
  }

  private static func declare(
    _ columns: [ExportSchema.Column], class name: String, builtIn: (key: String, title: String)?,
    to output: inout some TextOutputStream
  ) -> [String: String] {
    var keys: [String: String] = [:]
    output.write("    <attributes class=\"\(name)\" mode=\"static\">\n")
    if let builtIn {
      output.write("      <attribute id=\"\(builtIn.key)\" title=\"\(builtIn.title)\" type=\"string\"/>\n")
    }
    for (ordinal, column) in columns.enumerated() {
      let key = String(ordinal)
      keys[column.name] = key
      let type =
        switch column.type {
        case .bool: "boolean"
        case .int: "long"
        case .double: "double"
        case .string, .list: "string"
        }
      output.write(
        "      <attribute id=\"\(key)\" title=\"\(XMLText.attribute(column.name))\" type=\"\(type)\"/>\n")
    }
    output.write("    </attributes>\n")
    return keys
  }

  private static func pairs(
    _ properties: [PropertyEntry], keys: [String: String]
  ) -> [(key: String, property: PropertyEntry)] {
    properties.compactMap { property in
      guard property.value != .null, let key = keys[property.key] else { return nil }
      return (key, property)
    }
  }

  private static func write(
    _ pairs: [(key: String, property: PropertyEntry)], to output: inout some TextOutputStream
  ) {
    guard !pairs.isEmpty else { return }
    output.write("        <attvalues>\n")
    for (key, property) in pairs {
      output.write(
        "          <attvalue for=\"\(key)\" value=\"\(XMLText.attribute(property.value.plainText))\"/>\n")
    }
    output.write("        </attvalues>\n")
  }

  private static func writeInterval(of properties: [PropertyEntry], to output: inout some TextOutputStream) {
    let date = properties.text(of: "date").flatMap(PartialDate.init)
    let first = properties.text(of: "validFrom").flatMap(PartialDate.init) ?? date
    let last = properties.text(of: "validTo").flatMap(PartialDate.init) ?? date
    let from = first?.days.lowerBound
    let to = last?.days.upperBound
    // A period that ends before it begins would be refused; the attributes still hold what the text says.
    if let from, let to, to < from { return }
    if let from { output.write(" start=\"\(PartialDate.day(number: from))\"") }
    if let to { output.write(" end=\"\(PartialDate.day(number: to))\"") }
  }
}
