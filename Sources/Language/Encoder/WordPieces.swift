/// The vocabulary of wordpieces, and the greedy longest-match cutting of words into them (Wu et al. 2016), as BERT does.
struct WordPieces: Sendable {
  /// The folding that words go through first.
  let folding: TextFolding
  /// The number of wordpieces.
  let count: Int
  /// The piece before all words, the one after them, and the one of unknown words.
  let start: Int32
  let end: Int32
  private let unknown: Int32
  /// The most pieces of a word that are kept.
  private let limit: Int
  private let bytes: [UInt8]
  /// Where each piece stands in `bytes`, without the mark of a continuation.
  private let ranges: [Range<Int32>]
  /// Ids by hash, with linear probing; -1 is empty.
  private let table: [Int32]
  private let longest: Int

  /// A part of a word with more characters than this is unknown.
  private static let longestPart = 100

  /// Reads a vocabulary.
  ///
  /// - Parameters:
  ///   - vocabulary: The pieces in the order of their ids, a line feed after each; a continuation begins with "##".
  ///   - folding: What words go through before they are cut.
  ///   - limit: The most pieces of a word.
  /// - Complexity: O(*n*) in the bytes of the vocabulary.
  /// - Throws: ``ModelError/damaged(_:)`` if a special piece is missing.
  init(vocabulary: UnsafeRawBufferPointer, folding: TextFolding, limit: Int) throws(ModelError) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(vocabulary.count)
    var ranges: [Range<Int32>] = []
    var isContinuation: [Bool] = []
    var special: [String: Int32] = [:]
    var position = 0
    while position < vocabulary.count {
      var lineEnd = position
      while lineEnd < vocabulary.count, vocabulary[lineEnd] != UInt8(ascii: "\n") { lineEnd += 1 }
      let marked = lineEnd - position > 2 && vocabulary[position] == 0x23 && vocabulary[position + 1] == 0x23
      if lineEnd > position, vocabulary[position] == UInt8(ascii: "["), lineEnd - position <= 6 {
        special[String(decoding: vocabulary[position..<lineEnd], as: UTF8.self)] = Int32(ranges.count)
      }
      let first = Int32(bytes.count)
      bytes.append(contentsOf: vocabulary[(marked ? position + 2 : position)..<lineEnd])
      ranges.append(first..<Int32(bytes.count))
      isContinuation.append(marked)
      position = lineEnd + 1
    }
    guard let start = special["[CLS]"], let end = special["[SEP]"], let unknown = special["[UNK]"] else {
      throw .damaged("the vocabulary lacks [CLS], [SEP] or [UNK]")
    }
    var size = 16
    while size < ranges.count * 2 { size *= 2 }
    var table = [Int32](repeating: -1, count: size)
    for (id, range) in ranges.enumerated() where !range.isEmpty {
      var hash = Self.seed(isContinuation[id])
      for i in range { hash = Self.mix(hash, bytes[Int(i)]) }
      var slot = Self.slot(hash, size)
      while table[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      table[slot] = Int32(id) << 1 | (isContinuation[id] ? 1 : 0)
    }
    self.folding = folding
    self.limit = limit
    self.bytes = bytes
    self.ranges = ranges
    self.table = table
    count = ranges.count
    longest = ranges.reduce(0) { max($0, $1.count) }
    self.start = start
    self.end = end
    self.unknown = unknown
  }

  private static func seed(_ isContinuation: Bool) -> UInt64 {
    isContinuation ? 0x9E37_79B9_7F4A_7C15 : 0xCBF2_9CE4_8422_2325
  }
  private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  private static func slot(_ hash: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: (hash ^ hash >> 29) & UInt64(size - 1))
  }

  /// Appends the pieces of a folded word: at least one, at most the limit.
  ///
  /// - Parameters:
  ///   - range: Where the word stands in `words`.
  ///   - words: Folded words.
  ///   - out: Where the ids go.
  /// - Complexity: O(*n* · *p*) for *n* bytes and pieces of at most *p* bytes.
  func append(piecesOf range: Range<Int>, of words: FoldedWords, to out: inout [Int32]) {
    let first = out.count
    words.bytes.withUnsafeBufferPointer { text in
      var partStart = range.lowerBound
      var partLength = 0
      var position = range.lowerBound
      var cleaned: [UInt8] = []
      func cut(_ end: Int) {
        guard partLength > 0 else { return }
        if cleaned.isEmpty {
          append(part: UnsafeBufferPointer(rebasing: text[partStart..<end]), length: partLength, to: &out)
        } else {
          cleaned.append(contentsOf: text[partStart..<end])
          cleaned.withUnsafeBufferPointer { append(part: $0, length: partLength, to: &out) }
          cleaned.removeAll()
        }
        partLength = 0
      }
      while position < range.upperBound {
        let (kind, size) = Kind.next(in: text, at: position, before: range.upperBound)
        switch kind {
        case .letter: partLength += 1
        case .space:
          cut(position)
          partStart = position + size
        case .alone:
          cut(position)
          partStart = position
          partLength = 1
          cut(position + size)
          partStart = position + size
        case .nothing:
          // What is left out joins its neighbours: the part goes on in a buffer of its own.
          cleaned.append(contentsOf: text[partStart..<position])
          partStart = position + size
        }
        position += size
      }
      cut(range.upperBound)
    }
    if out.count == first { out.append(unknown) }
    if out.count > first + limit { out.removeSubrange((first + limit)...) }
  }

  private func append(part: UnsafeBufferPointer<UInt8>, length: Int, to out: inout [Int32]) {
    guard length <= Self.longestPart else {
      out.append(unknown)
      return
    }
    let first = out.count
    var start = 0
    while start < part.count {
      guard let (id, end) = longestPiece(of: part, from: start) else {
        out.removeSubrange(first...)
        out.append(unknown)
        return
      }
      out.append(id)
      start = end
    }
  }

  private func longestPiece(of part: UnsafeBufferPointer<UInt8>, from start: Int) -> (id: Int32, end: Int)? {
    var best: (id: Int32, end: Int)?
    var hash = Self.seed(start > 0)
    let mark: Int32 = start > 0 ? 1 : 0
    var end = start
    let last = min(part.count, start + longest)
    while end < last {
      hash = Self.mix(hash, part[end])
      end += 1
      var slot = Self.slot(hash, table.count)
      while table[slot] >= 0 {
        let id = table[slot] >> 1
        if table[slot] & 1 == mark, isPiece(id, part, start..<end) {
          best = (id, end)
          break
        }
        slot = (slot + 1) & (table.count - 1)
      }
    }
    return best
  }

  private func isPiece(_ id: Int32, _ part: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let own = ranges[Int(id)]
    guard own.count == range.count else { return false }
    var i = Int(own.lowerBound)
    for j in range {
      guard bytes[i] == part[j] else { return false }
      i += 1
    }
    return true
  }
}

extension WordPieces {
  /// What BERT's basic tokenization does with a character.
  enum Kind {
    case letter
    case space
    /// A part of its own: punctuation and CJK ideographs.
    case alone
    /// Control characters are dropped.
    case nothing

    /// The kind of the character at `position`, and its length in bytes.
    static func next(
      in text: UnsafeBufferPointer<UInt8>, at position: Int, before end: Int
    ) -> (kind: Kind, size: Int) {
      let byte = text[position]
      if byte < 0x80 {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return (.letter, 1)
        case 0x20, 0x09, 0x0A, 0x0D: return (.space, 1)
        case 0..<0x20, 0x7F: return (.nothing, 1)
        default: return (.alone, 1)
        }
      }
      let size = min(byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2, end - position)
      var code = UInt32(byte) & (size == 4 ? 0x07 : size == 3 ? 0x0F : 0x1F)
      for i in 1..<max(size, 1) { code = code << 6 | UInt32(text[position + i] & 0x3F) }
      guard let scalar = Unicode.Scalar(code) else { return (.nothing, size) }
      return (Kind(scalar), size)
    }

    private init(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0xFFFD: self = .nothing
      case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
        self = .alone
      default:
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: self = .space
        case .control, .format, .surrogate, .privateUse, .unassigned: self = .nothing
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
          .finalPunctuation, .otherPunctuation:
          self = .alone
        default: self = .letter
        }
      }
    }
  }
}
