internal import Graph

/// Each row once for every trail along a repeated edge, or once for every end point where only these are wanted.
final class RepeatedExpandOperator: Operator {
  private let step: RepeatedExpandStep
  private let cursor: EdgeCursor
  private let conditions: [(Frame) throws -> Bool]
  private let edgeLocal: Int
  private let maximum: Int
  private var batch: Batch?
  private var frame: Frame
  private var row = 0
  private var sources: [Int32] = []
  private var targets: [Int32] = []
  private var hasStarted = false
  /// The search of the current row: what is still to be tried, depth first.
  private var stackNodes: [Int32] = []
  private var stackEdges: [Int32] = []
  private var stackDepths: [Int32] = []
  private var trail: [Int32] = []
  private var reachability: Reachability?

  init(_ context: ExecutionContext, _ input: Operator, _ step: RepeatedExpandStep) throws {
    self.step = step
    cursor = EdgeCursor(context, direction: step.direction, types: step.types)
    maximum = step.maximum ?? Int(Int32.max)
    var compiler = ExpressionCompiler(context, step.names)
    edgeLocal = compiler.names.bindLocal(step.edgeName)
    let inner = compiler
    conditions = try step.conditions.map { try inner.compileCondition($0) }
    frame = Frame(Batch(count: 0, columns: []))
    super.init(context, input)
  }

  override func reset() {
    super.reset()
    batch = nil
    stackNodes.removeAll(keepingCapacity: true)
    stackEdges.removeAll(keepingCapacity: true)
    stackDepths.removeAll(keepingCapacity: true)
  }

  override func next() throws -> Batch? {
    while true {
      if batch == nil {
        guard let next = try input?.pull() else { return nil }
        batch = next
        frame = Frame(next)
        row = 0
        hasStarted = false
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
    var ends: [Int32] = []
    var lists: [Value] = []
    while row < current.count, ends.count < Batch.targetCount {
      let source = sources[row]
      if source < 0 || (step.isInto && targets[row] < 0) || maximum < step.minimum {
        row += 1
        continue
      }
      frame.row = row
      if step.onlyEnds {
        let before = ends.count
        try reach(source, &ends)
        if step.isInto {
          let isReached = ends[before...].contains(targets[row])
          ends.removeLast(ends.count - before)
          if isReached { ends.append(targets[row]) }
        }
        for _ in before..<ends.count { selection.append(Int32(row)) }
        row += 1
        continue
      }
      if !hasStarted {
        hasStarted = true
        trail.removeAll(keepingCapacity: true)
        if step.minimum == 0 { emit(source, 0, &selection, &ends, &lists) }
        if maximum > 0 { push(source, depth: 1) }
      }
      while let node = stackNodes.popLast(), let edge = stackEdges.popLast(), let depth = stackDepths.popLast() {
        try context.tick()
        trail.removeLast(max(0, trail.count - Int(depth) + 1))
        if trail.contains(edge) { continue }
        if try !accepts(edge, current) { continue }
        trail.append(edge)
        if Int(depth) >= step.minimum { emit(node, Int(depth), &selection, &ends, &lists) }
        if Int(depth) < maximum { push(node, depth: depth + 1) }
        if ends.count >= Batch.targetCount { break }
      }
      if stackNodes.isEmpty {
        hasStarted = false
        row += 1
      }
    }
    if ends.isEmpty { return nil }
    var out = current.gathered(selection)
    if !step.isInto { out.columns[step.to] = .nodes(ends) }
    if let slot = step.edges { out.columns[slot] = .values(lists) }
    return out
  }

  private func emit(
    _ node: Int32, _ depth: Int, _ selection: inout [Int32], _ ends: inout [Int32], _ lists: inout [Value]
  ) {
    if step.isInto, node != targets[row] { return }
    selection.append(Int32(row))
    ends.append(node)
    if step.edges != nil { lists.append(.list(trail.prefix(depth).map { .edge($0) })) }
  }

  private func push(_ node: Int32, depth: Int32) {
    cursor.append(node, &stackNodes, &stackEdges)
    while stackDepths.count < stackNodes.count { stackDepths.append(depth) }
  }

  /// Whether an edge may be used: it fits the conditions and is none of those matched before.
  private func accepts(_ edge: Int32, _ current: Batch) throws -> Bool {
    if step.distinctFrom.contains(where: { current.columns[$0].holds(edge: edge, at: row) }) { return false }
    if conditions.isEmpty { return true }
    frame.set(local: edgeLocal, .edge(edge))
    for condition in conditions where try !condition(frame) { return false }
    return true
  }

  private func reach(_ source: Int32, _ ends: inout [Int32]) throws {
    if reachability == nil { reachability = Reachability(cursor) }
    guard let current = batch else { return }
    let filter: ((Int32) throws -> Bool)? = conditions.isEmpty ? nil : { try self.accepts($0, current) }
    try reachability?.ends(
      from: source, minimum: step.minimum, maximum: maximum, context: context, accepts: filter, into: &ends)
  }
}
