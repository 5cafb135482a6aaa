internal import Language

/// Pairs quotation marks, over sentences and paragraphs, also where one of a pair is missing.
struct QuotationMarks {
  /// A run of quoted tokens, marks excluded.
  struct Run: Hashable {
    var tokens: Range<Int>
    /// True if the run goes on from the quotation before it: its paragraph opened again without a close.
    var continues = false
    /// True for single marks inside double ones.
    var isNested = false
  }

  private enum Mark {
    case open, close, straight
  }

  let text: AnalyzedText
  /// For each token its paragraph.
  let paragraphs: [Int]

  init(_ text: AnalyzedText) {
    self.text = text
    paragraphs = Self.paragraphs(of: text)
  }

  /// The quoted runs, ordered; nested ones follow the run that holds them.
  ///
  /// - Complexity: O(tokens).
  func runs() -> [Run] {
    var runs: [Run] = []
    var open: Int?
    var continues = false
    for token in text.tokens.indices {
      if let start = open, paragraphs[token] != paragraphs[start] {
        // No closing mark in the paragraph: the quotation goes on if the next one opens again, and ends here anyway.
        append(start, token, continues, to: &runs)
        open = nil
        continues = mark(token).map { $0 != .close } ?? false
      }
      guard let mark = mark(token) else {
        if open == nil, paragraphs[token] != paragraphs[max(0, token - 1)] { continues = false }
        continue
      }
      if let start = open {
        if mark == .open || mark == .straight && opensAgain(token) {
          append(start, token, continues, to: &runs)
          continues = true
          open = token + 1
        } else {
          append(start, token, continues, to: &runs)
          continues = false
          open = nil
        }
      } else if mark != .close {
        open = token + 1
      }
      if let start = open, start >= text.tokens.count { open = nil }
    }
    if let start = open { append(start, text.tokens.count, continues, to: &runs) }
    return runs.flatMap { [$0] + nested(in: $0.tokens) }
  }

  private func append(_ start: Int, _ end: Int, _ continues: Bool, to runs: inout [Run]) {
    guard end > start else { return }
    runs.append(Run(tokens: start..<end, continues: continues))
  }

  private func mark(_ token: Int) -> Mark? {
    switch text.tokens[token].form {
    case "\u{201C}", "``", "\u{00AB}", "\u{201E}": return .open
    case "\u{201D}", "\u{00BB}": return .close
    case "\"", "''": return .straight
    default: return nil
    }
  }

  /// A straight mark inside a quotation opens another one if a blank stands before it and none behind it.
  private func opensAgain(_ token: Int) -> Bool {
    guard token > 0, !text.tokens[token].spaceAfter, text.tokens[token - 1].spaceAfter else { return false }
    let before = text.tokens[token - 1].form
    return before.hasSuffix(".") || before.hasSuffix("?") || before.hasSuffix("!")
  }

  // MARK: Single marks

  /// Runs in single quotation marks; apostrophes are told from them by the blanks around.
  func nested(in outer: Range<Int>) -> [Run] {
    var runs: [Run] = []
    var open: Int?
    for token in outer {
      let form = text.tokens[token].form
      let before = token == outer.lowerBound || text.tokens[token - 1].spaceAfter
      if open == nil, form == "\u{2018}" || form == "'" || form == "`", before, !text.tokens[token].spaceAfter {
        open = token + 1
      } else if let start = open, form == "\u{2019}" || form == "'", !before, isEnd(token, outer) {
        if token - start >= 3 { runs.append(Run(tokens: start..<token, isNested: true)) }
        open = nil
      }
    }
    return runs
  }

  private func isEnd(_ token: Int, _ outer: Range<Int>) -> Bool {
    guard text.tokens[token].spaceAfter || token + 1 >= outer.upperBound || text.tokens[token + 1].upos == .punct else {
      return false
    }
    // The plural's possessive ("the Russians' ties") does not end a quotation; punctuation before the mark does.
    let before = text.tokens[token - 1]
    return before.upos == .punct || !before.form.hasSuffix("s")
  }

  // MARK: Paragraphs

  /// A paragraph ends at a blank line, or at a line break that also ends a sentence.
  static func paragraphs(of text: AnalyzedText) -> [Int] {
    var paragraph = 0
    var paragraphs = [Int](repeating: 0, count: text.tokens.count)
    for token in text.tokens.indices {
      if token > 0, text.breaksLine(before: token) {
        let gap = text.tokens[token - 1].range.upperBound..<text.tokens[token].range.lowerBound
        let lines = text.bytes[gap].count { $0 == 0x0A }
        if lines > 1 || text.sentence(of: token).tokens.lowerBound == token { paragraph += 1 }
      }
      paragraphs[token] = paragraph
    }
    return paragraphs
  }
}
