internal import Graph

/// New columns computed from the old ones, which end here unless they are kept.
final class ProjectOperator: Operator {
  private enum Source {
    case copy(Int)
    case compute(Evaluator)
  }

  private let sources: [(slot: Int, source: Source)]
  private let keeps: [Int]

  init(
    _ context: ExecutionContext, _ input: Operator, _ columns: [ProjectedColumn], _ names: NameTable, keeps: [Int]
  ) throws {
    let compiler = ExpressionCompiler(context, names)
    sources = try columns.map { column in
      if let slot = names.computed[column.expression] { return (column.slot, .copy(slot)) }
      if case .variable(let name) = column.expression.kind, case .slot(let slot)? = names.variables[name] {
        return (column.slot, .copy(slot))
      }
      return (column.slot, .compute(try compiler.compile(column.expression)))
    }
    self.keeps = keeps
    super.init(context, input)
  }

  override func next() throws -> Batch? {
    guard let batch = try input?.pull() else { return nil }
    var columns = [Column](repeating: .none, count: batch.columns.count)
    for slot in keeps { columns[slot] = batch.columns[slot] }
    let frame = Frame(batch)
    try context.tick(batch.count)
    for (slot, source) in sources {
      switch source {
      case .copy(let from): columns[slot] = batch.columns[from]
      case .compute(let evaluate):
        var values: [Value] = []
        values.reserveCapacity(batch.count)
        for row in 0..<batch.count {
          frame.row = row
          values.append(try evaluate(frame))
        }
        columns[slot] = .values(values)
      }
    }
    return Batch(count: batch.count, columns: columns)
  }
}

/// Lets go of columns that nothing needs any more.
final class KeepOperator: Operator {
  private let slots: [Int]

  init(_ context: ExecutionContext, _ input: Operator, _ slots: [Int]) {
    self.slots = slots
    super.init(context, input)
  }

  override func next() throws -> Batch? {
    guard let batch = try input?.pull() else { return nil }
    var columns = [Column](repeating: .none, count: batch.columns.count)
    for slot in slots { columns[slot] = batch.columns[slot] }
    return Batch(count: batch.count, columns: columns)
  }
}

/// Each row once for every element of a list; null has none, and another value stands for itself.
final class UnwindOperator: Operator {
  private let list: Evaluator
  private let slot: Int
  private var batch: Batch?
  private var row = 0
  private var place = 0
  private var elements: [Value] = []

  init(_ context: ExecutionContext, _ input: Operator, _ list: Expression, _ names: NameTable, slot: Int) throws {
    self.list = try ExpressionCompiler(context, names).compile(list)
    self.slot = slot
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
        row = -1
        place = 0
        elements = []
      }
      guard let current = batch else { return nil }
      var selection: [Int32] = []
      var values: [Value] = []
      let frame = Frame(current)
      while values.count < Batch.targetCount {
        if place >= elements.count {
          row += 1
          guard row < current.count else { break }
          frame.row = row
          place = 0
          switch try list(frame) {
          case .null: elements = []
          case .list(let list): elements = list
          case let other: elements = [other]
          }
        }
        let end = min(elements.count, place + Batch.targetCount - values.count)
        values.append(contentsOf: elements[place..<end])
        for _ in place..<end { selection.append(Int32(row)) }
        try context.tick(end - place + 1)
        place = end
      }
      if row >= current.count { batch = nil }
      if values.isEmpty { continue }
      var out = current.gathered(selection)
      out.columns[slot] = .values(values)
      return out
    }
  }
}
