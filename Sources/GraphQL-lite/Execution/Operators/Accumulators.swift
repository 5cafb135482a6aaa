internal import Diagnostics
internal import Graph

/// Takes in the rows of a group, one after another.
protocol Accumulator: AnyObject {
  func add(_ frame: Frame) throws
  func result() throws -> Value
}

/// Makes accumulators for an aggregate call.
func accumulatorMaker(_ call: Expression, _ compiler: ExpressionCompiler) throws -> () -> any Accumulator {
  let context = compiler.context
  let span = call.span
  guard case .function(let function) = call.kind else { return { CountRows() } }
  let argument = try compiler.compile(function.arguments[0])
  let isDistinct = function.isDistinct
  let name = function.name.text.lowercased()
  let input = { AccumulatorInput(argument, isDistinct: isDistinct, context) }
  switch name {
  case "count": return { CountValues(input()) }
  case "sum": return { Sum(input(), span) }
  case "avg": return { Average(input(), span) }
  case "min": return { Extreme(input(), sign: -1) }
  case "max": return { Extreme(input(), sign: 1) }
  case "collect": return { Collect(input(), context) }
  case "stdev": return { Deviation(input(), isSample: true, span) }
  case "stdevp": return { Deviation(input(), isSample: false, span) }
  default:
    let fraction = try compiler.compile(function.arguments[1])
    let fractionSpan = function.arguments[1].span
    let isContinuous = name == "percentilecont"
    return { Percentile(input(), fraction, isContinuous: isContinuous, span, fractionSpan) }
  }
}

/// The values that an aggregate takes in: nulls left out, and repetitions where DISTINCT asks for it.
final class AccumulatorInput {
  private let argument: Evaluator
  private let context: ExecutionContext
  private var seen: Set<GroupKey>?

  init(_ argument: @escaping Evaluator, isDistinct: Bool, _ context: ExecutionContext) {
    self.argument = argument
    self.context = context
    seen = isDistinct ? [] : nil
  }

  func value(_ frame: Frame) throws -> Value? {
    let value = try argument(frame)
    if value.isNull { return nil }
    if seen != nil {
      guard seen?.insert(GroupKey(value)).inserted == true else { return nil }
      try context.reserve(48)
    }
    return value
  }
}

private final class CountRows: Accumulator {
  private var count: Int64 = 0
  func add(_ frame: Frame) { count += 1 }
  func result() -> Value { .int(count) }
}

private final class CountValues: Accumulator {
  private let input: AccumulatorInput
  private var count: Int64 = 0
  init(_ input: AccumulatorInput) { self.input = input }
  func add(_ frame: Frame) throws { if try input.value(frame) != nil { count += 1 } }
  func result() -> Value { .int(count) }
}

private final class Sum: Accumulator {
  private let input: AccumulatorInput
  private let span: Span
  private var total = Value.int(0)

  init(_ input: AccumulatorInput, _ span: Span) {
    self.input = input
    self.span = span
  }

  func add(_ frame: Frame) throws {
    guard let value = try input.value(frame) else { return }
    if case .temporal(.duration) = value, case .int(0) = total {
      total = value
      return
    }
    switch value {
    case .int, .float, .temporal(.duration): total = try Arithmetic.add(total, value, span)
    default: throw Diagnostic.type("sum takes numbers, not \(value.typeName)", span)
    }
  }

  func result() -> Value { total }
}

private final class Average: Accumulator {
  private let input: AccumulatorInput
  private let span: Span
  private var total = 0.0
  private var durations: Value?
  private var count = 0.0

  init(_ input: AccumulatorInput, _ span: Span) {
    self.input = input
    self.span = span
  }

  func add(_ frame: Frame) throws {
    guard let value = try input.value(frame) else { return }
    count += 1
    if case .temporal(.duration) = value {
      durations = try durations.map { try Arithmetic.add($0, value, span) } ?? value
      return
    }
    guard let number = value.number else {
      throw Diagnostic.type("avg takes numbers, not \(value.typeName)", span)
    }
    // The running mean does not overflow where the sum would.
    total += (number - total) / count
  }

  func result() throws -> Value {
    if let durations { return try Arithmetic.divide(durations, .float(count), span) }
    return count == 0 ? .null : .float(total)
  }
}

private final class Extreme: Accumulator {
  private let input: AccumulatorInput
  private let sign: Int
  private var best: Value?

  init(_ input: AccumulatorInput, sign: Int) {
    self.input = input
    self.sign = sign
  }

  func add(_ frame: Frame) throws {
    guard let value = try input.value(frame) else { return }
    guard let current = best else {
      best = value
      return
    }
    if Value.order(value, current) * sign > 0 { best = value }
  }

  func result() -> Value { best ?? .null }
}

private final class Collect: Accumulator {
  private let input: AccumulatorInput
  private let context: ExecutionContext
  private var values: [Value] = []

  init(_ input: AccumulatorInput, _ context: ExecutionContext) {
    self.input = input
    self.context = context
  }

  func add(_ frame: Frame) throws {
    guard let value = try input.value(frame) else { return }
    try context.reserve(32)
    values.append(value)
  }

  func result() -> Value { .list(values) }
}

/// Welford's algorithm.
private final class Deviation: Accumulator {
  private let input: AccumulatorInput
  private let isSample: Bool
  private let span: Span
  private var count = 0.0
  private var mean = 0.0
  private var squares = 0.0

  init(_ input: AccumulatorInput, isSample: Bool, _ span: Span) {
    self.input = input
    self.isSample = isSample
    self.span = span
  }

  func add(_ frame: Frame) throws {
    guard let value = try input.value(frame) else { return }
    guard let number = value.number else {
      throw Diagnostic.type("stDev takes numbers, not \(value.typeName)", span)
    }
    count += 1
    let delta = number - mean
    mean += delta / count
    squares += delta * (number - mean)
  }

  func result() -> Value {
    let divisor = isSample ? count - 1 : count
    return .float(divisor > 0 ? (squares / divisor).squareRoot() : 0)
  }
}

private final class Percentile: Accumulator {
  private let input: AccumulatorInput
  private let fraction: Evaluator
  private let isContinuous: Bool
  private let span: Span
  private let fractionSpan: Span
  private var values: [Value] = []
  private var portion: Double?

  init(
    _ input: AccumulatorInput, _ fraction: @escaping Evaluator, isContinuous: Bool, _ span: Span, _ fractionSpan: Span
  ) {
    self.input = input
    self.fraction = fraction
    self.isContinuous = isContinuous
    self.span = span
    self.fractionSpan = fractionSpan
  }

  func add(_ frame: Frame) throws {
    if portion == nil {
      let value = try fraction(frame)
      guard let number = value.number else {
        throw Diagnostic.type("the fraction of a percentile is a number, not \(value.typeName)", fractionSpan)
      }
      guard number >= 0, number <= 1 else {
        throw Diagnostic(.outOfRange, "the fraction of a percentile must be 0 to 1", at: fractionSpan.range)
      }
      portion = number
    }
    guard let value = try input.value(frame) else { return }
    guard value.number != nil else {
      throw Diagnostic.type("a percentile takes numbers, not \(value.typeName)", span)
    }
    values.append(value)
  }

  func result() -> Value {
    guard !values.isEmpty, let portion else { return .null }
    let sorted = values.sorted { Value.order($0, $1) < 0 }
    let place = portion * Double(sorted.count - 1)
    if !isContinuous {
      let rank = portion * Double(sorted.count)
      return sorted[min(sorted.count - 1, max(0, Int(rank.rounded(.up)) - 1))]
    }
    let low = Int(place)
    let a = sorted[low].number ?? 0
    let b = sorted[min(low + 1, sorted.count - 1)].number ?? 0
    return .float(a + (b - a) * (place - Double(low)))
  }
}
