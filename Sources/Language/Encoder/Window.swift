/// The wordpieces that the encoder sees at once, with what it is told about their words.
struct Window {
  /// The most pieces, with the two special ones.
  let limit: Int
  private let start: Int32
  private let end: Int32
  /// Wordpiece ids; the special first and last piece included once the window is closed.
  private(set) var pieces: [Int32] = []
  /// The case class of each piece's word.
  private(set) var classes: [CaseClass] = []
  /// The gazetteer bits of each piece's word.
  private(set) var bits: [UInt32] = []
  /// The pieces of each word.
  private(set) var words: [Range<Int>] = []

  /// Creates an empty window.
  ///
  /// - Parameters:
  ///   - limit: The most pieces.
  ///   - start: The special piece before all words.
  ///   - end: The special piece after all words.
  init(limit: Int, start: Int32, end: Int32) {
    self.limit = limit
    self.start = start
    self.end = end
    clear()
  }

  /// True if there is no word.
  var isEmpty: Bool { words.isEmpty }

  /// True if `count` more pieces find room.
  func hasRoom(for count: Int) -> Bool { pieces.count + count + 1 <= limit }

  /// Removes all words.
  mutating func clear() {
    pieces.removeAll(keepingCapacity: true)
    classes.removeAll(keepingCapacity: true)
    bits.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    append(start, .special, 0)
  }

  /// Adds words of a sentence.
  mutating func append(_ words: Range<Int>, of sentence: SentencePieces) {
    for word in words {
      let first = pieces.count
      for piece in sentence.pieces(of: word) {
        append(piece, sentence.classes[word], sentence.bits[word])
      }
      self.words.append(first..<pieces.count)
    }
  }

  /// Adds the last special piece.
  mutating func close() { append(end, .special, 0) }

  private mutating func append(_ piece: Int32, _ caseClass: CaseClass, _ bits: UInt32) {
    pieces.append(piece)
    classes.append(caseClass)
    self.bits.append(bits)
  }
}
