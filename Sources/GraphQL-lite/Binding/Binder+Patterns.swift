internal import Diagnostics
internal import Graph

extension Binder {
  mutating func bind(_ match: MatchClause, scope: inout Scope) throws(Diagnostic) {
    try bindPatterns(match.patterns, &scope, allowsNew: true)
    if let condition = match.condition { try checkCondition(condition, scope) }
  }

  /// Binds the variables of patterns, then checks the conditions in them, which may use any of these variables.
  mutating func bindPatterns(
    _ patterns: [PathPattern], _ scope: inout Scope, allowsNew: Bool
  ) throws(Diagnostic) {
    var uses = PatternUses(allowsNew: allowsNew)
    for pattern in patterns {
      for element in pattern.elements { try bind(element, &scope, &uses, isRepeated: false) }
      if let function = pattern.function { try checkShortest(pattern, function) }
      try checkFinite(pattern)
      guard let variable = pattern.variable else { continue }
      if scope[variable.text] != nil { throw alreadyBound(variable) }
      scope.bind(variable.text, .path)
    }
    for pattern in patterns {
      for element in pattern.elements { try checkConditions(element, scope) }
      if let cost = pattern.cost,
        !pattern.variableNames.contains(cost.variable.text) || scope[cost.variable.text] == nil
      {
        throw undefined(cost.variable, scope)
      }
    }
  }

  /// What the patterns of one clause have bound so far.
  struct PatternUses {
    let allowsNew: Bool
    var edges: Set<String> = []
  }

  private mutating func bind(
    _ element: PathElement, _ scope: inout Scope, _ uses: inout PatternUses, isRepeated: Bool
  ) throws(Diagnostic) {
    switch element {
    case .node(let node):
      if let labels = node.labels { warnIfUnknown(labels: labels) }
      guard let variable = node.variable else { return }
      try bindVariable(variable, .node, &scope, uses, isRepeated: isRepeated)
    case .edge(let edge):
      if let types = edge.types { warnIfUnknown(types: types) }
      guard let variable = edge.variable else { return }
      let isList = edge.quantifier != nil || isRepeated
      if uses.edges.contains(variable.text) {
        throw Diagnostic(
          .edgeVariableReused, "edge variable '\(variable.text)' is used for two edges of one pattern",
          at: variable.span.range, help: "an edge is matched once; give the second edge a name of its own")
      }
      uses.edges.insert(variable.text)
      try bindVariable(variable, isList ? .list(.edge) : .edge, &scope, uses, isRepeated: false)
    case .group(let group):
      let repeats = isRepeated || group.quantifier != nil
      for inner in group.elements { try bind(inner, &scope, &uses, isRepeated: repeats) }
    }
  }

  private func bindVariable(
    _ variable: Name, _ type: StaticType, _ scope: inout Scope, _ uses: PatternUses, isRepeated: Bool
  ) throws(Diagnostic) {
    let name = variable.text
    let wanted: StaticType = isRepeated ? .list(type) : type
    guard let known = scope[name] else {
      guard uses.allowsNew else { throw undefined(variable, scope) }
      scope.bind(name, wanted)
      return
    }
    if known == wanted || known == .any || known == .null { return }
    if wanted.isList, known == .list(.any) { return }
    throw Diagnostic(
      .variableTypeConflict, "'\(name)' is \(known.name) and cannot be \(wanted.name) too", at: variable.span.range)
  }

  private mutating func checkConditions(_ element: PathElement, _ scope: Scope) throws(Diagnostic) {
    switch element {
    case .node(let node):
      var local = scope
      if let variable = node.variable { local.bind(variable.text, .node) }
      try checkProperties(node.properties, local)
      if let condition = node.condition { try checkCondition(condition, local) }
    case .edge(let edge):
      // Inside its own pattern, the variable of a repeated edge is one edge.
      var local = scope
      if let variable = edge.variable { local.bind(variable.text, .edge) }
      try checkProperties(edge.properties, local)
      if let condition = edge.condition { try checkCondition(condition, local) }
    case .group(let group):
      var local = scope
      if group.quantifier != nil { Self.bindSingles(group.elements, &local) }
      for inner in group.elements { try checkConditions(inner, local) }
      if let condition = group.condition { try checkCondition(condition, local) }
    }
  }

  /// Inside a repeated group, its variables are single nodes and edges.
  private static func bindSingles(_ elements: [PathElement], _ scope: inout Scope) {
    for element in elements {
      switch element {
      case .node(let node): if let variable = node.variable { scope.bind(variable.text, .node) }
      case .edge(let edge):
        if let variable = edge.variable { scope.bind(variable.text, edge.quantifier == nil ? .edge : .list(.edge)) }
      case .group(let group): bindSingles(group.elements, &scope)
      }
    }
  }

  private mutating func checkProperties(_ properties: Expression?, _ scope: Scope) throws(Diagnostic) {
    guard let properties else { return }
    if case .parameter = properties.kind {
      throw Diagnostic(
        .invalidPattern, "a parameter cannot stand for all properties of a pattern", at: properties.span.range,
        help: "write {key: $parameter}")
    }
    _ = try check(properties, scope)
    if case .map(let entries) = properties.kind {
      for entry in entries { warnIfUnknown(property: entry.key) }
    }
  }

  private func checkShortest(_ pattern: PathPattern, _ function: ShortestFunction) throws(Diagnostic) {
    guard pattern.elements.count == 3, case .edge = pattern.elements[1] else {
      throw Diagnostic(
        .invalidPattern, "\(function.rawValue) takes one edge between two nodes", at: pattern.span.range)
    }
  }

  /// Refuses repetitions that would never end: of walks, and of groups without an edge.
  private func checkFinite(_ pattern: PathPattern) throws(Diagnostic) {
    for element in pattern.elements { try checkFinite(element, pattern) }
  }

  private func checkFinite(_ element: PathElement, _ pattern: PathPattern) throws(Diagnostic) {
    let quantifier: PathQuantifier?
    switch element {
    case .node: return
    case .edge(let edge): quantifier = edge.quantifier
    case .group(let group):
      quantifier = group.quantifier
      for inner in group.elements { try checkFinite(inner, pattern) }
      let hasEdge = group.elements.contains { element in
        switch element {
        case .node: false
        case .edge(let edge): (edge.quantifier?.minimum ?? 1) > 0
        case .group(let inner): inner.quantifier == nil || (inner.quantifier?.minimum ?? 0) > 0
        }
      }
      if let quantifier, !hasEdge {
        throw Diagnostic(
          .invalidPattern, "a repeated path pattern must have an edge", at: quantifier.span.range)
      }
    }
    if let quantifier, quantifier.maximum == nil, pattern.mode == .walk, pattern.selector == nil {
      throw Diagnostic(
        .invalidPattern, "walks of any length have no end", at: quantifier.span.range,
        help: "give an upper bound, a selector such as ANY SHORTEST, or TRAIL")
    }
  }

  // MARK: - Names that the graph does not have

  mutating func warnIfUnknown(labels: LabelExpression) {
    for name in labels.names where graph.labels.code(of: name.text) == nil {
      warn(.unknownLabel, "no label '\(name.text)'", name, Self.texts(graph.labels))
    }
  }

  mutating func warnIfUnknown(types: LabelExpression) {
    for name in types.names where graph.types.code(of: name.text) == nil {
      warn(.unknownEdgeType, "no edge type '\(name.text)'", name, Self.texts(graph.types))
    }
  }

  mutating func warnIfUnknown(property name: Name) {
    guard graph.propertyNames.code(of: name.text) == nil else { return }
    warn(.unknownProperty, "no property '\(name.text)'", name, Self.texts(graph.propertyNames))
  }

  private mutating func warn(_ code: Diagnostic.Code, _ message: String, _ name: Name, _ known: [String]) {
    let near = nearestNames(to: name.text, among: known).first
    let warning = Diagnostic(
      code, message, at: name.span.range, help: near.map { "did you mean '\($0)'?" }, severity: .warning)
    if !warnings.contains(warning) { warnings.append(warning) }
  }

  private static func texts(_ table: StringTable) -> [String] { (0..<Int32(table.count)).map { table[$0] } }
}
