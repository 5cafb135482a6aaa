internal import ArgumentParser
internal import Graph

/// How `facts` and `entities` print.
enum ListFormat: String, ExpressibleByArgument, CaseIterable { case jsonl, csv, table }

/// `graphctl facts`: what each document says.
struct FactsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts", abstract: "Prints every fact of every document, of every status, with its evidence.",
    discussion: "Example: graphctl facts --format jsonl --doc 001.txt")

  @OptionGroup var options: StoreOptions

  @Option(help: "How to print; a table on a terminal, JSON lines elsewhere.")
  var format: ListFormat?

  @Option(name: .customLong("doc"), help: ArgumentHelp("Only this document.", valueName: "name"))
  var document: String?

  @Flag(name: .customLong("fail-empty"), help: "Exit status 3 when nothing is found.")
  var failsEmpty = false

  func run() throws {
    let store = try options.openForReading()
    try DocumentName.check(document, in: store)
    var output = Output()
    var count = 0
    var builder = JSONBuilder()
    var table = TextTable(["document", "subject", "type", "object", "status", "date", "attribution"])
    let format = format ?? (output.width == nil ? .jsonl : .table)
    if format == .csv { output.raw(Array(CSVText.row(Self.columns).utf8)) }
    try store.forEachFact(of: document) { row in
      count += 1
      switch format {
      case .jsonl:
        row.write(to: &builder)
        output.raw(builder.bytes)
        builder.removeAll()
      case .csv: output.raw(Array(CSVText.row(cells(of: row)).utf8))
      case .table:
        let claim = row.claim
        table.add([
          row.document, row.subject.name, claim.type, row.object.name, claim.status.rawValue,
          claim.date?.description ?? "", row.attribution.joined(separator: ", "),
        ])
      }
    }
    if format == .table { output.table(table) }
    output.flush()
    if count == 0, failsEmpty { throw ExitCode(3) }
  }

  private static let columns = [
    "document", "subject_id", "subject", "subject_label", "type", "object_id", "object", "object_label", "status",
    "attribution", "date", "valid_from", "valid_to", "properties", "confidence", "open", "rule", "sentence_start",
    "sentence_end",
  ]

  private func cells(of row: FactRow) -> [String] {
    let claim = row.claim
    return [
      row.document, row.subject.id, row.subject.name, row.subject.label.rawValue, claim.type, row.object.id,
      row.object.name, row.object.label.rawValue, claim.status.rawValue, row.attribution.joined(separator: ", "),
      claim.date?.description ?? "",
      claim.validFrom?.description ?? "", claim.validTo?.description ?? "",
      claim.properties.isEmpty ? "" : PropertyValue.map(claim.properties).json, claim.confidence.description,
      String(claim.isOpen), claim.rule, String(claim.evidence.range.lowerBound),
      String(claim.evidence.range.upperBound),
    ]
  }
}

/// The name of a document that the user gave.
enum DocumentName {
  /// Complains when there is no such document.
  static func check(_ name: String?, in store: GraphStore) throws {
    guard let name, try store.documentHashes()[name] == nil else { return }
    throw LookupError(description: "no document is called '\(name)'")
  }
}
