/// Writes the features of a mention or a pair: one number for each template, in the order of the model.
///
/// A template has a number of values; the index of a feature is the sum of the sizes of the templates before it plus its
/// value.
struct FeatureWriter {
  private(set) var indices: [Int32] = []
  /// The sizes of the templates of the last row, to compare with those of the model; empty unless they are recorded.
  private(set) var sizes: [Int] = []
  private let isRecording: Bool
  private var offset = 0

  /// Creates a writer without rows.
  ///
  /// - Parameter recordingSizes: Whether ``sizes`` is of interest.
  init(recordingSizes: Bool = false) { isRecording = recordingSizes }

  /// Begins a row.
  mutating func begin() {
    offset = 0
    sizes.removeAll(keepingCapacity: true)
  }

  /// Forgets all rows.
  mutating func removeAll() { indices.removeAll(keepingCapacity: true) }

  /// Adds the next template's value.
  mutating func add(_ value: Int, of size: Int) {
    assert(value >= 0 && value < size)
    indices.append(Int32(truncatingIfNeeded: offset + value))
    if isRecording { sizes.append(size) }
    offset += size
  }

  /// 0, 1, 2, 3 for 3 and 4, 4 for 5 to 8, 5 for 9 to 16 …, at most `top`.
  static func logarithm(_ value: Int, top: Int) -> Int {
    if value <= 2 { return max(value, 0) }
    return min(Int.bitWidth - (value - 1).leadingZeroBitCount + 1, top)
  }
}
