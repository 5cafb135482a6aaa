internal import Diagnostics
internal import Graph

/// Whether aggregates may stand in an expression.
enum AggregateUse { case forbidden, allowed, inside }

extension Binder {
  func undefined(_ name: Name, _ scope: Scope) -> Diagnostic {
    let near = nearestNames(to: name.text, among: scope.order).first
    return Diagnostic(
      .undefinedVariable, "variable '\(name.text)' is not defined", at: name.span.range,
      help: near.map { "did you mean '\($0)'?" })
  }

  /// Checks a condition: a pattern may stand in it, and it must be a boolean.
  mutating func checkCondition(_ condition: Expression, _ scope: Scope) throws(Diagnostic) {
    if condition.containsAggregate, let found = firstAggregate(condition) {
      throw Diagnostic(
        .invalidAggregation, "an aggregate is not allowed in WHERE", at: found.span.range,
        help: "compute it in a WITH before")
    }
    try expect(.bool, try checkTruth(condition, scope, .forbidden), condition, "a condition must be a boolean")
  }

  private func firstAggregate(_ expression: Expression) -> Expression? {
    if expression.isAggregateCall { return expression }
    for child in expression.children { if let found = firstAggregate(child) { return found } }
    return nil
  }

  private func expect(
    _ type: StaticType, _ found: StaticType, _ expression: Expression, _ message: String
  ) throws(Diagnostic) {
    if found.isUnknown || found == type { return }
    throw Diagnostic(.invalidArgumentType, "\(message), not \(found.name)", at: expression.span.range)
  }

  /// An operand where a truth value is wanted, so that a pattern may stand for its existence.
  private mutating func checkTruth(
    _ expression: Expression, _ scope: Scope, _ aggregates: AggregateUse
  ) throws(Diagnostic) -> StaticType {
    guard case .pattern(let pattern) = expression.kind else {
      return try check(expression, scope, aggregates: aggregates)
    }
    var inner = scope
    try bindPatterns([pattern], &inner, allowsNew: false)
    return .bool
  }

  /// The type of `expression` as far as it is known.
  ///
  /// - Throws: The first mistake in it.
  mutating func check(
    _ expression: Expression, _ scope: Scope, aggregates: AggregateUse = .forbidden
  ) throws(Diagnostic) -> StaticType {
    switch expression.kind {
    case .null: return .null
    case .bool: return .bool
    case .int: return .int
    case .float: return .float
    case .string: return .string
    case .parameter: return .any
    case .variable(let name):
      guard let type = scope[name] else { throw undefined(Name(name, expression.span), scope) }
      return type
    case .property(let base, let key):
      let type = try check(base, scope, aggregates: aggregates)
      switch type {
      case .node, .edge: warnIfUnknown(property: key)
      case .any, .null, .map, .temporal: break
      default: throw Diagnostic(.invalidArgumentType, "\(type.name) has no properties", at: base.span.range)
      }
      return .any
    case .index(let base, let index):
      let type = try check(base, scope, aggregates: aggregates)
      let indexType = try check(index, scope, aggregates: aggregates)
      if case .list(let element) = type {
        if !indexType.isUnknown, indexType != .int {
          throw Diagnostic(
            .invalidArgumentType, "a list is indexed by an integer, not \(indexType.name)", at: index.span.range)
        }
        return element
      }
      if [.bool, .int, .float, .string, .path].contains(type) {
        throw Diagnostic(.invalidArgumentType, "\(type.name) cannot be indexed", at: base.span.range)
      }
      return .any
    case .slice(let base, let from, let to):
      let type = try check(base, scope, aggregates: aggregates)
      for bound in [from, to] { if let bound { _ = try check(bound, scope, aggregates: aggregates) } }
      return type.isList ? type : .any
    case .list(let elements):
      var element: StaticType?
      for value in elements {
        let type = try check(value, scope, aggregates: aggregates)
        element = element == nil || element == type ? type : .any
      }
      return .list(element ?? .any)
    case .map(let entries):
      for entry in entries { _ = try check(entry.value, scope, aggregates: aggregates) }
      return .map
    case .mapProjection(let base, let entries):
      _ = try check(base, scope, aggregates: aggregates)
      for case .entry(let entry) in entries { _ = try check(entry.value, scope, aggregates: aggregates) }
      return .map
    case .unary(let operation, let operand): return try checkUnary(operation, operand, scope, aggregates)
    case .binary(let operation, let a, let b):
      return try checkBinary(operation, a, b, scope, aggregates, expression)
    case .comparison(let first, let steps):
      _ = try check(first, scope, aggregates: aggregates)
      for step in steps { _ = try check(step.operand, scope, aggregates: aggregates) }
      return .bool
    case .isNull(let operand, _):
      _ = try check(operand, scope, aggregates: aggregates)
      return .bool
    case .hasLabels(let operand, let labels):
      let type = try check(operand, scope, aggregates: aggregates)
      guard type.isUnknown || type == .node || type == .edge else {
        throw Diagnostic(
          .invalidArgumentType, "only nodes and edges have labels, not \(type.name)", at: operand.span.range)
      }
      if type == .node { warnIfUnknown(labels: labels) } else if type == .edge { warnIfUnknown(types: labels) }
      return .bool
    case .function(let call): return try check(call, expression, scope, aggregates)
    case .countStar:
      try checkAggregate(expression, aggregates)
      return .int
    case .caseOf(let subject, let branches, let otherwise):
      if let subject { _ = try check(subject, scope, aggregates: aggregates) }
      for branch in branches {
        if subject == nil {
          _ = try checkTruth(branch.condition, scope, aggregates)
        } else {
          _ = try check(branch.condition, scope, aggregates: aggregates)
        }
        _ = try check(branch.result, scope, aggregates: aggregates)
      }
      if let otherwise { _ = try check(otherwise, scope, aggregates: aggregates) }
      return .any
    case .listComprehension(let inner): return try check(inner, scope, aggregates)
    case .patternComprehension(let inner):
      var local = scope
      try bindPatterns([inner.pattern], &local, allowsNew: true)
      if let condition = inner.condition { try checkCondition(condition, local) }
      return .list(try check(inner.result, local))
    case .quantified(let inner):
      let element = try elementType(inner.list, scope, aggregates)
      var local = scope
      local.bind(inner.variable.text, element)
      let type = try checkTruth(inner.condition, local, .forbidden)
      try expect(.bool, type, inner.condition, "a condition must be a boolean")
      return .bool
    case .reduce(let inner):
      let initial = try check(inner.initial, scope, aggregates: aggregates)
      let element = try elementType(inner.list, scope, aggregates)
      var local = scope
      local.bind(inner.accumulator.text, .any)
      local.bind(inner.variable.text, element)
      let result = try check(inner.result, local)
      return result == initial ? result : .any
    case .exists(let subquery):
      try check(subquery, scope)
      return .bool
    case .countOf(let subquery):
      try check(subquery, scope)
      return .int
    case .pattern:
      throw Diagnostic(
        .unexpectedToken, "a pattern is only allowed as a condition", at: expression.span.range,
        help: "write EXISTS { … }, COUNT { … } or a pattern comprehension [ … | … ]")
    }
  }

  private mutating func check(
    _ inner: ListComprehension, _ scope: Scope, _ aggregates: AggregateUse
  ) throws(Diagnostic) -> StaticType {
    let element = try elementType(inner.list, scope, aggregates)
    var local = scope
    local.bind(inner.variable.text, element)
    if let condition = inner.condition {
      try checkCondition(condition, local)
    }
    guard let result = inner.result else { return .list(element) }
    return .list(try check(result, local))
  }

  private mutating func elementType(
    _ list: Expression, _ scope: Scope, _ aggregates: AggregateUse
  ) throws(Diagnostic) -> StaticType {
    let type = try check(list, scope, aggregates: aggregates)
    if case .list(let element) = type { return element }
    guard type.isUnknown else {
      throw Diagnostic(.invalidArgumentType, "expected a list, found \(type.name)", at: list.span.range)
    }
    return .any
  }

  private mutating func checkUnary(
    _ operation: UnaryOperator, _ operand: Expression, _ scope: Scope, _ aggregates: AggregateUse
  ) throws(Diagnostic) -> StaticType {
    if operation == .not {
      let type = try checkTruth(operand, scope, aggregates)
      try expect(.bool, type, operand, "NOT takes a boolean")
      return .bool
    }
    let type = try check(operand, scope, aggregates: aggregates)
    guard type.isUnknown || type.isNumber || type == .temporal else {
      throw Diagnostic(.invalidArgumentType, "'-' takes a number, not \(type.name)", at: operand.span.range)
    }
    return type
  }

  private mutating func checkBinary(
    _ operation: BinaryOperator, _ a: Expression, _ b: Expression, _ scope: Scope, _ aggregates: AggregateUse,
    _ whole: Expression
  ) throws(Diagnostic) -> StaticType {
    switch operation {
    case .and, .or, .xor:
      for operand in [a, b] {
        let type = try checkTruth(operand, scope, aggregates)
        try expect(.bool, type, operand, "\(operation.rawValue) takes booleans")
      }
      return .bool
    default: break
    }
    let left = try check(a, scope, aggregates: aggregates)
    let right = try check(b, scope, aggregates: aggregates)
    switch operation {
    case .isIn:
      guard right.isUnknown || right.isList else {
        throw Diagnostic(.invalidArgumentType, "IN takes a list, not \(right.name)", at: b.span.range)
      }
      return .bool
    case .startsWith, .endsWith, .contains, .matches: return .bool
    case .add:
      if case .list = left { return left == right ? left : .list(.any) }
      if right.isList { return .list(.any) }
      for (type, operand) in [(left, a), (right, b)] where [.bool, .map, .node, .edge, .path].contains(type) {
        throw Diagnostic(.invalidArgumentType, "'+' does not take \(type.name)", at: operand.span.range)
      }
      if left == .string || right == .string { return .string }
    default:
      for (type, operand) in [(left, a), (right, b)] {
        guard type.isUnknown || type.isNumber || type == .temporal else {
          throw Diagnostic(
            .invalidArgumentType, "'\(operation.rawValue)' takes numbers, not \(type.name)", at: operand.span.range)
        }
      }
    }
    if operation == .power { return left.isNumber && right.isNumber ? .float : .any }
    if left == .int, right == .int { return .int }
    return left.isNumber && right.isNumber ? .float : .any
  }

  mutating func check(_ subquery: Subquery, _ scope: Scope) throws(Diagnostic) {
    var inner = scope
    switch subquery {
    case .patterns(let patterns, let condition):
      try bindPatterns(patterns, &inner, allowsNew: true)
      if let condition { try checkCondition(condition, inner) }
    case .query(let query): _ = try bind(query, outer: &inner)
    }
  }
}
