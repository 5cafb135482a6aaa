package import Language

/// From a document to what it says; shared by all threads.
package struct DocumentPipeline: Sendable {
  /// What became of a document.
  package struct Product: Sendable {
    /// What the document says.
    package var extraction: DocumentExtraction
    /// How many words it has.
    package var words: Int

    package init(extraction: DocumentExtraction, words: Int) {
      self.extraction = extraction
      self.words = words
    }
  }

  /// Stands for the model and the rules: when it changes, every document is read again.
  package let fingerprint: [UInt8]
  private let model: LanguageModel
  private let extractor: Extractor

  /// Loads model and rules.
  ///
  /// - Parameter ruleFiles: Paths of further rule files.
  /// - Throws: What is wrong with the rule files, or that the program was installed without its data.
  package init(ruleFiles: [String] = []) throws {
    model = try LanguageModel.bundled()
    extractor = try Extractor(ruleFiles: ruleFiles)
    fingerprint = try Fingerprint.ofResources(ruleFiles: ruleFiles)
  }

  /// Reads what a document says.
  ///
  /// - Complexity: O(text).
  package func process(_ document: SourceDocument) -> Product {
    var document = document
    // Repairing invalid UTF-8 moves offsets: then the repaired bytes count, and the blocks no longer fit.
    let text = Array(String(decoding: document.text, as: UTF8.self).utf8)
    if text != document.text {
      document.text = text
      document.blocks = []
    }
    let analysis = Analyzer(model).analyze(document.text, breaks: document.sentenceBreaks)
    let extraction = extractor.extract(document, analysis: analysis)
    return Product(extraction: extraction, words: analysis.tokens.count)
  }
}

/// What stands for files that a result depends on.
enum Fingerprint {
  /// Grows when the program reads documents otherwise although no data file has changed.
  private static let version: UInt8 = 1

  /// The model, the words, the rules and further rule files.
  ///
  /// Of a large file size and samples count: a trained model never changes in a few bytes only.
  static func ofResources(ruleFiles: [String]) throws -> [UInt8] {
    var hash = ContentHash()
    hash.add([version])
    for module in ["Language", "Graph"] {
      let folder = ResourceFolder.bundled(module: module).path
      for file in FileList.files(in: folder) {
        hash.add(file.name)
        hash.add(try FileList.sample(file.path))
      }
    }
    for path in ruleFiles { hash.add(try FileInput(path: path).readAll()) }
    return hash.finish()
  }
}
