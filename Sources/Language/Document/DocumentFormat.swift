/// What kind of file a document comes from.
package enum DocumentFormat: Sendable, Hashable {
  /// Text as it is.
  case plain
  /// Text with `#` headings; the signs stay.
  case markdown
  /// A page, of which only the visible text is kept.
  case html
  /// One JSON object per line, each a document.
  case jsonLines

  /// Goes by the ending of a file name.
  ///
  /// - Returns: `nil` for an ending that says nothing about text.
  package init?(fileName: String) {
    let name = fileName.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "txt", "text": self = .plain
    case "md", "markdown", "mdown": self = .markdown
    case "html", "htm", "xhtml": self = .html
    case "jsonl", "ndjson": self = .jsonLines
    default: return nil
    }
  }

  /// Goes by the first bytes of a text.
  ///
  /// - Complexity: O(1)
  package init(sniffing text: [UInt8]) {
    let head = String(decoding: text.prefix(512), as: UTF8.self).trimmingBlanks.lowercased()
    let isPage = ["<!doctype html", "<html", "<head", "<body", "<?xml"].contains(where: head.hasPrefix)
    self = isPage && (head.contains("html") || head.hasPrefix("<body")) ? .html : .plain
  }
}
