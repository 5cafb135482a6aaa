internal import ArgumentParser
internal import Graph

/// `graphctl timeline`: the dated facts of one node in order.
struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline", abstract: "Lists the dated facts about somebody or something in order.",
    discussion: "Example: graphctl timeline 'Michael Flynn' --claims")

  @OptionGroup var options: StoreOptions

  @Flag(help: "Also what is denied, demanded, planned or possible.")
  var claims = false

  @Flag(name: .customLong("fail-empty"), help: "Exit status 3 when nothing is found.")
  var failsEmpty = false

  @Argument(help: "A name, an alias, or the id of a node.")
  var entity: String

  func run() throws {
    let graph = try options.openForReading().loadGraph()
    let node = try NodeFinder(graph).node(entity)
    var output = Output()
    let printer = EdgePrinter(graph, style: output.style)
    var dated: [(key: String, edge: Int32)] = []
    for edge in printer.edges(of: node) where claims || printer.status(edge) == .asserted {
      guard let date = printer.date(edge) else { continue }
      // Dates without a day come before the days that they hold; periods by their begin.
      let key = date.split(separator: "…", omittingEmptySubsequences: false).first { !$0.isEmpty } ?? ""
      dated.append((PartialDate(String(key)).map { "\($0.days.lowerBound + 10_000_000)" } ?? String(key), edge))
    }
    dated.sort { ($0.key, $0.edge) < ($1.key, $1.edge) }
    let width = dated.compactMap { printer.date($0.edge)?.safe.displayWidth }.max() ?? 0
    for (_, edge) in dated {
      output.line(output.style.bold((printer.date(edge) ?? "").safe.padded(to: width)) + "  " + printer.line(edge))
    }
    output.flush()
    if dated.isEmpty {
      Message.note("no dated facts about \(NodeFinder(graph).name(node))")
      if failsEmpty { throw ExitCode(3) }
    }
  }
}
