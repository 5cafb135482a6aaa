import Testing

@testable import Language

@Suite struct SpanningTreeTests {
  /// The best tree by trying all: heads and score.
  static func best(_ scores: [Float], _ count: Int) -> (heads: [Int], score: Float) {
    var best: (heads: [Int], score: Float) = ([], -.infinity)
    var heads = [Int](repeating: 0, count: count)
    func score() -> Float { heads.enumerated().reduce(0) { $0 + scores[$1.offset * (count + 1) + $1.element] } }
    func fill(_ word: Int) {
      guard word < count else {
        if isTree(heads), score() > best.score { best = (heads, score()) }
        return
      }
      for head in 0...count where head != word + 1 {
        heads[word] = head
        fill(word + 1)
      }
    }
    fill(0)
    return best
  }

  static func isTree(_ heads: [Int]) -> Bool {
    guard heads.count(where: { $0 == 0 }) == 1 else { return false }
    return heads.indices.allSatisfy { start in
      var word = start
      for _ in heads.indices {
        if heads[word] == 0 { return true }
        word = heads[word] - 1
      }
      return false
    }
  }

  @Test(arguments: 1...5, [Float(1), 20])
  func `finds the best tree of small sentences`(count: Int, pull: Float) {
    var tree = SpanningTree()
    var noise = Noise(UInt64(count))
    for _ in 0..<60 {
      var scores = noise.floats(count * (count + 1), -5...5)
      // Sometimes every word wants the root.
      if Bool.random(using: &noise) { for word in 0..<count { scores[word * (count + 1)] += pull } }
      let heads = tree.heads(scores: scores, stride: count + 1, count: count)
      let found = heads.enumerated().reduce(Float(0)) { $0 + scores[$1.offset * (count + 1) + $1.element] }
      #expect(Self.isTree(heads))
      #expect(abs(found - Self.best(scores, count).score) < 1e-3)
    }
  }

  @Test func `nested cycles of a long sentence still give a tree`() {
    let count = 200
    var scores = [Float](repeating: 0, count: count * (count + 1))
    // Pairs love each other most, then pairs of pairs, and so on.
    for word in 0..<count {
      for head in 1...count where head != word + 1 {
        scores[word * (count + 1) + head] = Float((word ^ (head - 1)).leadingZeroBitCount)
      }
    }
    var tree = SpanningTree()
    #expect(Self.isTree(tree.heads(scores: scores, stride: count + 1, count: count)))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity, 0])
  func `scores that say nothing give a tree`(score: Float) {
    var tree = SpanningTree()
    let heads = tree.heads(scores: [Float](repeating: score, count: 7 * 8), stride: 8, count: 7)
    #expect(Self.isTree(heads))
  }

  @Test func `nothing has no tree`() {
    var tree = SpanningTree()
    #expect(tree.heads(scores: [0], stride: 1, count: 0).isEmpty)
  }
}
