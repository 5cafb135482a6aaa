internal import ArgumentParser
internal import Graph
internal import GraphQL_lite

/// `graphctl query`: answers one query.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Answers a query.",
    discussion: """
      Examples:
        graphctl query 'Sessions -met-> ?who'
        graphctl query 'shortest "Donald Trump" -*- Kislyak'
        graphctl query "MATCH (p:Person)-[r:RESIGNED_FROM]->(o) RETURN p.name, o.name, r.date ORDER BY r.date"
      """)

  @OptionGroup var options: QueryOptions

  @Option(help: "How to print: \(ResultFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: ResultFormat?

  @Flag(name: .customLong("fail-empty"), help: "Exit status 3 when nothing is found.")
  var failsEmpty = false

  func run() throws {
    let format = format ?? .table
    let values = try options.values()
    try options.answer(asGraph: format.isGraph) { engine, query, evidence in
      let interrupt = Interrupts.flag
      let result = try engine.run(query, parameters: values, limits: options.limits, interrupt: interrupt)
      var output = Output()
      try ResultPrinter(graph: engine.graph, evidence: evidence, format: format).write(result, to: &output)
      output.flush()
      if format == .table, Terminal.isTerminal(.output) {
        Message.note("\(result.rows.count) row\(result.rows.count == 1 ? "" : "s")")
      }
      if failsEmpty, result.isEmpty { throw ExitCode(3) }
    }
  }
}
