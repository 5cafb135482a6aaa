/// Writes Graphviz DOT: a drawing for people, with a legend.
///
/// Shape and colour tell the label of a node, the width of a line how many documents support it, its colour and dashes
/// the status; evidence is in the tooltips. Source: the DOT language reference of graphviz.org.
package struct DOTWriter {
  /// How the drawing is arranged.
  package enum Arrangement: String, Sendable, Hashable, CaseIterable {
    /// In layers, from left to right.
    case layers
    /// By attraction and repulsion.
    case forces
  }

  /// How the drawing is arranged; chosen by size when `nil`.
  package var arrangement: Arrangement?
  /// What stands above the drawing.
  package var title: String?
  /// Whether people stand in boxes of the organizations that they belong to.
  package var clusters = false

  /// Creates a writer.
  package init() {}

  /// Writes a graph.
  ///
  /// - Throws: When the evidence can't be read.
  /// - Complexity: O(nodes + edges + evidence).
  package func write(_ graph: some ExportSource, to output: inout some TextOutputStream) throws {
    output.write("digraph graphctl {\n")
    let groups = clusters ? self.groups(of: graph) : [:]
    let arrangement = arrangement ?? (graph.nodeCount <= 14 ? .layers : .forces)
    output.write("  graph [\(attributes(of: arrangement, isGrouped: !groups.isEmpty))];\n")
    output.write("  graph [label=\(legend(of: graph)), labelloc=b, labeljust=c];\n")
    output.write("  node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, penwidth=1.2, margin=\"0.14,0.08\"];\n")
    output.write(
      "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=9, fontcolor=\"#555555\", color=\"#8a8a8a\", "
        + "arrowsize=0.7];\n")
    var degrees = [Int](repeating: 0, count: graph.nodeCount)
    for position in 0..<graph.edgeCount {
      degrees[graph.edge(at: position).start] += 1
      degrees[graph.edge(at: position).end] += 1
    }
    let most = degrees.max() ?? 0
    func writeNode(_ position: Int, indent: String, to output: inout some TextOutputStream) {
      output.write("\(indent)n\(position) [\(attributes(of: graph.node(at: position), degrees[position], most))];\n")
    }
    for (organization, members) in groups.sorted(by: { $0.key < $1.key }) {
      let name = graph.node(at: organization).caption
      output.write("  subgraph cluster_\(organization) {\n    label=\(quoted(name, limit: 60)); color=\"#c9c9c9\"; ")
      output.write("style=\"rounded,dashed\"; fontname=\"Helvetica,Arial,sans-serif\"; fontsize=11;\n")
      for member in [organization] + members { writeNode(member, indent: "    ", to: &output) }
      output.write("  }\n")
    }
    let grouped = Set(groups.keys).union(groups.values.joined())
    for position in 0..<graph.nodeCount where !grouped.contains(position) {
      writeNode(position, indent: "  ", to: &output)
    }
    for bundle in try Bundle.bundles(of: graph) {
      let weight = max(degrees[bundle.start], degrees[bundle.end])
      output.write("  n\(bundle.start) -> n\(bundle.end) [\(attributes(of: bundle, degree: weight))];\n")
    }
    output.write("}\n")
  }

  private func attributes(of arrangement: Arrangement, isGrouped: Bool) -> String {
    var result = "bgcolor=white, pad=0.4, fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, outputorder=edgesfirst"
    switch arrangement {
    case .layers: result += ", layout=dot, rankdir=LR, nodesep=0.35, ranksep=0.9, splines=true"
    case .forces where isGrouped: result += ", layout=fdp, K=0.9, overlap=false, splines=true"
    // Edge labels are placed by the layout as the nodes are, so that they need room: a long edge length.
    case .forces: result += ", layout=neato, mode=sgd, overlap=prism, overlap_scaling=3, sep=\"+16\", splines=true"
    }
    return result
  }

  private func attributes(of node: ExportNode, _ degree: Int, _ most: Int) -> String {
    let look = Look(of: node)
    let kind = node.labels.first.map { $0 + ": " } ?? ""
    var result = "label=\(quoted(node.caption, limit: look.isText ? 90 : 48, width: look.isText ? 30 : 18)), "
    result += "shape=\(look.shape), style=\"\(look.style)\", fillcolor=\"\(look.fill)\", color=\"\(look.line)\""
    // Hubs are larger: one point for each doubling.
    let size = 11 + min(7, Double(degree + 1).logarithm)
    result += ", fontsize=\(Int(look.isText ? 9 : size))"
    if degree * 2 >= most, degree > 3 { result += ", penwidth=2" }
    let aliases = node.properties.value(of: "aliases")?.texts ?? []
    let tip = ([kind + node.caption] + aliases).joined(separator: "\n")
    return result + ", tooltip=\(quoted(tip, limit: 600)), id=\(quoted("node/" + node.id, limit: 200))"
  }

  private func attributes(of bundle: Bundle, degree: Int) -> String {
    let label =
      bundle.labels.joined(separator: "\n") + (bundle.status == .asserted ? "" : "\n(\(bundle.status.rawValue))")
    var result = "label=\(quoted(label, limit: 160))"
    if let color = Look.color(of: bundle.status) {
      result += ", color=\"\(color)\", fontcolor=\"\(color)\", style=dashed"
    }
    result += ", penwidth=\(1 + min(4, Double(max(1, bundle.support)).logarithm))"
    // Lines to hubs are longer, so that their labels have room.
    result += ", len=\(2 + Double(degree + bundle.labels.count).logarithm * 0.5)"
    if bundle.isSymmetric { result += ", dir=none" }
    let text = bundle.evidence.isEmpty ? label : bundle.evidence.prefix(4).joined(separator: "\n\n")
    return result + ", tooltip=\(quoted(text, limit: 1200)), labeltooltip=\(quoted(text, limit: 1200))"
  }

  /// People by the organization that most of the graph connects them with.
  private func groups(of graph: some ExportSource) -> [Int: [Int]] {
    var groups: [Int: [Int]] = [:]
    var isGrouped: Set<Int> = []
    for position in 0..<graph.edgeCount {
      let edge = graph.edge(at: position)
      guard ["MEMBER_OF", "WORKS_FOR", "PART_OF"].contains(edge.type), edge.start != edge.end,
        graph.node(at: edge.end).labels.contains(NodeLabel.organization.rawValue),
        graph.node(at: edge.start).labels.contains(NodeLabel.person.rawValue), isGrouped.insert(edge.start).inserted
      else { continue }
      groups[edge.end, default: []].append(edge.start)
    }
    return groups.filter { $0.value.count > 1 }
  }

  /// A table of the labels and statuses that occur.
  private func legend(of graph: some ExportSource) -> String {
    var labels: Set<String> = []
    var statuses: Set<ClaimStatus> = []
    for position in 0..<graph.nodeCount { labels.insert(graph.node(at: position).labels.first ?? "") }
    for position in 0..<graph.edgeCount {
      let status = graph.edge(at: position).properties.text(of: "status")
      statuses.insert(status.flatMap(ClaimStatus.init(rawValue:)) ?? .asserted)
    }
    var cells = labels.filter { !$0.isEmpty }.sorted().map { label in
      let look = Look(of: ExportNode(id: "", labels: [label]))
      return "<TD BGCOLOR=\"\(look.fill)\" COLOR=\"\(look.line)\" BORDER=\"1\" STYLE=\"ROUNDED\">\(html(label))</TD>"
    }
    for status in ClaimStatus.allCases where status != .asserted && statuses.contains(status) {
      let color = Look.color(of: status) ?? "#555555"
      cells.append("<TD><FONT COLOR=\"\(color)\">╌╌ \(status.rawValue)</FONT></TD>")
    }
    cells.append("<TD><FONT COLOR=\"#555555\">wider line: more documents</FONT></TD>")
    let head = title.map { "<TR><TD COLSPAN=\"\(cells.count)\"><B>\(html($0))</B></TD></TR>" } ?? ""
    return
      "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"6\" CELLPADDING=\"4\">\(head)<TR>\(cells.joined())</TR></TABLE>>"
  }

  private func html(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: if scalar.value >= 0x20, scalar.value != 0x7F { result.unicodeScalars.append(scalar) }
      }
    }
    return result.isEmpty ? " " : result
  }

  /// A quoted string of DOT: quotation marks and backslashes escaped, line breaks as `\n`, other controls left out; cut
  /// at `limit` characters and wrapped at `width`.
  private func quoted(_ text: String, limit: Int, width: Int = .max) -> String {
    let cut = text.count > limit ? text.prefix(limit - 1) + "…" : text[...]
    var result = "\""
    var column = 0
    for character in cut {
      column += 1
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n", "\r\n":
        result += "\\n"
        column = 0
      case " " where column > width, "-" where column > width:
        result += character == " " ? "\\n" : "-\\n"
        column = 0
      default:
        for scalar in character.unicodeScalars where !Self.isHidden(scalar) {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// Controls, and what reorders text behind the reader's back.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}

/// The edges from one node to another that have one status: they are drawn as one line.
private struct Bundle {
  var start: Int
  var end: Int
  var status: ClaimStatus
  var labels: [String] = []
  var support = 1
  var isSymmetric = true
  var evidence: [String] = []

  private struct Key: Hashable {
    var start: Int
    var end: Int
    var status: ClaimStatus
  }

  /// The bundles of a graph, in the order of their first edges.
  static func bundles(of graph: some ExportSource) throws -> [Bundle] {
    var places: [Key: Int] = [:]
    var bundles: [Bundle] = []
    for position in 0..<graph.edgeCount {
      let edge = graph.edge(at: position)
      let status = edge.properties.text(of: "status").flatMap(ClaimStatus.init(rawValue:)) ?? .asserted
      var key = Key(start: edge.start, end: edge.end, status: status)
      let isSymmetric = Look.symmetric.contains(edge.type)
      // What has no direction joins a line that runs the other way.
      let turned = Key(start: edge.end, end: edge.start, status: status)
      if isSymmetric, places[key] == nil, places[turned] != nil { key = turned }
      let place = places[key] ?? bundles.count
      if place == bundles.count {
        bundles.append(Bundle(start: key.start, end: key.end, status: status))
        places[key] = place
      }
      let label = label(of: edge)
      if !bundles[place].labels.contains(label) { bundles[place].labels.append(label) }
      if case .int(let count)? = edge.properties.value(of: "support") {
        bundles[place].support = max(bundles[place].support, Int(clamping: count))
      }
      bundles[place].isSymmetric = bundles[place].isSymmetric && isSymmetric
      for record in try graph.evidence(ofEdgeAt: position).prefix(3) {
        let text = "\(record.sentence)\n— \(record.document)"
        if !bundles[place].evidence.contains(text) { bundles[place].evidence.append(text) }
      }
    }
    return bundles
  }

  /// The type in words, with what tells edges of the type apart.
  private static func label(of edge: ExportEdge) -> String {
    var label = edge.type.lowercased().split(separator: "_").joined(separator: " ")
    for name in ["action", "of", "tenure"] {
      if let detail = edge.properties.text(of: name), detail != "current" {
        label += detail.count > 28 ? ": \(detail.prefix(27))…" : ": \(detail)"
      }
    }
    if let date = edge.properties.text(of: "date") { label += " \(date)" }
    return label
  }
}

/// Shape and colours of a kind of node.
private struct Look {
  var shape = "ellipse"
  var style = "filled"
  var fill = "#f2f2f2"
  var line = "#808080"
  var isText = false

  init(of node: ExportNode) {
    switch node.labels.first.flatMap(NodeLabel.init(rawValue:)) {
    case .person: (shape, style, fill, line) = ("box", "rounded,filled", "#dbe9f8", "#2f6db3")
    case .organization: (shape, fill, line) = ("box", "#fde7cf", "#c4731a")
    case .role: (shape, style, fill, line) = ("box", "rounded,filled,dashed", "#efe5f6", "#7c4ba0")
    case .meeting: (shape, fill, line) = ("hexagon", "#fff4bd", "#a98600")
    case .place: (shape, fill, line) = ("ellipse", "#dcf1df", "#3c8a4b")
    case .event: (shape, fill, line) = ("octagon", "#fbdfe5", "#b23a58")
    case .work: (shape, fill, line) = ("note", "#e4eff0", "#3c7f86")
    case .statement: (shape, fill, line, isText) = ("note", "#fafafa", "#9a9a9a", true)
    case .document: (shape, fill, line) = ("folder", "#f0f0f0", "#707070")
    case nil: break
    }
  }

  /// The colour of an edge that is not asserted.
  static func color(of status: ClaimStatus) -> String? {
    switch status {
    case .asserted: nil
    case .denied: "#c62828"
    case .demanded: "#d07000"
    case .planned: "#1f77b4"
    case .possible: "#777777"
    }
  }

  /// The types whose direction says nothing.
  static let symmetric: Set<String> = ["MET", "SPOKE_WITH", "RELATED_TO"]
}

extension Double {
  /// The logarithm to base 2 in steps of a tenth, which prints the same everywhere.
  fileprivate var logarithm: Double {
    var (value, result) = (self, 0.0)
    while value >= 2 {
      value /= 2
      result += 1
    }
    return ((result + (value - 1)) * 10).rounded() / 10
  }
}
