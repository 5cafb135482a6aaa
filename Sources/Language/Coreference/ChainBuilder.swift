/// Joins mentions to chains: each its best candidate, unless that would make one of two people.
struct ChainBuilder {
  private var parents: [Int]
  private var referents: [Referent]
  private var titles = Titles()

  /// Starts with a chain for each mention.
  init(_ reader: borrowing MentionReader) {
    parents = Array(reader.mentions.indices)
    referents = []
    referents.reserveCapacity(parents.count)
    for mention in reader.mentions { referents.append(Referent(mention, reader)) }
  }

  /// Joins a mention to the best of its candidates that scores above `limit` and doesn't contradict it.
  ///
  /// Once names have been called "president", "the president" joins chains of such names only; and if no candidate is
  /// good enough, it is the one person who has been called so. Mentions have to come in order.
  ///
  /// - Complexity: O(*k* log *k*) in the candidates.
  mutating func join(
    _ mention: Int, _ candidates: ArraySlice<Int32>, _ scores: [Float], above limit: Float,
    _ reader: borrowing MentionReader
  ) {
    defer { titles.learn(mention, reader) }
    var bearers: [Int] = []
    for name in titles.bearers(of: mention, reader) {
      let root = root(of: name)
      if !bearers.contains(root) { bearers.append(root) }
    }
    var good: [(score: Float, mention: Int)] = []
    for (candidate, score) in zip(candidates, scores) where score > limit { good.append((score, Int(candidate))) }
    good.sort { $0.score != $1.score ? $0.score > $1.score : $0.mention > $1.mention }
    for candidate in good {
      let (a, b) = (root(of: mention), root(of: candidate.mention))
      if a == b { return }
      if referents[a].contradicts(referents[b]) || !bearers.isEmpty && !bearers.contains(b) { continue }
      unite(a, b)
      return
    }
    if let bearer = bearers.first, bearers.count == 1 {
      let own = root(of: mention)
      if own != bearer, !referents[own].contradicts(referents[bearer]) { unite(own, bearer) }
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

  private mutating func unite(_ a: Int, _ b: Int) {
    let (first, second) = (min(a, b), max(a, b))
    parents[second] = first
    referents[first].merge(referents[second])
  }

  private mutating func root(of mention: Int) -> Int {
    var root = mention
    while parents[root] != root { root = parents[root] }
    var next = mention
    while parents[next] != root { (parents[next], next) = (root, parents[next]) }
    return root
  }
}
