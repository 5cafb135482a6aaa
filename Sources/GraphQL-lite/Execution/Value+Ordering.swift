internal import Graph

extension Value {
  /// The place of a value's type in the order of all values: maps first, nulls last.
  ///
  /// openCypher CIP2016-06-14, "Define comparability and equality as well as orderability and equivalence".
  private var typeRank: Int {
    switch self {
    case .map: 0
    case .node: 1
    case .edge: 2
    case .list: 3
    case .path: 4
    case .temporal(.dateTime): 5
    case .temporal(.localDateTime): 6
    case .temporal(.date): 7
    case .temporal(.time): 8
    case .temporal(.localTime): 9
    case .temporal(.duration): 10
    case .string: 11
    case .bool: 12
    case .int, .float: 13
    case .null: 14
    }
  }

  /// Negative, zero or positive as `a` comes before, with or after `b` in ORDER BY.
  static func order(_ a: Value, _ b: Value) -> Int {
    let ranks = (a.typeRank, b.typeRank)
    if ranks.0 != ranks.1 { return ranks.0 < ranks.1 ? -1 : 1 }
    switch (a, b) {
    case (.list(let x), .list(let y)): return order(x, y)
    case (.map(let x), .map(let y)): return order(x, y)
    case (.node(let x), .node(let y)), (.edge(let x), .edge(let y)): return x < y ? -1 : (x == y ? 0 : 1)
    case (.path(let x), .path(let y)):
      let nodes = order(x.nodes.map { .node($0) }, y.nodes.map { .node($0) })
      return nodes != 0 ? nodes : order(x.edges.map { .edge($0) }, y.edges.map { .edge($0) })
    case (.temporal(.duration(let x)), .temporal(.duration(let y))):
      let difference = x.approximateSeconds - y.approximateSeconds
      if difference != 0 { return difference < 0 ? -1 : 1 }
      return x.nanoseconds < y.nanoseconds ? -1 : (x.nanoseconds == y.nanoseconds ? 0 : 1)
    default: break
    }
    switch compare(a, b) {
    case .less: return -1
    case .greater: return 1
    case .equal, .unknown: return 0
    case .unordered:
      // NaN is larger than every number.
      let isNaN = (a.number?.isNaN ?? false, b.number?.isNaN ?? false)
      return isNaN.0 == isNaN.1 ? 0 : (isNaN.0 ? 1 : -1)
    }
  }

  private static func order(_ x: [Value], _ y: [Value]) -> Int {
    for (a, b) in zip(x, y) {
      let result = order(a, b)
      if result != 0 { return result }
    }
    return x.count - y.count
  }

  private static func order(_ x: MapValue, _ y: MapValue) -> Int {
    let keys = (x.keys.sorted(by: precedes), y.keys.sorted(by: precedes))
    for (a, b) in zip(keys.0, keys.1) where a != b { return precedes(a, b) ? -1 : 1 }
    if keys.0.count != keys.1.count { return keys.0.count - keys.1.count }
    for key in keys.0 {
      let result = order(x[key], y[key])
      if result != 0 { return result }
    }
    return 0
  }
}

/// A value as a key of groups: equivalence instead of equality, so that null is like null and NaN like NaN.
struct GroupKey: Hashable {
  let value: Value

  init(_ value: Value) { self.value = value }

  static func == (a: GroupKey, b: GroupKey) -> Bool { equivalent(a.value, b.value) }

  private static func equivalent(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.null, .null): return true
    case (.float(let x), .float(let y)): return x == y || (x.isNaN && y.isNaN)
    case (.list(let x), .list(let y)):
      return x.count == y.count && zip(x, y).allSatisfy { equivalent($0, $1) }
    case (.map(let x), .map(let y)):
      return x.count == y.count && x.keys.allSatisfy { y.contains($0) && equivalent(x[$0], y[$0]) }
    default: return Value.equals(a, b) ?? false
    }
  }

  func hash(into hasher: inout Hasher) { hash(value, into: &hasher) }

  private func hash(_ value: Value, into hasher: inout Hasher) {
    switch value {
    case .null: hasher.combine(0)
    case .bool(let flag): hasher.combine(flag)
    // Equal numbers hash alike, whichever their type.
    case .int(let number): hasher.combine(Double(number).bitPattern)
    case .float(let number):
      hasher.combine(number.isNaN ? Double.nan.bitPattern : (number == 0 ? 0.0 : number).bitPattern)
    case .string(let text): hasher.combine(text)
    case .list(let values): for element in values { hash(element, into: &hasher) }
    case .map(let map): hasher.combine(map.count)
    case .node(let node): hasher.combine(node)
    case .edge(let edge): hasher.combine(edge)
    case .path(let path): hasher.combine(path)
    case .temporal(.dateTime(let moment)): hasher.combine(moment.instant)
    case .temporal(.time(let time)): hasher.combine(time.instant)
    case .temporal(let moment): hasher.combine(moment)
    }
  }
}
