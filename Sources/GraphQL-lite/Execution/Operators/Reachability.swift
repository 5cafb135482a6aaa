internal import Graph

/// Breadth-first search for the nodes at the ends of trails of bounded length, each once.
///
/// A shortest walk to another node repeats no node, so that it is a trail; only the way back to the start needs care,
/// where edges may be followed both ways: there a cycle of distinct edges must exist.
struct Reachability {
  private let cursor: EdgeCursor
  /// The run in which a node was last reached.
  private var seen: [UInt32]
  private var run: UInt32 = 0
  private var frontier: [Int32] = []
  private var next: [Int32] = []
  private var neighbors: [Int32] = []
  private var edges: [Int32] = []
  /// For the way back: the first edge, the last edge and the length of the way to each reached node.
  private var ways: [Int32: (branch: Int32, edge: Int32, depth: Int)] = [:]

  init(_ cursor: EdgeCursor) {
    self.cursor = cursor
    seen = Array(repeating: 0, count: cursor.graph.nodeCount)
  }

  /// Appends the ends of all trails of `minimum` (0 or 1) to `maximum` edges from `source`.
  ///
  /// - Complexity: O(edges of the nodes reached).
  mutating func ends(
    from source: Int32, minimum: Int, maximum: Int, context: ExecutionContext, accepts: ((Int32) throws -> Bool)?,
    into ends: inout [Int32]
  ) throws {
    run &+= 1
    let watchesCycle = minimum > 0 && cursor.direction == .either
    var cycle = Int.max
    ways.removeAll(keepingCapacity: true)
    if minimum == 0 { ends.append(source) }
    if minimum == 0 || watchesCycle { seen[Int(source)] = run }
    frontier.removeAll(keepingCapacity: true)
    frontier.append(source)
    var depth = 0
    while !frontier.isEmpty, depth < maximum {
      depth += 1
      next.removeAll(keepingCapacity: true)
      for node in frontier {
        neighbors.removeAll(keepingCapacity: true)
        edges.removeAll(keepingCapacity: true)
        cursor.append(node, &neighbors, &edges)
        try context.tick(neighbors.count + 1)
        for index in neighbors.indices {
          let neighbor = neighbors[index]
          if let accepts, try !accepts(edges[index]) { continue }
          if watchesCycle { note(node, neighbor, edges[index], source, depth, &cycle) }
          if seen[Int(neighbor)] == run { continue }
          seen[Int(neighbor)] = run
          ends.append(neighbor)
          next.append(neighbor)
        }
      }
      swap(&frontier, &next)
    }
    if watchesCycle, cycle <= maximum { ends.append(source) }
  }

  /// Learns how `node` leads to `neighbor`, and whether two different ways meet there.
  private mutating func note(
    _ node: Int32, _ neighbor: Int32, _ edge: Int32, _ source: Int32, _ depth: Int, _ cycle: inout Int
  ) {
    let own = node == source ? nil : ways[node]
    if neighbor == source {
      if node == source {
        cycle = 1
      } else if let own, own.edge != edge {
        cycle = min(cycle, own.depth + 1)
      }
      return
    }
    let branch = own?.branch ?? edge
    guard let other = ways[neighbor] else {
      ways[neighbor] = (branch, edge, depth)
      return
    }
    if other.branch != branch { cycle = min(cycle, (own?.depth ?? 0) + other.depth + 1) }
  }
}
