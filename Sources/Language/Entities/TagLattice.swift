/// The best sequence of labels under emission and transition scores (Viterbi 1967).
///
/// Labels are "O" and, for each type, "B-", "I-", "E-" and "S-": beginning, inside, end, single. Sequences that don't
/// read as whole mentions are never chosen.
struct TagLattice: Sendable {
  /// What a label says, apart from its type.
  enum Place: UInt8, Sendable {
    case outside, begin, inside, end, single

    /// True if the mention goes on after this word.
    var isOpen: Bool { self == .begin || self == .inside }
    /// True if the mention began before this word.
    var continues: Bool { self == .inside || self == .end }
  }

  /// The labels' places and the numbers of their types.
  let labels: [(place: Place, type: Int)]
  private let transitions: [Float]
  /// For each label, the labels that may stand before it.
  private let before: [[Int]]

  /// Creates a lattice.
  ///
  /// - Parameters:
  ///   - labels: Place and type of each label.
  ///   - transitions: The score of label `j` after label `i` at `i * labels.count + j`.
  init(labels: [(place: Place, type: Int)], transitions: [Float]) {
    precondition(transitions.count == labels.count * labels.count)
    self.labels = labels
    self.transitions = transitions
    before = labels.map { label in
      labels.indices.filter { other in
        labels[other].place.isOpen
          ? label.place.continues && label.type == labels[other].type : !label.place.continues
      }
    }
  }

  /// The best labels of a sentence.
  ///
  /// - Parameters:
  ///   - emissions: Rows of scores, one for each word.
  ///   - stride: The distance between rows.
  ///   - count: The number of words.
  /// - Returns: The number of each word's label.
  /// - Complexity: O(*n* · *l*²) for *n* words and *l* labels.
  func best(emissions: UnsafePointer<Float>, stride: Int, count: Int) -> [Int] {
    guard count > 0 else { return [] }
    let size = labels.count
    var scores = labels.indices.map { labels[$0].place.continues ? -Float.infinity : emissions[$0] }
    var next = scores
    var origins = [UInt16](repeating: 0, count: size * count)
    for word in 1..<max(count, 1) {
      let row = emissions + word * stride
      for label in 0..<size {
        var top = -Float.infinity
        var origin = before[label].first ?? 0
        for other in before[label] {
          let score = scores[other] + transitions[other * size + label]
          if score > top {
            top = score
            origin = other
          }
        }
        next[label] = top + row[label]
        origins[word * size + label] = UInt16(origin)
      }
      swap(&scores, &next)
    }
    var label = labels.firstIndex { !$0.place.isOpen } ?? 0
    for other in labels.indices where !labels[other].place.isOpen && scores[other] > scores[label] { label = other }
    var path = [Int](repeating: label, count: count)
    for word in Swift.stride(from: count - 1, to: 0, by: -1) {
      label = Int(origins[word * size + label])
      path[word - 1] = label
    }
    return path
  }
}
