/// Maximum spanning trees with exactly one child of the root (Chu & Liu 1965, Edmonds 1967; in the dense form of
/// Tarjan 1977, as corrected by Camerini, Fratta & Maffioli 1979).
struct SpanningTree {
  private var count = 0
  /// Scores of arcs into a node, contracted or not, from every word.
  private var weights: [Double] = []
  /// The word of a contracted node that such an arc ends at.
  private var ends: [Int32] = []
  private var heads: [Int] = []

  /// Finds the best tree.
  ///
  /// - Parameters:
  ///   - scores: Row `d` holds the scores of the heads of word `d`: first the root, then the words.
  ///   - stride: The distance between rows, more than `count`.
  ///   - count: The number of words.
  /// - Returns: For each word its head, 0 for the root, *i* + 1 for word *i*; exactly one word has the root.
  /// - Complexity: O(*n*²)
  mutating func heads(scores: UnsafePointer<Float>, stride: Int, count: Int) -> [Int] {
    self.count = count
    heads.removeAll(keepingCapacity: true)
    var roots = 0
    for word in 0..<count {
      let row = scores + word * stride
      var best = 0
      for head in 1..<count + 1 where head != word + 1 && row[head] > row[best] { best = head }
      heads.append(best)
      roots += best == 0 ? 1 : 0
    }
    if roots != 1 || hasCycle() { contract(scores, stride) }
    return heads
  }

  private func hasCycle() -> Bool {
    var state = [UInt32](repeating: 0, count: count)
    for start in 0..<count where state[start] == 0 {
      let mark = UInt32(start + 1)
      var word = start
      while state[word] == 0 {
        state[word] = mark
        guard heads[word] > 0 else { break }
        word = heads[word] - 1
        if state[word] == mark { return true }
      }
    }
    return false
  }

  /// The general case. Nodes are numbered as heads are: 0 is the root; those above `count` are contracted cycles.
  private mutating func contract(_ scores: UnsafePointer<Float>, _ stride: Int) {
    let size = count + 1
    fill(scores, stride)
    let nodes = 2 * size
    // Row of the matrix that a node has taken over, the node that it became part of, and the arc chosen for it.
    var row = Array(0..<nodes)
    var parent = [Int](repeating: -1, count: nodes)
    var tail = [Int](repeating: 0, count: nodes)
    var end = [Int](repeating: 0, count: nodes)
    // The outermost node of each word, kept flat.
    var outer = Array(0..<size)
    var members = (0..<size).map { [$0] }
    var isDone = [Bool](repeating: false, count: nodes)
    var isOnPath = [Bool](repeating: false, count: nodes)
    isDone[0] = true
    var created = size
    for start in 1..<size where !isDone[outer[start]] {
      var path = [outer[start]]
      isOnPath[outer[start]] = true
      while let node = path.last {
        let (source, weight) = best(row: row[node], node: node, outer: outer)
        tail[node] = source
        end[node] = Int(ends[row[node] * size + source])
        let origin = outer[source]
        if isDone[origin] { break }
        if !isOnPath[origin] {
          path.append(origin)
          isOnPath[origin] = true
          continue
        }
        // The path has closed: its nodes from the origin on become one, whose arcs are rated by what they gain over
        // the arc of the cycle that they would replace.
        let new = created
        created += 1
        let keeper = row[node]
        for x in 0..<size { weights[keeper * size + x] -= weight }
        var joined = members[node]
        members[node] = []
        parent[node] = new
        path.removeLast()
        while parent[origin] < 0, let other = path.popLast() {
          let own = row[other]
          let gain = weights[own * size + tail[other]]
          for x in 0..<size {
            let value = weights[own * size + x] - gain
            if value > weights[keeper * size + x] {
              weights[keeper * size + x] = value
              ends[keeper * size + x] = ends[own * size + x]
            }
          }
          joined += members[other]
          members[other] = []
          parent[other] = new
        }
        row[new] = keeper
        members.append(joined)
        for word in joined { outer[word] = new }
        path.append(new)
        isOnPath[new] = true
      }
      for node in path {
        isDone[node] = true
        isOnPath[node] = false
      }
    }
    expand(created: created, parent: parent, tail: tail, end: end)
  }

  /// Copies the scores; every arc from the root costs more than all others can win, so that there is just one.
  private mutating func fill(_ scores: UnsafePointer<Float>, _ stride: Int) {
    let size = count + 1
    var low = Double.greatestFiniteMagnitude
    var high = -Double.greatestFiniteMagnitude
    for word in 0..<count {
      for head in 0...count where head != word + 1 {
        let score = Double(scores[word * stride + head])
        guard score.isFinite else { continue }
        low = min(low, score)
        high = max(high, score)
      }
    }
    if low > high { (low, high) = (0, 0) }
    let penalty = (high - low) * Double(size) + 1
    weights.removeAll(keepingCapacity: true)
    weights.reserveCapacity(size * size)
    ends.removeAll(keepingCapacity: true)
    ends.reserveCapacity(size * size)
    for node in 0..<size {
      for head in 0..<size {
        let score = node == 0 ? 0 : Double(scores[(node - 1) * stride + head])
        // A score that is no number, as a damaged model may give, counts as the worst.
        let finite = score.isFinite ? score : low
        weights.append(head == 0 ? finite - penalty : finite)
        ends.append(Int32(node))
      }
    }
  }

  private func best(row: Int, node: Int, outer: [Int]) -> (source: Int, weight: Double) {
    let size = count + 1
    var source = 0
    var weight = -Double.infinity
    for x in 0..<size where outer[x] != node && weights[row * size + x] > weight {
      weight = weights[row * size + x]
      source = x
    }
    return (source, weight)
  }

  /// Opens the contracted nodes, the last one first: the arc into one replaces the arc of the cycle at its end.
  private mutating func expand(created: Int, parent: [Int], tail: [Int], end: [Int]) {
    var tail = tail
    var end = end
    for node in Swift.stride(from: created - 1, to: count, by: -1) {
      var member = end[node]
      while parent[member] != node { member = parent[member] }
      tail[member] = tail[node]
      end[member] = end[node]
    }
    for word in 0..<count { heads[word] = tail[word + 1] }
  }
}
