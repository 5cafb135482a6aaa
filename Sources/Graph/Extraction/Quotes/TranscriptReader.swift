internal import Language

/// Reads interviews: lines that begin with a speaker and a colon.
struct TranscriptReader {
  let draft: DocumentDraft
  let paragraphs: [Int]

  /// The turns of the speakers, ordered; a paragraph without a label goes on with the turn before it.
  ///
  /// One labelled line alone is not a transcript unless a title stands before the name.
  ///
  /// - Complexity: O(tokens).
  func turns() -> [DocumentDraft.QuotationDraft] {
    let text = draft.text
    var labels: [(first: Int, speech: Int, speaker: Int)] = []
    for token in text.tokens.indices where token == 0 || paragraphs[token] != paragraphs[token - 1] {
      if let (speaker, speech) = label(at: token) { labels.append((token, speech, speaker)) }
    }
    guard labels.count > 1 else { return [] }
    var turns: [DocumentDraft.QuotationDraft] = []
    for (index, label) in labels.enumerated() {
      var end = label.speech
      let limit = index + 1 < labels.count ? labels[index + 1].first : text.tokens.count
      while end < limit, index + 1 < labels.count || paragraphs[end] == paragraphs[label.first] { end += 1 }
      guard end > label.speech else { continue }
      turns.append(
        DocumentDraft.QuotationDraft(
          run: QuotationMarks.Run(tokens: label.speech..<end), speaker: label.speaker, cue: nil))
    }
    return turns
  }

  /// The speaker of a labelled line and the token at which the speech begins.
  private func label(at first: Int) -> (Int, Int)? {
    let text = draft.text
    var token = first
    while token < text.tokens.count, token - first < 6, draft.cover[token] < 0, text.tokens[token].form != ":" {
      token += 1
    }
    guard token < text.tokens.count, draft.cover[token] >= 0 else { return nil }
    let span = draft.spans[draft.cover[token]]
    guard span.label == .person || span.label == .organization, let speaker = span.entity,
      span.tokens.lowerBound == token
    else { return nil }
    var end = span.tokens.upperBound
    if end < text.tokens.count, text.tokens[end].form == "(" {
      while end < text.tokens.count, end - span.tokens.upperBound < 6, text.tokens[end].form != ")" { end += 1 }
      end += 1
    }
    guard end < text.tokens.count, text.tokens[end].form == ":", end + 1 < text.tokens.count,
      paragraphs[end + 1] == paragraphs[first]
    else { return nil }
    // Only titles may stand before the name.
    for before in first..<token where draft.roles.allSatisfy({ !$0.phrase.contains(before) }) {
      guard draft.vocabulary.honorifics[text.keys[before]] != nil || text.tokens[before].upos == .punct else {
        return nil
      }
    }
    return (speaker, end + 1)
  }
}
