internal import ArgumentParser
internal import Graph
internal import Language

/// `graphctl rules`: looks at the extraction rules.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Tests, explains and lists the extraction rules.",
    subcommands: [Test.self, Explain.self, List.self])

  /// The rule files beside those of the product.
  struct Files: ParsableArguments {
    @Option(name: .customLong("rules"), help: "Further rule files.")
    var paths: [String] = []

    func extractor() throws -> Extractor { try Extractor(ruleFiles: paths) }
  }

  /// `graphctl rules test`.
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Runs the examples of the rules through the whole pipeline.")
    @OptionGroup var files: Files
    @Argument(help: "A rule; all if left out.") var name: String?

    func run() throws {
      let analyzer = try Analyzer(.bundled())
      let result = RuleTester(try files.extractor()).run(only: name) { analyzer.analyze($0) }
      for failure in result.failures { print(failure) }
      print("\(result.count - result.failures.count) of \(result.count) examples right")
      if !result.failures.isEmpty { throw ExitCode.failure }
    }
  }

  /// `graphctl rules explain`.
  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows the tree of a text, and why each candidate rule did or did not fire.")
    @OptionGroup var files: Files
    @Option(help: "The date of the text (ISO 8601).") var date: String?
    @Flag(help: "Read documents with their analyses from standard input, as 'analyze --format json' prints them.")
    var analyzed = false
    @Argument(help: "A sentence or a paragraph; with --analyzed, words that the sentences to show contain.") var text:
      String

    func run() throws {
      let extractor = try files.extractor()
      guard analyzed else {
        let analysis = try Analyzer(.bundled()).analyze(text)
        show(extractor.explain(text, analysis: analysis, date: date.flatMap { PartialDate($0) })) { _ in true }
        return
      }
      while let line = readLine() {
        let document = try AnalyzedLine(line)
        guard document.text.contains(text), let analysis = document.analysis else { continue }
        let bytes = Array(document.text.utf8)
        let explanation = extractor.explain(
          document.text, analysis: analysis, date: (document.date ?? date).flatMap { PartialDate($0) })
        print("== \(document.name)")
        show(explanation) { String(decoding: bytes[$0], as: UTF8.self).contains(text) }
      }
    }

    private func show(_ explanation: RuleExplanation, in isShown: (Range<Int>) -> Bool) {
      let sentences = explanation.extraction.sentences.filter(isShown)
      func isShownToken(_ token: Int) -> Bool {
        let range = explanation.tokens[token].range
        return sentences.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
      }
      for (index, token) in explanation.tokens.enumerated() where isShownToken(index) {
        let head = token.head.map { "\($0)" } ?? "-"
        print(
          "\(index)\t\(token.form)\t\(token.lemma)\t\(token.upos.rawValue)\t\(token.xpos)\t\(head)\t\(token.relation)")
      }
      print("")
      for attempt in explanation.attempts where isShownToken(attempt.token) {
        print(
          "\(explanation.tokens[attempt.token].form): \(attempt.rule) (\(attempt.edge)): \(describe(attempt.outcome)); \(attempt.reading)"
        )
      }
      print("")
      for claim in explanation.extraction.claims where sentences.contains(claim.evidence.range) {
        print("\(RuleTester.describe(claim, explanation.extraction))  <- \(claim.rule)")
      }
    }

    private func describe(_ outcome: RuleOutcome) -> String {
      switch outcome {
      case .fired(let count): "fires, \(count) edge\(count == 1 ? "" : "s")"
      case .trigger(let reason): "trigger does not fit: \(reason)"
      case .condition(let reason): "condition does not hold: \(reason)"
      case .argument(let path): "nothing fits \(path)"
      case .status(let reason): "status does not fit: \(reason)"
      }
    }
  }

  /// `graphctl rules list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the rules: edge type, name, file and line, examples.")
    @OptionGroup var files: Files

    func run() throws {
      for rule in try files.extractor().rules.rules {
        print("\(rule.edge)\t\(rule.name)\t\(rule.file):\(rule.line)\t\(rule.examples.count) examples")
      }
    }
  }
}
