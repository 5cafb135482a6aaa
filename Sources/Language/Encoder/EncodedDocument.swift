/// The vectors of a run of words, for what is decided over more than a sentence.
struct EncodedDocument: Sendable {
  /// The words, as positions in the tokens of the analysis; whole sentences.
  var tokens: Range<Int>
  /// The length of a vector.
  let width: Int
  /// The vectors, one after another.
  var vectors: [Float]

  /// The vector of a word of ``tokens``.
  func vector(of token: Int) -> ArraySlice<Float> {
    let start = (token - tokens.lowerBound) * width
    return vectors[start..<start + width]
  }
}
