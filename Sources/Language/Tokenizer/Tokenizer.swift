/// Cuts a text into words and sentences.
///
/// The words are those of the English Universal Dependencies treebanks: "don't" is one token of two words, "do" and
/// "n't"; punctuation stands alone, but abbreviations keep their full stop.
public struct Tokenizer: Sendable {
  /// The most tokens that a sentence may have; a longer one is cut.
  public static let sentenceLimit = 512

  /// Loads the tokenizer's model.
  public init() {}

  /// Finds the words and sentences of a UTF-8 text; bytes that are not UTF-8 are accepted and show as U+FFFD in forms.
  ///
  /// - Parameter text: Any bytes.
  /// - Returns: An analysis with tokens and sentences only.
  /// - Complexity: O(*n*) in the bytes of the text.
  public func tokenize(_ text: [UInt8]) -> Analysis {
    provisional(text.span)
  }

  /// Finds the words and sentences of a text.
  ///
  /// - Parameter text: A text; offsets count its UTF-8 bytes.
  /// - Returns: An analysis with tokens and sentences only.
  /// - Complexity: O(*n*) in the bytes of the text.
  public func tokenize(_ text: String) -> Analysis { tokenize(Array(text.utf8)) }

  private func provisional(_ text: Span<UInt8>) -> Analysis {
    var analysis = Analysis()
    var start = 0
    var first = 0
    var newlines = 0
    func isWord(_ byte: UInt8) -> Bool { byte >= 0x80 || CharacterClass.ascii[Int(byte)].rawValue - 2 < 4 }
    func endSentence() {
      guard first < analysis.tokens.count else { return }
      let range = analysis.tokens[first].range.lowerBound..<analysis.tokens[analysis.tokens.count - 1].range.upperBound
      analysis.sentences.append(Sentence(tokens: first..<analysis.tokens.count, range: range))
      first = analysis.tokens.count
    }
    while start < text.count {
      if text[start] <= 0x20 {
        newlines += text[start] == 0x0A ? 1 : 0
        start += 1
        continue
      }
      if newlines > 1 { endSentence() }
      var end = start + 1
      if isWord(text[start]) { while end < text.count, isWord(text[end]) { end += 1 } }
      let form = text.extracting(start..<end).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
      let spaceAfter = end == text.count || text[end] <= 0x20
      analysis.tokens.append(Token(range: start..<end, form: form, spaceAfter: spaceAfter))
      let isEnd = (form == "." || form == "!" || form == "?") && spaceAfter
      if isEnd || analysis.tokens.count - first == Self.sentenceLimit { endSentence() }
      newlines = 0
      start = end
    }
    endSentence()
    return analysis
  }
}
