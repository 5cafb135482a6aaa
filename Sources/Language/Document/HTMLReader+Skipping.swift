extension HTMLReader {
  /// Behind the comment, declaration or processing instruction at `position`; `nil` when there is none.
  static func endOfComment(_ page: Span<UInt8>, _ position: Int) -> Int? {
    guard position + 1 < page.count else { return nil }
    let next = page[position + 1]
    guard next == UInt8(ascii: "!") || next == UInt8(ascii: "?") else { return nil }
    let isComment =
      position + 3 < page.count && page[position + 2] == UInt8(ascii: "-") && page[position + 3] == UInt8(ascii: "-")
    var cursor = position + (isComment ? 4 : 2)
    while cursor < page.count {
      if page[cursor] == UInt8(ascii: ">") {
        let isEnd = !isComment || page[cursor - 1] == UInt8(ascii: "-") && page[cursor - 2] == UInt8(ascii: "-")
        if isEnd { return cursor + 1 }
      }
      cursor += 1
    }
    return page.count
  }

  /// Where the content of a script or the like ends, and where its end tag ends.
  static func endOfRaw(_ page: Span<UInt8>, from start: Int, name: String) -> (content: Int, behind: Int) {
    var cursor = start
    while cursor < page.count {
      if isTag(page, cursor, name: name, isEnd: true) {
        let content = cursor
        while cursor < page.count, page[cursor] != UInt8(ascii: ">") { cursor += 1 }
        return (content, min(cursor + 1, page.count))
      }
      cursor += 1
    }
    return (page.count, page.count)
  }

  /// Behind the end tag of an element, elements of the same name within it counted; `nil` when it never ends.
  static func endOfElement(_ page: Span<UInt8>, from start: Int, name: String) -> Int? {
    var depth = 1
    var cursor = start
    while cursor < page.count {
      guard page[cursor] == UInt8(ascii: "<") else {
        cursor += 1
        continue
      }
      if let end = endOfComment(page, cursor) {
        cursor = end
      } else if isTag(page, cursor, name: "script", isEnd: false), name != "script" {
        cursor = endOfRaw(page, from: cursor + 7, name: "script").behind
      } else if isTag(page, cursor, name: name, isEnd: true) {
        depth -= 1
        while cursor < page.count, page[cursor] != UInt8(ascii: ">") { cursor += 1 }
        cursor = min(cursor + 1, page.count)
        if depth == 0 { return cursor }
      } else {
        if isTag(page, cursor, name: name, isEnd: false) { depth += 1 }
        cursor += 1
      }
    }
    return nil
  }

  /// True when a tag of that name begins at `position`.
  private static func isTag(_ page: Span<UInt8>, _ position: Int, name: String, isEnd: Bool) -> Bool {
    guard page[position] == UInt8(ascii: "<") else { return false }
    var cursor = position + 1
    if isEnd {
      guard cursor < page.count, page[cursor] == UInt8(ascii: "/") else { return false }
      cursor += 1
    }
    for byte in name.utf8 {
      guard cursor < page.count, page[cursor] | 0x20 == byte || page[cursor] == byte else { return false }
      cursor += 1
    }
    guard cursor < page.count else { return true }
    return page[cursor] <= 0x20 || page[cursor] == UInt8(ascii: ">") || page[cursor] == UInt8(ascii: "/")
  }
}
