import Testing

@testable import Language

@Suite struct HTMLReaderTests {
  private func read(_ page: String) throws -> SourceDocument {
    try HTMLReader.document(Array(page.utf8), name: "page", resources: .bundled())
  }

  private func text(_ page: String) throws -> String { String(decoding: try read(page).text, as: UTF8.self) }

  @Test(arguments: [
    ("<p>One</p><p>Two <b>bold</b>\n word</p>", "One\n\nTwo bold word"),
    ("<div>A<script>var x = '</p>';</script>B<style>p{}</style></div>", "AB"),
    ("<p>caf&eacute; &amp; &#8220;tea&#x201D; &lt;b&gt;&nbsp;x &#146;s</p>", "café & “tea” <b> x ’s"),
    ("a<br>b<br/>c", "a b c"),
    ("<nav><ul><li>Home</li></ul></nav><p>Text</p><footer>About</footer>", "Text"),
    ("<p>kept<nav>never closed", "keptnever closed"),
    ("<!-- <p>no</p> --><p>yes</p><!doctype x>", "yes"),
    ("<p>5 < 6 & 7 > 6 &unknown; &", "5 < 6 & 7 > 6 &unknown; &"),
    ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb"),
    ("<div hidden>no<div>no</div></div>yes", "yes"),
    ("<p title='a > b' class=x>ok</p>", "ok"),
    ("<h1>Head<p>Body", "Head\n\nBody"),
    ("", ""), ("<", "<"), ("<p", ""), ("&#", "&#"), ("<!--", ""), ("&#x110000;", "\u{FFFD}"),
    ("&#99999999999999;", "\u{FFFD}"),
  ])
  func `gives the visible text`(page: String, expected: String) throws {
    #expect(try text(page) == expected)
  }

  @Test func `reads what the head says`() throws {
    let document = try read(
      """
      <html><head><title>Mayor leaves &ndash; Daily</title>
      <meta property="og:title" content="Mayor leaves"><meta property="og:site_name" content="The Daily">
      <meta property="article:published_time" content="2017-03-02T10:00:00Z">
      <link rel="canonical" href="https://example.org/mayor"></head>
      <body><h1>Mayor leaves</h1><p>By Ann Lee</p><p>BONN (AFX) - She left.</p><figcaption>The mayor</figcaption></body></html>
      """)
    #expect(document.title == "Mayor leaves")
    #expect(document.publisher == "The Daily")
    #expect(document.date == "2017-03-02")
    #expect(document.url == "https://example.org/mayor")
    var refined = document
    StructureReader.refine(&refined)
    #expect(refined.blocks.map(\.kind) == [.heading, .byline, .dateline, .paragraph, .caption])
    #expect(refined.place == "BONN")
  }

  @Test func `keeps the article alone where there is one`() throws {
    let body = String(repeating: "The council met and talked. ", count: 10).trimmingBlanks
    #expect(try text("<div>Menu</div><article><p>\(body)</p></article><div>More</div>") == body)
  }

  @Test func `reads the date of linked data`() throws {
    let page = "<script type='application/ld+json'>{\"datePublished\": \"2019-05-06T01:02:03Z\"}</script><p>x</p>"
    #expect(try read(page).date == "2019-05-06")
  }

  @Test(arguments: [
    String(repeating: "<div>", count: 20_000), String(repeating: "<nav>", count: 5000),
    String(repeating: "<a href='", count: 5000),
    String(repeating: "&amp", count: 9000), String(repeating: "<!--", count: 9000),
    String(repeating: "<script>", count: 5000),
    String(repeating: "</div>", count: 20_000), String(repeating: "<div hidden>", count: 9000),
  ])
  func `stays linear on monotonous pages`(page: String) throws {
    #expect(try read(page).text.count <= page.utf8.count)
  }

  @Test(arguments: [1, 2, 3, 4])
  func `never traps on random pages`(seed: UInt64) throws {
    var random = Generator(state: seed)
    let parts = [
      "<", ">", "</", "p", "div", "nav", "script", "=", "\"", "'", "&", ";", "#", "x41", "amp", "<!--", "-->", " ",
      "text", "é", "<br>",
    ]
    for _ in 0..<100 {
      let page = (0..<Int.random(in: 0..<60, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
        .joined()
      let document = try read(page)
      #expect(document.blocks.last?.range.upperBound ?? 0 == document.text.count)
    }
  }
}
