/// What the head of an HTML page says about it.
struct HTMLMetadata {
  /// The headline.
  private(set) var title: String?
  /// The day of publication.
  private(set) var date: String?
  /// The name of the site or publisher.
  private(set) var publisher: String?
  /// The address that the page gives as its own.
  private(set) var url: String?

  /// How telling the source of the date was; a better one replaces it.
  private var dateRank = 0

  /// The names under which pages give their date, better ones first.
  private static let dateNames = [
    "article:published_time", "datepublished", "date.issued", "dc.date.issued", "dcterms.issued", "pubdate",
    "publishdate", "publish-date", "sailthru.date", "parsely-pub-date", "og:published_time", "dc.date", "dcterms.date",
    "date", "citation_publication_date", "article:modified_time",
  ]

  /// Reads a `meta`, `link` or `time` tag.
  ///
  /// - Parameters:
  ///   - tag: The tag.
  ///   - decode: Gives the text of an attribute.
  mutating func read(_ tag: HTMLTag, decode: (Range<Int>) -> [UInt8]) {
    func text(_ attribute: String) -> String? {
      guard let range = tag.value(of: attribute) else { return nil }
      let value = String(decoding: decode(range), as: UTF8.self)
      return value.isEmpty ? nil : value
    }
    switch tag.name {
    case "time":
      if !tag.isEnd, let value = text("datetime") { offer(date: value, rank: 1) }
    case "link":
      if text("rel")?.lowercased() == "canonical" { url = url ?? text("href") }
    default:
      guard let name = (text("property") ?? text("name") ?? text("itemprop"))?.lowercased(),
        let content = text("content")
      else { return }
      switch name {
      case "og:title", "twitter:title", "headline": title = title ?? content
      case "og:site_name", "publisher", "dc.publisher", "application-name": publisher = publisher ?? content
      case "og:url": url = url ?? content
      default:
        if let position = Self.dateNames.firstIndex(of: name) { offer(date: content, rank: 100 - position) }
      }
    }
  }

  /// Looks for `"datePublished": "…"` in a script with linked data.
  ///
  /// - Complexity: O(*n*) in the bytes of the script.
  mutating func readScript(_ page: Span<UInt8>, _ range: Range<Int>) {
    let key = Array("\"datePublished\"".utf8)
    guard range.count > key.count + 12 else { return }
    var position = range.lowerBound
    while position + key.count + 12 < range.upperBound {
      guard page[position] == key[0], key.indices.allSatisfy({ page[position + $0] == key[$0] }) else {
        position += 1
        continue
      }
      position += key.count
      while position < range.upperBound, [0x20, 0x3A, 0x22, 0x0A, 0x0D, 0x09].contains(page[position]) { position += 1 }
      var value: [UInt8] = []
      while position < range.upperBound, page[position] != 0x22, value.count < 40 {
        value.append(page[position])
        position += 1
      }
      return offer(date: String(decoding: value, as: UTF8.self), rank: 90)
    }
  }

  private mutating func offer(date value: String, rank: Int) {
    guard rank > dateRank, let found = DateText.date(inMetadata: value) else { return }
    date = found
    dateRank = rank
  }
}
