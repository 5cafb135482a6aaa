internal import ArgumentParser
internal import GraphQL_lite

/// `graphctl profile`: runs a query and shows what each operator did.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Runs a query and shows the rows and time of each of its operators.")

  @OptionGroup var options: QueryOptions

  func run() throws {
    let values = try options.values()
    try options.answer { engine, query, _ in
      let interrupt = Interrupts.flag
      let result = try engine.run(
        query, parameters: values, limits: options.limits, interrupt: interrupt, isProfiling: true)
      var output = Output()
      output.line(query.patternForm)
      output.line()
      var table = TextTable(["operator", "rows", "expected", "ms"], numbers: [1, 2, 3])
      for line in result.profile.reversed() {
        table.add([
          String(repeating: "  ", count: line.depth) + line.label, String(line.rows),
          line.estimate.map { String(Int64(min($0, 1e15).rounded())) } ?? "", Self.milliseconds(line.time),
        ])
      }
      output.table(table)
      output.line("\(result.rows.count) row\(result.rows.count == 1 ? "" : "s")")
      output.flush()
    }
  }

  /// Milliseconds with three decimals.
  private static func milliseconds(_ time: Duration) -> String {
    let microseconds = time.components.seconds * 1_000_000 + time.components.attoseconds / 1_000_000_000_000
    let fraction = String(microseconds % 1000)
    return "\(microseconds / 1000)." + String(repeating: "0", count: 3 - fraction.utf8.count) + fraction
  }
}
