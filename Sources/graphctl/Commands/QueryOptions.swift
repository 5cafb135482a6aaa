internal import ArgumentParser
internal import Diagnostics
internal import Graph
internal import GraphQL_lite

/// What `query`, `explain` and `profile` have in common: the query, its parameters and its limits.
struct QueryOptions: ParsableArguments {
  @OptionGroup var store: StoreOptions

  @Argument(help: "The query, in path form or pattern form; '-' or nothing reads standard input.")
  var query: String?

  @Option(help: ArgumentHelp("Read the query from a file.", valueName: "f"))
  var file: String?

  @Option(name: .customLong("param"), help: ArgumentHelp("A parameter, its value as JSON.", valueName: "name=json"))
  var parameters: [String] = []

  @Option(help: ArgumentHelp("Stop after this many seconds.", valueName: "s"))
  var timeout: Double?

  @Option(name: .customLong("max-rows"), help: ArgumentHelp("Stop at more rows than this.", valueName: "n"))
  var maxRows: Int?

  @Option(name: .customLong("max-memory"), help: ArgumentHelp("Stop at more memory than this.", valueName: "MB"))
  var maxMemory: Int?

  @Option(name: .customLong("use"), help: ArgumentHelp("Which edges to see: facts, claims or all.", valueName: "layer"))
  var layer: String?

  func validate() throws {
    if query != nil, file != nil { throw ValidationError("give the query or --file, not both") }
    if let timeout, !(timeout > 0) { throw ValidationError("--timeout must be more than 0") }
    if let maxRows, maxRows < 0 { throw ValidationError("--max-rows must not be negative") }
    if let maxMemory, maxMemory < 1 { throw ValidationError("--max-memory must be at least 1") }
    if let layer, GraphLayer(rawValue: layer) == nil { throw ValidationError("--use takes facts, claims or all") }
  }

  /// The text of the query.
  func text() throws -> String {
    if let file { return String(decoding: try InputFile.read(file), as: UTF8.self) }
    if let query, query != "-" { return query }
    return String(decoding: try InputFile.read("-"), as: UTF8.self)
  }

  var limits: ExecutionLimits {
    var limits = ExecutionLimits(seconds: timeout, rows: maxRows)
    if let maxMemory { limits.memory = maxMemory << 20 }
    return limits
  }

  /// The parameters by name.
  func values() throws -> [String: Value] {
    var values: [String: Value] = [:]
    for parameter in parameters {
      guard let mark = parameter.firstIndex(of: "=") else {
        throw ValidationError("--param takes name=json, found '\(parameter)'")
      }
      let name = String(parameter[..<mark])
      do {
        values[name] = Value(try JSONReader.parse(String(parameter[parameter.index(after: mark)...])))
      } catch {
        throw ValidationError(
          "the value of --param \(name) is not JSON: \(error.description); strings need quotes: '\"…\"'")
      }
    }
    return values
  }

  /// Opens the graph, prepares the query and hands both to `body`; mistakes in the query end with status 2.
  func answer(
    asGraph: Bool = false, _ body: (QueryEngine, PreparedQuery, any EvidenceSource) throws -> Void
  ) throws {
    let text = try text()
    let store = try store.openForReading()
    let evidence = StoredEvidence(store)
    let engine = QueryEngine(graph: try store.loadGraph(), evidence: evidence)
    try Self.explaining(text) {
      let prepared = try engine.prepare(
        text, layer: layer.flatMap { GraphLayer(rawValue: $0) }, asGraph: asGraph)
      Self.report(prepared.warnings, text)
      try body(engine, prepared, evidence)
    }
  }

  private static func report(_ diagnostics: [Diagnostic], _ text: String) {
    let renderer = DiagnosticRenderer(isColored: Terminal.allowsColor(.error))
    let source = SourceText(name: "query", text: text)
    for diagnostic in diagnostics {
      StandardStream.error.write(Array(renderer.render(diagnostic, in: source).utf8))
    }
  }

  /// Runs `body`; a diagnostic is shown with its place in the query. What stopped a sound query is status 1.
  static func explaining(_ text: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let diagnostic as Diagnostic {
      switch diagnostic.code {
      case .timeLimit, .rowLimit, .memoryLimit, .interrupted, .evidenceUnavailable:
        Message.error("\(diagnostic.message)" + (diagnostic.help.map { "; \($0)" } ?? ""))
        throw ExitCode(1)
      default:
        report([diagnostic], text)
        throw ExitCode(2)
      }
    }
  }
}
