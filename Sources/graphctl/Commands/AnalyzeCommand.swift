internal import ArgumentParser
internal import Language

/// `graphctl analyze`: what the language pipeline sees.
struct AnalyzeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Prints words, sentences, trees, entities and coreference of texts.",
    discussion: """
      Offsets are UTF-8 bytes into the text; in JSON a head is a position in its sentence counted from 1, 0 for the root. \
      The output has the order of the input, whatever the number of jobs.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case conllu, json }
  enum Input: String, ExpressibleByArgument, CaseIterable { case text, conllu }

  @Option(help: "What to print.")
  var format: Format = .conllu

  @Option(help: "What the files hold; 'conllu' keeps the given tokens and sentences.")
  var input: Input = .text

  @Flag(help: "Stop after words and sentences.")
  var tokensOnly = false

  @Option(
    help: ArgumentHelp("How many documents are analyzed at the same time (default: one per processor).", valueName: "n")
  )
  var jobs: Int?

  @Argument(help: "Files and folders to read; '-' is standard input.")
  var files: [String]

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  func run() async throws {
    let pipeline = try AnalysisPipeline(format: format, tokensOnly: tokensOnly)
    var source = AnalysisSource(files: files, input: input)
    let limit = jobs ?? Processors.count
    var failed = false
    try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
      var started = 0
      var written = 0
      var waiting: [Int: [UInt8]] = [:]
      var isOpen = true
      while isOpen || written < started {
        // Not too far ahead of the output, so that a slow document doesn't make all later ones wait in memory.
        while isOpen, started - written < 2 * limit {
          let batch = source.nextBatch()
          failed = report(source.takeMessages()) || failed
          guard !batch.isEmpty else {
            isOpen = false
            break
          }
          if started - written - waiting.count >= limit, let (number, bytes) = try await group.next() {
            waiting[number] = bytes
          }
          let number = started
          group.addTask { (number, pipeline.run(batch)) }
          started += 1
        }
        if written < started, waiting[written] == nil, let (number, bytes) = try await group.next() {
          waiting[number] = bytes
        }
        while let bytes = waiting.removeValue(forKey: written) {
          written += 1
          guard StandardStream.output.write(bytes) else { throw ExitCode(1) }
        }
      }
    }
    if failed { throw ExitCode(1) }
  }

  /// Writes messages to standard error; true when there were any.
  private func report(_ messages: [String]) -> Bool {
    for message in messages { StandardStream.error.write(line: "graphctl: \(message)") }
    return !messages.isEmpty
  }
}
