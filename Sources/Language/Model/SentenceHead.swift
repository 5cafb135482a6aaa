/// The head that says where sentences begin, once the encoder has seen the words on both sides.
///
/// The tokenizer's sentences are good where punctuation and capitals are; the encoder knows grammar. Their log-odds are
/// combined by a logistic regression that was fitted on the development data (`training/tokenizer/fit_boundaries.py`).
struct SentenceHead: Sendable {
  private let layer: Linear

  /// Weights of the tokenizer's log-odds and of the encoder's, and the constant.
  private static let weights: (tokenizer: Float, encoder: Float, constant: Float) = (0.35, 0.53, 0.28)

  /// Reads the tensors `sent.*`.
  ///
  /// - Returns: `nil` when the model has none.
  /// - Throws: ``ModelError`` if they are damaged.
  init?(_ file: ModelFile, hidden: Int) throws(ModelError) {
    guard file.has("sent.weight") else { return nil }
    layer = try Linear(file, "sent", outs: 1, ins: hidden)
  }

  /// What speaks for a sentence start at one word.
  struct Evidence: Sendable {
    /// The word, as a token of the text.
    var token: Int
    /// The tokenizer's log-odds.
    var tokenizer: Float
    /// The encoder's log-odds.
    var encoder: Float

    /// The log-odds of both.
    var combined: Float {
      let weights = SentenceHead.weights
      // Far from zero the tokenizer is no surer than at ten.
      return max(-10, min(10, tokenizer)) * weights.tokenizer + encoder * weights.encoder + weights.constant
    }
  }

  /// The evidence for each word but the first, where the tokenizer left it open.
  ///
  /// - Parameters:
  ///   - words: The vectors of the words of a window.
  ///   - first: The first word, as a token of the text.
  ///   - scores: The tokenizer's log-odds for all tokens of the text.
  ///   - scratch: Memory of this worker.
  /// - Returns: The evidence, in the order of the words.
  func evidence(_ words: InputRows, first: Int, scores: [Float], scratch: HeadScratch) -> [Evidence] {
    let results = scratch.scores.reserve(words.count * layer.width)
    layer.apply(words, to: results, stride: layer.width)
    var evidence: [Evidence] = []
    for row in 1..<max(1, words.count) where scores[first + row].isFinite {
      evidence.append(
        Evidence(token: first + row, tokenizer: scores[first + row], encoder: results[row * layer.width]))
    }
    return evidence
  }
}
