extension Expression {
  /// The expressions directly inside, but for those in patterns and subqueries.
  package var children: [Expression] {
    switch kind {
    case .null, .bool, .int, .float, .string, .parameter, .variable, .countStar, .exists, .countOf, .pattern: []
    case .property(let base, _), .unary(_, let base), .isNull(let base, _), .hasLabels(let base, _): [base]
    case .index(let a, let b), .binary(_, let a, let b): [a, b]
    case .slice(let base, let from, let to): [base] + [from, to].compactMap { $0 }
    case .list(let elements): elements
    case .map(let entries): entries.map(\.value)
    case .mapProjection(let base, let entries):
      [base] + entries.compactMap { if case .entry(let entry) = $0 { entry.value } else { nil } }
    case .comparison(let first, let steps): [first] + steps.map(\.operand)
    case .function(let call): call.arguments
    case .caseOf(let subject, let branches, let otherwise):
      [subject].compactMap { $0 } + branches.flatMap { [$0.condition, $0.result] } + [otherwise].compactMap { $0 }
    case .listComprehension(let inner): [inner.list] + [inner.condition, inner.result].compactMap { $0 }
    case .patternComprehension(let inner): [inner.condition, inner.result].compactMap { $0 }
    case .quantified(let inner): [inner.list, inner.condition]
    case .reduce(let inner): [inner.initial, inner.list, inner.result]
    }
  }

  /// Whether `predicate` holds for this expression or one inside, subqueries left out.
  package func contains(where predicate: (Expression) -> Bool) -> Bool {
    predicate(self) || children.contains { $0.contains(where: predicate) }
  }

  /// The names of variables that occur in it, those of patterns and subqueries included.
  package var variableNames: Set<String> {
    var names: Set<String> = []
    collectNames(into: &names)
    return names
  }

  func mentions(_ name: String) -> Bool { variableNames.contains(name) }

  private func collectNames(into names: inout Set<String>) {
    switch kind {
    case .variable(let name): names.insert(name)
    case .pattern(let pattern): pattern.collectNames(into: &names)
    case .patternComprehension(let inner): inner.pattern.collectNames(into: &names)
    case .exists(let subquery), .countOf(let subquery): subquery.collectNames(into: &names)
    default: break
    }
    for child in children { child.collectNames(into: &names) }
  }
}

extension PathPattern {
  /// The names of variables in it, in patterns and in conditions.
  package var variableNames: Set<String> {
    var names: Set<String> = []
    collectNames(into: &names)
    return names
  }

  fileprivate func collectNames(into names: inout Set<String>) {
    if let variable { names.insert(variable.text) }
    if let cost { names.insert(cost.variable.text) }
    Self.collect(elements, into: &names)
  }

  private static func collect(_ elements: [PathElement], into names: inout Set<String>) {
    for element in elements {
      var expressions: [Expression?] = []
      switch element {
      case .node(let node):
        if let variable = node.variable { names.insert(variable.text) }
        expressions = [node.properties, node.condition]
      case .edge(let edge):
        if let variable = edge.variable { names.insert(variable.text) }
        expressions = [edge.properties, edge.condition]
      case .group(let group):
        collect(group.elements, into: &names)
        expressions = [group.condition]
      }
      for expression in expressions { if let expression { names.formUnion(expression.variableNames) } }
    }
  }
}

extension Subquery {
  fileprivate func collectNames(into names: inout Set<String>) {
    switch self {
    case .patterns(let patterns, let condition):
      for pattern in patterns { pattern.collectNames(into: &names) }
      if let condition { names.formUnion(condition.variableNames) }
    case .query(let query):
      for part in query.parts {
        for clause in part.clauses { clause.collectNames(into: &names) }
      }
    }
  }
}

extension Clause {
  fileprivate func collectNames(into names: inout Set<String>) {
    switch self {
    case .match(let clause):
      for pattern in clause.patterns { pattern.collectNames(into: &names) }
      if let condition = clause.condition { names.formUnion(condition.variableNames) }
    case .unwind(let clause): names.formUnion(clause.list.variableNames)
    case .with(let clause), .return(let clause):
      for item in clause.items { names.formUnion(item.expression.variableNames) }
      for item in clause.order { names.formUnion(item.expression.variableNames) }
      for expression in [clause.skip, clause.limit, clause.condition] {
        if let expression { names.formUnion(expression.variableNames) }
      }
    }
  }
}
