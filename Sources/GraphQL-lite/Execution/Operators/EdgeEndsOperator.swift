internal import Graph

/// From an edge, or a list of edges, that is bound already to the nodes at its ends.
final class EdgeEndsOperator: Operator {
  private let step: EdgeEndsStep
  private let types: TypeTest

  init(_ context: ExecutionContext, _ input: Operator, _ step: EdgeEndsStep) {
    self.step = step
    types = TypeTest(step.types, graph: context.graph)
    super.init(context, input)
  }

  override func next() throws -> Batch? {
    guard let batch = try input?.pull() else { return nil }
    var selection: [Int32] = []
    var froms: [Int32] = []
    var tos: [Int32] = []
    let boundFrom = step.isFromBound ? batch.columns[step.from].nodeIDs(count: batch.count) : []
    let boundTo = step.isToBound && step.to != step.from ? batch.columns[step.to].nodeIDs(count: batch.count) : []
    for row in 0..<batch.count {
      guard let edges = edges(batch.columns[step.edge].value(at: row)) else { continue }
      if edges.contains(where: { edge in step.distinctFrom.contains { batch.columns[$0].holds(edge: edge, at: row) } })
      {
        continue
      }
      for (from, to) in ends(edges) {
        if step.isFromBound, boundFrom[row] != from { continue }
        if !boundTo.isEmpty, boundTo[row] != to { continue }
        if step.to == step.from, from != to { continue }
        selection.append(Int32(row))
        froms.append(from)
        tos.append(to)
      }
    }
    var out = batch.gathered(selection)
    if !step.isFromBound { out.columns[step.from] = .nodes(froms) }
    if !step.isToBound { out.columns[step.to] = .nodes(tos) }
    return out
  }

  private func edges(_ value: Value) -> [Int32]? {
    switch value {
    case .edge(let edge): return step.isList ? nil : fitting([edge])
    case .list(let values):
      guard step.isList, values.count >= step.minimum, values.count <= step.maximum ?? .max else { return nil }
      var edges: [Int32] = []
      for value in values {
        guard case .edge(let edge) = value, !edges.contains(edge) else { return nil }
        edges.append(edge)
      }
      return fitting(edges)
    default: return nil
    }
  }

  private func fitting(_ edges: [Int32]) -> [Int32]? {
    let graph = context.graph
    return edges.allSatisfy { types.accepts(type: graph.edgeType[Int($0)]) && context.layer.shows(edge: $0) }
      ? edges : nil
  }

  /// The pairs of nodes that the edges, followed in order, lead between.
  private func ends(_ edges: [Int32]) -> [(Int32, Int32)] {
    let graph = context.graph
    guard let first = edges.first else { return [] }
    var out: [(Int32, Int32)] = []
    let starts = Set([graph.edgeStart[Int(first)], graph.edgeEnd[Int(first)]]).sorted()
    for start in starts {
      var at = start
      var isConnected = true
      for edge in edges {
        let (source, target) = (graph.edgeStart[Int(edge)], graph.edgeEnd[Int(edge)])
        if at == source, step.direction != .left {
          at = target
        } else if at == target, step.direction != .right {
          at = source
        } else {
          isConnected = false
          break
        }
      }
      if isConnected { out.append((start, at)) }
    }
    return out
  }
}
