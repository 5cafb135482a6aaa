internal import ArgumentParser
internal import Graph

/// `graphctl stats`: how much the database holds.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Counts documents, claims, nodes and edges.",
    discussion: "Example: graphctl stats --format json")

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @OptionGroup var options: StoreOptions

  @Option(help: "How to print.")
  var format: Format = .table

  func run() throws {
    let statistics = try options.openForReading().statistics()
    var output = Output()
    switch format {
    case .json: printJSON(statistics, to: &output)
    case .table: printTables(statistics, to: &output)
    }
    output.flush()
  }

  private func printTables(_ statistics: StoreStatistics, to output: inout Output) {
    let rows = [
      ("documents", grouped(statistics.documents)), ("text", "\(grouped(statistics.textBytes)) bytes"),
      ("sentences", grouped(statistics.sentences)), ("mentions", grouped(statistics.mentions)),
      ("claims", grouped(statistics.claims)), ("nodes", grouped(statistics.nodes)),
      ("edges", grouped(statistics.edges)), ("decisions", grouped(statistics.decisions)),
      ("database", "\(grouped(statistics.size)) bytes, schema \(statistics.schemaVersion)"),
    ]
    for (name, value) in rows { output.line(output.style.bold(name.padded(to: 10)) + value) }
    for (title, counts) in [
      ("label", statistics.labels), ("type", statistics.types), ("status", statistics.statuses),
    ] where !counts.isEmpty {
      var table = TextTable([title, title == "label" ? "nodes" : "edges"], numbers: [1])
      for count in counts { table.add([count.name, grouped(count.count)]) }
      output.line()
      output.table(table)
    }
  }

  private func printJSON(_ statistics: StoreStatistics, to output: inout Output) {
    func map(_ counts: [StoreStatistics.Count]) -> PropertyValue {
      .map(Dictionary(counts.map { ($0.name, .int(Int64($0.count))) }) { first, _ in first })
    }
    var builder = JSONBuilder()
    builder.object { json in
      json.member("documents", statistics.documents)
      json.member("textBytes", statistics.textBytes)
      json.member("sentences", statistics.sentences)
      json.member("mentions", statistics.mentions)
      json.member("claims", statistics.claims)
      json.member("nodes", statistics.nodes)
      json.member("edges", statistics.edges)
      json.member("decisions", statistics.decisions)
      json.member("labels", map(statistics.labels))
      json.member("types", map(statistics.types))
      json.member("statuses", map(statistics.statuses))
      json.member("bytes", statistics.size)
      json.member("schema", statistics.schemaVersion)
      json.member("generation", statistics.generation)
      json.member("stale", .bool(statistics.isStale))
    }
    builder.newline()
    output.raw(builder.bytes)
  }
}
