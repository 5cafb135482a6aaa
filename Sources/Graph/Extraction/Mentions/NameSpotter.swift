internal import Language

/// Finds the names of a document: the recognizer's spans, repaired by what the rest of the document says.
///
/// A recognizer sees one sentence at a time and is wrong in one of five names; a document names the same things again
/// and again, so that the majority, and the fuller forms, put most of its errors right.
struct NameSpotter {
  let text: AnalyzedText
  let vocabulary: Vocabulary
  /// The spans found, ordered, without overlaps.
  var spans: [NameSpan] = []
  /// For each token the span that covers it, or -1.
  var cover: [Int]

  init(_ text: AnalyzedText, _ vocabulary: Vocabulary) {
    self.text = text
    self.vocabulary = vocabulary
    cover = Array(repeating: -1, count: text.tokens.count)
  }

  /// All names of the text, ordered.
  ///
  /// - Complexity: O(tokens).
  static func names(in text: AnalyzedText, _ vocabulary: Vocabulary) -> [NameSpan] {
    var spotter = NameSpotter(text, vocabulary)
    for mention in text.analysis.entities {
      guard let label = NodeLabel(mention.label) else { continue }
      spotter.take(mention.span.tokens, label)
    }
    spotter.joinNeighbours()
    spotter.spotTitled()
    spotter.spotSignatures()
    spotter.spotWorks()
    spotter.relabel()
    spotter.spotKnown()
    return spotter.spans.filter { !$0.tokens.isEmpty }.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

}
