internal import Language

/// An analysis with what reading it needs again and again: the bytes, look-up keys, children, sentences of tokens.
struct AnalyzedText: Sendable {
  let analysis: Analysis
  /// The untouched text.
  let bytes: [UInt8]
  /// For each token its form as ``Vocabulary/key(_:)`` gives it.
  let keys: [String]
  /// For each token the index of its sentence.
  let sentenceOfToken: [Int]
  /// The children of token `t` are `childTokens[childStart[t]..<childStart[t + 1]]`, in order.
  private let childStart: [Int]
  private let childTokens: [Int]

  /// - Complexity: O(tokens + bytes).
  init(_ given: Analysis, text: String) {
    let analysis = Self.sound(given)
    self.analysis = analysis
    bytes = Array(text.utf8)
    keys = analysis.tokens.map { Vocabulary.key($0.form) }
    var sentences = [Int](repeating: 0, count: analysis.tokens.count)
    for (index, sentence) in analysis.sentences.enumerated() {
      for token in sentence.tokens where token < sentences.count { sentences[token] = index }
    }
    sentenceOfToken = sentences
    var starts = [Int](repeating: 0, count: analysis.tokens.count + 1)
    for token in analysis.tokens {
      if let head = token.head, head >= 0, head < analysis.tokens.count { starts[head + 1] += 1 }
    }
    for index in 1..<max(1, starts.count) { starts[index] += starts[index - 1] }
    var next = starts
    var children = [Int](repeating: 0, count: starts.last ?? 0)
    for (index, token) in analysis.tokens.enumerated() {
      guard let head = token.head, head >= 0, head < analysis.tokens.count else { continue }
      children[next[head]] = index
      next[head] += 1
    }
    childStart = starts
    childTokens = children
  }

  /// An analysis without what would lead out of its arrays: analyses may come from a file.
  private static func sound(_ given: Analysis) -> Analysis {
    var analysis = given
    let all = analysis.tokens.indices
    for token in all {
      if let head = analysis.tokens[token].head, !all.contains(head) || head == token {
        analysis.tokens[token].head = nil
      }
      let range = analysis.tokens[token].range
      if range.lowerBound < 0 { analysis.tokens[token].range = 0..<max(0, range.upperBound) }
    }
    for index in analysis.sentences.indices {
      analysis.sentences[index].tokens = analysis.sentences[index].tokens.clamped(to: all)
    }
    if analysis.sentences.isEmpty, let first = analysis.tokens.first, let last = analysis.tokens.last {
      let end = max(first.range.lowerBound, last.range.upperBound)
      analysis.sentences = [Sentence(tokens: all, range: first.range.lowerBound..<end)]
    }
    analysis.entities.removeAll { $0.span.tokens.clamped(to: all).isEmpty }
    analysis.chains = analysis.chains.map { chain in
      chain.map { TokenSpan($0.tokens.clamped(to: all)) }.filter { !$0.tokens.isEmpty }
    }
    return analysis
  }

  var tokens: [Token] { analysis.tokens }

  /// The tokens that depend on a token, in order.
  func children(of token: Int) -> ArraySlice<Int> { childTokens[childStart[token]..<childStart[token + 1]] }

  /// The first child with one of these relations, subtypes included only where they are named.
  func child(of token: Int, _ relations: String...) -> Int? {
    children(of: token).first { relations.contains(tokens[$0].relation) }
  }

  /// The relation of a token without its subtype.
  func relation(_ token: Int) -> Substring {
    let relation = tokens[token].relation
    return relation.prefix { $0 != ":" }
  }

  /// The sentence of a token.
  func sentence(of token: Int) -> Sentence { analysis.sentences[sentenceOfToken[token]] }

  /// The token of a run whose head lies outside it; the last one that stands alone if the tree is broken.
  func head(of run: Range<Int>) -> Int {
    for token in run {
      guard let head = tokens[token].head else { return token }
      if !run.contains(head) { return token }
    }
    return run.lowerBound
  }

  /// True if `token` is `ancestor` or depends on it, directly or not.
  func isBelow(_ token: Int, _ ancestor: Int) -> Bool {
    var current = token
    for _ in 0..<64 {
      if current == ancestor { return true }
      guard let head = tokens[current].head else { return false }
      current = head
    }
    return false
  }

  /// The tokens from the first to the last of a token's subtree.
  ///
  /// - Complexity: O(size of the subtree).
  func extent(of token: Int) -> Range<Int> {
    var (first, last) = (token, token)
    var stack = [token]
    var seen = 0
    while let current = stack.popLast(), seen < 4096 {
      seen += 1
      first = min(first, current)
      last = max(last, current)
      stack.append(contentsOf: children(of: current))
    }
    return first..<last + 1
  }

  /// The bytes from the first to the last token of a run.
  func range(_ run: Range<Int>) -> Range<Int> {
    guard !run.isEmpty else { return 0..<0 }
    let lower = tokens[run.lowerBound].range.lowerBound
    return lower..<max(lower, tokens[run.upperBound - 1].range.upperBound)
  }

  /// The words of a run as written, with white space made single blanks.
  func text(_ run: Range<Int>) -> String {
    text(bytes: range(run))
  }

  /// A part of the text, with white space made single blanks.
  func text(bytes range: Range<Int>) -> String {
    var out: [UInt8] = []
    for byte in bytes[range.clamped(to: 0..<bytes.count)] {
      if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
        if out.last != 0x20, !out.isEmpty { out.append(0x20) }
      } else {
        out.append(byte)
      }
    }
    if out.last == 0x20 { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }

  /// True if a line break stands between two neighbouring tokens.
  func breaksLine(before token: Int) -> Bool {
    guard token > 0 else { return true }
    let (from, to) = (tokens[token - 1].range.upperBound, tokens[token].range.lowerBound)
    return from < to && to <= bytes.count && bytes[from..<to].contains(0x0A)
  }

  /// True if the word begins with an upper-case letter.
  func isCapitalized(_ token: Int) -> Bool {
    guard let first = tokens[token].form.unicodeScalars.first else { return false }
    return first.properties.isUppercase
  }
}
