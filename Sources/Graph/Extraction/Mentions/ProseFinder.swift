internal import Language

/// Tells running text from headings, bylines, captions and datelines.
struct ProseFinder {
  let text: AnalyzedText
  /// How the text is built, where its reader knows.
  var blocks: [TextBlock] = []

  /// For each sentence, true if it is running text.
  ///
  /// - Complexity: O(tokens).
  func isProse() -> [Bool] {
    text.analysis.sentences.indices.map { index in
      if let block = block(of: text.analysis.sentences[index].range.lowerBound) {
        return block.kind.isProse && !isByline(index)
      }
      return !isHeading(index) && !isByline(index)
    }
  }

  private func block(of offset: Int) -> TextBlock? {
    var low = 0
    var high = blocks.count
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < blocks.count && blocks[low].range.contains(offset) ? blocks[low] : nil
  }

  /// A line without a full stop and without a finite verb that has a subject, or in capitals throughout.
  private func isHeading(_ index: Int) -> Bool {
    let tokens = text.analysis.sentences[index].tokens
    guard let last = tokens.last, standsAlone(index) else { return false }
    let end = text.tokens[last].form
    if [".", "!", "?", "\u{2026}", ":", ";"].contains(end) || Self.closers.contains(end) { return false }
    if ["-", "--", "\u{2013}", "\u{2014}", "\"", "\u{201C}"].contains(text.tokens[tokens.lowerBound].form) {
      return false
    }
    let words = tokens.filter { text.tokens[$0].upos != .punct }
    guard words.count <= 16 else { return false }
    let hasVerb = words.contains { text.tokens[$0].upos == .verb && text.child(of: $0, "nsubj", "nsubj:pass") != nil }
    // Most words of a headline are capitalized, or it has no clause at all.
    let capitals = words.count { text.isCapitalized($0) }
    return !hasVerb || capitals * 3 >= words.count * 2
  }

  private static let closers: Set<String> = ["\"", "\u{201D}", "'", "\u{2019}", "''", ")"]

  /// "By Jane Doe", "Jane Doe, Staff Writer", "Photo: Jane Doe".
  private func isByline(_ index: Int) -> Bool {
    let tokens = text.analysis.sentences[index].tokens
    guard tokens.count <= 12, let first = tokens.first, standsAlone(index) else { return false }
    let key = text.keys[first]
    let opens =
      key == "by" || ["photo", "image", "credit", "photograph", "file", "pictured", "caption", "source"].contains(key)
    guard opens else { return false }
    return !tokens.contains { text.tokens[$0].upos == .verb && text.child(of: $0, "nsubj") != nil }
  }

  /// True if line breaks stand on both sides of the sentence.
  private func standsAlone(_ index: Int) -> Bool {
    let sentence = text.analysis.sentences[index]
    guard text.breaksLine(before: sentence.tokens.lowerBound) else { return false }
    let next = sentence.tokens.upperBound
    return next >= text.tokens.count || text.breaksLine(before: next)
  }
}
