/// Finds the blocks of a text: runs of lines between blank lines.
struct BlockReader {
  /// The most bytes in a block; a longer paragraph is cut at a blank.
  static let longestBlock = 1 << 18

  /// The next block at or after `start`, without the blanks before it, or `nil` at the end of the text.
  ///
  /// - Parameters:
  ///   - text: The whole text.
  ///   - start: Where to go on.
  ///   - limit: Where the block must end at the latest.
  /// - Returns: The block's bytes.
  /// - Complexity: O(*n*) in the bytes of the block and the blanks around it.
  static func next(in text: Span<UInt8>, from start: Int, limit: Int) -> Range<Int>? {
    var first = start
    while first < limit, text[first] <= 0x20 { first += 1 }
    guard first < limit else { return nil }
    var position = first
    while position < limit {
      let byte = text[position]
      if byte == 0x0A || byte == 0x0D {
        // A blank line: the next line holds nothing but blanks.
        var probe = position + 1
        if byte == 0x0D, probe < limit, text[probe] == 0x0A { probe += 1 }
        while probe < limit, text[probe] == 0x20 || text[probe] == 0x09 { probe += 1 }
        if probe >= limit || text[probe] == 0x0A || text[probe] == 0x0D { return first..<position }
        position = probe
      } else if byte == 0x0C {
        return first..<position
      } else {
        position += 1
      }
      if position - first >= longestBlock { return first..<cut(text, first: first, near: min(position, limit)) }
    }
    return first..<limit
  }

  /// The best place to cut a block that is too long: after the last blank of its last quarter, else between scalars.
  private static func cut(_ text: Span<UInt8>, first: Int, near end: Int) -> Int {
    var position = end
    while position > first + longestBlock * 3 / 4 {
      if text[position - 1] <= 0x20 { return position }
      position -= 1
    }
    position = end
    while position > end - 3, position > first + 1, position < text.count, text[position] & 0xC0 == 0x80 {
      position -= 1
    }
    return position
  }
}
