internal import Graph

/// Each row once for every edge that leads on from a bound node.
final class ExpandOperator: Operator {
  private let step: ExpandStep
  private let cursor: EdgeCursor
  private var batch: Batch?
  private var row = 0
  private var sources: [Int32] = []
  private var targets: [Int32] = []

  init(_ context: ExecutionContext, _ input: Operator, _ step: ExpandStep) {
    self.step = step
    cursor = EdgeCursor(context, direction: step.direction, types: step.types)
    super.init(context, input)
  }

  override func reset() {
    super.reset()
    batch = nil
  }

  override func next() throws -> Batch? {
    while true {
      if batch == nil {
        guard let next = try input?.pull() else { return nil }
        batch = next
        row = 0
        sources = next.columns[step.from].nodeIDs(count: next.count)
        targets = step.isInto ? next.columns[step.to].nodeIDs(count: next.count) : []
      }
      guard let current = batch else { return nil }
      let out = try fill(current)
      if row >= current.count { batch = nil }
      if let out { return out }
    }
  }

  private func fill(_ current: Batch) throws -> Batch? {
    var selection: [Int32] = []
    var neighbors: [Int32] = []
    var edges: [Int32] = []
    while row < current.count, neighbors.count < Batch.targetCount {
      let node = sources[row]
      let before = neighbors.count
      if node >= 0, !step.isInto || targets[row] >= 0 {
        cursor.append(node, &neighbors, &edges)
        try context.tick(neighbors.count - before + 1)
        if step.isInto || !step.distinctFrom.isEmpty { keepFitting(current, from: before, &neighbors, &edges) }
      }
      for _ in before..<neighbors.count { selection.append(Int32(row)) }
      row += 1
    }
    if neighbors.isEmpty { return nil }
    var out = current.gathered(selection)
    if !step.isInto { out.columns[step.to] = .nodes(neighbors) }
    if let edge = step.edge { out.columns[edge] = .edges(edges) }
    return out
  }

  /// Drops what was appended since `start` and leads elsewhere, or uses an edge again.
  private func keepFitting(_ current: Batch, from start: Int, _ neighbors: inout [Int32], _ edges: inout [Int32]) {
    var kept = start
    for index in start..<neighbors.count {
      if step.isInto, neighbors[index] != targets[row] { continue }
      let edge = edges[index]
      if step.distinctFrom.contains(where: { current.columns[$0].holds(edge: edge, at: row) }) { continue }
      neighbors[kept] = neighbors[index]
      edges[kept] = edge
      kept += 1
    }
    neighbors.removeLast(neighbors.count - kept)
    edges.removeLast(edges.count - kept)
  }
}
