internal import CKernels

/// Finds which phrases of a text mean the same: names, descriptions ("the attorney general"), pronouns.
///
/// A resolver is immutable and may be shared by any number of threads.
struct CoreferenceResolver: Sendable {
  private let model: CoreferenceModel
  private let lexicon: CoreferenceLexicon

  /// Creates a resolver.
  ///
  /// - Parameters:
  ///   - file: The model, `coref.bin`.
  ///   - lexicon: The bytes of `coref-lexicon.tsv`.
  ///   - width: The length of the word vectors that the encoder gives.
  /// - Throws: ``ModelError`` if the model is damaged or was trained for another encoder or other features.
  init(_ file: ModelFile, lexicon: [UInt8], width: Int) throws(ModelError) {
    model = try CoreferenceModel(file)
    self.lexicon = CoreferenceLexicon(lexicon)
    let (mentions, pairs) = Self.templates(self.lexicon)
    guard mentions == model.mentionTemplates, pairs == model.pairTemplates else {
      throw .damaged("the coreference model was trained with other features than this program computes")
    }
    guard model.width == width else {
      throw .damaged("the coreference model wants word vectors of \(model.width) numbers, the encoder gives \(width)")
    }
  }

  /// Reads the resolver's files, `coref.bin` and `coref-lexicon.tsv`.
  ///
  /// - Throws: ``ModelError`` if one of them cannot be read, is damaged or fits neither the encoder nor this program.
  init(resources: ResourceFolder, width: Int) throws(ModelError) {
    let words: [UInt8]
    do throws(ResourceError) {
      words = try resources.read("coref-lexicon.tsv")
    } catch {
      throw .unreadable(path: error.path, reason: error.reason)
    }
    try self.init(ModelFile(path: resources.path(of: "coref.bin")), lexicon: words, width: width)
  }

  /// The sizes of the templates that this program computes, from a text of two mentions.
  private static func templates(_ lexicon: CoreferenceLexicon) -> (mentions: [Int], pairs: [Int]) {
    let word = Token(range: 0..<0, form: "it", upos: .pron, xpos: "PRP")
    let sentence = Sentence(tokens: 0..<2, range: 0..<0)
    let reader = MentionReader(
      CoreferenceText(Analysis(tokens: [word, word], sentences: [sentence]), 0..<2, lexicon))
    let features = MentionFeatures(reader, recordingSizes: true)
    var rows = FeatureWriter(recordingSizes: true)
    var rivals: [Int] = []
    PairFeatures(earlierCores: features.earlierCores).write(1, [0], reader, to: &rows, rivals: &rivals)
    return (features.rows.sizes, rows.sizes)
  }

  /// Finds the chains of a run of words.
  ///
  /// - Parameters:
  ///   - analysis: A text with tags, trees and entities.
  ///   - run: The words to look at, whole sentences.
  ///   - vectors: The encoder's vectors of the words of `run`, one after another.
  ///   - isa: The instruction set of the kernels.
  /// - Returns: Chains of two or more mentions, each in order, ordered by their first mention.
  /// - Complexity: O(*n* log *n*) in the words of `run`.
  func resolve(
    _ analysis: Analysis, _ run: Range<Int>, vectors: UnsafeBufferPointer<Float>, _ isa: ck_isa
  ) -> [[TokenSpan]] {
    let run = run.clamped(to: analysis.tokens.indices)
    let reader = MentionReader(CoreferenceText(analysis, run, lexicon))
    guard reader.mentions.count > 1 else { return [] }
    let features = MentionFeatures(reader)
    let pairs = PairFeatures(earlierCores: features.earlierCores)
    let candidates = AntecedentCandidates(reader)
    var scorer = PairScorer(
      model, isa, heads: reader.mentions.map(\.head), vectors: vectors, features: features.rows.indices)
    var builder = ChainBuilder(reader)
    var rows = FeatureWriter()
    var rivals: [Int] = []
    var scores: [Float] = []
    for mention in reader.mentions.indices {
      let own = candidates.candidates[candidates.starts[mention]..<candidates.starts[mention + 1]]
      rows.removeAll()
      pairs.write(mention, own, reader, to: &rows, rivals: &rivals)
      scorer.score(mention, own, rows.indices, to: &scores)
      builder.join(mention, own, scores, above: scorer.none(mention) - model.bias, reader)
    }
    return builder.chains().map { chain in
      chain.map { mention in
        let words = reader.mentions[mention].words
        return TokenSpan(words.lowerBound + run.lowerBound..<words.upperBound + run.lowerBound)
      }
    }
  }
}
