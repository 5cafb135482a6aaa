internal import Diagnostics
internal import Graph

extension ExpressionCompiler {
  /// `base.key`
  func property(_ base: Expression, _ key: Name) throws -> Evaluator {
    let context = context
    let graph = context.graph
    let code = graph.propertyNames.code(of: key.text)
    let name = key.text
    let span = key.span
    if case .variable(let variable) = base.kind, case .slot(let slot)? = names.reference(variable) {
      let nodeColumn = code.flatMap { graph.nodeColumn($0) }
      let edgeColumn = code.flatMap { graph.edgeColumn($0) }
      return { frame in
        switch frame.batch.columns[slot] {
        case .nodes(let ids):
          let id = ids[frame.row]
          return id < 0 || nodeColumn == nil ? .null : Value(graph.property(code ?? 0, ofNode: id))
        case .edges(let ids):
          let id = ids[frame.row]
          return id < 0 || edgeColumn == nil ? .null : Value(graph.property(code ?? 0, ofEdge: id))
        case .none: return .null
        case .values(let values): return try context.property(name, of: values[frame.row], span)
        }
      }
    }
    let evaluate = try compile(base)
    return { frame in try context.property(name, of: try evaluate(frame), span) }
  }

  /// `base[index]`
  func index(_ base: Expression, _ index: Expression) throws -> Evaluator {
    let evaluate = try compile(base)
    let evaluateIndex = try compile(index)
    let context = context
    let span = base.span
    let indexSpan = index.span
    return { frame in
      let container = try evaluate(frame)
      let key = try evaluateIndex(frame)
      if container.isNull || key.isNull { return .null }
      switch (container, key) {
      case (.list(let values), .int(let place)):
        let at = place < 0 ? Int64(values.count) &+ place : place
        return at >= 0 && at < values.count ? values[Int(at)] : .null
      case (.map, .string(let name)), (.node, .string(let name)), (.edge, .string(let name)),
        (.temporal, .string(let name)):
        return try context.property(name, of: container, indexSpan)
      case (.list, _): throw Diagnostic.type("a list is indexed by an integer, not \(key.typeName)", indexSpan)
      case (.map, _), (.node, _), (.edge, _):
        throw Diagnostic.type("\(container.typeName) is indexed by a string, not \(key.typeName)", indexSpan)
      default: throw Diagnostic.type("\(container.typeName) cannot be indexed", span)
      }
    }
  }

  /// `base[from..to]`
  func slice(_ base: Expression, _ from: Expression?, _ to: Expression?) throws -> Evaluator {
    let evaluate = try compile(base)
    let evaluateFrom = try from.map { try compile($0) }
    let evaluateTo = try to.map { try compile($0) }
    let span = base.span
    return { frame in
      let container = try evaluate(frame)
      let low = try evaluateFrom?(frame) ?? .int(0)
      let high = try evaluateTo?(frame) ?? .int(.max)
      if container.isNull || low.isNull || high.isNull { return .null }
      guard case .list(let values) = container else {
        throw Diagnostic.type("only a list can be sliced, not \(container.typeName)", span)
      }
      guard case .int(let low) = low, case .int(let high) = high else {
        throw Diagnostic.type("the bounds of a slice must be integers", span)
      }
      let count = Int64(values.count)
      let start = max(0, low < 0 ? count &+ low : min(low, count))
      let end = max(0, high < 0 ? count &+ high : min(high, count))
      return start < end ? .list(Array(values[Int(start)..<Int(end)])) : .list([])
    }
  }

  /// `variable:labels`, for nodes and for the types of edges.
  func hasLabels(_ operand: Expression, _ labels: LabelExpression) throws -> Evaluator {
    let evaluate = try compile(operand)
    let graph = context.graph
    let labelTest = LabelTest(labels, graph: graph)
    let typeTest = TypeTest(labels, graph: graph)
    let span = operand.span
    return { frame in
      switch try evaluate(frame) {
      case .null: return .null
      case .node(let node): return .bool(labelTest.accepts(node, graph))
      case .edge(let edge): return .bool(typeTest.accepts(type: graph.edgeType[Int(edge)]))
      case let other: throw Diagnostic.type("only nodes and edges have labels, not \(other.typeName)", span)
      }
    }
  }

  func listComprehension(_ comprehension: ListComprehension) throws -> Evaluator {
    let list = try compile(comprehension.list)
    var inner = self
    let local = inner.names.bindLocal(comprehension.variable.text)
    let condition = try comprehension.condition.map { try inner.compileCondition($0) }
    let result = try comprehension.result.map { try inner.compile($0) }
    let context = context
    let span = comprehension.list.span
    return { frame in
      guard let values = try elements(of: try list(frame), span) else { return .null }
      var out: [Value] = []
      try context.tick(values.count)
      for value in values {
        frame.set(local: local, value)
        if let condition, try !condition(frame) { continue }
        out.append(try result?(frame) ?? value)
      }
      return .list(out)
    }
  }

  func quantified(_ predicate: QuantifiedPredicate) throws -> Evaluator {
    let list = try compile(predicate.list)
    var inner = self
    let local = inner.names.bindLocal(predicate.variable.text)
    let condition = try inner.compile(predicate.condition)
    let span = predicate.list.span
    let conditionSpan = predicate.condition.span
    let kind = predicate.quantifier
    let context = context
    return { frame in
      guard let values = try elements(of: try list(frame), span) else { return .null }
      var trues = 0
      var unknowns = 0
      try context.tick(values.count)
      for value in values {
        frame.set(local: local, value)
        let outcome = try condition(frame)
        guard let truth = outcome.truth else {
          throw Diagnostic.type("a condition must be a boolean, not \(outcome.typeName)", conditionSpan)
        }
        if truth == true { trues += 1 } else if truth == nil { unknowns += 1 }
      }
      let falses = values.count - trues - unknowns
      switch kind {
      case .all: return falses > 0 ? .bool(false) : (unknowns > 0 ? .null : .bool(true))
      case .any: return trues > 0 ? .bool(true) : (unknowns > 0 ? .null : .bool(false))
      case .none: return trues > 0 ? .bool(false) : (unknowns > 0 ? .null : .bool(true))
      case .single: return trues > 1 ? .bool(false) : (unknowns > 0 ? .null : .bool(trues == 1))
      }
    }
  }

  func reduce(_ reduction: Reduction) throws -> Evaluator {
    let list = try compile(reduction.list)
    let initial = try compile(reduction.initial)
    var inner = self
    let accumulator = inner.names.bindLocal(reduction.accumulator.text)
    let local = inner.names.bindLocal(reduction.variable.text)
    let result = try inner.compile(reduction.result)
    let span = reduction.list.span
    let context = context
    return { frame in
      guard let values = try elements(of: try list(frame), span) else { return .null }
      var state = try initial(frame)
      try context.tick(values.count)
      for value in values {
        frame.set(local: accumulator, state)
        frame.set(local: local, value)
        state = try result(frame)
      }
      return state
    }
  }
}

/// The elements of a list; nil for null.
private func elements(of value: Value, _ span: Span) throws -> [Value]? {
  switch value {
  case .null: return nil
  case .list(let values): return values
  default: throw Diagnostic.type("expected a list, found \(value.typeName)", span)
  }
}

extension ExecutionContext {
  /// The property `name` of a node, an edge, a map or a temporal value; null of null.
  func property(_ name: String, of value: Value, _ span: Span) throws -> Value {
    switch value {
    case .null: return .null
    case .node(let node): return Value(graph.property(name, ofNode: node))
    case .edge(let edge): return Value(graph.property(name, ofEdge: edge))
    case .map(let map): return map[name]
    case .temporal(let moment):
      if let component = moment.component(name) { return component }
      throw Diagnostic.type("\(value.typeName) has no component '\(name)'", span)
    default: throw Diagnostic.type("\(value.typeName) has no properties", span)
    }
  }

  /// All properties of a node, an edge or a map, as a map; null for other values.
  func properties(of value: Value) -> Value {
    switch value {
    case .node(let node): .map(MapValue(graph.properties(ofNode: node).map { ($0.key, Value($0.value)) }))
    case .edge(let edge): .map(MapValue(graph.properties(ofEdge: edge).map { ($0.key, Value($0.value)) }))
    case .map: value
    default: .null
    }
  }
}
