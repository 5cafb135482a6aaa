/// The values of one variable over the rows of a batch.
enum Column {
  /// Not bound here.
  case none
  /// Nodes; -1 stands for null.
  case nodes([Int32])
  /// Edges; -1 stands for null.
  case edges([Int32])
  case values([Value])

  /// The value in row `row`.
  @inline(__always)
  func value(at row: Int) -> Value {
    switch self {
    case .none: .null
    case .nodes(let ids): ids[row] < 0 ? .null : .node(ids[row])
    case .edges(let ids): ids[row] < 0 ? .null : .edge(ids[row])
    case .values(let values): values[row]
    }
  }

  /// The rows that `selection` names, in its order.
  func gathered(_ selection: [Int32]) -> Column {
    switch self {
    case .none: .none
    case .nodes(let ids): .nodes(gather(ids, selection))
    case .edges(let ids): .edges(gather(ids, selection))
    case .values(let values): .values(selection.map { values[Int($0)] })
    }
  }

  /// The column with the rows of `other` behind its own.
  mutating func append(_ other: Column, count: Int, otherCount: Int) {
    switch (self, other) {
    case (.none, .none): break
    case (.nodes(var ids), .nodes(let more)):
      self = .none
      ids.append(contentsOf: more)
      self = .nodes(ids)
    case (.edges(var ids), .edges(let more)):
      self = .none
      ids.append(contentsOf: more)
      self = .edges(ids)
    default:
      var all = values(count: count)
      self = .none
      all.append(contentsOf: other.values(count: otherCount))
      self = .values(all)
    }
  }

  /// The column as values.
  func values(count: Int) -> [Value] {
    if case .values(let values) = self { return values }
    return (0..<count).map { value(at: $0) }
  }
}

private func gather(_ ids: [Int32], _ selection: [Int32]) -> [Int32] {
  [Int32](unsafeUninitializedCapacity: selection.count) { buffer, count in
    ids.withUnsafeBufferPointer { ids in
      for index in selection.indices { buffer[index] = ids[Int(selection[index])] }
    }
    count = selection.count
  }
}

/// Rows of a query on their way through the operators, a column for each slot.
struct Batch {
  /// How many rows operators aim at.
  static let targetCount = 1024

  var count: Int
  var columns: [Column]

  init(count: Int, columns: [Column]) {
    self.count = count
    self.columns = columns
  }

  /// One row without values.
  static func unit(width: Int) -> Batch { Batch(count: 1, columns: Array(repeating: .none, count: width)) }

  /// The rows that `selection` names, in its order.
  func gathered(_ selection: [Int32]) -> Batch {
    Batch(count: selection.count, columns: columns.map { $0.gathered(selection) })
  }

  /// Adds the rows of `other`.
  mutating func append(_ other: Batch) {
    for slot in columns.indices { columns[slot].append(other.columns[slot], count: count, otherCount: other.count) }
    count += other.count
  }
}
