/// Lists of names as input features: every word carries the kinds of the listed names that it is part of.
///
/// A name is known by the 64-bit FNV-1a hash of its folded words, joined by spaces.
struct Gazetteer: Sendable {
  private let file: ModelFile
  private let keys: UnsafeSortedKeys
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
    let keys = try file.tensor("gazetteer.keys")
    let bits = try file.tensor("gazetteer.bits").shaped(keys.count)
    guard keys.element == .uint64, bits.element == .uint16, names.count <= 16 else {
      throw .damaged("the gazetteer has elements of another type")
    }
    self.file = file
    self.keys = UnsafeSortedKeys(keys: keys.bytes, values: bits.bytes, count: keys.count)
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
      var hash = Self.seed
      for i in own { hash = Self.mix(hash, words.bytes[i]) }
      if !own.isEmpty { bits[index] |= keys[hash] }
      guard index >= next else { continue }
      var found: UInt32 = 0
      var end = index
      for other in (index + 1)..<max(index + 1, min(index + Self.longest, words.count)) {
        hash = Self.mix(hash, 0x20)
        for i in words.range(of: other) { hash = Self.mix(hash, words.bytes[i]) }
        let value = keys[hash]
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

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

/// Sorted hashes and their values within a mapped file.
///
/// `@unchecked Sendable`: the bytes never change; the owner keeps the file.
private struct UnsafeSortedKeys: @unchecked Sendable {
  let keys: UnsafeRawBufferPointer
  let values: UnsafeRawBufferPointer
  let count: Int

  /// The value of a hash; 0 if it is not there. The hashes are spread evenly, so the search starts where it should be.
  subscript(hash: UInt64) -> UInt32 {
    var low = 0
    var high = count
    let guess = Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(count)).high)
    let margin = max(32, count >> 8)
    let left = max(0, guess - margin)
    let right = min(count, guess + margin)
    if left < right, key(left) <= hash, right == count || hash < key(right) {
      low = left
      high = right
    }
    while low < high {
      let middle = (low + high) / 2
      if key(middle) < hash { low = middle + 1 } else { high = middle }
    }
    guard low < count, key(low) == hash else { return 0 }
    return UInt32(values.loadUnaligned(fromByteOffset: low * 2, as: UInt16.self))
  }

  private func key(_ index: Int) -> UInt64 { keys.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self) }
}
