internal import Diagnostics
internal import Graph

/// One row for each group of rows, with aggregates over the group.
final class AggregateOperator: Operator {
  private let keys: [(evaluate: Evaluator, slot: Int)]
  private let aggregates: [(make: () -> any Accumulator, slot: Int)]
  private let width: Int
  private var isDone = false

  init(_ context: ExecutionContext, _ input: Operator, _ step: AggregateStep, width: Int) throws {
    let compiler = ExpressionCompiler(context, step.names)
    keys = try step.keys.map { (try compiler.compile($0.expression), $0.slot) }
    aggregates = try step.aggregates.map { (try accumulatorMaker($0.call, compiler), $0.slot) }
    self.width = width
    super.init(context, input)
  }

  override func reset() {
    super.reset()
    isDone = false
  }

  override func next() throws -> Batch? {
    if isDone { return nil }
    isDone = true
    var groups: [[GroupKey]: Int] = [:]
    var keyRows: [[Value]] = []
    var states: [[any Accumulator]] = []
    while let batch = try input?.pull() {
      let frame = Frame(batch)
      try context.tick(batch.count)
      for row in 0..<batch.count {
        frame.row = row
        let values = try keys.map { try $0.evaluate(frame) }
        let key = values.map { GroupKey($0) }
        let index: Int
        if let known = groups[key] {
          index = known
        } else {
          index = states.count
          groups[key] = index
          keyRows.append(values)
          states.append(aggregates.map { $0.make() })
          try context.reserve(200 + 48 * values.count)
        }
        for place in aggregates.indices { try states[index][place].add(frame) }
      }
    }
    // Without keys there is one group, even of no rows.
    if keys.isEmpty, states.isEmpty {
      keyRows.append([])
      states.append(aggregates.map { $0.make() })
    }
    var out = Batch(count: states.count, columns: Array(repeating: .none, count: width))
    for (place, key) in keys.enumerated() { out.columns[key.slot] = .values(keyRows.map { $0[place] }) }
    for (place, aggregate) in aggregates.enumerated() {
      out.columns[aggregate.slot] = .values(try states.map { try $0[place].result() })
    }
    return out
  }
}
