internal import Diagnostics
internal import Graph

/// Every candidate of a node, for each row.
final class ScanOperator: Operator {
  private enum Source {
    case all
    case list([Int32])
    case lookup(Evaluator, (Value) -> [Int32])
  }

  private let slot: Int
  private let source: Source
  private var batch: Batch?
  private var row = 0
  private var place = 0
  private var candidates: [Int32] = []

  init(_ context: ExecutionContext, _ input: Operator, _ step: ScanStep) throws {
    slot = step.slot
    let graph = context.graph
    switch step.source {
    case .all: source = .all
    case .label(let label): source = .list(graph.labels.code(of: label).map { Array(graph.nodes(label: $0)) } ?? [])
    case .name(let expression, let names):
      let key = graph.propertyNames.code(of: "name")
      source = .lookup(try ExpressionCompiler(context, names).compile(expression)) { value in
        guard case .string(let text) = value, let key else { return [] }
        return graph.names.nodes(named: text).filter { graph.property(key, ofNode: $0) == .string(text) }
      }
    case .elementID(let expression, let names):
      source = .lookup(try ExpressionCompiler(context, names).compile(expression)) { value in
        guard case .string(let id) = value, let node = graph.node(withID: id) else { return [] }
        return [node]
      }
    case .id(let expression, let names):
      source = .lookup(try ExpressionCompiler(context, names).compile(expression)) { value in
        guard case .int(let id) = value, id >= 0, id < graph.nodeCount else { return [] }
        return [Int32(id)]
      }
    }
    super.init(context, input)
  }

  override func reset() {
    super.reset()
    batch = nil
  }

  override func next() throws -> Batch? {
    while true {
      if batch == nil {
        batch = try input?.pull()
        row = -1
        place = 0
        candidates = []
        if batch == nil { return nil }
      }
      guard let current = batch else { return nil }
      if let out = try fill(current) { return out }
      batch = nil
    }
  }

  private func fill(_ current: Batch) throws -> Batch? {
    var selection: [Int32] = []
    var nodes: [Int32] = []
    let layer = context.layer
    while nodes.count < Batch.targetCount {
      if row < 0 || place >= count {
        row += 1
        guard row < current.count else { break }
        place = 0
        if case .lookup(let evaluate, let find) = source {
          let frame = Frame(current)
          frame.row = row
          candidates = find(try evaluate(frame))
        }
      }
      let end = min(count, place + Batch.targetCount - nodes.count)
      for index in place..<max(place, end) {
        let node = candidate(index)
        if layer.shows(node: node) {
          nodes.append(node)
          selection.append(Int32(row))
        }
      }
      try context.tick(end - place)
      place = end
    }
    if nodes.isEmpty { return nil }
    var out = current.gathered(selection)
    out.columns[slot] = .nodes(nodes)
    return out
  }

  private var count: Int {
    switch source {
    case .all: context.graph.nodeCount
    case .list(let list): list.count
    case .lookup: candidates.count
    }
  }

  private func candidate(_ index: Int) -> Int32 {
    switch source {
    case .all: Int32(index)
    case .list(let list): list[index]
    case .lookup: candidates[index]
    }
  }
}
