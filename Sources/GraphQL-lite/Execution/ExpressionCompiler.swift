internal import Diagnostics
internal import Graph

/// Turns expressions into closures, names resolved and constants computed.
///
/// The binder has checked names, functions and aggregates before; what is left are errors that depend on values.
struct ExpressionCompiler {
  let context: ExecutionContext
  var names: NameTable

  init(_ context: ExecutionContext, _ names: NameTable) {
    self.context = context
    self.names = names
  }

  func compile(_ expression: Expression) throws -> Evaluator {
    if !names.computed.isEmpty, let slot = names.computed[expression] { return { $0.value(slot: slot) } }
    let span = expression.span
    switch expression.kind {
    case .null: return { _ in .null }
    case .bool(let flag): return { _ in .bool(flag) }
    case .int(let number): return { _ in .int(number) }
    case .float(let number): return { _ in .float(number) }
    case .string(let text): return { _ in .string(text) }
    case .parameter(let name):
      guard let value = context.parameters[name] else {
        throw Diagnostic(
          .missingParameter, "parameter '$\(name)' has no value", at: span.range, help: "give it with --param \(name)=…"
        )
      }
      return { _ in value }
    case .variable(let name): return try variable(name, span)
    case .property(let base, let key): return try property(base, key)
    case .index(let base, let index): return try self.index(base, index)
    case .slice(let base, let from, let to): return try slice(base, from, to)
    case .list(let elements):
      let evaluators = try elements.map { try compile($0) }
      return { frame in .list(try evaluators.map { try $0(frame) }) }
    case .map(let entries):
      let evaluators = try entries.map { ($0.key.text, try compile($0.value)) }
      return { frame in .map(MapValue(try evaluators.map { ($0.0, try $0.1(frame)) })) }
    case .mapProjection(let base, let entries): return try mapProjection(base, entries)
    case .unary(let operation, let operand): return try unary(operation, operand)
    case .binary(let operation, let a, let b): return try binary(operation, a, b, span)
    case .comparison(let first, let steps): return try comparison(first, steps)
    case .isNull(let operand, let negated):
      let evaluate = try compile(operand)
      return { frame in .bool(try evaluate(frame).isNull != negated) }
    case .hasLabels(let operand, let labels): return try hasLabels(operand, labels)
    case .function(let call): return try function(call, span)
    case .countStar: throw Diagnostic(.invalidAggregation, "count(*) is not allowed here", at: span.range)
    case .caseOf(let subject, let branches, let otherwise): return try caseOf(subject, branches, otherwise)
    case .listComprehension(let comprehension): return try listComprehension(comprehension)
    case .patternComprehension(let comprehension): return try patternComprehension(comprehension)
    case .quantified(let predicate): return try quantified(predicate)
    case .reduce(let reduction): return try reduce(reduction)
    case .exists(let subquery): return try exists(subquery)
    case .countOf(let subquery): return try countOf(subquery)
    case .pattern(let pattern): return try exists(.patterns([pattern], condition: nil))
    }
  }

  /// A condition: true only where the value is true; null and false are not.
  func compileCondition(_ expression: Expression) throws -> (Frame) throws -> Bool {
    let evaluate = try compile(expression)
    let span = expression.span
    return { frame in
      switch try evaluate(frame) {
      case .bool(let flag): flag
      case .null: false
      case let other: throw Diagnostic.type("a condition must be a boolean, not \(other.typeName)", span)
      }
    }
  }

  private func variable(_ name: String, _ span: Span) throws -> Evaluator {
    switch names.reference(name) {
    case .slot(let slot)?: return { $0.batch.columns[slot].value(at: $0.row) }
    case .local(let index)?: return { $0.locals[index] }
    case nil: throw Diagnostic(.undefinedVariable, "variable '\(name)' is not defined", at: span.range)
    }
  }

  private func caseOf(
    _ subject: Expression?, _ branches: [CaseBranch], _ otherwise: Expression?
  ) throws -> Evaluator {
    let results = try branches.map { try compile($0.result) }
    let fallback = try otherwise.map { try compile($0) }
    if let subject {
      let evaluate = try compile(subject)
      let values = try branches.map { try compile($0.condition) }
      return { frame in
        let value = try evaluate(frame)
        for (index, candidate) in values.enumerated() where Value.equals(value, try candidate(frame)) == true {
          return try results[index](frame)
        }
        return try fallback?(frame) ?? .null
      }
    }
    let conditions = try branches.map { try compileCondition($0.condition) }
    return { frame in
      for (index, condition) in conditions.enumerated() where try condition(frame) { return try results[index](frame) }
      return try fallback?(frame) ?? .null
    }
  }

  private func mapProjection(_ base: Expression, _ entries: [ProjectedEntry]) throws -> Evaluator {
    let evaluate = try compile(base)
    let context = context
    var steps: [(Value, inout MapValue, Frame) throws -> Void] = []
    for entry in entries {
      switch entry {
      case .all:
        steps.append { value, map, _ in
          if case .map(let all) = context.properties(of: value) {
            for (key, value) in zip(all.keys, all.values) { map[key] = value }
          }
        }
      case .property(let name):
        steps.append { value, map, _ in map[name.text] = try context.property(name.text, of: value, name.span) }
      case .entry(let entry):
        let inner = try compile(entry.value)
        let key = entry.key.text
        steps.append { _, map, frame in map[key] = try inner(frame) }
      }
    }
    return { frame in
      let value = try evaluate(frame)
      if value.isNull { return .null }
      var map = MapValue()
      for step in steps { try step(value, &map, frame) }
      return .map(map)
    }
  }
}
