/// The words of one sentence as the encoder's input: wordpieces, case classes, gazetteer bits.
struct SentencePieces {
  private var pieces: [Int32] = []
  private var ends: [Int] = []
  /// The case class of each word.
  private(set) var classes: [CaseClass] = []
  /// The gazetteer bits of each word.
  private(set) var bits: [UInt32] = []
  private var folded = FoldedWords()

  /// The number of words.
  var count: Int { ends.count }

  /// The number of wordpieces of all words.
  var pieceCount: Int { pieces.count }

  /// The wordpieces of a word; at least one.
  func pieces(of word: Int) -> ArraySlice<Int32> { pieces[(word == 0 ? 0 : ends[word - 1])..<ends[word]] }

  /// Replaces the words.
  ///
  /// - Complexity: O(*n*) in the bytes of the words.
  mutating func read(_ tokens: ArraySlice<Token>, with vocabulary: WordPieces, _ gazetteer: Gazetteer) {
    pieces.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    classes.removeAll(keepingCapacity: true)
    folded.clear()
    for token in tokens {
      classes.append(CaseClass(of: token.form))
      let key = folded.append(token.form, with: vocabulary.folding)
      vocabulary.append(piecesOf: key, of: folded, to: &pieces)
      ends.append(pieces.count)
    }
    bits.removeAll(keepingCapacity: true)
    bits.append(contentsOf: repeatElement(0, count: ends.count))
    gazetteer.match(folded, tokens, bits: &bits)
  }
}

/// Folded words, one after another in one buffer.
struct FoldedWords {
  /// The bytes of all words.
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []

  /// The number of words.
  var count: Int { ends.count }

  /// The bytes of a word.
  func range(of word: Int) -> Range<Int> { (word == 0 ? 0 : ends[word - 1])..<ends[word] }

  /// Removes all words.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Adds the folded form of a word and returns where it stands.
  mutating func append(_ word: String, with folding: TextFolding) -> Range<Int> {
    let start = bytes.count
    folding.fold(word, to: &bytes)
    ends.append(bytes.count)
    return start..<bytes.count
  }
}
