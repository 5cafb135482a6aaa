/// Cuts a text into words and sentences.
///
/// The words are those of the English Universal Dependencies treebanks: "don't" is one token of two words, "do" and
/// "n't"; punctuation stands alone, but abbreviations keep their full stop. Atoms (runs of letters, of digits, of one
/// punctuation character) are joined into tokens, and tokens into sentences, by two small learned models; a blank line
/// always ends a sentence. `training/tokenizer` holds the program that trains them.
public struct Tokenizer: Sendable {
  /// The most words that a sentence may have; a longer one is cut where a boundary is least unlikely.
  public static let sentenceLimit = 512

  private let decider: ModelDecider
  private let abbreviations: AbbreviationTable
  private let splitter: WordSplitter

  /// Loads the tokenizer's models and tables.
  ///
  /// - Parameter resources: The folder with `tokenizer.bin`, `abbreviations.tsv` and `multiword.tsv`.
  /// - Throws: ``ResourceError`` when a file is missing or damaged.
  public init(resources: ResourceFolder = .bundled()) throws(ResourceError) {
    guard let decider = ModelDecider(try resources.read("tokenizer.bin")) else {
      throw ResourceError(path: resources.path(of: "tokenizer.bin"), reason: "not a tokenizer model")
    }
    self.decider = decider
    abbreviations = AbbreviationTable(try resources.read("abbreviations.tsv"))
    splitter = WordSplitter(try resources.read("multiword.tsv"))
  }

  /// Finds the words and sentences of a UTF-8 text; bytes that are not UTF-8 are accepted and show as U+FFFD in forms.
  ///
  /// - Parameters:
  ///   - text: Any bytes.
  ///   - breaks: Offsets, in order, where a sentence ends in any case: borders of headings, datelines, list items.
  /// - Returns: An analysis with tokens and sentences only.
  /// - Complexity: O(*n*) in the bytes of the text.
  public func tokenize(_ text: [UInt8], breaks: [Int] = []) -> Analysis {
    segment(text, breaks: breaks).analysis
  }

  /// Finds the words and sentences of a text.
  ///
  /// - Parameter text: A text; offsets count its UTF-8 bytes.
  /// - Returns: An analysis with tokens and sentences only.
  /// - Complexity: O(*n*) in the bytes of the text.
  public func tokenize(_ text: String) -> Analysis { tokenize(Array(text.utf8)) }

  /// Finds words and sentences, and says how sure each boundary is.
  ///
  /// - Parameters:
  ///   - text: Any bytes.
  ///   - breaks: Offsets, in order, where a sentence ends in any case.
  /// - Returns: The analysis, with the log-odds that a sentence begins at each of its tokens.
  /// - Complexity: O(*n*) in the bytes of the text.
  package func segment(_ text: [UInt8], breaks: [Int] = []) -> Segmentation {
    var result = Segmentation()
    result.reserve(bytes: text.count)
    var blocks = BlockTokenizer(abbreviations: abbreviations)
    var decider = decider
    let span = text.span
    var position = 0
    var nextBreak = 0
    while position < text.count {
      while nextBreak < breaks.count, breaks[nextBreak] <= position { nextBreak += 1 }
      let limit = nextBreak < breaks.count ? min(breaks[nextBreak], text.count) : text.count
      guard let block = BlockReader.next(in: span, from: position, limit: limit) else {
        position = limit
        continue
      }
      blocks.read(span, block: block, decider: &decider)
      result.append(blocks.tokens, scores: blocks.scores, of: span, base: block.lowerBound, splitter: splitter)
      position = block.upperBound
    }
    result.findSentences(limit: Self.sentenceLimit)
    return result
  }
}
