internal import Graph

/// The rows for which a condition is true.
final class FilterOperator: Operator {
  private let condition: (Frame) throws -> Bool

  init(_ context: ExecutionContext, _ input: Operator, _ condition: Expression, _ names: NameTable) throws {
    self.condition = try ExpressionCompiler(context, names).compileCondition(condition)
    super.init(context, input)
  }

  override func next() throws -> Batch? {
    guard let batch = try input?.pull() else { return nil }
    let frame = Frame(batch)
    var selection: [Int32] = []
    try context.tick(batch.count)
    for row in 0..<batch.count {
      frame.row = row
      if try condition(frame) { selection.append(Int32(row)) }
    }
    return selection.count == batch.count ? batch : batch.gathered(selection)
  }
}

/// The rows whose node has certain labels.
final class LabelOperator: Operator {
  private let slot: Int
  private let test: LabelTest

  init(_ context: ExecutionContext, _ input: Operator, _ slot: Int, _ labels: LabelExpression) {
    self.slot = slot
    test = LabelTest(labels, graph: context.graph)
    super.init(context, input)
  }

  override func next() throws -> Batch? {
    guard let batch = try input?.pull() else { return nil }
    let nodes = batch.columns[slot].nodeIDs(count: batch.count)
    var selection: [Int32] = []
    for (row, node) in nodes.enumerated() where node >= 0 && test.accepts(node, context.graph) {
      selection.append(Int32(row))
    }
    return selection.count == batch.count ? batch : batch.gathered(selection)
  }
}

/// A path for each row, from its nodes and edges.
final class PathOperator: Operator {
  private let step: PathStep

  init(_ context: ExecutionContext, _ input: Operator, _ step: PathStep) {
    self.step = step
    super.init(context, input)
  }

  override func next() throws -> Batch? {
    guard var batch = try input?.pull() else { return nil }
    var paths: [Value] = []
    for row in 0..<batch.count { paths.append(path(batch, row)) }
    batch.columns[step.slot] = .values(paths)
    return batch
  }

  private func path(_ batch: Batch, _ row: Int) -> Value {
    var nodes: [Int32] = []
    var edges: [Int32] = []
    let graph = context.graph
    for part in step.parts {
      switch part {
      case .node(let slot):
        guard case .node(let node) = batch.columns[slot].value(at: row) else { return .null }
        if nodes.count == edges.count { nodes.append(node) }
      case .edge(let slot):
        guard case .edge(let edge) = batch.columns[slot].value(at: row) else { return .null }
        edges.append(edge)
      case .edges(let slot):
        guard case .list(let list) = batch.columns[slot].value(at: row) else { return .null }
        for case .edge(let edge) in list {
          guard let last = nodes.last else { return .null }
          edges.append(edge)
          let start = graph.edgeStart[Int(edge)]
          nodes.append(start == last ? graph.edgeEnd[Int(edge)] : start)
        }
      }
    }
    return .path(PathValue(nodes: nodes, edges: edges))
  }
}
