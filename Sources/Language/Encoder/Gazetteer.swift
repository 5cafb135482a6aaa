/// Lists of names as input features: every word carries the kinds of the listed names that it is part of.
///
/// A name is known by the 64-bit FNV-1a hash of its folded words, joined by spaces.
struct Gazetteer: Sendable {
  private let keys: SortedHashes
  private let kinds: HashValues
  private let first: UInt32
  private let inside: UInt32
  /// The number of different bits.
  let bitCount: Int

  /// The most words of a name.
  private static let longest = 5

  /// Reads the tensors `gazetteer.keys` and `gazetteer.bits`.
  ///
  /// - Throws: ``ModelError`` if one is missing or has another shape.
  init(_ file: ModelFile) throws(ModelError) {
    let names = try file.classes("gazetteer")
    guard names.count <= 16 else { throw .damaged("the gazetteer has \(names.count) bits, expected up to 16") }
    keys = try SortedHashes(file, "gazetteer.keys")
    kinds = try HashValues(file, "gazetteer.bits", count: keys.count)
    first = names.firstIndex(of: "many-first").map { 1 << UInt32($0) } ?? 0
    inside = names.firstIndex(of: "many-inside").map { 1 << UInt32($0) } ?? 0
    bitCount = names.count
  }

  /// Writes the bits of each word: those of the word alone, and those of the greedy longest name of two to five words
  /// over it. A name must have a capital letter in its first word.
  ///
  /// - Complexity: O(*n* · log *k*) for *n* words and *k* names.
  func match(_ words: FoldedWords, _ tokens: ArraySlice<Token>, bits: inout [UInt32]) {
    var next = 0
    for (index, token) in tokens.enumerated() where CaseClass.hasCapital(token.form) {
      let own = words.range(of: index)
      var hash = SortedHashes.seed
      for i in own { hash = SortedHashes.mix(hash, words.bytes[i]) }
      if !own.isEmpty { bits[index] |= kind(of: hash) }
      guard index >= next else { continue }
      var found: UInt32 = 0
      var end = index
      for other in (index + 1)..<max(index + 1, min(index + Self.longest, words.count)) {
        hash = SortedHashes.mix(hash, 0x20)
        for i in words.range(of: other) { hash = SortedHashes.mix(hash, words.bytes[i]) }
        let value = kind(of: hash)
        if value != 0 {
          found = value
          end = other + 1
        }
      }
      guard end > index else { continue }
      for i in index..<end { bits[i] |= found | (i == index ? first : inside) }
      next = end
    }
  }

  private func kind(of hash: UInt64) -> UInt32 { keys.index(of: hash).map { UInt32(kinds[$0]) } ?? 0 }
}
