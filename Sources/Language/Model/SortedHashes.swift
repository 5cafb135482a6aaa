/// A table of 64-bit FNV-1a hashes in ascending order within a mapped model file.
///
/// `@unchecked Sendable`: the bytes never change, and the table keeps their file.
struct SortedHashes: @unchecked Sendable {
  private let file: ModelFile
  private let keys: UnsafeRawBufferPointer

  /// The number of hashes.
  let count: Int

  /// Reads a tensor of hashes.
  ///
  /// - Throws: ``ModelError`` if it is missing or of another type.
  init(_ file: ModelFile, _ name: String) throws(ModelError) {
    let tensor = try file.tensor(name)
    guard tensor.element == .uint64 else { throw .damaged("tensor '\(name)' has no hashes") }
    self.file = file
    keys = tensor.bytes
    count = tensor.count
  }

  /// The position of a hash.
  ///
  /// - Complexity: O(log *n*); the hashes are spread evenly, so the search starts where it should be.
  func index(of hash: UInt64) -> Int? {
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
    return low < count && key(low) == hash ? low : nil
  }

  private func key(_ index: Int) -> UInt64 { keys.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self) }

  /// The hash of nothing, to be extended.
  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Extends a hash by a byte (FNV-1a, draft-eastlake-fnv).
  static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

  /// Extends a hash by a text.
  static func mix(_ hash: UInt64, _ text: String) -> UInt64 { text.utf8.reduce(hash, mix) }
}

/// Small numbers that belong to the hashes of a ``SortedHashes``.
///
/// `@unchecked Sendable`: the bytes never change, and the table keeps their file.
struct HashValues: @unchecked Sendable {
  private let file: ModelFile
  private let bytes: UnsafeRawBufferPointer

  /// Reads a tensor of `count` numbers of 16 bits.
  ///
  /// - Throws: ``ModelError`` if it is missing or of another type or shape.
  init(_ file: ModelFile, _ name: String, count: Int) throws(ModelError) {
    let tensor = try file.tensor(name).shaped(count)
    guard tensor.element == .uint16 else { throw .damaged("tensor '\(name)' has no numbers of 16 bits") }
    self.file = file
    bytes = tensor.bytes
  }

  /// The number at a position.
  subscript(index: Int) -> UInt16 { bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self) }
}
