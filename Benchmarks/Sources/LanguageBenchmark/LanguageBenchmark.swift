import Glibc
import Language

/// Measures the language pipeline: words per second, time to load the model, peak memory.
///
///     LanguageBenchmark FILE [--model FILE] [--threads N] [--repeat N] [--text] [--predict] [--tokens-only]
///
/// FILE is a text, or CoNLL-U (`.conllu`): then its words and sentences are given to the pipeline, or with `--text` only
/// its text, one document for each `newdoc`. With `--tokens-only` just the tokenizer runs on the texts. With `--predict` the analysis is printed as CoNLL-U instead.
@main
struct LanguageBenchmark {
  static func main() throws {
    var options = Options()
    guard options.read(CommandLine.arguments.dropFirst()), let path = options.path else {
      print(
        "usage: LanguageBenchmark FILE [--model FILE] [--threads N] [--repeat N] [--text] [--predict] [--tokens-only]")
      exit(2)
    }
    let clock = ContinuousClock()
    var model: LanguageModel?
    let loading = try clock.measure { model = try options.model.map { try LanguageModel(path: $0) } ?? .bundled() }
    guard let model else { return }
    let documents = try CoNLLU.documents(path)
    guard let first = documents.first else { throw ResourceError(path: path, reason: "no CoNLL-U documents") }
    if options.tokensOnly { return try tokenize(documents) }
    guard !options.predict else { return predict(documents, model) }
    let inputs = (0..<options.repetitions).flatMap { _ in documents }
    // One pass warms the caches and shows that every thread sees the same.
    let expected = Analyzer(model).analyze(first, text: options.usesText).hashValue
    var words = 0
    let threads = options.threads
    let usesText = options.usesText
    let time = clock.measure {
      words = Workers.run(threads) { worker in
        let analyzer = Analyzer(model)
        var words = 0
        for index in stride(from: worker, to: inputs.count, by: threads) {
          let analysis = analyzer.analyze(inputs[index], text: usesText)
          if index % documents.count == 0, analysis.hashValue != expected {
            fatalError("results differ between threads")
          }
          words += analysis.tokens.count
        }
        return words
      }
    }
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    let loaded = Double(loading.components.seconds) * 1e3 + Double(loading.components.attoseconds) * 1e-15
    print(
      "documents \(inputs.count)  words \(words)  threads \(threads)  words/s \(Int(Double(words) / seconds))",
      " load \(Int(loaded * 10) / 10) ms  peak memory \(peakMemory() / 1024) MB")
  }

  static func tokenize(_ documents: [CoNLLU.Document]) throws {
    let tokenizer = try Tokenizer()
    let clock = ContinuousClock()
    var words = 0
    let time = clock.measure { for document in documents { words += tokenizer.tokenize(document.text).tokens.count } }
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    print("words \(words)  words/s \(Int(Double(words) / seconds))  peak memory \(peakMemory() / 1024) MB")
  }

  static func predict(_ documents: [CoNLLU.Document], _ model: LanguageModel) {
    let analyzer = Analyzer(model)
    for document in documents {
      let analysis = analyzer.analyze(document, text: false)
      var spans: [Int: String] = [:]
      for entity in analysis.entities {
        for token in entity.span.tokens {
          spans[token] = (token == entity.span.tokens.lowerBound ? "B-" : "I-") + entity.label.rawValue
        }
      }
      for sentence in analysis.sentences {
        for index in sentence.tokens {
          let token = analysis.tokens[index]
          let number = index - sentence.tokens.lowerBound + 1
          let head = token.head.map { $0 - sentence.tokens.lowerBound + 1 } ?? 0
          print(
            number, token.form, token.lemma, token.upos.rawValue, token.xpos, "_", head, token.relation, "_",
            "Entity=\(spans[index] ?? "O")", separator: "\t")
        }
        print()
      }
    }
  }

  /// The most memory that this process had, in KiB.
  static func peakMemory() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }
}

extension Analyzer {
  func analyze(_ document: CoNLLU.Document, text: Bool) -> Analysis {
    if text || document.analysis.tokens.isEmpty { return analyze(document.text) }
    var analysis = document.analysis
    annotate(&analysis)
    return analysis
  }
}
