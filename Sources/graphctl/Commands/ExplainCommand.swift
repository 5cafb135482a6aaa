internal import ArgumentParser
internal import GraphQL_lite

/// `graphctl explain`: the pattern form and the plan of a query, which is not run.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Shows how a query would be answered, and the pattern form of a path query.")

  @OptionGroup var options: QueryOptions

  func run() throws {
    try options.answer { engine, query, _ in
      var output = Output()
      output.line(query.patternForm)
      output.line()
      var table = TextTable(["operator", "rows expected"], numbers: [1])
      for line in try engine.explain(query).reversed() {
        table.add([
          String(repeating: "  ", count: line.depth) + line.label,
          line.estimate.map { String(Int64(min($0, 1e15).rounded())) } ?? "",
        ])
      }
      output.table(table)
      output.flush()
    }
  }
}
