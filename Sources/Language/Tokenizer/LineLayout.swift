/// How wide a block of lines is set, which tells a line that was wrapped from one that was ended on purpose.
struct LineLayout {
  /// The most scalars in a line of the block.
  let width: Int

  /// Lines longer than this were not wrapped by anybody.
  static let widestWrap = 130

  /// Measures the lines of a block.
  ///
  /// - Complexity: O(*n*) in the bytes of the block.
  init(_ text: Span<UInt8>, block: Range<Int>) {
    var width = 0
    var current = 0
    for position in block {
      let byte = text[position]
      if byte == 0x0A || byte == 0x0D {
        width = max(width, current)
        current = 0
      } else if byte & 0xC0 != 0x80 {
        current += 1
      }
    }
    self.width = max(width, current)
  }

  /// Says what the line break at `lineEnd` means, where the next word begins at `next`.
  ///
  /// - Complexity: O(``widestWrap``)
  func gap(_ text: Span<UInt8>, lineEnd: Int, next: Int, limit: Int) -> Gap {
    if width > Self.widestWrap { return .longLine }
    var used = 0
    var position = lineEnd - 1
    while position >= 0, text[position] != 0x0A, text[position] != 0x0D, used <= Self.widestWrap {
      if text[position] & 0xC0 != 0x80 { used += 1 }
      position -= 1
    }
    position = next
    while position < limit, text[position] > 0x20, used <= Self.widestWrap {
      if text[position] & 0xC0 != 0x80 { used += 1 }
      position += 1
    }
    let slack = width - used - 1
    return slack < 0 ? .wrap : slack < 9 ? .ragged : .line
  }
}
