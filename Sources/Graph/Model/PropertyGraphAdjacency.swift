/// Edges by node, grouped by type: compressed sparse rows with a directory of types per node.
///
/// Within a node and type, entries are sorted by neighbour, then by edge.
package struct Adjacency: Sendable {
  /// For each node, where its groups begin; one more entry closes the last.
  package let groupStart: [Int32]
  /// The type of each group.
  package let groupType: [Int32]
  /// For each group, where its entries begin; one more entry closes the last.
  package let entryStart: [Int32]
  /// The node at the other end of each entry.
  package let neighbors: [Int32]
  /// The edge of each entry; empty where entry *i* is edge *i*.
  package let edges: [Int32]

  /// The entries of `node`, of all types.
  @inline(__always)
  package func entries(of node: Int32) -> Range<Int> {
    Int(entryStart[Int(groupStart[Int(node)])])..<Int(entryStart[Int(groupStart[Int(node) + 1])])
  }

  /// The entries of `node` whose edge has type `type`; empty if there is none.
  @inline(__always)
  package func entries(of node: Int32, type: Int32) -> Range<Int> {
    for group in Int(groupStart[Int(node)])..<Int(groupStart[Int(node) + 1]) where groupType[group] == type {
      return Int(entryStart[group])..<Int(entryStart[group + 1])
    }
    return 0..<0
  }

  /// The edge of entry `entry`.
  @inline(__always)
  package func edge(at entry: Int) -> Int32 { edges.isEmpty ? Int32(truncatingIfNeeded: entry) : edges[entry] }

  /// Groups entries that are sorted by node, type, neighbour and edge.
  init(sortedNodes: [Int32], types: [Int32], neighbors: [Int32], edges: [Int32], nodeCount: Int) {
    var groupStart: [Int32] = []
    groupStart.reserveCapacity(nodeCount + 1)
    var groupType: [Int32] = []
    var entryStart: [Int32] = []
    var entry = 0
    for node in 0..<Int32(nodeCount) {
      groupStart.append(Int32(groupType.count))
      var last: Int32 = -1
      while entry < sortedNodes.count, sortedNodes[entry] == node {
        if types[entry] != last {
          last = types[entry]
          groupType.append(last)
          entryStart.append(Int32(entry))
        }
        entry += 1
      }
    }
    groupStart.append(Int32(groupType.count))
    entryStart.append(Int32(sortedNodes.count))
    self.groupStart = groupStart
    self.groupType = groupType
    self.entryStart = entryStart
    self.neighbors = neighbors
    self.edges = edges
  }
}

/// A stable order of `0 ..< keys.count` by `keys`, each in `0 ..< bound`, refining the order in `order`.
///
/// - Complexity: O(*n* + bound), a counting sort.
func countingSort(_ order: [Int32], by keys: [Int32], bound: Int) -> [Int32] {
  var starts = [Int32](repeating: 0, count: bound + 1)
  for key in keys { starts[Int(key) + 1] += 1 }
  for index in 0..<bound { starts[index + 1] += starts[index] }
  var sorted = [Int32](repeating: 0, count: order.count)
  for item in order {
    let key = Int(keys[Int(item)])
    sorted[Int(starts[key])] = item
    starts[key] += 1
  }
  return sorted
}
