internal import Diagnostics
internal import Graph

/// Each different row once, the first of its kind.
final class DistinctOperator: Operator {
  private let slots: [Int]
  private var seen: Set<[GroupKey]> = []
  private var seenNodes: Set<Int32> = []

  init(_ context: ExecutionContext, _ input: Operator, _ slots: [Int]) {
    self.slots = slots
    super.init(context, input)
  }

  override func reset() {
    super.reset()
    seen.removeAll()
    seenNodes.removeAll()
  }

  override func next() throws -> Batch? {
    guard let batch = try input?.pull() else { return nil }
    try context.tick(batch.count)
    var selection: [Int32] = []
    if slots.count == 1, case .nodes(let nodes) = batch.columns[slots[0]] {
      for (row, node) in nodes.enumerated() where seenNodes.insert(node).inserted { selection.append(Int32(row)) }
      try context.reserve(selection.count * 8)
    } else {
      for row in 0..<batch.count {
        let key = slots.map { GroupKey(batch.columns[$0].value(at: row)) }
        // A node that came in a column of its own is known already.
        if key.count == 1, case .node(let node) = key[0].value {
          if seenNodes.insert(node).inserted { selection.append(Int32(row)) }
        } else if key.count == 1, key[0].value.isNull {
          if seenNodes.insert(-1).inserted { selection.append(Int32(row)) }
        } else if seen.insert(key).inserted {
          selection.append(Int32(row))
        }
      }
      try context.reserve(selection.count * (32 + 32 * slots.count))
    }
    return selection.count == batch.count ? batch : batch.gathered(selection)
  }
}

/// All rows in order; only the first of them where a limit follows.
final class SortOperator: Operator {
  private let keys: [(evaluate: Evaluator, isDescending: Bool)]
  private let bound: Int?
  private var isDone = false

  init(_ context: ExecutionContext, _ input: Operator, _ keys: [SortKey], _ names: NameTable, bound: Int?) throws {
    let compiler = ExpressionCompiler(context, names)
    self.keys = try keys.map { (try compiler.compile($0.expression), $0.isDescending) }
    self.bound = bound
    super.init(context, input)
  }

  override func reset() {
    super.reset()
    isDone = false
  }

  override func next() throws -> Batch? {
    if isDone { return nil }
    isDone = true
    var all: Batch?
    var values: [[Value]] = keys.map { _ in [] }
    while let batch = try input?.pull() {
      try context.tick(batch.count)
      try context.reserve(batch.count * 32 * (keys.count + 1))
      let frame = Frame(batch)
      for row in 0..<batch.count {
        frame.row = row
        for place in keys.indices { values[place].append(try keys[place].evaluate(frame)) }
      }
      if all == nil { all = batch } else { all?.append(batch) }
      if let bound, let rows = all, rows.count > max(4 * bound, 4096) {
        // Rows that cannot be among the first are dropped from time to time.
        let order = sorted(values, rows.count).prefix(bound)
        all = rows.gathered(Array(order))
        for place in keys.indices { values[place] = order.map { values[place][Int($0)] } }
      }
    }
    guard let rows = all else { return nil }
    let order = sorted(values, rows.count)
    return rows.gathered(bound.map { Array(order.prefix($0)) } ?? order)
  }

  private func sorted(_ values: [[Value]], _ count: Int) -> [Int32] {
    (0..<Int32(count)).sorted { a, b in
      for place in keys.indices {
        let order = Value.order(values[place][Int(a)], values[place][Int(b)])
        if order != 0 { return keys[place].isDescending ? order > 0 : order < 0 }
      }
      return a < b
    }
  }
}

/// All rows but the first few.
final class SkipOperator: Operator {
  private let count: Int
  private var left: Int

  init(_ context: ExecutionContext, _ input: Operator, _ count: Int) {
    self.count = count
    left = count
    super.init(context, input)
  }

  override func reset() {
    super.reset()
    left = count
  }

  override func next() throws -> Batch? {
    guard let batch = try input?.pull() else { return nil }
    if left == 0 { return batch }
    let dropped = min(left, batch.count)
    left -= dropped
    return batch.gathered((dropped..<batch.count).map { Int32($0) })
  }
}

/// The first few rows.
final class LimitOperator: Operator {
  private let count: Int
  private var left: Int

  init(_ context: ExecutionContext, _ input: Operator, _ count: Int) {
    self.count = count
    left = count
    super.init(context, input)
  }

  override func reset() {
    super.reset()
    left = count
  }

  override func next() throws -> Batch? {
    guard left > 0, let batch = try input?.pull() else { return nil }
    let taken = min(left, batch.count)
    left -= taken
    return taken == batch.count ? batch : batch.gathered((0..<taken).map { Int32($0) })
  }
}

/// The rows of an inner pipeline for each row; a row for which there are none stays, with nulls.
final class OptionalOperator: Operator {
  private let inner: Pipeline
  private let marker: Int
  private let slots: [OptionalSlot]

  init(_ context: ExecutionContext, _ input: Operator, _ inner: Pipeline, marker: Int, slots: [OptionalSlot]) {
    self.inner = inner
    self.marker = marker
    self.slots = slots
    super.init(context, input)
  }

  override func next() throws -> Batch? {
    guard var batch = try input?.pull() else { return nil }
    if batch.count == 0 { return batch }
    // The rows are numbered on their way in, to see which of them came out.
    batch.columns[marker] = .edges((0..<Int32(batch.count)).map { $0 })
    inner.start(batch)
    var isMatched = [Bool](repeating: false, count: batch.count)
    var out: Batch?
    while let found = try inner.last.pull() {
      guard found.count > 0 else { continue }
      for row in found.columns[marker].edgeIDs(count: found.count) { isMatched[Int(row)] = true }
      if out == nil { out = cleaned(found, batch) } else { out?.append(cleaned(found, batch)) }
    }
    let missing = isMatched.indices.filter { !isMatched[$0] }.map { Int32($0) }
    if !missing.isEmpty {
      var rest = batch.gathered(missing)
      for slot in slots {
        let nulls = [Int32](repeating: -1, count: rest.count)
        rest.columns[slot.slot] =
          switch slot.kind {
          case .node: .nodes(nulls)
          case .edge: .edges(nulls)
          case .value: .values(Array(repeating: .null, count: rest.count))
          }
      }
      rest.columns[marker] = .none
      if out == nil { out = rest } else { out?.append(rest) }
    }
    return out
  }

  /// Only what was there before and what the pattern binds goes on.
  private func cleaned(_ found: Batch, _ before: Batch) -> Batch {
    var columns = [Column](repeating: .none, count: found.columns.count)
    for slot in columns.indices where slot != marker {
      if case .none = before.columns[slot] { continue }
      columns[slot] = found.columns[slot]
    }
    for slot in slots { columns[slot.slot] = found.columns[slot.slot] }
    return Batch(count: found.count, columns: columns)
  }
}
