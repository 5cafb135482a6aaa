/// Sets that only grow together; the smallest member stands for a set, so that the order of joins does not matter.
struct DisjointSets {
  private var parent: [Int]

  /// Creates sets of one member each.
  init(_ count: Int) { parent = Array(0..<count) }

  /// The smallest member of an element's set.
  func root(of element: Int) -> Int {
    var current = element
    while parent[current] != current { current = parent[current] }
    return current
  }

  /// Makes two sets one.
  mutating func join(_ a: Int, _ b: Int) {
    let (first, second) = (root(of: a), root(of: b))
    guard first != second else { return }
    let (low, high) = (min(first, second), max(first, second))
    parent[high] = low
    // Paths are shortened here, so that looking up needs no mutation.
    parent[a] = low
    parent[b] = low
    parent[low] = low
  }

  /// Takes a member out of its set and makes it a set of its own.
  mutating func separate(_ members: Set<Int>) {
    let roots = parent.indices.map { root(of: $0) }
    var first: [Int: Int] = [:]
    for element in parent.indices {
      // Members that leave one set together stay together.
      let key = members.contains(element) ? -1 - roots[element] : roots[element]
      if first[key] == nil { first[key] = element }
      parent[element] = first[key] ?? element
    }
  }
}
