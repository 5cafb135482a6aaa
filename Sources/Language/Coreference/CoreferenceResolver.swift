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
    guard model.width == width else {
      throw .damaged("the coreference model wants word vectors of \(model.width) numbers, the encoder gives \(width)")
    }
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
    guard features.rows.sizes == model.mentionTemplates else { return [] }
    var scorer = PairScorer(
      model, isa, heads: reader.mentions.map(\.head), vectors: vectors, features: features.rows.indices)
    var builder = ChainBuilder(reader)
    var rows = FeatureWriter()
    var rivals: [Int] = []
    var scores: [Float] = []
    for mention in reader.mentions.indices {
      let own = candidates.candidates[candidates.starts[mention]..<candidates.starts[mention + 1]]
      guard !own.isEmpty else { continue }
      rows.removeAll()
      pairs.write(mention, own, reader, to: &rows, rivals: &rivals)
      guard rows.sizes == model.pairTemplates else { return [] }
      scorer.score(mention, own, rows.indices, to: &scores)
      builder.join(mention, own, scores, above: scorer.none(mention) - model.bias)
    }
    return builder.chains().map { chain in
      chain.map { mention in
        let words = reader.mentions[mention].words
        return TokenSpan(words.lowerBound + run.lowerBound..<words.upperBound + run.lowerBound)
      }
    }
  }
}
