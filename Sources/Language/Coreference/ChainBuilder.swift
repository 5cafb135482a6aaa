/// Joins mentions to chains: each its best candidate, unless that would make one of two people.
struct ChainBuilder {
  /// What a chain knows of its referent.
  private struct Referent {
    var isMale = false
    var isFemale = false
    /// Names of a person of two words or more, as numbers of strings.
    var names: [[Int]] = []
  }

  /// Names that a chain remembers at most.
  private static let names = 4
  /// Words of a name that are compared at most.
  private static let words = 12

  private var parents: [Int]
  private var referents: [Referent]

  /// Starts with a chain for each mention.
  init(_ reader: borrowing MentionReader) {
    parents = Array(reader.mentions.indices)
    referents = reader.mentions.map { mention in
      var referent = Referent(isMale: mention.gender == .male, isFemale: mention.gender == .female)
      if mention.kind == .name, mention.label == 1, mention.name.count > 1 {
        referent.names = [Array(reader.text.forms[mention.name].suffix(Self.words))]
      }
      return referent
    }
  }

  /// Joins a mention to the best of its candidates that scores above `limit` and doesn't contradict it.
  ///
  /// - Complexity: O(*k* log *k*) in the candidates.
  mutating func join(_ mention: Int, _ candidates: ArraySlice<Int32>, _ scores: [Float], above limit: Float) {
    var good: [(score: Float, mention: Int)] = []
    for (candidate, score) in zip(candidates, scores) where score > limit { good.append((score, Int(candidate))) }
    good.sort { $0.score != $1.score ? $0.score > $1.score : $0.mention > $1.mention }
    for candidate in good {
      let (a, b) = (root(of: mention), root(of: candidate.mention))
      if a == b { return }
      if contradict(referents[a], referents[b]) { continue }
      let (first, second) = (min(a, b), max(a, b))
      parents[second] = first
      let other = referents[second]
      referents[first].isMale = referents[first].isMale || other.isMale
      referents[first].isFemale = referents[first].isFemale || other.isFemale
      for name in other.names where referents[first].names.count < Self.names && !referents[first].names.contains(name)
      {
        referents[first].names.append(name)
      }
      return
    }
  }

  /// The chains of two or more mentions, by their first mention.
  ///
  /// - Complexity: O(*m*) in the mentions.
  mutating func chains() -> [[Int]] {
    var place: [Int: Int] = [:]
    var chains: [[Int]] = []
    for mention in parents.indices {
      let root = root(of: mention)
      if let index = place[root] {
        chains[index].append(mention)
      } else {
        place[root] = chains.count
        chains.append([mention])
      }
    }
    return chains.filter { $0.count > 1 }
  }

  private mutating func root(of mention: Int) -> Int {
    var root = mention
    while parents[root] != root { root = parents[root] }
    var next = mention
    while parents[next] != root { (parents[next], next) = (root, parents[next]) }
    return root
  }

  private func contradict(_ a: Referent, _ b: Referent) -> Bool {
    if (a.isMale || b.isMale) && (a.isFemale || b.isFemale) { return true }
    for x in a.names {
      for y in b.names {
        if x.last != y.last {
          if !x.contains(where: y.contains) { return true }
        } else if x.first != y.first {
          return true
        }
      }
    }
    return false
  }
}
