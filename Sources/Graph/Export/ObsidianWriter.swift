/// Writes an Obsidian vault: a Markdown file per node, grouped in folders by label, with links and the sentences behind
/// them.
package enum ObsidianWriter {
  /// Writes a graph.
  ///
  /// - Throws: An error of the file system or of the store.
  /// - Complexity: O(nodes + edges + evidence) and a list of edges per node.
  package static func write(_ graph: some ExportSource, into folder: inout some OutputFolder) throws {
    let titles = fileTitles(of: graph)
    var outgoing = [[Int]](repeating: [], count: graph.nodeCount)
    var incoming = outgoing
    for position in 0..<graph.edgeCount {
      let edge = graph.edge(at: position)
      outgoing[edge.start].append(position)
      incoming[edge.end].append(position)
    }
    for position in 0..<graph.nodeCount {
      let node = graph.node(at: position)
      try folder.file("\(fileName(node.labels.first ?? "Other"))/\(titles[position]).md") { output in
        writeFrontMatter(of: node, to: &output)
        output.write("# \(markdown(node.caption))\n")
        for (heading, edges) in [("Facts", outgoing[position]), ("Facts about it", incoming[position])] {
          guard !edges.isEmpty else { continue }
          output.write("\n## \(heading)\n\n")
          for index in edges {
            let edge = graph.edge(at: index)
            let other = heading == "Facts" ? edge.end : edge.start
            let link = "[[\(titles[other])|\(linkText(graph.node(at: other).caption))]]"
            let words = edge.type.lowercased().split(separator: "_").joined(separator: " ")
            output.write(heading == "Facts" ? "- \(words) \(link)" : "- \(link) \(words)")
            output.write(details(of: edge) + "\n")
            for item in try graph.evidence(ofEdgeAt: index) {
              output.write("  > \(markdown(item.sentence)) — *\(markdown(item.document))*\n")
            }
          }
        }
      }
    }
  }

  private static func writeFrontMatter(of node: ExportNode, to output: inout any TextOutputStream) {
    output.write("---\nid: \(JSONText.string(node.id))\n")
    if let aliases = node.properties.value(of: "aliases"), !aliases.texts.isEmpty {
      output.write("aliases: [\(aliases.texts.map(JSONText.string).joined(separator: ", "))]\n")
    }
    if !node.labels.isEmpty {
      output.write("tags: [\(node.labels.map { JSONText.string(tag($0)) }.joined(separator: ", "))]\n")
    }
    for property in node.properties where !["aliases", "id", "tags", "name"].contains(property.key) {
      output.write("\(JSONText.string(property.key)): \(property.value.json)\n")
    }
    output.write("---\n")
  }

  private static func details(of edge: ExportEdge) -> String {
    var words: [String] = []
    for name in ["status", "date", "tenure", "action", "of", "role", "attribution"] {
      guard let value = edge.properties.value(of: name)?.plainText, !value.isEmpty else { continue }
      if name == "status", value == "asserted" { continue }
      words.append(name == "status" || name == "date" ? value : "\(name): \(value)")
    }
    return words.isEmpty ? "" : " (" + words.map(markdown).joined(separator: ", ") + ")"
  }

  /// A title for each node, unique without regard to case, as file systems and Obsidian's links need.
  private static func fileTitles(of graph: some ExportSource) -> [String] {
    var used: Set<String> = []
    return (0..<graph.nodeCount).map { position in
      let base = fileName(graph.node(at: position).caption)
      var title = base
      var number = 2
      while !used.insert(title.lowercased()).inserted {
        title = "\(base) \(number)"
        number += 1
      }
      return title
    }
  }

  /// A file name: without characters that file systems or Obsidian's links refuse, of bounded length.
  private static func fileName(_ text: String) -> String {
    let refused: Set<Unicode.Scalar> = ["/", "\\", ":", "*", "?", "\"", "<", ">", "|", "#", "^", "[", "]"]
    var name = ""
    for scalar in text.unicodeScalars {
      let isRefused = refused.contains(scalar) || scalar.value < 0x20 || scalar.value == 0x7F
      name.unicodeScalars.append(isRefused ? " " : scalar)
      if name.utf8.count >= 100 { break }
    }
    name = name.split(separator: " ").joined(separator: " ")
    while name.hasPrefix(".") { name.removeFirst() }
    return name.isEmpty ? "unnamed" : name
  }

  private static func tag(_ label: String) -> String { label.split(separator: " ").joined(separator: "-") }

  private static func linkText(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { "[]|\n\r".unicodeScalars.contains($0) ? " " : $0 }))
  }

  private static func markdown(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r": result += " "
      case "*", "_", "`", "[", "]", "<", ">", "\\", "#": result += "\\" + String(Character(scalar))
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
