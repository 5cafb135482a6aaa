package import Diagnostics
package import Graph

/// Translates the path form into the pattern form: names into nodes, edges into typed edges, paths into patterns.
package struct PathFormTranslator {
  private let graph: PropertyGraph
  /// The variables in order of appearance, and the columns that edges show.
  private var columns: [ProjectionItem] = []
  private var seen: Set<String> = []
  private var lookups: [String: NodePattern] = [:]
  private var taken: Set<String> = []
  private var counter = 0

  /// Types whose edges have no direction of their own, by the graph model: they are stored once, either way round.
  private static let symmetricTypes: Set<String> = ["MET", "SPOKE_WITH"]

  /// Whether the answer is whole paths, to be drawn.
  private let asPaths: Bool

  private init(graph: PropertyGraph, asPaths: Bool) {
    self.graph = graph
    self.asPaths = asPaths
  }

  /// The pattern form of `query`.
  ///
  /// - Throws: A name that fits no node or several, or a type that cannot be told.
  package static func translate(
    _ query: Query, graph: PropertyGraph, asPaths: Bool = false
  ) throws(Diagnostic) -> Query {
    var translator = PathFormTranslator(graph: graph, asPaths: asPaths)
    return try translator.translate(query)
  }

  private mutating func translate(_ query: Query) throws(Diagnostic) -> Query {
    var query = query
    guard let first = query.parts.first, first.clauses.count == 2, case .match(var match) = first.clauses[0],
      case .return(var projection) = first.clauses[1]
    else { return query }
    for pattern in match.patterns { taken.formUnion(pattern.variableNames) }
    if let condition = match.condition { taken.formUnion(condition.variableNames) }
    for index in match.patterns.indices { match.patterns[index] = try pattern(match.patterns[index], isTop: true) }
    match.condition = try match.condition.map { (condition) throws(Diagnostic) in try expression(condition) }
    if projection.items.isEmpty, !projection.hasStar {
      if asPaths { columns = [] }
      if columns.isEmpty { askForPaths(&match) }
      projection.items = columns
    }
    for index in projection.items.indices {
      projection.items[index].expression = try expression(projection.items[index].expression)
      if projection.items[index].alias == nil, projection.items[index].text.hasPrefix("?") {
        let name = String(projection.items[index].text.dropFirst())
        projection.items[index].alias = Name(name, projection.items[index].expression.span)
      }
    }
    query.form = .pattern
    query.parts[0].clauses = [.match(match), .return(projection)]
    return query
  }

  /// Without variables, the columns say whether each path exists, and show it.
  private mutating func askForPaths(_ match: inout MatchClause) {
    match.isOptional = !asPaths
    let span = match.span
    var names: [String] = []
    for index in match.patterns.indices {
      let name = fresh(match.patterns.count == 1 ? "path" : "path\(index + 1)")
      match.patterns[index].variable = Name(name, span)
      names.append(name)
    }
    if !asPaths {
      let exists = Expression(.isNull(Expression(.variable(names[0]), span), negated: true), span)
      columns.append(ProjectionItem(expression: exists, alias: Name("exists", span), text: "exists"))
    }
    for name in names {
      columns.append(ProjectionItem(expression: Expression(.variable(name), span), alias: nil, text: name))
    }
  }

  private mutating func fresh(_ wanted: String) -> String {
    var name = wanted
    while taken.contains(name) {
      counter += 1
      name = "\(wanted)_\(counter)"
    }
    taken.insert(name)
    return name
  }

  private mutating func show(_ name: Name) {
    guard seen.insert(name.text).inserted else { return }
    columns.append(ProjectionItem(expression: Expression(.variable(name.text), name.span), alias: nil, text: name.text))
  }

  // MARK: - Patterns

  private mutating func pattern(_ pattern: PathPattern, isTop: Bool) throws(Diagnostic) -> PathPattern {
    var pattern = pattern
    for index in pattern.elements.indices {
      switch pattern.elements[index] {
      case .node(let node):
        let translated = try self.node(node)
        if isTop, let variable = node.variable { show(variable) }
        pattern.elements[index] = .node(translated)
      case .edge(let edge): pattern.elements[index] = .edge(try self.edge(edge, isTop: isTop))
      case .group: break
      }
    }
    // A direction is kept for symmetric types by where the edge starts, which takes the nodes' names.
    return pattern
  }

  private mutating func node(_ node: NodePattern) throws(Diagnostic) -> NodePattern {
    guard let lookup = node.lookup else { return node }
    let key = lookup.text + "\u{0}" + (node.labels.map { "\($0.names.map(\.text))" } ?? "")
    if let known = lookups[key] {
      // The same name again is the same node.
      return NodePattern(variable: known.variable, span: node.span)
    }
    let found = try NameResolver.resolve(lookup, labels: node.labels, properties: node.properties, graph: graph)
    var translated = node
    translated.lookup = nil
    translated.variable = Name(fresh(Self.identifier(lookup.text)), lookup.span)
    let name = graph.property("name", ofNode: found).stringValue
    if let name,
      graph.names.nodes(named: name).filter({ graph.property("name", ofNode: $0) == .string(name) }).count == 1
    {
      let entry = MapEntry(
        key: Name("name", lookup.span), value: Expression(.string(name), lookup.span))
      if translated.properties == nil { translated.properties = Expression(.map([entry]), lookup.span) }
    } else {
      let call = FunctionCall(
        name: Name("elementId", lookup.span), isDistinct: false,
        arguments: [Expression(.variable(translated.variable?.text ?? ""), lookup.span)])
      let id = Expression(.string(graph.externalID(ofNode: found)), lookup.span)
      translated.condition = Expression(
        .comparison(Expression(.function(call), lookup.span), [ComparisonStep(comparison: .equal, operand: id)]),
        lookup.span)
    }
    if translated.labels == nil, let label = graph.labelNames(of: found).first {
      translated.labels = .name(Name(label, lookup.span))
    }
    lookups[key] = translated
    return translated
  }

  /// A variable made from a name: its last word in lower case.
  private static func identifier(_ name: String) -> String {
    let words = nameTokens(foldedName(name))
    let last = words.last ?? "node"
    let isPlain = last.utf8.allSatisfy { isWordByte($0) } && !(last.utf8.first.map { isDigit($0) } ?? true)
    return isPlain ? last : "node"
  }

  private mutating func edge(_ edge: EdgePattern, isTop: Bool) throws(Diagnostic) -> EdgePattern {
    var edge = edge
    if let types = edge.types { edge.types = foldTypes(types) }
    if isTop, let variable = edge.variable { show(variable) }
    let names = edge.types?.names.map(\.text) ?? []
    if edge.direction != .either, !names.isEmpty, isOnlyNames(edge.types),
      names.allSatisfy({ Self.symmetricTypes.contains($0) })
    {
      edge.direction = .either
    }
    for column in edge.columns where isTop {
      if edge.variable == nil { edge.variable = Name(fresh("edge"), edge.span) }
      guard let variable = edge.variable else { continue }
      let value: Expression
      let base = Expression(.variable(variable.text), variable.span)
      if edge.quantifier == nil {
        value = Expression(.property(base, column), column.span)
      } else {
        // Of a repeated edge, the column lists the values in order.
        let element = Expression(.variable("e"), column.span)
        value = Expression(
          .listComprehension(
            ListComprehension(
              variable: Name("e", column.span), list: base, condition: nil,
              result: Expression(.property(element, column), column.span))), column.span)
      }
      var title = column.text
      if columns.contains(where: { $0.name == title }) {
        title = "\(names.first?.lowercased() ?? "edge").\(column.text)"
      }
      while columns.contains(where: { $0.name == title }) { title += "'" }
      columns.append(ProjectionItem(expression: value, alias: Name(title, column.span), text: title))
    }
    edge.columns = []
    return edge
  }

  private func isOnlyNames(_ types: LabelExpression?) -> Bool {
    switch types {
    case .name?: true
    case .or(let a, let b)?: isOnlyNames(a) && isOnlyNames(b)
    default: false
    }
  }

  /// Types as the graph spells them: case does not count, and a blank, hyphen and underscore are the same.
  private func foldTypes(_ types: LabelExpression) -> LabelExpression {
    switch types {
    case .name(let name):
      let wanted = Self.fold(name.text)
      var matches: [String] = []
      for type in 0..<Int32(graph.types.count) where Self.fold(graph.types[type]) == wanted {
        matches.append(graph.types[type])
      }
      if matches.contains(name.text) { return types }
      guard let first = matches.first else { return .name(Name(wanted, name.span)) }
      return matches.dropFirst().reduce(.name(Name(first, name.span))) { .or($0, .name(Name($1, name.span))) }
    case .wildcard: return types
    case .not(let inner): return .not(foldTypes(inner))
    case .and(let a, let b): return .and(foldTypes(a), foldTypes(b))
    case .or(let a, let b): return .or(foldTypes(a), foldTypes(b))
    }
  }

  private static func fold(_ type: String) -> String {
    String(type.uppercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }

  // MARK: - Conditions

  /// Translates the paths inside an expression.
  private mutating func expression(_ expression: Expression) throws(Diagnostic) -> Expression {
    let kind: Expression.Kind
    switch expression.kind {
    case .pattern(let pattern):
      kind = try condition(pattern)
    case .unary(let operation, let operand): kind = .unary(operation, try self.expression(operand))
    case .binary(let operation, let a, let b):
      kind = .binary(operation, try self.expression(a), try self.expression(b))
    case .isNull(let operand, let negated): kind = .isNull(try self.expression(operand), negated: negated)
    default: return expression
    }
    return Expression(kind, expression.span)
  }

  /// A path as a condition; one with names or new variables needs a subquery of its own.
  private mutating func condition(_ pattern: PathPattern) throws(Diagnostic) -> Expression.Kind {
    let translated = try self.pattern(pattern, isTop: false)
    return .exists(.patterns([translated], condition: nil))
  }
}
