internal import Graph

/// Produces the rows of one step of a plan, a batch at a time.
class Operator {
  let context: ExecutionContext
  let input: Operator?
  /// Rows and time so far, kept where the query is profiled.
  private(set) var rowsProduced = 0
  private(set) var elapsed: Duration = .zero
  var label = ""
  var estimate: Double?
  /// How deep the operator lies inside others.
  var depth = 0

  init(_ context: ExecutionContext, _ input: Operator?) {
    self.context = context
    self.input = input
  }

  /// The next batch; nil at the end. Batches may be empty.
  func next() throws -> Batch? { nil }

  /// Forgets all state, for another run on another argument.
  func reset() { input?.reset() }

  /// ``next()``, watched.
  final func pull() throws -> Batch? {
    try context.tick(16)
    guard context.isProfiling else {
      let batch = try next()
      rowsProduced += batch?.count ?? 0
      return batch
    }
    let start = ContinuousClock.now
    let batch = try next()
    elapsed += ContinuousClock.now - start
    rowsProduced += batch?.count ?? 0
    return batch
  }
}

/// The rows that a pipeline is run on.
final class ArgumentOperator: Operator {
  var argument: Batch?

  override func next() throws -> Batch? {
    defer { argument = nil }
    return argument
  }
}

/// Operators in a row, with the place where rows are put in.
struct Pipeline {
  let argument: ArgumentOperator
  let last: Operator

  func start(_ batch: Batch) {
    last.reset()
    argument.argument = batch
  }
}

extension Column {
  /// The nodes of the column; -1 where there is none.
  func nodeIDs(count: Int) -> [Int32] {
    switch self {
    case .nodes(let ids): ids
    case .none, .edges: Array(repeating: -1, count: count)
    case .values(let values): values.map { if case .node(let node) = $0 { node } else { -1 } }
    }
  }

  /// The edges of the column; -1 where there is none.
  func edgeIDs(count: Int) -> [Int32] {
    switch self {
    case .edges(let ids): ids
    case .none, .nodes: Array(repeating: -1, count: count)
    case .values(let values): values.map { if case .edge(let edge) = $0 { edge } else { -1 } }
    }
  }

  /// Whether the edge, or one of the list of edges, in row `row` is `edge`.
  func holds(edge: Int32, at row: Int) -> Bool {
    switch self {
    case .edges(let ids): return ids[row] == edge
    case .values(let values):
      switch values[row] {
      case .edge(let other): return other == edge
      case .list(let list): return list.contains { if case .edge(edge) = $0 { true } else { false } }
      default: return false
      }
    case .none, .nodes: return false
    }
  }
}
