internal import Diagnostics
internal import Graph

extension ExpressionCompiler {
  func unary(_ operation: UnaryOperator, _ operand: Expression) throws -> Evaluator {
    let evaluate = try compile(operand)
    let span = operand.span
    switch operation {
    case .not:
      return { frame in
        let value = try evaluate(frame)
        guard let truth = value.truth else {
          throw Diagnostic.type("NOT takes a boolean, not \(value.typeName)", span)
        }
        return truth.map { .bool(!$0) } ?? .null
      }
    case .plus:
      return { frame in
        let value = try evaluate(frame)
        guard value.isNull || value.number != nil else {
          throw Diagnostic.type("'+' takes a number, not \(value.typeName)", span)
        }
        return value
      }
    case .minus:
      return { frame in
        switch try evaluate(frame) {
        case .null: return .null
        case .int(let number):
          let (result, overflow) = Int64(0).subtractingReportingOverflow(number)
          if overflow { throw overflowed(span) }
          return .int(result)
        case .float(let number): return .float(-number)
        case .temporal(.duration(let duration)): return .temporal(.duration(try duration.scaled(by: -1, span)))
        case let other: throw Diagnostic.type("'-' takes a number, not \(other.typeName)", span)
        }
      }
    }
  }

  func binary(_ operation: BinaryOperator, _ a: Expression, _ b: Expression, _ span: Span) throws -> Evaluator {
    switch operation {
    case .and, .or, .xor: return try logical(operation, a, b)
    case .startsWith, .endsWith, .contains: return try stringPredicate(operation, a, b)
    case .isIn: return try isIn(a, b)
    case .matches: return try matches(a, b)
    default: break
    }
    let left = try compile(a)
    let right = try compile(b)
    return switch operation {
    case .add: { try Arithmetic.add(try left($0), try right($0), span) }
    case .subtract: { try Arithmetic.subtract(try left($0), try right($0), span) }
    case .multiply: { try Arithmetic.multiply(try left($0), try right($0), span) }
    case .divide: { try Arithmetic.divide(try left($0), try right($0), span) }
    case .modulo: { try Arithmetic.modulo(try left($0), try right($0), span) }
    default: { try Arithmetic.power(try left($0), try right($0), span) }
    }
  }

  private func logical(_ operation: BinaryOperator, _ a: Expression, _ b: Expression) throws -> Evaluator {
    let left = try truth(a, operation)
    let right = try truth(b, operation)
    switch operation {
    case .and:
      return { frame in
        let x = try left(frame)
        if x == false { return .bool(false) }
        let y = try right(frame)
        if y == false { return .bool(false) }
        return x == nil || y == nil ? .null : .bool(true)
      }
    case .or:
      return { frame in
        let x = try left(frame)
        if x == true { return .bool(true) }
        let y = try right(frame)
        if y == true { return .bool(true) }
        return x == nil || y == nil ? .null : .bool(false)
      }
    default:
      return { frame in
        guard let x = try left(frame), let y = try right(frame) else { return .null }
        return .bool(x != y)
      }
    }
  }

  private func truth(_ operand: Expression, _ operation: BinaryOperator) throws -> (Frame) throws -> Bool? {
    let evaluate = try compile(operand)
    let span = operand.span
    return { frame in
      let value = try evaluate(frame)
      guard let truth = value.truth else {
        throw Diagnostic.type("\(operation.rawValue) takes booleans, not \(value.typeName)", span)
      }
      return truth
    }
  }

  func comparison(_ first: Expression, _ steps: [ComparisonStep]) throws -> Evaluator {
    if steps.count == 1 {
      let left = try compile(first)
      let right = try compile(steps[0].operand)
      let comparison = steps[0].comparison
      return { frame in Self.compare(try left(frame), comparison, try right(frame)) }
    }
    let operands = try [compile(first)] + steps.map { try compile($0.operand) }
    return { frame in
      var isUnknown = false
      var left = try operands[0](frame)
      for (index, step) in steps.enumerated() {
        let right = try operands[index + 1](frame)
        switch Self.compare(left, step.comparison, right) {
        case .bool(false): return .bool(false)
        case .null: isUnknown = true
        default: break
        }
        left = right
      }
      return isUnknown ? .null : .bool(true)
    }
  }

  static func compare(_ a: Value, _ comparison: ComparisonOperator, _ b: Value) -> Value {
    switch comparison {
    case .equal: return Value.equals(a, b).map { .bool($0) } ?? .null
    case .notEqual: return Value.equals(a, b).map { .bool(!$0) } ?? .null
    default: break
    }
    let outcome = Value.compare(a, b)
    switch outcome {
    case .unknown: return .null
    case .unordered: return .bool(false)
    default: break
    }
    return switch comparison {
    case .less: .bool(outcome == .less)
    case .lessOrEqual: .bool(outcome != .greater)
    case .greater: .bool(outcome == .greater)
    default: .bool(outcome != .less)
    }
  }

  private func stringPredicate(_ operation: BinaryOperator, _ a: Expression, _ b: Expression) throws -> Evaluator {
    let left = try compile(a)
    let right = try compile(b)
    return { frame in
      // Values that are not strings have no beginning or end: the answer is unknown.
      guard case .string(let text) = try left(frame), case .string(let part) = try right(frame) else { return .null }
      return switch operation {
      case .startsWith: .bool(text.utf8.starts(with: part.utf8))
      case .endsWith: .bool(text.utf8.reversed().starts(with: part.utf8.reversed()))
      default: .bool(text.utf8Contains(part))
      }
    }
  }

  private func isIn(_ a: Expression, _ b: Expression) throws -> Evaluator {
    let left = try compile(a)
    let right = try compile(b)
    let span = b.span
    let context = context
    return { frame in
      let value = try left(frame)
      switch try right(frame) {
      case .null: return .null
      case .list(let values):
        try context.tick(values.count)
        var isUnknown = false
        for element in values {
          switch Value.equals(value, element) {
          case true?: return .bool(true)
          case nil: isUnknown = true
          case false?: break
          }
        }
        return isUnknown ? .null : .bool(false)
      case let other: throw Diagnostic.type("IN takes a list, not \(other.typeName)", span)
      }
    }
  }

  private func matches(_ a: Expression, _ b: Expression) throws -> Evaluator {
    let left = try compile(a)
    let right = try compile(b)
    let cache = PatternCache()
    let span = b.span
    let context = context
    return { frame in
      let text = try left(frame)
      let pattern = try right(frame)
      guard case .string(let text) = text, case .string(let pattern) = pattern else { return .null }
      return .bool(try cache.matches(text, pattern: pattern, span, context))
    }
  }
}

extension String {
  /// Whether `part` occurs in the string, byte for byte.
  func utf8Contains(_ part: String) -> Bool {
    let text = Array(utf8)
    let part = Array(part.utf8)
    if part.isEmpty { return true }
    guard text.count >= part.count else { return false }
    for start in 0...(text.count - part.count) where text[start] == part[0] {
      if text[start..<(start + part.count)].elementsEqual(part) { return true }
    }
    return false
  }
}

func overflowed(_ span: Span) -> Diagnostic {
  Diagnostic(.arithmeticOverflow, "the result does not fit 64 bits", at: span.range, help: "use floats: 1.0 * …")
}
