internal import Graph

extension Value {
  /// Whether two values are equal; nil when that is unknown because of a null.
  ///
  /// openCypher 9, "Equality": values of different types are unequal, but for the numbers.
  static func equals(_ a: Value, _ b: Value) -> Bool? {
    switch (a, b) {
    case (.null, _), (_, .null): return nil
    case (.bool(let x), .bool(let y)): return x == y
    case (.int(let x), .int(let y)): return x == y
    case (.float(let x), .float(let y)): return x == y
    case (.int(let x), .float(let y)), (.float(let y), .int(let x)): return compare(x, y) == 0
    case (.string(let x), .string(let y)): return x.utf8.elementsEqual(y.utf8)
    case (.node(let x), .node(let y)): return x == y
    case (.edge(let x), .edge(let y)): return x == y
    case (.path(let x), .path(let y)): return x == y
    case (.temporal(let x), .temporal(let y)): return x.isEqual(to: y)
    case (.list(let x), .list(let y)): return equals(x, y)
    case (.map(let x), .map(let y)): return equals(x, y)
    default: return false
    }
  }

  private static func equals(_ x: [Value], _ y: [Value]) -> Bool? {
    guard x.count == y.count else { return false }
    var isUnknown = false
    for (a, b) in zip(x, y) {
      switch equals(a, b) {
      case false?: return false
      case nil: isUnknown = true
      case true?: break
      }
    }
    return isUnknown ? nil : true
  }

  private static func equals(_ x: MapValue, _ y: MapValue) -> Bool? {
    guard x.count == y.count else { return false }
    var isUnknown = false
    for (key, value) in zip(x.keys, x.values) {
      guard y.contains(key) else { return false }
      switch equals(value, y[key]) {
      case false?: return false
      case nil: isUnknown = true
      case true?: break
      }
    }
    return isUnknown ? nil : true
  }

  /// An integer against a float, without rounding the integer.
  static func compare(_ a: Int64, _ b: Double) -> Int? {
    if b.isNaN { return nil }
    if b >= 9.3e18 { return -1 }
    if b <= -9.3e18 { return 1 }
    let truncated = b.rounded(.towardZero)
    guard let whole = Int64(exactly: truncated) else { return b > 0 ? -1 : 1 }
    if a != whole { return a < whole ? -1 : 1 }
    return b > truncated ? -1 : (b < truncated ? 1 : 0)
  }

  /// The outcome of comparing two values.
  enum Comparison { case less, equal, greater, unordered, unknown }

  /// How `a` compares to `b`: unordered for NaN, unknown for nulls and values of different types.
  static func compare(_ a: Value, _ b: Value) -> Comparison {
    switch (a, b) {
    case (.int(let x), .int(let y)): return x < y ? .less : (x == y ? .equal : .greater)
    case (.float(let x), .float(let y)):
      if x.isNaN || y.isNaN { return .unordered }
      return x < y ? .less : (x == y ? .equal : .greater)
    case (.int(let x), .float(let y)): return comparison(compare(x, y))
    case (.float(let x), .int(let y)): return comparison(compare(y, x).map { -$0 })
    case (.string(let x), .string(let y)): return x == y ? .equal : (precedes(x, y) ? .less : .greater)
    case (.bool(let x), .bool(let y)): return x == y ? .equal : (y ? .less : .greater)
    case (.temporal(let x), .temporal(let y)): return x.compared(to: y)
    case (.list(let x), .list(let y)):
      for (a, b) in zip(x, y) {
        let result = compare(a, b)
        if result != .equal { return result }
      }
      return x.count == y.count ? .equal : (x.count < y.count ? .less : .greater)
    case (.node(let x), .node(let y)) where x == y: return .equal
    case (.edge(let x), .edge(let y)) where x == y: return .equal
    case (.path(let x), .path(let y)) where x == y: return .equal
    default: return .unknown
    }
  }

  private static func comparison(_ sign: Int?) -> Comparison {
    guard let sign else { return .unordered }
    return sign < 0 ? .less : (sign == 0 ? .equal : .greater)
  }

  /// Strings are ordered by their UTF-8 bytes, which is the order of code points.
  static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}

extension Temporal {
  /// Moments on the time line are compared as such; durations by their parts.
  func isEqual(to other: Temporal) -> Bool {
    switch (self, other) {
    case (.dateTime, .dateTime), (.time, .time): compared(to: other) == .equal
    default: self == other
    }
  }

  /// Unknown for durations, whose parts have no fixed ratio, and for values of different types.
  func compared(to other: Temporal) -> Value.Comparison {
    switch (self, other) {
    case (.date(let a), .date(let b)): order(a, b)
    case (.localTime(let a), .localTime(let b)): order(a, b)
    case (.localDateTime(let a), .localDateTime(let b)): order(a, b)
    case (.time(let a), .time(let b)): order(a.instant, b.instant)
    case (.dateTime(let a), .dateTime(let b)): order(a.instant, b.instant)
    case (.duration(let a), .duration(let b)): a == b ? .equal : .unknown
    default: .unknown
    }
  }

  private func order<T: Comparable>(_ a: T, _ b: T) -> Value.Comparison {
    a < b ? .less : (a == b ? .equal : .greater)
  }
}

extension ZonedTime {
  /// Nanoseconds since midnight at UTC.
  var instant: Int64 { time.nanoseconds &- offset &* 1_000_000_000 }
}

extension ZonedDateTime {
  /// The date and time at UTC.
  var instant: LocalDateTime {
    let seconds = local.seconds &- offset
    let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
    let nanoseconds = (seconds &- days &* 86_400) &* 1_000_000_000 &+ local.time.nanoseconds % 1_000_000_000
    return LocalDateTime(date: CivilDate(days: days), time: LocalTime(nanoseconds: nanoseconds))
  }
}

extension CalendarDuration {
  /// Seconds, a month being 30.436875 days: only for putting durations in an order.
  var approximateSeconds: Double { Double(months) * 2_629_746 + Double(days) * 86_400 + Double(seconds) }
}
