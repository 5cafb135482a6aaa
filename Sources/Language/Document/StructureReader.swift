/// Finds out how a plain text is built: headings, bylines, datelines, captions, list items, paragraphs.
///
/// It goes by layout and by the conventions of news texts, and leaves a block a paragraph when in doubt, since who is
/// named in a heading takes part in nothing.
package struct StructureReader {
  private let text: [UInt8]
  private let isMarkdown: Bool
  private var blocks: [TextBlock] = []
  private var sawProse = false

  /// What the text says about its document.
  package private(set) var title: String?
  /// The date at the start of the text.
  package private(set) var date: String?
  /// The place of the dateline.
  package private(set) var place: String?
  /// The agency of the dateline.
  package private(set) var publisher: String?

  /// How far into a text, in blocks, metadata, date lines and datelines are looked for.
  private static let head = 6
  /// The most words in a heading, and the most bytes.
  private static let longestHeading = (words: 16, bytes: 130)

  private init(_ text: [UInt8], isMarkdown: Bool) {
    self.text = text
    self.isMarkdown = isMarkdown
  }

  /// Reads the structure of a text and completes the document with it; what the document knows already stays.
  ///
  /// - Parameters:
  ///   - document: A document without blocks.
  ///   - isMarkdown: True when `#` begins a heading.
  /// - Complexity: O(*n*) in the bytes of the text.
  package static func describe(_ document: inout SourceDocument, isMarkdown: Bool = false) {
    var reader = StructureReader(document.text, isMarkdown: isMarkdown)
    for range in Paragraphs.ranges(of: document.text) { reader.read(range) }
    reader.finish(&document)
  }

  /// Looks closer at blocks that are known already, as those of an HTML page: bylines and the dateline among them.
  ///
  /// - Complexity: O(*n*) in the bytes of the text.
  package static func refine(_ document: inout SourceDocument) {
    var reader = StructureReader(document.text, isMarkdown: false)
    for block in document.blocks {
      if block.kind == .paragraph {
        reader.readParagraph(block.range, mayBeHeading: false)
      } else {
        reader.append(block.kind, block.range)
      }
    }
    reader.finish(&document)
  }

  private mutating func finish(_ document: inout SourceDocument) {
    document.blocks = blocks
    document.title = document.title ?? title
    document.date = document.date ?? date
    document.place = document.place ?? place
    document.publisher = document.publisher ?? publisher
  }

  private mutating func append(_ kind: TextBlock.Kind, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    sawProse = sawProse || kind.isProse
    if kind == .heading, title == nil, !sawProse {
      title = BlockShape.plainTitle(text[range])
    }
    blocks.append(TextBlock(kind: kind, range: range))
  }

  /// Reads the lines between two blank lines.
  private mutating func read(_ paragraph: Range<Int>) {
    let lines = Paragraphs.lines(of: text, in: paragraph)
    let isLongLined = lines.contains { $0.count > LineLayout.widestWrap }
    var first = 0
    // Lines that are something by themselves, at the start of a paragraph or among lines that are paragraphs.
    var pending: Range<Int>?
    while first < lines.count {
      let line = lines[first]
      let kind = standaloneKind(line, isFirst: pending == nil, next: first + 1 < lines.count ? lines[first + 1] : nil)
      if let kind {
        if let range = pending { readParagraph(range, mayBeHeading: false) }
        pending = nil
        append(kind, line)
      } else if isLongLined {
        readParagraph(line, mayBeHeading: true)
      } else {
        pending = (pending?.lowerBound ?? line.lowerBound)..<line.upperBound
      }
      first += 1
    }
    if let range = pending { readParagraph(range, mayBeHeading: lines.count == 1) }
  }

  /// The kind of a line that tells by itself what it is.
  private mutating func standaloneKind(_ line: Range<Int>, isFirst: Bool, next: Range<Int>?) -> TextBlock.Kind? {
    let bytes = text[line]
    if BlockShape.isRule(bytes) { return .metadata }
    if BlockShape.isMarkedHeading(bytes, isMarkdown: isMarkdown) { return .heading }
    if isFirst, isMarkdown, let next, BlockShape.isUnderline(text[next]) { return .heading }
    if blocks.count < Self.head, let found = DateText.words(bytes) ?? DateText.iso(bytes),
      BlockShape.isOnlyTime(bytes[found.end...])
    {
      date = date ?? found.date
      return .dateline
    }
    if isFirst, BlockShape.isByline(bytes) { return .byline }
    if blocks.isEmpty, let next, BlockShape.isByline(text[next]) { return .heading }
    if BlockShape.isListItem(bytes) { return .listItem }
    return nil
  }

  /// Reads a paragraph, its dateline or metadata first.
  private mutating func readParagraph(_ range: Range<Int>, mayBeHeading: Bool) {
    var start = range.lowerBound
    if blocks.count < Self.head, !blocks.contains(where: { $0.kind == .paragraph }) {
      if let end = readMetadata(range) {
        append(.metadata, start..<end)
        start = Paragraphs.skipBlanks(text, end, range.upperBound)
      }
      if let dateline = Dateline(text[start..<range.upperBound]) {
        place = place ?? dateline.place
        publisher = publisher ?? dateline.agency
        date = date ?? dateline.date
        append(.dateline, start..<dateline.end)
        start = Paragraphs.skipBlanks(text, dateline.end, range.upperBound)
      }
    }
    guard start < range.upperBound else { return }
    let bytes = text[start..<range.upperBound]
    if BlockShape.isByline(bytes) {
      append(.byline, start..<range.upperBound)
    } else if BlockShape.isCaption(bytes) {
      append(.caption, start..<range.upperBound)
    } else if mayBeHeading, start == range.lowerBound,
      BlockShape.isHeading(
        bytes, words: Self.longestHeading.words, bytes: Self.longestHeading.bytes,
        isFirst: !sawProse)
    {
      append(.heading, start..<range.upperBound)
    } else {
      append(.paragraph, start..<range.upperBound)
    }
  }

  /// "date 2017-03-02" and the like before the text; gives its end.
  private mutating func readMetadata(_ range: Range<Int>) -> Int? {
    let bytes = text[range]
    for name in ["date", "published", "publication date", "posted", "updated"] {
      let key = Array(name.utf8)
      guard bytes.count > key.count + 10, bytes.prefix(key.count).elementsEqual(key, by: { $0 | 0x20 == $1 | 0x20 })
      else { continue }
      var position = range.lowerBound + key.count
      guard [0x20, 0x3A, 0x09].contains(text[position]) else { continue }
      while position < range.upperBound, [0x20, 0x3A, 0x09].contains(text[position]) { position += 1 }
      guard
        let found = DateText.iso(text[position..<range.upperBound]) ?? DateText.words(text[position..<range.upperBound])
      else { continue }
      date = date ?? found.date
      return found.end
    }
    return nil
  }
}
