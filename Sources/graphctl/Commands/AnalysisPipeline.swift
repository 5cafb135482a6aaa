internal import Language

/// A document on its way through `analyze`.
struct AnalysisJob: Sendable {
  /// The document, with its blocks.
  var document: SourceDocument
  /// Its words and sentences, where they are given.
  var given: Analysis?
}

/// Analyzes and prints batches of documents, on any thread.
struct AnalysisPipeline: Sendable {
  private let format: AnalyzeCommand.Format
  private let tokenizer: Tokenizer
  private let model: LanguageModel?

  /// Loads what is needed.
  init(format: AnalyzeCommand.Format, tokensOnly: Bool) throws {
    self.format = format
    tokenizer = try Tokenizer()
    model = tokensOnly ? nil : try LanguageModel.bundled()
  }

  /// What is to be printed for a batch.
  ///
  /// - Complexity: O(*n*) in the bytes of the documents.
  func run(_ batch: [AnalysisJob]) -> [UInt8] {
    let analyzer = model.map { Analyzer($0) }
    var conllu = ConlluWriter()
    var json = AnalysisJSONWriter()
    for job in batch {
      let document = job.document
      var analysis = job.given ?? Analysis()
      if let analyzer {
        if job.given != nil {
          analyzer.annotate(&analysis)
        } else {
          analysis = analyzer.analyze(document.text, breaks: document.sentenceBreaks)
        }
      } else if job.given == nil {
        analysis = tokenizer.tokenize(document.text, breaks: document.sentenceBreaks)
      }
      switch format {
      case .json: json.write(analysis, of: document.text, id: document.name)
      case .conllu:
        let paragraphs = document.paragraphStarts(in: analysis)
        conllu.write(analysis, of: document.text, id: document.name, paragraphs: paragraphs)
      }
    }
    return format == .json ? json.take() : conllu.take()
  }
}
