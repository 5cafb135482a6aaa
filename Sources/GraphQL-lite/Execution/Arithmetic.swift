internal import Diagnostics
internal import Glibc
internal import Graph

/// The arithmetic of values: integers are checked, floats follow IEEE 754, null makes null.
enum Arithmetic {
  static func add(_ a: Value, _ b: Value, _ span: Span) throws -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)):
      let (result, overflow) = x.addingReportingOverflow(y)
      if overflow { throw overflowed(span) }
      return .int(result)
    case (.list(let x), .list(let y)): return .list(x + y)
    case (.null, _), (_, .null): return .null
    case (.list(let x), let y): return .list(x + [y])
    case (let x, .list(let y)): return .list([x] + y)
    case (.string(let x), .string(let y)): return .string(x + y)
    case (.string(let x), .int), (.string(let x), .float): return .string(x + text(of: b))
    case (.int, .string(let y)), (.float, .string(let y)): return .string(text(of: a) + y)
    case (.temporal(let x), .temporal(let y)):
      if case .duration(let duration) = y { return .temporal(try x.adding(duration, sign: 1, span)) }
      if case .duration(let duration) = x { return .temporal(try y.adding(duration, sign: 1, span)) }
    default: if let x = a.number, let y = b.number { return .float(x + y) }
    }
    throw wrong("+", a, b, span)
  }

  static func subtract(_ a: Value, _ b: Value, _ span: Span) throws -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)):
      let (result, overflow) = x.subtractingReportingOverflow(y)
      if overflow { throw overflowed(span) }
      return .int(result)
    case (.null, _), (_, .null): return .null
    case (.temporal(let x), .temporal(.duration(let y))): return .temporal(try x.adding(y, sign: -1, span))
    default: if let x = a.number, let y = b.number { return .float(x - y) }
    }
    throw wrong("-", a, b, span)
  }

  static func multiply(_ a: Value, _ b: Value, _ span: Span) throws -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)):
      let (result, overflow) = x.multipliedReportingOverflow(by: y)
      if overflow { throw overflowed(span) }
      return .int(result)
    case (.null, _), (_, .null): return .null
    case (.temporal(.duration(let x)), _):
      if let factor = b.number { return .temporal(.duration(try x.scaled(by: factor, span))) }
    case (_, .temporal(.duration(let y))):
      if let factor = a.number { return .temporal(.duration(try y.scaled(by: factor, span))) }
    default: if let x = a.number, let y = b.number { return .float(x * y) }
    }
    throw wrong("*", a, b, span)
  }

  static func divide(_ a: Value, _ b: Value, _ span: Span) throws -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)):
      if y == 0 { throw Diagnostic(.divisionByZero, "division by zero", at: span.range) }
      let (result, overflow) = x.dividedReportingOverflow(by: y)
      if overflow { throw overflowed(span) }
      return .int(result)
    case (.null, _), (_, .null): return .null
    case (.temporal(.duration(let x)), _):
      if let divisor = b.number {
        if divisor == 0 { throw Diagnostic(.divisionByZero, "division by zero", at: span.range) }
        return .temporal(.duration(try x.divided(by: divisor, span)))
      }
    default: if let x = a.number, let y = b.number { return .float(x / y) }
    }
    throw wrong("/", a, b, span)
  }

  static func modulo(_ a: Value, _ b: Value, _ span: Span) throws -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)):
      if y == 0 { throw Diagnostic(.divisionByZero, "division by zero", at: span.range) }
      return .int(x.remainderReportingOverflow(dividingBy: y).partialValue)
    case (.null, _), (_, .null): return .null
    default: if let x = a.number, let y = b.number { return .float(fmod(x, y)) }
    }
    throw wrong("%", a, b, span)
  }

  static func power(_ a: Value, _ b: Value, _ span: Span) throws -> Value {
    if a.isNull || b.isNull { return .null }
    if let x = a.number, let y = b.number { return .float(pow(x, y)) }
    throw wrong("^", a, b, span)
  }

  private static func wrong(_ operation: String, _ a: Value, _ b: Value, _ span: Span) -> Diagnostic {
    .type("'\(operation)' does not take \(a.typeName) and \(b.typeName)", span)
  }

  /// A number or string as concatenation and `toString` show it.
  static func text(of value: Value) -> String {
    switch value {
    case .int(let number): String(number)
    case .float(let number): floatText(number)
    case .bool(let flag): flag ? "true" : "false"
    case .string(let text): text
    case .temporal(let moment): moment.description
    default: ""
    }
  }

  /// A float with a decimal point or an exponent.
  static func floatText(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    return number.description
  }
}
