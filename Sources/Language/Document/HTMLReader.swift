/// Reads what a person sees of an HTML page: its text by blocks, headline, date, publisher and address.
///
/// One pass without recursion over any bytes; scripts, styles, navigation, forms and comments never reach the text. Where
/// the page marks its article or main part, only that is kept.
package struct HTMLReader {
  /// What holds a block.
  private enum Region: Int { case page, main, article }

  private struct Block {
    var kind: TextBlock.Kind
    var text: [UInt8]
    var region: Region
  }

  private let entities: HTMLEntities
  private var blocks: [Block] = []
  private var current: [UInt8] = []
  private var kind = TextBlock.Kind.paragraph
  private var isBlankPending = false
  private var mainDepth = 0
  private var articleDepth = 0
  private var metadata = HTMLMetadata()
  private var titleText: [UInt8] = []

  /// Elements whose content is no HTML; they end at their own end tag only.
  private static let raw: Set<String> = ["script", "style", "textarea", "xmp", "noembed", "noframes"]
  /// Elements that are left out with all that they hold.
  private static let skipped: Set<String> = [
    "nav", "footer", "aside", "form", "button", "select", "iframe", "object", "canvas", "svg", "math", "noscript",
    "template", "audio", "video", "dialog", "menu", "map", "datalist",
  ]
  /// Elements that are left out where they have the attribute `hidden`.
  private static let hideable: Set<String> = ["div", "p", "section", "ul", "ol", "table", "article", "header"]
  /// Elements that begin a new block, with the kind of the block.
  private static let blockKinds: [String: TextBlock.Kind] = [
    "p": .paragraph, "div": .paragraph, "section": .paragraph, "article": .paragraph, "main": .paragraph,
    "header": .paragraph, "blockquote": .paragraph, "pre": .paragraph, "address": .byline, "td": .paragraph,
    "th": .paragraph, "tr": .paragraph, "table": .paragraph, "ul": .paragraph, "ol": .paragraph, "dl": .paragraph,
    "dt": .paragraph, "dd": .paragraph, "figure": .paragraph, "body": .paragraph, "html": .paragraph, "hr": .paragraph,
    "center": .paragraph, "fieldset": .paragraph, "details": .paragraph, "summary": .paragraph, "li": .listItem,
    "h1": .heading, "h2": .heading, "h3": .heading, "h4": .heading, "h5": .heading, "h6": .heading,
    "figcaption": .caption, "caption": .caption, "head": .paragraph, "title": .paragraph,
  ]

  private init(entities: HTMLEntities) { self.entities = entities }

  /// Reads a page.
  ///
  /// - Parameters:
  ///   - page: The page in UTF-8.
  ///   - name: The name of the document.
  ///   - resources: The folder with `html-entities.tsv`.
  /// - Returns: The document with its blocks.
  /// - Throws: ``ResourceError`` when the table of characters is missing.
  /// - Complexity: O(*n*) in the bytes of the page.
  package static func document(
    _ page: [UInt8], name: String, resources: ResourceFolder
  ) throws(ResourceError) -> SourceDocument {
    var reader = HTMLReader(entities: HTMLEntities(try resources.read("html-entities.tsv")))
    reader.read(page.span)
    return reader.finished(name: name)
  }

  private mutating func read(_ page: Span<UInt8>) {
    var position = 0
    // An element that is never closed must not swallow the page: then it is not skipped from there on.
    var unclosed: Set<String> = []
    while position < page.count {
      let byte = page[position]
      if byte == UInt8(ascii: "<") {
        if let end = Self.endOfComment(page, position) {
          position = end
        } else if let tag = HTMLTag(in: page, at: position) {
          position = read(tag, in: page, unclosed: &unclosed)
        } else {
          append(byte)
          position += 1
        }
      } else if byte == UInt8(ascii: "&"), let reference = entities.scalar(in: page, at: position, limit: page.count) {
        append(reference.scalar)
        position = reference.end
      } else {
        append(byte)
        position += 1
      }
    }
    endBlock()
  }

  /// Acts on a tag; gives where to go on.
  private mutating func read(_ tag: HTMLTag, in page: Span<UInt8>, unclosed: inout Set<String>) -> Int {
    let name = tag.name
    if !tag.isEnd {
      if Self.raw.contains(name) {
        let end = Self.endOfRaw(page, from: tag.end, name: name)
        if name == "script" { metadata.readScript(page, tag.end..<end.content) }
        return end.behind
      }
      if name == "title" {
        let end = Self.endOfRaw(page, from: tag.end, name: name)
        if titleText.isEmpty { titleText = decoded(page, tag.end..<end.content) }
        return end.behind
      }
      if name == "meta" || name == "link" || name == "time" {
        var metadata = metadata
        metadata.read(tag) { decoded(page, $0) }
        self.metadata = metadata
      }
      let isHidden = Self.hideable.contains(name) && tag.value(of: "hidden") != nil
      if Self.skipped.contains(name) || isHidden, !unclosed.contains(name) {
        if let end = Self.endOfElement(page, from: tag.end, name: name) { return end }
        unclosed.insert(name)
      }
    }
    if name == "br" {
      isBlankPending = true
    } else if let blockKind = Self.blockKinds[name] {
      endBlock()
      if name == "article" { articleDepth = max(0, articleDepth + (tag.isEnd ? -1 : 1)) }
      if name == "main" { mainDepth = max(0, mainDepth + (tag.isEnd ? -1 : 1)) }
      kind = tag.isEnd ? .paragraph : blockKind
    }
    return tag.end
  }

  private mutating func append(_ byte: UInt8) {
    if byte <= 0x20 {
      isBlankPending = isBlankPending || !current.isEmpty
      return
    }
    if isBlankPending, !current.isEmpty { current.append(0x20) }
    isBlankPending = false
    current.append(byte)
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if scalar == "\u{A0}" || scalar.value <= 0x20 { return append(0x20) }
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
  }

  private mutating func endBlock() {
    isBlankPending = false
    guard !current.isEmpty else { return }
    let region: Region = articleDepth > 0 ? .article : mainDepth > 0 ? .main : .page
    blocks.append(Block(kind: kind, text: current, region: region))
    current.removeAll(keepingCapacity: true)
  }

  /// The text of an attribute or title with its references decoded.
  private func decoded(_ page: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var part = HTMLReader(entities: entities)
    var position = range.lowerBound
    while position < range.upperBound {
      if page[position] == UInt8(ascii: "&"),
        let reference = entities.scalar(in: page, at: position, limit: range.upperBound)
      {
        part.append(reference.scalar)
        position = reference.end
      } else {
        part.append(page[position])
        position += 1
      }
    }
    return part.current
  }

  /// Keeps the most telling part of the page, and puts its blocks one behind the other.
  private func finished(name: String) -> SourceDocument {
    var sizes = [0, 0, 0]
    for block in blocks { sizes[block.region.rawValue] += block.text.count }
    let enough = 200
    let least: Region =
      sizes[Region.article.rawValue] >= enough
      ? .article : sizes[Region.article.rawValue] + sizes[Region.main.rawValue] >= enough ? .main : .page
    var document = SourceDocument(name: name, text: [])
    for block in blocks where block.region.rawValue >= least.rawValue {
      if !document.text.isEmpty { document.text += [0x0A, 0x0A] }
      let start = document.text.count
      document.text += block.text
      document.blocks.append(TextBlock(kind: block.kind, range: start..<document.text.count))
    }
    document.title = metadata.title ?? (titleText.isEmpty ? nil : String(decoding: titleText, as: UTF8.self))
    document.date = metadata.date
    document.publisher = metadata.publisher
    document.url = metadata.url
    return document
  }
}
