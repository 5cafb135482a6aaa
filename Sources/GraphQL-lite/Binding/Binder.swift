package import Diagnostics
package import Graph

/// A query whose names and types were checked, `*` spelled out, and what is to be said about it.
package struct BoundQuery: Sendable {
  package var query: Query
  package var columns: [String]
  package var warnings: [Diagnostic]
}

/// Checks the names, types and aggregates of a query against the language and a graph.
package struct Binder {
  let graph: PropertyGraph
  var warnings: [Diagnostic] = []

  /// The pattern form `query`, checked.
  ///
  /// - Throws: The first mistake.
  package static func bind(_ query: Query, graph: PropertyGraph) throws(Diagnostic) -> BoundQuery {
    var binder = Binder(graph: graph)
    var scope = Scope()
    let (bound, columns) = try binder.bind(query, outer: &scope)
    return BoundQuery(query: bound, columns: columns, warnings: binder.warnings)
  }

  mutating func bind(_ query: Query, outer: inout Scope) throws(Diagnostic) -> (Query, [String]) {
    var query = query
    var columns: [String] = []
    for index in query.parts.indices {
      var scope = outer
      let names = try bind(&query.parts[index], scope: &scope)
      if index == 0 {
        columns = names
      } else if names != columns {
        throw Diagnostic(
          .differentColumnsInUnion,
          "the parts of a UNION must have the same columns: \(columns.joined(separator: ", ")) "
            + "and \(names.joined(separator: ", "))",
          at: query.parts[index].clauses.last?.span.range ?? query.span.range)
      }
    }
    return (query, columns)
  }

  /// Checks a row of clauses; the columns of its RETURN come back, none for a subquery that has none.
  private mutating func bind(_ part: inout SingleQuery, scope: inout Scope) throws(Diagnostic) -> [String] {
    var columns: [String] = []
    for index in part.clauses.indices {
      switch part.clauses[index] {
      case .match(let match): try bind(match, scope: &scope)
      case .unwind(let unwind):
        let type = try check(unwind.list, scope)
        if scope[unwind.variable.text] != nil { throw alreadyBound(unwind.variable) }
        if case .list(let element) = type {
          scope.bind(unwind.variable.text, element)
        } else {
          scope.bind(unwind.variable.text, .any)
        }
      case .with(var projection):
        try bind(&projection, scope: &scope, isReturn: false)
        part.clauses[index] = .with(projection)
      case .return(var projection):
        try bind(&projection, scope: &scope, isReturn: true)
        part.clauses[index] = .return(projection)
        columns = projection.items.map(\.name)
      }
    }
    return columns
  }

  func alreadyBound(_ name: Name) -> Diagnostic {
    Diagnostic(.variableAlreadyBound, "variable '\(name.text)' is already bound", at: name.span.range)
  }

  // MARK: - Projections

  private mutating func bind(
    _ clause: inout ProjectionClause, scope: inout Scope, isReturn: Bool
  ) throws(Diagnostic) {
    try expandStar(&clause, scope)
    var next = Scope()
    var seen: Set<String> = []
    let hasAggregates = clause.items.contains { $0.expression.containsAggregate }
    for item in clause.items {
      let type = try check(item.expression, scope, aggregates: .allowed)
      if !isReturn, item.alias == nil {
        guard case .variable = item.expression.kind else {
          throw Diagnostic(
            .missingAlias, "an expression in WITH needs a name", at: item.expression.span.range,
            help: "write '\(item.text) AS name'")
        }
      }
      guard seen.insert(item.name).inserted else {
        throw Diagnostic(
          .columnNameConflict, "two columns are called '\(item.name)'",
          at: (item.alias?.span ?? item.expression.span).range, help: "rename one with AS")
      }
      next.bind(item.name, type)
    }
    if hasAggregates { try checkGrouping(clause.items.map(\.expression), keys: clause.items.map(\.expression)) }
    try checkOrder(clause, scope, next, hasAggregates: hasAggregates)
    for (expression, name) in [(clause.skip, "SKIP"), (clause.limit, "LIMIT")] {
      if let expression { try checkCount(expression, name) }
    }
    if let condition = clause.condition {
      try checkCovered(condition, clause, visible(scope, next), next, isGrouped: hasAggregates)
      try checkCondition(condition, visible(scope, next))
    }
    scope = next
  }

  private mutating func expandStar(_ clause: inout ProjectionClause, _ scope: Scope) throws(Diagnostic) {
    guard clause.hasStar else { return }
    if scope.order.isEmpty, clause.items.isEmpty {
      throw Diagnostic(.noVariablesInScope, "'*' stands for nothing: no variable is bound", at: clause.span.range)
    }
    let all = scope.order.map { name in
      ProjectionItem(expression: Expression(.variable(name), clause.span), alias: nil, text: name)
    }
    clause.items = all + clause.items
    clause.hasStar = false
  }

  private mutating func checkOrder(
    _ clause: ProjectionClause, _ scope: Scope, _ next: Scope, hasAggregates: Bool
  ) throws(Diagnostic) {
    for sort in clause.order {
      if clause.items.contains(where: { $0.expression == sort.expression }) { continue }
      if sort.expression.containsAggregate, !hasAggregates {
        throw Diagnostic(
          .invalidAggregation, "an aggregate in ORDER BY needs one among the columns",
          at: sort.expression.span.range)
      }
      let visible = visible(scope, next)
      try checkCovered(sort.expression, clause, visible, next, isGrouped: hasAggregates)
      _ = try check(sort.expression, visible, aggregates: hasAggregates ? .allowed : .forbidden)
    }
  }

  /// What ORDER BY and the WHERE of a WITH see: the columns, and behind them what was there before.
  private func visible(_ scope: Scope, _ next: Scope) -> Scope {
    var visible = scope
    for name in next.order { visible.bind(name, next[name] ?? .any) }
    return visible
  }

  /// Where rows were grouped or made distinct, only columns and what is made of them is left.
  private func checkCovered(
    _ expression: Expression, _ clause: ProjectionClause, _ visible: Scope, _ next: Scope, isGrouped: Bool
  ) throws(Diagnostic) {
    guard isGrouped || clause.isDistinct else { return }
    let names = next.order.map { Expression(.variable($0), expression.span) }
    let keys = clause.items.flatMap { [$0.expression] + $0.expression.aggregateCalls } + names
    guard let lost = firstUncovered(expression, keys: keys) else {
      if expression.containsAggregate { try checkGrouping([expression], keys: keys) }
      return
    }
    if visible[lost.text] == nil { throw undefined(lost, visible) }
    if expression.containsAggregate, expression.aggregateCalls.allSatisfy({ keys.contains($0) }) {
      try checkGrouping([expression], keys: keys)
    }
    throw Diagnostic(
      .undefinedVariable, "variable '\(lost.text)' is not defined here: the rows were grouped before",
      at: lost.span.range, help: "add it to the columns")
  }

  /// The first variable in `expression` that is in none of `keys`.
  private func firstUncovered(_ expression: Expression, keys: [Expression], bound: Set<String> = []) -> Name? {
    if keys.contains(expression) { return nil }
    if case .variable(let name) = expression.kind {
      return bound.contains(name) ? nil : Name(name, expression.span)
    }
    var bound = bound
    switch expression.kind {
    case .listComprehension(let inner): bound.insert(inner.variable.text)
    case .quantified(let inner): bound.insert(inner.variable.text)
    case .reduce(let inner):
      bound.insert(inner.variable.text)
      bound.insert(inner.accumulator.text)
    case .patternComprehension(let inner): bound.formUnion(inner.pattern.variableNames)
    default: break
    }
    for child in expression.children {
      if let name = firstUncovered(child, keys: keys, bound: bound) { return name }
    }
    return nil
  }

  /// Refuses expressions that mix an aggregate with a value that the rows are not grouped by.
  private func checkGrouping(_ expressions: [Expression], keys: [Expression]) throws(Diagnostic) {
    let simple = keys.filter { key in
      if key.containsAggregate { return false }
      var base = key
      while case .property(let inner, _) = base.kind { base = inner }
      if case .variable = base.kind { return true }
      return false
    }
    for expression in expressions where expression.containsAggregate {
      try checkMixed(expression, keys: simple, bound: [])
    }
  }

  private func checkMixed(_ expression: Expression, keys: [Expression], bound: Set<String>) throws(Diagnostic) {
    if expression.isAggregateCall || keys.contains(expression) { return }
    var bound = bound
    switch expression.kind {
    case .variable(let name):
      if bound.contains(name) { return }
      throw Diagnostic(
        .ambiguousAggregation, "'\(name)' stands beside an aggregate but is not grouped by", at: expression.span.range,
        help: "make it a column of its own, or group first in a WITH")
    case .listComprehension(let inner): bound.insert(inner.variable.text)
    case .quantified(let inner): bound.insert(inner.variable.text)
    case .reduce(let inner): bound.formUnion([inner.variable.text, inner.accumulator.text])
    case .patternComprehension(let inner): bound.formUnion(inner.pattern.variableNames)
    default: break
    }
    for child in expression.children { try checkMixed(child, keys: keys, bound: bound) }
  }

  private mutating func checkCount(_ expression: Expression, _ clause: String) throws(Diagnostic) {
    let isConstant = !expression.contains {
      switch $0.kind {
      case .variable, .exists, .countOf, .pattern, .patternComprehension: true
      default: false
      }
    }
    guard isConstant else {
      throw Diagnostic(
        .nonConstantExpression, "\(clause) must not depend on the rows", at: expression.span.range)
    }
    let type = try check(expression, Scope())
    if case .int(let number) = expression.kind, number < 0 {
      throw Diagnostic(.invalidCount, "\(clause) must not be negative", at: expression.span.range)
    }
    guard type == .int || type == .any else {
      throw Diagnostic(
        .invalidArgumentType, "\(clause) takes an integer, not \(type.name)", at: expression.span.range)
    }
  }
}
