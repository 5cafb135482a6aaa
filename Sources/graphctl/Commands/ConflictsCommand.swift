internal import ArgumentParser
internal import Graph

/// `graphctl conflicts`: what sources deny or contradict.
struct ConflictsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts", abstract: "Lists facts that sources deny or contradict, side by side.",
    discussion: "Example: graphctl conflicts 'Jeff Sessions'")

  @OptionGroup var options: StoreOptions

  @Flag(name: .customLong("fail-empty"), help: "Exit status 3 when nothing is found.")
  var failsEmpty = false

  @Argument(help: "Only those that concern this node.")
  var entity: String?

  func run() throws {
    let store = try options.openForReading()
    let graph = try store.loadGraph()
    let node = try entity.map { try NodeFinder(graph).node($0) }
    var output = Output()
    let printer = EdgePrinter(graph, style: output.style)
    let conflicts = ConflictFinder(graph).conflicts.filter { conflict in
      guard let node else { return true }
      return conflict.edges.contains { graph.edgeStart[Int($0)] == node || graph.edgeEnd[Int($0)] == node }
    }
    for (index, conflict) in conflicts.enumerated() {
      if index > 0 { output.line() }
      output.line(output.style.yellow(conflict.reason))
      for edge in conflict.edges {
        output.line("  " + printer.line(edge))
        let quotations = try store.quotations(ofEdge: graph.externalID(ofEdge: edge))
        for line in evidenceLines(of: quotations, style: output.style, indent: "      ") { output.line(line) }
      }
    }
    output.flush()
    if conflicts.isEmpty {
      Message.note("no conflicts")
      if failsEmpty { throw ExitCode(3) }
    }
  }
}
