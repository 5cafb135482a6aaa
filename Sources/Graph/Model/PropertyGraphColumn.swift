/// The values of one property over all nodes, or over all edges.
///
/// Which rows have a value is a bit each, with a running count per word, so that a row's place among the packed values
/// is found in constant time; a column where every row has one needs neither.
package struct PropertyColumn: Sendable {
  /// The packed values, of one type where they all share it.
  package enum Values: Sendable {
    case bools([Bool])
    case ints([Int64])
    case doubles([Double])
    /// Codes into the graph's string table.
    case strings([Int32])
    /// Days since 1970-01-01.
    case dates([Int64])
    case mixed([PropertyValue])
  }

  package let values: Values
  /// How many rows have a value.
  package let count: Int
  private let present: [UInt64]
  private let ranks: [Int32]

  package init(values: Values, count: Int, present: [UInt64], rowCount: Int) {
    self.values = values
    self.count = count
    if count == rowCount {
      self.present = []
      ranks = []
    } else {
      self.present = present
      var running: Int32 = 0
      ranks = present.map { word in
        defer { running += Int32(word.nonzeroBitCount) }
        return running
      }
    }
  }

  /// Where the value of `row` is among the packed values, or -1 if it has none.
  @inline(__always)
  package func place(of row: Int32) -> Int {
    if present.isEmpty { return count == 0 ? -1 : Int(row) }
    let word = Int(row) >> 6
    let bit = UInt64(1) << UInt64(row & 63)
    let bits = present[word]
    if bits & bit == 0 { return -1 }
    return Int(ranks[word]) + (bits & (bit - 1)).nonzeroBitCount
  }

  /// The string code of `row`, or -1 if it has no value; only for columns of strings.
  @inline(__always)
  package func stringCode(of row: Int32) -> Int32 {
    guard case .strings(let codes) = values else { return -1 }
    let place = place(of: row)
    return place < 0 ? -1 : codes[place]
  }
}

/// Gathers one property's values, in any order of rows, and packs them when all are known.
struct ColumnBuilder {
  private enum Kind { case none, bools, ints, doubles, strings, dates, mixed }

  private var kind = Kind.none
  private var rows: [Int32] = []
  private var bools: [Bool] = []
  private var numbers: [Int64] = []
  private var doubles: [Double] = []
  private var codes: [Int32] = []
  private var mixed: [PropertyValue] = []

  mutating func set(_ row: Int32, _ value: PropertyValue, strings: inout StringTable) {
    if case .null = value { return }
    if rows.last == row { return }
    rows.append(row)
    let fitting = Self.kind(of: value)
    if kind == .none { kind = fitting }
    if kind != fitting, kind != .mixed { widen(strings) }
    switch (kind, value) {
    case (.bools, .bool(let flag)): bools.append(flag)
    case (.ints, .int(let number)): numbers.append(number)
    case (.doubles, .double(let number)): doubles.append(number)
    case (.strings, .string(let text)): codes.append(strings.intern(text) ?? 0)
    case (.dates, .temporal(.date(let day))): numbers.append(day.days)
    default: mixed.append(value)
    }
  }

  private static func kind(of value: PropertyValue) -> Kind {
    switch value {
    case .bool: .bools
    case .int: .ints
    case .double: .doubles
    case .string: .strings
    case .temporal(.date): .dates
    default: .mixed
    }
  }

  /// Turns a column of one type into one of any type.
  private mutating func widen(_ strings: StringTable) {
    switch kind {
    case .bools: mixed = bools.map { .bool($0) }
    case .ints: mixed = numbers.map { .int($0) }
    case .doubles: mixed = doubles.map { .double($0) }
    case .strings: mixed = codes.map { .string(strings[$0]) }
    case .dates: mixed = numbers.map { .temporal(.date(CivilDate(days: $0))) }
    case .none, .mixed: break
    }
    kind = .mixed
    (bools, numbers, doubles, codes) = ([], [], [], [])
  }

  /// The packed column, its rows renumbered by `newRow` when that is given.
  ///
  /// - Complexity: O(`rowCount`).
  func build(rowCount: Int, newRow: [Int32]?) -> PropertyColumn {
    var present = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
    var source = [Int32](repeating: -1, count: rowCount)
    for (place, row) in rows.enumerated() {
      let final = newRow.map { $0[Int(row)] } ?? row
      present[Int(final) >> 6] |= 1 << UInt64(final & 63)
      source[Int(final)] = Int32(place)
    }
    source.removeAll { $0 < 0 }
    let packed: PropertyColumn.Values =
      switch kind {
      case .bools: .bools(source.map { bools[Int($0)] })
      case .ints: .ints(source.map { numbers[Int($0)] })
      case .doubles: .doubles(source.map { doubles[Int($0)] })
      case .strings: .strings(source.map { codes[Int($0)] })
      case .dates: .dates(source.map { numbers[Int($0)] })
      case .none, .mixed: .mixed(source.map { mixed[Int($0)] })
      }
    return PropertyColumn(values: packed, count: source.count, present: present, rowCount: rowCount)
  }
}
