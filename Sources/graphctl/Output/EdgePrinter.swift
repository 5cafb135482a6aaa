internal import Graph

/// Edges as lines for people: `Ada Lovelace -MET-> Charles Babbage  2017-03-02  {count: 2}`.
struct EdgePrinter {
  /// The graph that the edges belong to.
  let graph: PropertyGraph
  private let finder: NodeFinder
  private let style: Style

  init(_ graph: PropertyGraph, style: Style) {
    self.graph = graph
    self.style = style
    finder = NodeFinder(graph)
  }

  /// Properties that stand elsewhere in the line, or that only programs want.
  private static let hidden: Set<String> = ["status", "attribution", "date", "confidence", "support", "open", "verb"]

  /// Start, type, end and details.
  func line(_ edge: Int32) -> String {
    let start = finder.name(graph.edgeStart[Int(edge)]).safe.cut(to: 60)
    let end = finder.name(graph.edgeEnd[Int(edge)]).safe.cut(to: 60)
    return "\(style.bold(start)) \(arrow(edge)) \(style.bold(end))\(details(edge))"
  }

  /// The type between dashes.
  func arrow(_ edge: Int32) -> String { style.cyan("-\(graph.typeName(of: edge).safe)->") }

  /// Date, status, who says so, and the properties of the type.
  func details(_ edge: Int32) -> String {
    var result = ""
    if let date = date(edge) { result += "  " + date.safe }
    let status = status(edge)
    if status != .asserted { result += "  " + style.red(status.rawValue) }
    let sources = graph.property("attribution", ofEdge: edge).strings
    if !sources.isEmpty { result += "  " + style.dim("says \(sources.joined(separator: ", ").safe)") }
    let rest = graph.properties(ofEdge: edge).filter { !Self.hidden.contains($0.key) }
    if !rest.isEmpty {
      result +=
        "  " + style.dim("{" + rest.map { "\($0.key): \($0.value.plainText)" }.joined(separator: ", ").safe + "}")
    }
    let support = graph.property("support", ofEdge: edge)
    if case .int(let count) = support, count > 1 { result += "  " + style.dim("\(count) documents") }
    return result
  }

  /// When it happened, or since when it held.
  func date(_ edge: Int32) -> String? {
    if let date = graph.property("date", ofEdge: edge).stringValue { return date }
    let from = graph.property("validFrom", ofEdge: edge).stringValue
    let to = graph.property("validTo", ofEdge: edge).stringValue
    return from == nil && to == nil ? nil : "\(from ?? "")…\(to ?? "")"
  }

  /// How the texts present it.
  func status(_ edge: Int32) -> ClaimStatus {
    graph.property("status", ofEdge: edge).stringValue.flatMap(ClaimStatus.init(rawValue:)) ?? .asserted
  }

  /// The edges that leave or reach a node, documents' mentions left out, in the order of the graph.
  func edges(of node: Int32) -> [Int32] {
    let outgoing = graph.outgoing.entries(of: node).map { graph.outgoing.edge(at: $0) }
    let incoming = graph.incoming.entries(of: node).map { graph.incoming.edge(at: $0) }
    return (outgoing + incoming.filter { graph.edgeStart[Int($0)] != node })
      .filter { !finder.isDocument(graph.edgeStart[Int($0)]) }
  }
}

/// Lines that show the sentences behind an edge, the words that matter marked.
func evidenceLines(of quotations: [Quotation], style: Style, indent: String = "  ") -> [String] {
  var lines: [String] = []
  for quotation in quotations {
    let base = quotation.range.lowerBound
    func mark(_ range: Range<Int>?, _ wrap: @escaping (String) -> String) -> (
      range: Range<Int>, mark: (String) -> String
    )? {
      guard let range, range.lowerBound >= base else { return nil }
      return ((range.lowerBound - base)..<(range.upperBound - base), wrap)
    }
    let marks = [
      mark(quotation.subject) { style.blue("[" + $0 + "]") }, mark(quotation.object) { style.green("[" + $0 + "]") },
      mark(quotation.trigger) { style.yellow("*" + $0 + "*") },
    ].compactMap { $0 }
    lines.append(indent + marked(quotation.text, marks))
    let source = [
      quotation.document, quotation.date ?? "", "bytes \(base)–\(quotation.range.upperBound)", "rule \(quotation.rule)",
    ]
    lines.append(indent + style.dim("— " + source.filter { !$0.isEmpty }.joined(separator: ", ").safe))
  }
  return lines
}
