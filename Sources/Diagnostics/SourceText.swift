/// A text that diagnostics point into.
public struct SourceText: Sendable, Hashable {
  /// What the text is called in messages: "query", a file name.
  public let name: String
  /// The text.
  public let text: String

  /// Creates a source text.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// A place in a text, as people count: from 1, columns in characters.
public struct SourceLocation: Sendable, Hashable {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in characters as people see them.
  public let column: Int
}

extension SourceText {
  /// The line and column of a UTF-8 offset; offsets beyond the end mean the end.
  ///
  /// - Complexity: O(`offset`).
  public func location(at offset: Int) -> SourceLocation {
    let (range, line) = lineRange(at: offset)
    let end = min(max(offset, range.lowerBound), range.upperBound)
    let before = String(decoding: Array(text.utf8)[range.lowerBound..<end], as: UTF8.self)
    return SourceLocation(line: line, column: before.count + 1)
  }

  /// The UTF-8 range of the line that holds `offset`, without its end, and the line's number from 1.
  func lineRange(at offset: Int) -> (range: Range<Int>, line: Int) {
    var line = 1
    var start = 0
    var at = 0
    let bytes = Array(text.utf8)
    let limit = min(max(offset, 0), bytes.count)
    while at < limit {
      if bytes[at] == 0x0A {
        line += 1
        start = at + 1
      }
      at += 1
    }
    var end = start
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return (start..<end, line)
  }
}
