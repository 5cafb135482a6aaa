internal import ArgumentParser
internal import Graph
internal import Language

/// `graphctl build`: documents into the graph.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Reads documents into the graph; only what is new or changed.",
    discussion: """
      Text, Markdown and HTML files, folders, JSON lines ({"id", "text", "title", "date", "publisher", "url"}), '-' for \
      standard input. What can't be read is named, left out, and makes the exit status 1.
      Example: graphctl build articles/ --prune --jobs 4
      """)

  @OptionGroup var options: StoreOptions

  @Option(
    help: ArgumentHelp("How many documents are read at the same time (default: one per processor).", valueName: "n"))
  var jobs: Int?

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Further rule files.", valueName: "file"))
  var rules: [String] = []

  @Option(help: "The date of documents that give none: 2017-03-02, 2017-03 or 2017.")
  var date: String?

  @Flag(help: "Take out documents whose file is gone.")
  var prune = false

  @Flag(name: .customLong("dry-run"), help: "Say what would be done, and do nothing.")
  var isDryRun = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @Flag(name: .customLong("no-progress"), help: "Show no progress bar.")
  var hidesProgress = false

  @Argument(help: "Files and folders; '-' is standard input.")
  var paths: [String]

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if let date, PartialDate(date) == nil { throw ValidationError("'\(date)' is no date like 2017-03-02") }
  }

  func run() async throws {
    let pipeline = try DocumentPipeline(ruleFiles: rules)
    let store = isDryRun && !existsDatabase ? try GraphStore.inMemory() : try options.openForCreating()
    let build = GraphBuild(into: store, fingerprint: pipeline.fingerprint) { pipeline.process($0) }
    var settings = GraphBuild.Options(paths: paths)
    settings.jobs = jobs ?? Processors.count
    settings.date = date
    settings.prunes = prune
    settings.isDryRun = isDryRun
    let showsBar = !quiet && !hidesProgress && Terminal.isTerminal(.error)
    let reporter = BuildReporter(total: showsBar ? FileList.size(of: paths) : 0, showsBar: showsBar)
    let summary = try await build.run(settings) { reporter.update($0) }
    reporter.finish()
    if isDryRun {
      printPlan(summary)
    } else if !quiet {
      reporter.printSummary(summary, try store.statistics())
    }
    if !summary.problems.isEmpty { throw ExitCode(1) }
  }

  private var existsDatabase: Bool { (try? GraphStore.open(at: options.path, for: .read)) != nil }

  private func printPlan(_ summary: GraphBuild.Summary) {
    var output = Output()
    for (title, names) in [("add", summary.added), ("change", summary.changed), ("remove", summary.removed)] {
      for name in names.sorted() { output.line("\(title.padded(to: 7))\(name.safe)") }
    }
    output.flush()
    Message.note(
      "would add \(summary.added.count), change \(summary.changed.count), remove \(summary.removed.count), "
        + "keep \(summary.unchanged)")
  }
}

/// Tells people how a build goes.
private final class BuildReporter {
  private var bar: ProgressBar
  private let total: Int
  private var reported = 0

  init(total: Int, showsBar: Bool) {
    self.total = total
    bar = ProgressBar(isWanted: showsBar)
  }

  func update(_ summary: GraphBuild.Summary) {
    if reported < summary.problems.count {
      bar.finish()
      for problem in summary.problems[reported...] { Message.warning(problem) }
      reported = summary.problems.count
    }
    if summary.isJoining { return bar.update(nil, "bringing documents together") }
    let rate = Int(Double(summary.words) / max(bar.elapsed, 0.001))
    bar.update(
      total > 0 ? min(1, Double(summary.bytes) / Double(total)) : nil,
      "\(counted(summary.documents, "document"))  \(grouped(rate)) words/s  \(counted(summary.claims, "claim"))")
  }

  func finish() { bar.finish() }

  func printSummary(_ summary: GraphBuild.Summary, _ statistics: StoreStatistics) {
    let rate = Int(Double(summary.words) / max(bar.elapsed, 0.001))
    var parts = ["\(grouped(summary.added.count)) added", "\(grouped(summary.changed.count)) changed"]
    parts.append("\(grouped(summary.unchanged)) unchanged")
    if !summary.removed.isEmpty { parts.append("\(grouped(summary.removed.count)) removed") }
    if !summary.problems.isEmpty { parts.append("\(counted(summary.problems.count, "problem"))") }
    Message.note("documents: " + parts.joined(separator: ", "))
    if !summary.passedOver.isEmpty {
      Message.note("passed over \(counted(summary.passedOver.count, "file")) of other kinds")
    }
    Message.note(
      "\(grouped(summary.words)) words in \(ProgressBar.duration(bar.elapsed)) (\(grouped(rate)) words/s), "
        + counted(summary.claims, "claim"))
    Message.note("the graph: \(counted(statistics.nodes, "node")), \(counted(statistics.edges, "edge"))")
  }
}
