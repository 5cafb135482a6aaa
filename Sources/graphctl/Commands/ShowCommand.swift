internal import ArgumentParser
internal import Graph

/// `graphctl show`: a dossier of one node.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Prints a dossier: names, roles over time, relations, claims, documents.",
    discussion: "Example: graphctl show 'Jeff Sessions'")

  @OptionGroup var options: StoreOptions

  @Argument(help: "A name, an alias, or the id of a node.")
  var entity: String

  func run() throws {
    let graph = try options.openForReading().loadGraph()
    let finder = NodeFinder(graph)
    let node = try finder.node(entity)
    var output = Output()
    let printer = EdgePrinter(graph, style: output.style)
    printHead(node, graph, finder, to: &output)
    var edges = printer.edges(of: node)
    printRoles(of: node, &edges, printer, to: &output)
    printRelations(of: node, edges.filter { printer.status($0) == .asserted }, printer, finder, to: &output)
    let others = edges.filter { printer.status($0) != .asserted }
    printSection("Denied, demanded, planned, possible", others, printer, to: &output)
    let own = Set([finder.name(node)] + graph.property("aliases", ofNode: node).strings)
    let claims = (0..<Int32(graph.edgeCount)).filter { edge in
      graph.edgeStart[Int(edge)] != node && graph.edgeEnd[Int(edge)] != node
        && graph.property("attribution", ofEdge: edge).strings.contains { own.contains($0) }
    }
    printSection("Claims about others", claims, printer, to: &output)
    printDocuments(of: node, graph, finder, to: &output)
    output.flush()
  }

  private func printHead(_ node: Int32, _ graph: PropertyGraph, _ finder: NodeFinder, to output: inout Output) {
    let labels = graph.labelNames(of: node).joined(separator: ", ").safe
    output.line(output.style.bold(finder.name(node).safe) + (labels.isEmpty ? "" : "  " + output.style.cyan(labels)))
    output.line(output.style.dim(graph.externalID(ofNode: node).safe))
    let aliases = graph.property("aliases", ofNode: node).strings
    if !aliases.isEmpty { output.line("also: " + aliases.joined(separator: " · ").safe) }
    for entry in graph.properties(ofNode: node) where !["name", "aliases"].contains(entry.key) {
      output.line("\(entry.key.safe): \(entry.value.plainText.safe)")
    }
  }

  /// Offices with the bodies that they belong to, in the order of time.
  private func printRoles(of node: Int32, _ edges: inout [Int32], _ printer: EdgePrinter, to output: inout Output) {
    let graph = printer.graph
    let roles = edges.filter {
      graph.typeName(of: $0) == "HOLDS_ROLE" && graph.edgeStart[Int($0)] == node && printer.status($0) == .asserted
    }
    guard !roles.isEmpty else { return }
    edges.removeAll { roles.contains($0) }
    let finder = NodeFinder(graph)
    var table = TextTable(["role", "of", "tenure", "time"])
    for edge in roles.sorted(by: { (printer.date($0) ?? "~", $0) < (printer.date($1) ?? "~", $1) }) {
      let role = graph.edgeEnd[Int(edge)]
      let bodies = graph.outgoing.entries(of: role).map { graph.outgoing.edge(at: $0) }
        .filter { graph.typeName(of: $0) == "ROLE_OF" }.map { finder.name(graph.edgeEnd[Int($0)]) }
      table.add([
        finder.name(role), bodies.joined(separator: ", "), graph.property("tenure", ofEdge: edge).plainText,
        printer.date(edge) ?? "",
      ])
    }
    output.line()
    output.table(table)
  }

  private func printRelations(
    of node: Int32, _ edges: [Int32], _ printer: EdgePrinter, _ finder: NodeFinder, to output: inout Output
  ) {
    let graph = printer.graph
    let groups = Dictionary(grouping: edges) { edge in
      (graph.edgeStart[Int(edge)] == node ? "→ " : "← ") + graph.typeName(of: edge)
    }
    for title in groups.keys.sorted(by: { ($0.dropFirst(2), $0) < ($1.dropFirst(2), $1) }) {
      output.line()
      output.line(output.style.cyan(title.safe))
      for edge in (groups[title] ?? []).sorted(by: { (printer.date($0) ?? "~", $0) < (printer.date($1) ?? "~", $1) }) {
        let other = graph.edgeStart[Int(edge)] == node ? graph.edgeEnd[Int(edge)] : graph.edgeStart[Int(edge)]
        output.line("  " + finder.name(other).safe.cut(to: 100) + printer.details(edge))
      }
    }
  }

  private func printSection(_ title: String, _ edges: [Int32], _ printer: EdgePrinter, to output: inout Output) {
    guard !edges.isEmpty else { return }
    output.line()
    output.line(output.style.bold(title))
    for edge in edges { output.line("  " + printer.line(edge)) }
  }

  private func printDocuments(of node: Int32, _ graph: PropertyGraph, _ finder: NodeFinder, to output: inout Output) {
    var table = TextTable(["document", "date", "mentions", "title"], numbers: [2])
    for entry in graph.incoming.entries(of: node) {
      let edge = graph.incoming.edge(at: entry)
      let document = graph.edgeStart[Int(edge)]
      guard finder.isDocument(document) else { continue }
      table.add([
        finder.name(document), graph.property("date", ofNode: document).plainText,
        graph.property("count", ofEdge: edge).plainText, graph.property("title", ofNode: document).plainText,
      ])
    }
    guard table.count > 0 else { return }
    output.line()
    output.table(table)
  }
}
