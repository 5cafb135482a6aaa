/// Cuts tokens of several words: "don't" into "do" and "n't", "cannot" into "can" and "not".
struct WordSplitter: Sendable {
  private struct Ending {
    var bytes: [UInt8]
    /// The letters that may stand before; any when empty.
    var before: [UInt8]
  }

  private var endings: [Ending] = []
  /// The lengths of the words of single forms, in characters of the normal form.
  private var forms: [[UInt8]: [Int]] = [:]
  /// Which low bits of a token's hash some form has: most tokens need no further look.
  private var hashes = [Bool](repeating: false, count: 0x1000)

  /// Reads lines of `-ending TAB letters` and `form TAB words`; `#` begins a comment.
  ///
  /// - Complexity: O(*n*) in the bytes of the file.
  init(_ file: [UInt8]) {
    var scanner = AtomScanner()
    for line in file.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let fields = line.split(separator: 0x09, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
      guard let first = fields.first else { continue }
      if first.first == UInt8(ascii: "-") {
        endings.append(Ending(bytes: Array(first.dropFirst()), before: fields.count > 1 ? fields[1] : []))
      } else if fields.count > 1 {
        forms[first] = fields[1].split(separator: 0x20).map(\.count)
        scanner.scan(first.span, block: first.indices, layout: LineLayout(first.span, block: first.indices))
        let hash = scanner.atoms.dropFirst().reduce(scanner.atoms.first?.hash ?? 0) { mix($0, $1.hash) }
        hashes[Int(hash & 0xFFF)] = true
      }
    }
  }

  /// Appends the end of each word of `token`; one when it is a single word.
  ///
  /// - Complexity: O(*n*) in the bytes of the token.
  func appendWordEnds(of token: RawToken, in text: Span<UInt8>, base: Int, to ends: inout [Int]) {
    let end = base + Int(token.end)
    let isKnown = hashes[Int(token.hash & 0xFFF)]
    guard isKnown || token.kind == Atom.compound else { return ends.append(end) }
    let (normal, places) = Self.normalized(text, (base + Int(token.start))..<end)
    if isKnown, let lengths = forms[normal] {
      var count = 0
      for length in lengths {
        count += length
        if count > 0, count <= places.count { ends.append(places[count - 1]) }
      }
      return
    }
    for ending in endings where normal.count > ending.bytes.count {
      let stem = normal.count - ending.bytes.count
      guard normal[stem...] == ending.bytes[...] else { continue }
      let last = normal[stem - 1]
      guard last >= 0x80 || (last >= UInt8(ascii: "a") && last <= UInt8(ascii: "z")) else { continue }
      guard ending.before.isEmpty || ending.before.contains(last) else { continue }
      ends.append(places[stem - 1])
      break
    }
    ends.append(end)
  }

  /// The form in lower case with straight apostrophes, one byte per byte of other scripts, and where each one ends.
  private static func normalized(_ text: Span<UInt8>, _ range: Range<Int>) -> ([UInt8], [Int]) {
    var normal: [UInt8] = []
    var ends: [Int] = []
    normal.reserveCapacity(range.count)
    ends.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = text[position]
      if byte == 0xE2, position + 2 < range.upperBound, text[position + 1] == 0x80,
        text[position + 2] == 0x98 || text[position + 2] == 0x99
      {
        normal.append(0x27)
        position += 3
      } else {
        normal.append(byte == 0x60 ? 0x27 : byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        position += 1
      }
      ends.append(position)
    }
    return (normal, ends)
  }
}
