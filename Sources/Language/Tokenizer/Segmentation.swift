/// Words and sentences of a text, with the confidence of the sentence boundaries.
package struct Segmentation: Sendable {
  /// The tokens and sentences.
  package private(set) var analysis = Analysis()
  /// For each token the log-odds that it begins a sentence: infinite at the start of a paragraph, minus infinite within
  /// a multiword token.
  package private(set) var boundaryScores: [Float] = []

  private var wordEnds: [Int] = []

  /// Makes room for the words of a text: growing step by step would hold the tokens of a large one twice.
  mutating func reserve(bytes: Int) {
    analysis.tokens.reserveCapacity(bytes / 4 + 8)
    boundaryScores.reserveCapacity(bytes / 4 + 8)
  }

  /// Adds the tokens of a block, cut into words.
  ///
  /// - Complexity: O(*n*) in the bytes of the tokens.
  mutating func append(
    _ tokens: [RawToken], scores: [Float], of text: Span<UInt8>, base: Int, splitter: WordSplitter
  ) {
    for (index, token) in tokens.enumerated() {
      let end = base + Int(token.end)
      let next = index + 1 < tokens.count ? base + Int(tokens[index + 1].start) : end
      let spaceAfter = next > end || index + 1 == tokens.count && (end == text.count || isBlank(text, end))
      wordEnds.removeAll(keepingCapacity: true)
      splitter.appendWordEnds(of: token, in: text, base: base, to: &wordEnds)
      var start = base + Int(token.start)
      for (word, wordEnd) in wordEnds.enumerated() {
        let form = text.extracting(start..<wordEnd).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        analysis.tokens.append(
          Token(
            range: start..<wordEnd, form: form, spaceAfter: wordEnd == end && spaceAfter, continuesToken: word > 0))
        boundaryScores.append(word == 0 ? scores[index] : -.infinity)
        start = wordEnd
      }
    }
  }

  private func isBlank(_ text: Span<UInt8>, _ position: Int) -> Bool {
    let decoded = decodeScalar(in: text, at: position)
    guard decoded.isValid else { return false }
    let cls =
      decoded.scalar.isASCII ? CharacterClass.ascii[Int(decoded.scalar.value)] : CharacterClass(decoded.scalar)
    return cls == .space || cls == .newline
  }

  /// Forms the sentences: one begins wherever the log-odds are positive, and none has more than `limit` words.
  ///
  /// - Complexity: O(*n*) in the tokens.
  mutating func findSentences(limit: Int) {
    analysis.sentences.removeAll(keepingCapacity: true)
    var first = 0
    var index = 1
    while index <= boundaryScores.count {
      if index == boundaryScores.count || boundaryScores[index] > 0 {
        appendSentence(first..<index, limit: limit)
        first = index
      }
      index += 1
    }
  }

  private mutating func appendSentence(_ tokens: Range<Int>, limit: Int) {
    var first = tokens.lowerBound
    while tokens.upperBound - first > limit {
      var best = first + limit
      for index in stride(from: first + limit, through: first + limit / 2, by: -1)
      where cuttingScore(index) > cuttingScore(best) { best = index }
      close(first..<best)
      first = best
    }
    if first < tokens.upperBound { close(first..<tokens.upperBound) }
  }

  /// How good a place for a cut is: behind punctuation rather than anywhere else.
  private func cuttingScore(_ index: Int) -> Float {
    let isBehindMark = analysis.tokens[index - 1].form.utf8.first.map { Atom.asciiPunctuation[Int($0 & 0x7F)] != 0 }
    return boundaryScores[index] + (isBehindMark == true ? 100 : 0)
  }

  private mutating func close(_ tokens: Range<Int>) {
    let start = analysis.tokens[tokens.lowerBound].range.lowerBound
    let end = analysis.tokens[tokens.upperBound - 1].range.upperBound
    analysis.sentences.append(Sentence(tokens: tokens, range: start..<end))
  }
}
