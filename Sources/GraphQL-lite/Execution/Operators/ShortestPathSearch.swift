internal import Graph

/// Shortest paths between two nodes along a repeated edge, by breadth-first search from both ends.
///
/// The side with the smaller frontier goes on; when the two meet, the lengths of the halves add up. For all shortest
/// paths, each node keeps every edge by which it was reached first (Pohl, "Bi-directional Search", 1971).
struct ShortestPathSearch {
  private struct Side {
    var cursor: EdgeCursor
    /// The length of the way to each node reached.
    var depths: [Int32: Int32] = [:]
    /// The edges by which nodes were reached first, and where they came from, as linked lists.
    var firstLink: [Int32: Int32] = [:]
    var linkNode: [Int32] = []
    var linkEdge: [Int32] = []
    var linkNext: [Int32] = []
    var frontier: [Int32] = []
    var depth: Int32 = 0
    private var neighbors: [Int32] = []
    private var edges: [Int32] = []

    init(cursor: EdgeCursor) { self.cursor = cursor }

    /// One level further on one side; the nodes that the other side has reached too come back.
    mutating func advance(
      against other: Side, all: Bool, _ context: ExecutionContext, _ allows: (Int32) throws -> Bool
    ) throws -> [Int32] {
      var next: [Int32] = []
      var meeting: [Int32] = []
      depth += 1
      for node in frontier {
        neighbors.removeAll(keepingCapacity: true)
        edges.removeAll(keepingCapacity: true)
        cursor.append(node, &neighbors, &edges)
        try context.tick(neighbors.count + 1)
        for index in neighbors.indices {
          let neighbor = neighbors[index]
          let known = depths[neighbor]
          if let known, !all || known < depth { continue }
          guard try allows(edges[index]) else { continue }
          linkNode.append(node)
          linkEdge.append(edges[index])
          linkNext.append(firstLink[neighbor] ?? -1)
          firstLink[neighbor] = Int32(linkNode.count - 1)
          if known != nil { continue }
          depths[neighbor] = depth
          next.append(neighbor)
          if other.depths[neighbor] != nil {
            meeting.append(neighbor)
            if !all { return meeting }
          }
        }
      }
      frontier = next
      // All meetings of one level have the same length: the other side's frontier is at one depth.
      return meeting
    }
  }

  private var forward: Side
  private var backward: Side
  private let context: ExecutionContext
  private let maximum: Int

  /// - Parameters:
  ///   - context: What the operators of the query share.
  ///   - test: The edge to follow.
  ///   - maximum: The most edges that a path may have.
  init(_ context: ExecutionContext, _ test: PathAutomaton.EdgeTest, maximum: Int) {
    self.context = context
    self.maximum = maximum
    forward = Side(cursor: EdgeCursor(context, direction: test.direction, types: test.types))
    let reverse: EdgeDirection = test.direction == .right ? .left : (test.direction == .left ? .right : .either)
    backward = Side(cursor: EdgeCursor(context, direction: reverse, types: test.types))
  }

  /// The shortest paths from `start` to another node `end`; one of them, or all.
  ///
  /// - Complexity: O(edges of the nodes reached) and what is returned.
  mutating func paths(
    from start: Int32, to end: Int32, all: Bool, allows: (Int32) throws -> Bool
  ) throws -> [PathValue] {
    reset(&forward, start)
    reset(&backward, end)
    while !forward.frontier.isEmpty, !backward.frontier.isEmpty {
      guard Int(forward.depth + backward.depth) < maximum else { return [] }
      let meeting: [Int32]
      if forward.frontier.count <= backward.frontier.count {
        meeting = try forward.advance(against: backward, all: all, context, allows)
      } else {
        meeting = try backward.advance(against: forward, all: all, context, allows)
      }
      if !meeting.isEmpty { return try join(meeting, all: all) }
    }
    return []
  }

  private func reset(_ side: inout Side, _ node: Int32) {
    side.depths.removeAll(keepingCapacity: true)
    side.firstLink.removeAll(keepingCapacity: true)
    side.linkNode.removeAll(keepingCapacity: true)
    side.linkEdge.removeAll(keepingCapacity: true)
    side.linkNext.removeAll(keepingCapacity: true)
    side.frontier = [node]
    side.depths[node] = 0
    side.depth = 0
  }

  private func join(_ meeting: [Int32], all: Bool) throws -> [PathValue] {
    var best = Int32.max
    for node in meeting { best = min(best, (forward.depths[node] ?? 0) + (backward.depths[node] ?? 0)) }
    var found: [PathValue] = []
    for node in meeting where (forward.depths[node] ?? 0) + (backward.depths[node] ?? 0) == best {
      let heads = try ways(forward, from: node, all: all)
      let tails = try ways(backward, from: node, all: all)
      for head in heads {
        for tail in tails {
          try context.reserve(64 + 8 * Int(best))
          try context.tick(Int(best))
          found.append(
            PathValue(
              nodes: head.nodes.reversed() + tail.nodes.dropFirst(), edges: head.edges.reversed() + tail.edges))
          if !all { return found }
        }
      }
    }
    return found
  }

  /// The ways from `node` back to where `side` started.
  private func ways(_ side: Side, from node: Int32, all: Bool) throws -> [PathValue] {
    var open = [PathValue(nodes: [node], edges: [])]
    var done: [PathValue] = []
    while let path = open.popLast() {
      guard let last = path.nodes.last else { continue }
      guard var link = side.firstLink[last], side.depths[last] != 0 else {
        done.append(path)
        if !all { return done }
        continue
      }
      try context.reserve(32)
      while link >= 0 {
        let place = Int(link)
        open.append(PathValue(nodes: path.nodes + [side.linkNode[place]], edges: path.edges + [side.linkEdge[place]]))
        link = all ? side.linkNext[place] : -1
      }
    }
    return done
  }
}
