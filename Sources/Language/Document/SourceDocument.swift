/// A document as it was read: its text, what is known about it, and how the text is built.
public struct SourceDocument: Sendable, Hashable {
  /// The name of the document, unique in a collection: a path relative to what was read, or the id of a JSON line.
  public var name: String
  /// The text that all offsets count in. For plain text and Markdown the untouched file (without byte order mark),
  /// transcoded when it was UTF-16 or Windows-1252; for HTML what a reader sees, blocks separated by blank lines.
  public var text: [UInt8]
  /// The headline, where known.
  public var title: String?
  /// The day, month or year of the document as ISO 8601 (`2017-03-02`, `2017-03`, `2017`), where known.
  public var date: String?
  /// Who published it, where known.
  public var publisher: String?
  /// The place of the dateline ("BOSTON"), where known.
  public var place: String?
  /// Where it came from, where known.
  public var url: String?
  /// The file that it was read from; `nil` for standard input.
  public var path: String?
  /// How the text is built: blocks that don't overlap, in order; what no block covers is blank.
  public var blocks: [TextBlock]

  /// Creates a document.
  public init(
    name: String, text: [UInt8], title: String? = nil, date: String? = nil, publisher: String? = nil,
    place: String? = nil, url: String? = nil, path: String? = nil, blocks: [TextBlock] = []
  ) {
    self.name = name
    self.text = text
    self.title = title
    self.date = date
    self.publisher = publisher
    self.place = place
    self.url = url
    self.path = path
    self.blocks = blocks
  }

  /// Where a sentence ends in any case: the borders of the blocks, in order.
  ///
  /// - Complexity: O(*n*) in the blocks.
  public var sentenceBreaks: [Int] {
    var breaks: [Int] = []
    for block in blocks {
      for offset in [block.range.lowerBound, block.range.upperBound] where offset > (breaks.last ?? 0) {
        breaks.append(offset)
      }
    }
    return breaks
  }

  /// The sentences of an analysis of this text that begin a paragraph, as their first tokens: those at the start of a
  /// block or behind a blank line.
  ///
  /// - Complexity: O(*n*) in the sentences, blocks and blanks.
  package func paragraphStarts(in analysis: Analysis) -> [Int] {
    var starts: [Int] = []
    var end = 0
    var block = 0
    for sentence in analysis.sentences {
      let begin = sentence.range.lowerBound
      var isStart = end == 0
      while block < blocks.count, blocks[block].range.lowerBound <= begin {
        isStart = isStart || blocks[block].range.lowerBound >= end
        block += 1
      }
      if !isStart, end < begin, begin <= text.count { isStart = text[end..<begin].count { $0 == 0x0A } > 1 }
      if isStart { starts.append(sentence.tokens.lowerBound) }
      end = sentence.range.upperBound
    }
    return starts
  }

  /// The block that holds an offset.
  ///
  /// - Parameter offset: An offset into the text.
  /// - Returns: The block, or `nil` between blocks.
  /// - Complexity: O(log *n*) in the blocks.
  public func block(at offset: Int) -> TextBlock? {
    var low = 0
    var high = blocks.count
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < blocks.count && blocks[low].range.contains(offset) ? blocks[low] : nil
  }
}

/// A part of a text with one purpose.
public struct TextBlock: Sendable, Hashable {
  /// What a block is for.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Running text.
    case paragraph
    /// A headline or section title; who is named there takes part in nothing.
    case heading
    /// Who wrote or edited the text.
    case byline
    /// Place, agency and date before the first sentence ("BOSTON (WHDH) -"), or a line with the date only.
    case dateline
    /// The text under a picture.
    case caption
    /// An item of a list.
    case listItem
    /// Other data before the text ("date 2017-03-02").
    case metadata

    /// True for blocks of whole sentences that state something: paragraphs and list items.
    public var isProse: Bool { self == .paragraph || self == .listItem }
  }

  /// What the block is for.
  public var kind: Kind
  /// Where it stands, in UTF-8 bytes.
  public var range: Range<Int>

  /// Creates a block.
  public init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}
