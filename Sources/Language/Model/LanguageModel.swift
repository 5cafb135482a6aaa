internal import CKernels

/// The learned part of the language pipeline, mapped from a file.
///
/// A model is immutable and may be shared by any number of threads; each of them analyzes with an ``Analyzer`` of its
/// own.
public final class LanguageModel: Sendable {
  let encoder: Encoder
  let pieces: WordPieces
  let gazetteer: Gazetteer
  let tagger: Tagger
  let parser: BiaffineParser
  let recognizer: EntityRecognizer
  /// `nil` for models without coreference: their analyses have no chains.
  let resolver: CoreferenceResolver?
  let sentenceHead: SentenceHead?
  let tokenizer: Tokenizer
  let instructionSet: ck_isa

  /// Loads a model.
  ///
  /// - Parameters:
  ///   - path: The model file.
  ///   - resources: The folder of the tables that belong to the program, not to the model.
  /// - Throws: ``ModelError`` if a file cannot be read, is of another kind or is damaged.
  public convenience init(path: String, resources: ResourceFolder = .bundled()) throws(ModelError) {
    try self.init(path: path, resources: resources, instructionSet: ck_best(), coreference: true)
  }

  init(
    path: String, resources: ResourceFolder = .bundled(), instructionSet: ck_isa, coreference: Bool
  ) throws(ModelError) {
    let file = try ModelFile(path: path)
    let limit = try file.setting("pieces_per_word", in: 1...64)
    let folding: TextFolding
    do throws(ResourceError) {
      folding = try TextFolding(table: resources.read(TextFolding.name))
      tokenizer = try Tokenizer(resources: resources)
    } catch {
      throw .unreadable(path: error.path, reason: error.reason)
    }
    let vocabulary = try file.tensor("vocabulary")
    pieces = try WordPieces(vocabulary: vocabulary.bytes, folding: folding, limit: limit)
    gazetteer = try Gazetteer(file)
    encoder = try Encoder(file, pieces: pieces.count, features: gazetteer.bitCount)
    guard encoder.window >= limit + 2 else { throw .damaged("a window has no room for a word of \(limit) pieces") }
    tagger = try Tagger(file, hidden: encoder.hidden)
    parser = try BiaffineParser(file, hidden: encoder.hidden)
    recognizer = try EntityRecognizer(file, hidden: encoder.hidden)
    resolver = coreference ? try CoreferenceResolver(resources: resources, width: encoder.hidden) : nil
    sentenceHead = try SentenceHead(file, hidden: encoder.hidden)
    self.instructionSet = instructionSet
  }

  /// Loads the model that comes with this package.
  ///
  /// - Returns: The model.
  /// - Throws: ``ModelError`` if the package was installed without its resources.
  public static func bundled() throws(ModelError) -> LanguageModel {
    let resources = ResourceFolder.bundled()
    return try LanguageModel(path: resources.path(of: "model.bin"), resources: resources)
  }
}
