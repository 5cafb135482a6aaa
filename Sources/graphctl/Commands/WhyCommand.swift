internal import ArgumentParser
internal import Graph

/// `graphctl why`: the sentences behind an edge.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Shows the sentences behind an edge, with subject, object and trigger marked.",
    discussion: """
      An edge is named by its id, or by what it says: start, type and end; '?' stands for any of them.
      Examples: graphctl why 'Flynn' resigned_from '?'
                graphctl why '?' '?' Kislyak
      """)

  @OptionGroup var options: StoreOptions

  @Argument(help: ArgumentHelp("The id of an edge; or start, type and end.", valueName: "edge"))
  var edge: [String]

  func validate() throws {
    guard edge.count == 1 || edge.count == 3 else {
      throw ValidationError("name an edge by its id, or by start, type and end")
    }
  }

  func run() throws {
    let store = try options.openForReading()
    let graph = try store.loadGraph()
    var output = Output()
    let printer = EdgePrinter(graph, style: output.style)
    let edges = try find(in: graph, printer)
    guard !edges.isEmpty else { throw LookupError(description: "there is no such edge") }
    for (index, edge) in edges.enumerated() {
      if index > 0 { output.line() }
      output.line(printer.line(edge))
      output.line("  " + output.style.dim(graph.externalID(ofEdge: edge).safe))
      let quotations = try store.quotations(ofEdge: graph.externalID(ofEdge: edge))
      for line in evidenceLines(of: quotations, style: output.style) { output.line(line) }
      if quotations.isEmpty { output.line("  imported; no document is behind it") }
    }
    output.flush()
  }

  private func find(in graph: PropertyGraph, _ printer: EdgePrinter) throws -> [Int32] {
    if edge.count == 1 { return graph.edge(withID: edge[0]).map { [$0] } ?? [] }
    let finder = NodeFinder(graph)
    let start = edge[0] == "?" ? nil : try finder.node(edge[0])
    let end = edge[2] == "?" ? nil : try finder.node(edge[2])
    let type = edge[1] == "?" ? nil : EdgeTypeName(edge[1])
    let candidates = (start ?? end).map { printer.edges(of: $0) } ?? Array(0..<Int32(graph.edgeCount))
    return candidates.filter { candidate in
      (start == nil || graph.edgeStart[Int(candidate)] == start) && (end == nil || graph.edgeEnd[Int(candidate)] == end)
        && (type == nil || type == EdgeTypeName(graph.typeName(of: candidate)))
        && !finder.isDocument(graph.edgeStart[Int(candidate)])
    }
  }
}

/// An edge type, with case and the difference between blanks, hyphens and underscores left out of account.
struct EdgeTypeName: Hashable {
  private let folded: String

  init(_ name: String) {
    folded = String(name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }
}
