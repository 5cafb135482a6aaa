package import Graph

/// Turns a bound query into steps.
package struct Planner {
  let graph: PropertyGraph
  /// Whether start points, orders and short cuts are chosen; without it, patterns are matched as they are written.
  let optimizes: Bool
  private(set) var width = 0
  private var fresh = 0

  init(graph: PropertyGraph, optimizes: Bool) {
    self.graph = graph
    self.optimizes = optimizes
  }

  /// The plan of `bound`.
  package static func plan(_ bound: BoundQuery, graph: PropertyGraph, optimizes: Bool = true) -> Plan {
    var planner = Planner(graph: graph, optimizes: optimizes)
    let layer = bound.query.parts.first?.layer ?? .facts
    return planner.plan(bound.query, names: NameTable(), layer: layer, columns: bound.columns)
  }

  mutating func plan(_ query: Query, names: NameTable, layer: GraphLayer, columns: [String]) -> Plan {
    var parts: [Plan.Part] = []
    for single in query.parts {
      var names = names
      var steps: [PlanStep] = []
      var outputs: [Int] = []
      for (index, clause) in single.clauses.enumerated() {
        outputs = plan(clause, &names, &steps, next: Array(single.clauses[(index + 1)...]))
      }
      parts.append(Plan.Part(steps: steps, columns: outputs, layer: single.layer ?? layer))
    }
    return Plan(parts: parts, width: width, isUnionAll: query.unionAll.first ?? true, columns: columns)
  }

  /// The plan of patterns alone, for subqueries, on rows that have `names`.
  mutating func plan(patterns: [PathPattern], condition: Expression?, names: inout NameTable, used: Set<String>?)
    -> [PlanStep]
  {
    var steps: [PlanStep] = []
    match(patterns, condition, &names, &steps, used: used, isDistinct: false)
    return steps
  }

  /// Makes slots below `count` taken.
  mutating func reserve(_ count: Int) { width = max(width, count) }

  mutating func slot() -> Int {
    width += 1
    return width - 1
  }

  mutating func nextFresh(_ graph: PatternGraph) { fresh = graph.nextFresh }
  var freshStart: Int { fresh }

  private mutating func plan(
    _ clause: Clause, _ names: inout NameTable, _ steps: inout [PlanStep], next: [Clause]
  ) -> [Int] {
    switch clause {
    case .match(let match):
      let used = Self.used(in: next)
      let isDistinct = Self.ignoresMultiplicity(next)
      if match.isOptional {
        optional(match, &names, &steps, used: used)
      } else {
        self.match(match.patterns, match.condition, &names, &steps, used: used, isDistinct: isDistinct)
      }
      return []
    case .unwind(let unwind):
      let slot = slot()
      steps.append(.unwind(unwind.list, names, slot: slot))
      names.variables[unwind.variable.text] = .slot(slot)
      return []
    case .with(let projection), .return(let projection):
      return project(projection, &names, &steps)
    }
  }

  /// The names that later clauses use; nil when they may use any.
  private static func used(in clauses: [Clause]) -> Set<String> {
    var names: Set<String> = []
    for clause in clauses {
      switch clause {
      case .match(let match):
        for pattern in match.patterns { names.formUnion(pattern.variableNames) }
        if let condition = match.condition { names.formUnion(condition.variableNames) }
      case .unwind(let unwind): names.formUnion(unwind.list.variableNames)
      case .with(let projection), .return(let projection):
        for item in projection.items { names.formUnion(item.expression.variableNames) }
        for item in projection.order { names.formUnion(item.expression.variableNames) }
        for expression in [projection.skip, projection.limit, projection.condition] {
          if let expression { names.formUnion(expression.variableNames) }
        }
      }
    }
    return names
  }

  /// Whether it makes no difference how often a row occurs: the next clause keeps distinct rows, or counts distinct values.
  private static func ignoresMultiplicity(_ clauses: [Clause]) -> Bool {
    switch clauses.first {
    case .with(let projection)?, .return(let projection)?:
      let expressions = projection.items.map(\.expression) + projection.order.map(\.expression)
      let calls = expressions.flatMap(\.aggregateCalls)
      if calls.isEmpty { return projection.isDistinct }
      return calls.allSatisfy { call in
        guard case .function(let function) = call.kind else { return false }
        return function.isDistinct || ["min", "max"].contains(function.name.text.lowercased())
      }
    default: return false
    }
  }

  private mutating func optional(
    _ match: MatchClause, _ names: inout NameTable, _ steps: inout [PlanStep], used: Set<String>
  ) {
    let before = Set(names.variables.keys)
    var inner: [PlanStep] = []
    var innerNames = names
    self.match(match.patterns, match.condition, &innerNames, &inner, used: used, isDistinct: false)
    var slots: [OptionalSlot] = []
    let kinds = Self.kinds(of: match.patterns)
    for (name, reference) in innerNames.variables.sorted(by: { $0.key < $1.key }) where !before.contains(name) {
      guard case .slot(let slot) = reference, !name.hasPrefix(" ") else { continue }
      slots.append(OptionalSlot(slot: slot, kind: kinds[name] ?? .value))
      names.variables[name] = reference
    }
    steps.append(.optional(inner, slots: slots))
  }

  private static func kinds(of patterns: [PathPattern]) -> [String: OptionalSlot.Kind] {
    var kinds: [String: OptionalSlot.Kind] = [:]
    for pattern in patterns where !pattern.elements.contains(where: \.isGroup) {
      for element in pattern.elements {
        switch element {
        case .node(let node): if let name = node.variable?.text { kinds[name] = .node }
        case .edge(let edge): if let name = edge.variable?.text, edge.quantifier == nil { kinds[name] = .edge }
        case .group: break
        }
      }
    }
    return kinds
  }
}

extension Expression {
  /// The aggregates in the expression.
  var aggregateCalls: [Expression] {
    if isAggregateCall { return [self] }
    return children.flatMap(\.aggregateCalls)
  }
}
