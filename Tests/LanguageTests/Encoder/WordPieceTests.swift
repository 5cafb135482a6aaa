import Testing

@testable import Language

@Suite struct WordPieceTests {
  static let vocabulary = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "train", "##s", "##ing", "re", "##train", "zur", "##ich", "-", "'", "a",
    "b", "##b", "中", "caf", "##e", "##f", ".", "##r", "retrain", "ᄒ", "##ᅡ", "##ᆫ",
  ]

  static func pieces(limit: Int = 8) throws -> WordPieces {
    let folding = try TextFolding(table: ResourceFolder.bundled().read(TextFolding.name))
    return try Array(vocabulary.joined(separator: "\n").utf8).withUnsafeBytes {
      try WordPieces(vocabulary: $0, folding: folding, limit: limit)
    }
  }

  static func cut(_ word: String, limit: Int = 8) throws -> [String] {
    let pieces = try pieces(limit: limit)
    var words = FoldedWords()
    var ids: [Int32] = []
    _ = words.append("before", with: pieces.folding)
    let range = words.append(word, with: pieces.folding)
    pieces.append(piecesOf: range, of: words, to: &ids)
    return ids.map { vocabulary[Int($0)] }
  }

  @Test(arguments: [
    ("the", "the"),
    ("Training", "train ##ing"),
    ("retraining", "retrain ##ing"),
    ("retrainq", "[UNK]"),
    ("ZÜRICH", "zur ##ich"),
    ("Zu\u{308}rich", "zur ##ich"),
    ("café", "caf ##e"),
    ("a-b", "a - b"),
    ("a—b", "a - - b"),
    ("‘a’", "' a '"),
    ("…", ". . ."),
    ("中中", "中 中"),
    ("a\u{200B}b\u{7}", "a ##b"),
    ("a\u{A0}b", "a b"),
    ("\u{7}", "[UNK]"),
    ("", "[UNK]"),
    ("q", "[UNK]"),
    ("the.q.a", "the . [UNK] . a"),
    ("theq", "[UNK]"),
    ("한", "ᄒ ##ᅡ ##ᆫ"),
    ("\u{1F600}", "[UNK]"),
    ("\u{FFFD}", "[UNK]"),
  ])
  func `cuts words as the training did`(word: String, pieces: String) throws {
    #expect(try Self.cut(word).joined(separator: " ") == pieces)
  }

  @Test func `keeps the first pieces of a long word`() throws {
    #expect(try Self.cut("a.b.a.b", limit: 3) == ["a", ".", "b"])
    #expect(
      try Self.cut("a" + String(repeating: "b", count: 99), limit: 8) == ["a"] + [String](repeating: "##b", count: 7))
    #expect(try Self.cut("a" + String(repeating: "b", count: 100)) == ["[UNK]"])
  }

  @Test func `a vocabulary without special pieces is refused`() throws {
    let folding = try TextFolding(table: [])
    #expect(throws: ModelError.self) {
      try Array("a\nb".utf8).withUnsafeBytes { try WordPieces(vocabulary: $0, folding: folding, limit: 8) }
    }
  }

  @Test(arguments: ["Z\tz", "41", "42\tb\n41\ta\n", "FFFFFFFFF\tx"])
  func `a folding table out of order is refused`(table: String) {
    #expect(throws: ResourceError.self) { try TextFolding(table: Array(table.utf8)) }
  }

  @Test(arguments: [
    ("tree", CaseClass.lower), ("Tree", .title), ("I", .singleUpper), ("I.", .singleUpper), ("UN", .allUpper),
    ("U.N.", .allUpper), ("iPad", .mixed), ("McKay", .mixed), ("--", .noLetter), ("", .noLetter), ("B2", .digit),
    ("5th", .digit), ("Zürich", .title), ("ÄÖ", .allUpper), ("中", .lower), ("٣", .digit), ("😀", .noLetter),
    ("’s", .lower),
  ])
  func `tells how a word is capitalized`(word: String, expected: CaseClass) {
    #expect(CaseClass(of: word) == expected)
  }
}
