internal import ArgumentParser
internal import Graph

/// `graphctl entities`: every node, with where it is mentioned.
struct EntitiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entities", abstract: "Prints every node with its names, documents and mentions.",
    discussion: "Example: graphctl entities --format csv --doc 001.txt")

  @OptionGroup var options: StoreOptions

  @Option(help: "How to print; a table on a terminal, JSON lines elsewhere.")
  var format: ListFormat?

  @Option(name: .customLong("doc"), help: ArgumentHelp("Only what this document mentions.", valueName: "name"))
  var document: String?

  @Flag(name: .customLong("fail-empty"), help: "Exit status 3 when nothing is found.")
  var failsEmpty = false

  func run() throws {
    let store = try options.openForReading()
    try DocumentName.check(document, in: store)
    var output = Output()
    var count = 0
    var builder = JSONBuilder()
    var table = TextTable(["name", "label", "documents", "mentions", "aliases", "id"], numbers: [2, 3])
    let format = format ?? (output.width == nil ? .jsonl : .table)
    if format == .csv {
      output.raw(Array(CSVText.row(["id", "name", "label", "aliases", "documents", "mentions", "properties"]).utf8))
    }
    try store.forEachEntity(of: document) { row in
      count += 1
      let aliases = row.node.properties["aliases"]?.strings ?? []
      switch format {
      case .jsonl:
        row.write(to: &builder)
        output.raw(builder.bytes)
        builder.removeAll()
      case .csv:
        let rest = row.node.properties.filter { $0.key != "name" && $0.key != "aliases" }
        let cells = [
          row.node.key, row.node.name, row.node.labels.joined(separator: "; "), aliases.joined(separator: "; "),
          row.documents.joined(separator: "; "), String(row.mentions.count),
          rest.isEmpty ? "" : PropertyValue.map(rest).json,
        ]
        output.raw(Array(CSVText.row(cells).utf8))
      case .table:
        table.add([
          row.node.name, row.node.labels.joined(separator: ", "), String(row.documents.count),
          String(row.mentions.count), aliases.joined(separator: ", "), row.node.key,
        ])
      }
    }
    if format == .table { output.table(table) }
    output.flush()
    if count == 0, failsEmpty { throw ExitCode(3) }
  }
}
