import Testing

@testable import Language

@Suite struct TagLatticeTests {
  static let labels: [(place: TagLattice.Place, type: Int)] = [
    (.outside, -1), (.begin, 0), (.inside, 0), (.end, 0), (.single, 0), (.begin, 1), (.inside, 1), (.end, 1),
    (.single, 1),
  ]

  static func isLegal(_ path: [Int]) -> Bool {
    var open: Int?
    for label in path {
      let (place, type) = labels[label]
      guard place.continues == (open != nil), open == nil || open == type else { return false }
      open = place.isOpen ? type : nil
    }
    return open == nil
  }

  @Test(arguments: 1...4)
  func `finds the best legal labels`(count: Int) {
    var noise = Noise(UInt64(count))
    let size = Self.labels.count
    for _ in 0..<20 {
      let transitions = noise.floats(size * size)
      let emissions = noise.floats(size * count, -2...2)
      func score(_ path: [Int]) -> Float {
        path.indices.reduce(0) {
          $0 + emissions[$1 * size + path[$1]] + ($1 > 0 ? transitions[path[$1 - 1] * size + path[$1]] : 0)
        }
      }
      var best = -Float.infinity
      var paths = [[Int]()]
      for _ in 0..<count { paths = paths.flatMap { path in (0..<size).map { path + [$0] } } }
      for path in paths where Self.isLegal(path) { best = max(best, score(path)) }
      let lattice = TagLattice(labels: Self.labels, transitions: transitions)
      let found = lattice.best(emissions: emissions, stride: size, count: count)
      #expect(Self.isLegal(found))
      #expect(abs(score(found) - best) < 1e-4)
    }
  }

  @Test func `scores that are no numbers still give legal labels`() {
    let size = Self.labels.count
    let lattice = TagLattice(labels: Self.labels, transitions: [Float](repeating: .nan, count: size * size))
    let found = lattice.best(emissions: [Float](repeating: .nan, count: size * 6), stride: size, count: 6)
    #expect(Self.isLegal(found))
  }

  @Test func `no words have no labels`() {
    let lattice = TagLattice(labels: Self.labels, transitions: [Float](repeating: 0, count: 81))
    #expect(lattice.best(emissions: [0], stride: 9, count: 0).isEmpty)
  }
}
