internal import Graph

extension PathMachine {
  /// Whether the first path to reach a state at a node makes all later ones there superfluous.
  private var canPrune: Bool {
    step.automaton.isMemoryless && (step.mode == .walk || step.automaton.shortestIsTrail)
  }

  /// The shortest paths to each end, breadth first.
  func shortest(_ selector: PathSelector, to end: Int32?, _ allows: (Int32) -> Bool) throws -> [PathMatch] {
    var chosen: [Int32: Chosen] = [:]
    var found: [Int32] = []
    var reached: [UInt64: (count: Int, length: Int32)] = [:]
    var level: [Int32] = [0]
    var next: [Int32] = []
    let prunes = canPrune
    while !level.isEmpty {
      var place = 0
      while place < level.count {
        let index = level[place]
        place += 1
        try context.tick()
        let record = records[Int(index)]
        if isAccepting(record, end) {
          if take(record, selector, &chosen) { found.append(index) }
          if let end, chosen[end]?.isFull == true { return found.map { match($0) } }
        }
        let before = records.count
        try extend(index, allows)
        try context.reserve((records.count - before) * MemoryLayout<Record>.stride)
        for child in before..<records.count {
          let record = records[child]
          if prunes, !keeps(record, selector, &reached) { continue }
          if record.edge >= 0 { next.append(Int32(child)) } else { level.append(Int32(child)) }
        }
      }
      level = next
      next.removeAll(keepingCapacity: true)
      if let end, let best = chosen[end], best.isDone(selector) { break }
    }
    return found.map { match($0) }
  }

  /// What a selector has taken so far for one end.
  private struct Chosen {
    var count = 0
    var length: Int32 = -1
    var groups = 0
    var isFull = false

    /// Whether no longer path can be taken.
    func isDone(_ selector: PathSelector) -> Bool {
      switch selector {
      case .allShortest: count > 0
      case .shortestGroups(let limit): groups >= limit
      default: isFull
      }
    }
  }

  private func take(_ record: Record, _ selector: PathSelector, _ chosen: inout [Int32: Chosen]) -> Bool {
    var state = chosen[record.node] ?? Chosen()
    defer { chosen[record.node] = state }
    if state.isFull { return false }
    switch selector {
    case .anyShortest, .anyCheapest: state.isFull = true
    case .any(let limit), .shortest(let limit): state.isFull = state.count + 1 >= limit
    case .allShortest:
      if state.count > 0, record.length > state.length { return false }
    case .shortestGroups(let limit):
      if state.groups == 0 || record.length > state.length {
        if state.groups >= limit { return false }
        state.groups += 1
      }
    }
    state.count += 1
    state.length = record.length
    return true
  }

  /// Whether a path that reaches a state at a node may still be among those taken.
  private func keeps(
    _ record: Record, _ selector: PathSelector, _ reached: inout [UInt64: (count: Int, length: Int32)]
  ) -> Bool {
    let key = UInt64(UInt32(bitPattern: record.node)) << 32 | UInt64(UInt32(bitPattern: record.state))
    guard let before = reached[key] else {
      reached[key] = (1, record.length)
      return true
    }
    let keeps: Bool
    switch selector {
    case .anyShortest, .anyCheapest: keeps = false
    case .allShortest: keeps = record.length == before.length
    // The k shortest walks pass through a state at most k times; trails may need more.
    case .any(let limit), .shortest(let limit): keeps = step.mode != .walk || before.count < limit
    case .shortestGroups: keeps = true
    }
    if keeps { reached[key] = (before.count + 1, before.length) }
    return keeps
  }

  /// The cheapest path to each end: Dijkstra's algorithm over nodes and states.
  ///
  /// Edges without the weight are not followed.
  func cheapest(to end: Int32?, _ allows: (Int32) -> Bool) throws -> [PathMatch] {
    var queue = CostQueue()
    var costs: [Double] = [0]
    var settled: Set<UInt64> = []
    var found: [Int32] = []
    var taken: Set<Int32> = []
    let prunes = canPrune
    queue.insert(0, cost: 0)
    while let index = queue.popFirst() {
      try context.tick()
      let record = records[Int(index)]
      let key = UInt64(UInt32(bitPattern: record.node)) << 32 | UInt64(UInt32(bitPattern: record.state))
      if prunes, !settled.insert(key).inserted { continue }
      if isAccepting(record, end), taken.insert(record.node).inserted {
        found.append(index)
        if end != nil { break }
      }
      let before = records.count
      try extend(index, allows)
      try context.reserve((records.count - before) * (MemoryLayout<Record>.stride + 24))
      for child in before..<records.count {
        guard let cost = try cost(of: records[child].edge) else {
          costs.append(.infinity)
          continue
        }
        costs.append(costs[Int(index)] + cost)
        queue.insert(Int32(child), cost: costs[child])
      }
    }
    return found.map { match($0) }
  }
}

/// A binary heap of records by cost; among equals the older one first.
private struct CostQueue {
  private var heap: [(cost: Double, record: Int32)] = []

  private func precedes(_ a: (cost: Double, record: Int32), _ b: (cost: Double, record: Int32)) -> Bool {
    a.cost != b.cost ? a.cost < b.cost : a.record < b.record
  }

  mutating func insert(_ record: Int32, cost: Double) {
    heap.append((cost, record))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if !precedes(heap[child], heap[parent]) { break }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func popFirst() -> Int32? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return first.record }
    heap[0] = last
    var parent = 0
    while true {
      var child = parent * 2 + 1
      if child >= heap.count { break }
      if child + 1 < heap.count, precedes(heap[child + 1], heap[child]) { child += 1 }
      if !precedes(heap[child], heap[parent]) { break }
      heap.swapAt(child, parent)
      parent = child
    }
    return first.record
  }
}
