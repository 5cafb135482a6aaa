internal import ArgumentParser
internal import Graph
internal import Language

/// `graphctl extract`: documents in, facts out, no database.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Reads documents as JSON lines from standard input, and writes their facts as JSON lines.",
    discussion: """
      Each line is {"id", "text", "title", "date", "publisher", "url"}; a line that also has the "sentences", "entities" and \
      "coreference" that 'analyze --format json' prints is not analyzed again.
      """)

  @Option(name: .long, help: "Further rule files.")
  var rules: [String] = []

  @Option(name: .long, help: "The date of documents that have none (ISO 8601).")
  var date: String?

  func run() throws {
    let extractor = try Extractor(ruleFiles: rules)
    var analyzer: Analyzer?
    var output = JSONBuilder()
    while let line = readLine(strippingNewline: true) {
      guard !line.isEmpty else { continue }
      let document = try AnalyzedLine(line)
      let analysis: Analysis
      if let given = document.analysis {
        analysis = given
      } else {
        let current = try analyzer ?? Analyzer(.bundled())
        analyzer = current
        analysis = current.analyze(document.text)
      }
      let extraction = extractor.extract(
        name: document.name, text: document.text, analysis: analysis,
        date: (document.date ?? date).flatMap { PartialDate($0) })
      FactsWriter.write(extraction, nodes: FactsWriter.localNodes(extraction), to: &output)
      print(output.text, terminator: "")
      output.removeAll()
    }
  }
}
