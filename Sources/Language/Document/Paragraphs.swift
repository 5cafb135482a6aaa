/// Where the paragraphs and lines of a plain text are.
enum Paragraphs {
  /// The runs of lines between blank lines, without the blanks around them.
  ///
  /// - Complexity: O(*n*) in the bytes of the text.
  static func ranges(of text: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    var end = 0
    for line in lines(of: text, in: 0..<text.count, keepsEmpty: true) {
      if line.isEmpty || text[line.lowerBound] == 0x0C {
        if let first = start { ranges.append(first..<end) }
        start = nil
      }
      if !line.isEmpty {
        start = start ?? line.lowerBound
        end = line.upperBound
      }
    }
    if let first = start { ranges.append(first..<end) }
    return ranges
  }

  /// The lines of a part of a text, without the blanks around them.
  ///
  /// - Complexity: O(*n*) in the bytes of the part.
  static func lines(of text: [UInt8], in range: Range<Int>, keepsEmpty: Bool = false) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start
      while end < range.upperBound, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
      var first = skipBlanks(text, start, end)
      // A byte order mark at the start is blank too.
      if first == 0, end >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { first = skipBlanks(text, 3, end) }
      var last = end
      while last > first, text[last - 1] <= 0x20 { last -= 1 }
      if first < last || keepsEmpty { lines.append(first..<last) }
      start = end + 1
      if end < range.upperBound, text[end] == 0x0D, start < range.upperBound, text[start] == 0x0A { start += 1 }
    }
    return lines
  }

  /// The first byte from `start` on that is no blank.
  static func skipBlanks(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, text[position] <= 0x20 { position += 1 }
    return position
  }
}
