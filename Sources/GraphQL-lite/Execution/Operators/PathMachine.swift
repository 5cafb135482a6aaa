internal import Diagnostics
internal import Graph

/// Runs a path automaton over the graph.
///
/// Partial paths are records that point back at the one they continue. Without a selector they are tried depth first;
/// with one, in order of length or cost, so that the first to arrive are the shortest or cheapest.
final class PathMachine {
  struct Record {
    var parent: Int32
    var node: Int32
    /// The edge by which `node` was reached; -1 where none was followed.
    var edge: Int32
    var state: Int32
    /// The variable that this record binds, or -1; its value is the edge, or else the node.
    var variable: Int32
    var length: Int32
  }

  let context: ExecutionContext
  let step: SearchStep
  var frame = Frame(Batch(count: 0, columns: []))
  var records: [Record] = []
  private let graph: PropertyGraph
  private let steps: [[CompiledStep]]
  private var neighbors: [Int32] = []
  private var edges: [Int32] = []
  private var costKey: Int32?

  private enum CompiledAction {
    case node(variable: Int32, LabelTest?, [Condition])
    case edge(variable: Int32, EdgeCursor, [Condition])
    case empty
    case condition(Condition)
  }

  private struct CompiledStep {
    let action: CompiledAction
    let target: Int32
  }

  /// A condition and the variables of the path that it reads.
  private struct Condition {
    let locals: [(local: Int, variable: Int32)]
    let holds: (Frame) throws -> Bool
  }

  init(_ context: ExecutionContext, _ step: SearchStep) throws {
    self.context = context
    self.step = step
    graph = context.graph
    let graph = graph
    let compile = { (expression: Expression, names: [String: Int]) throws -> Condition in
      var compiler = ExpressionCompiler(context, step.names)
      var locals: [(local: Int, variable: Int32)] = []
      let used = expression.variableNames
      for (name, variable) in names.sorted(by: { $0.value < $1.value }) where used.contains(name) {
        locals.append((compiler.names.bindLocal(name), Int32(variable)))
      }
      return Condition(locals: locals, holds: try compiler.compileCondition(expression))
    }
    steps = try step.automaton.steps.map { choices in
      try choices.map { choice in
        let action: CompiledAction =
          switch choice.action {
          case .node(let test):
            .node(
              variable: Int32(test.variable ?? -1), test.labels.map { LabelTest($0, graph: graph) },
              try test.conditions.map { try compile($0, test.names) })
          case .edge(let test):
            .edge(
              variable: Int32(test.variable ?? -1),
              EdgeCursor(context, direction: test.direction, types: test.types),
              try test.conditions.map { try compile($0, test.names) })
          case .empty, .begin: .empty
          case .condition(let expression, let names): .condition(try compile(expression, names))
          }
        return CompiledStep(action: action, target: Int32(choice.target))
      }
    }
    costKey = step.cost.flatMap { graph.propertyNames.code(of: $0) }
  }

  /// The paths from `start`, to `end` where that is given, that the selector takes.
  func run(from start: Int32, to end: Int32?, allows: (Int32) -> Bool) throws -> [PathMatch] {
    records.removeAll(keepingCapacity: true)
    records.append(
      Record(parent: -1, node: start, edge: -1, state: Int32(step.automaton.start), variable: -1, length: 0))
    switch step.selector {
    case nil: return try enumerate(to: end, allows)
    case .anyCheapest: return try cheapest(to: end, allows)
    case .some(let selector): return try shortest(selector, to: end, allows)
    }
  }

  // MARK: - Steps

  /// Appends the records that continue record `index`.
  func extend(_ index: Int32, _ allows: (Int32) -> Bool) throws {
    let record = records[Int(index)]
    for choice in steps[Int(record.state)] {
      switch choice.action {
      case .empty:
        records.append(next(record, index, choice.target))
      case .condition(let condition):
        if try holds([condition], at: index) { records.append(next(record, index, choice.target)) }
      case .node(let variable, let labels, let conditions):
        if let labels, !labels.accepts(record.node, graph) { continue }
        if variable >= 0, let bound = single(variable, before: index), bound != record.node { continue }
        var reached = next(record, index, choice.target)
        reached.variable = variable
        records.append(reached)
        if !conditions.isEmpty, !(try holds(conditions, at: Int32(records.count - 1))) { records.removeLast() }
      case .edge(let variable, let cursor, let conditions):
        neighbors.removeAll(keepingCapacity: true)
        edges.removeAll(keepingCapacity: true)
        cursor.append(record.node, &neighbors, &edges)
        try context.tick(neighbors.count)
        for place in neighbors.indices {
          guard allows(edges[place]), fitsMode(edges[place], neighbors[place], after: index) else { continue }
          var reached = next(record, index, choice.target)
          reached.node = neighbors[place]
          reached.edge = edges[place]
          reached.variable = variable
          reached.length += 1
          records.append(reached)
          if !conditions.isEmpty, !(try holds(conditions, at: Int32(records.count - 1))) { records.removeLast() }
        }
      }
    }
  }

  private func next(_ record: Record, _ index: Int32, _ target: Int32) -> Record {
    Record(parent: index, node: record.node, edge: -1, state: target, variable: -1, length: record.length)
  }

  /// The node that a variable outside of groups is bound to already, so that its second occurrence must be the same.
  private func single(_ variable: Int32, before index: Int32) -> Int32? {
    guard !step.automaton.variables[Int(variable)].isList else { return nil }
    var at = index
    while at >= 0 {
      if records[Int(at)].variable == variable { return records[Int(at)].node }
      at = records[Int(at)].parent
    }
    return nil
  }

  /// Whether the mode allows the path at `index` to go on along `edge` to `node`.
  private func fitsMode(_ edge: Int32, _ node: Int32, after index: Int32) -> Bool {
    if step.mode == .walk { return true }
    var at = index
    var first: Int32 = -1
    var isClosed = false
    while at >= 0 {
      let record = records[Int(at)]
      if step.mode == .trail {
        if record.edge == edge { return false }
      } else {
        if record.edge == edge { return false }
        let isStart = record.parent < 0
        if isStart { first = record.node }
        if record.node == node, record.edge >= 0 { return false }
        if record.edge >= 0, record.parent >= 0 { isClosed = isClosed || record.node == startNode }
      }
      at = record.parent
    }
    if step.mode == .acyclic { return first != node }
    // A simple path may come back to its start, but not go on from there.
    return step.mode == .trail || !isClosed
  }

  private var startNode: Int32 { records[0].node }

  private func holds(_ conditions: [Condition], at index: Int32) throws -> Bool {
    for condition in conditions {
      for (local, variable) in condition.locals { frame.set(local: local, value(of: variable, at: index)) }
      if try !condition.holds(frame) { return false }
    }
    return true
  }

  /// What the nearest record behind `index` binds `variable` to: that of the current round.
  private func value(of variable: Int32, at index: Int32) -> Value {
    var at = index
    while at >= 0 {
      let record = records[Int(at)]
      if record.variable == variable { return record.edge >= 0 ? .edge(record.edge) : .node(record.node) }
      at = record.parent
    }
    return .null
  }

  func isAccepting(_ record: Record, _ end: Int32?) -> Bool {
    record.state == Int32(step.automaton.accepting) && (end == nil || record.node == end)
  }

  /// The path that ends in record `index`.
  func match(_ index: Int32) -> PathMatch {
    var match = PathMatch()
    var at = index
    while at >= 0 {
      let record = records[Int(at)]
      if record.variable >= 0 {
        match.bindings.append((Int(record.variable), record.edge >= 0 ? record.edge : record.node))
      }
      if record.edge >= 0 {
        match.edges.append(record.edge)
        match.nodes.append(record.node)
      }
      at = record.parent
    }
    match.nodes.append(startNode)
    match.nodes.reverse()
    match.edges.reverse()
    match.bindings.reverse()
    return match
  }

  // MARK: - All paths

  private func enumerate(to end: Int32?, _ allows: (Int32) -> Bool) throws -> [PathMatch] {
    var found: [PathMatch] = []
    // The records above one are its descendants and younger siblings, so that they can go when it is tried.
    var stack: [Int32] = [0]
    while let index = stack.popLast() {
      records.removeLast(records.count - Int(index) - 1)
      try context.tick()
      if isAccepting(records[Int(index)], end) {
        found.append(match(index))
        try context.reserve(64 + 8 * Int(records[Int(index)].length))
      }
      let before = records.count
      try extend(index, allows)
      for child in before..<records.count { stack.append(Int32(child)) }
    }
    return found
  }

  func cost(of edge: Int32) throws -> Double? {
    guard edge >= 0 else { return 0 }
    guard let costKey else { return nil }
    guard let cost = Value(graph.property(costKey, ofEdge: edge)).number else { return nil }
    guard cost >= 0 else {
      throw Diagnostic(.outOfRange, "the cost of an edge is negative: \(cost)", at: 0..<0)
    }
    return cost
  }
}
