/// A path pattern: nodes and edges in turn, with what is asked of the path as a whole.
package struct PathPattern: Sendable, Hashable {
  package var variable: Name?
  package var selector: PathSelector?
  package var mode: PathMode?
  package var function: ShortestFunction?
  package var elements: [PathElement]
  /// The weight of an edge, for cheapest paths.
  package var cost: CostExpression?
  package var span: Span

  package init(
    variable: Name? = nil, selector: PathSelector? = nil, mode: PathMode? = nil, function: ShortestFunction? = nil,
    elements: [PathElement], cost: CostExpression? = nil, span: Span
  ) {
    self.variable = variable
    self.selector = selector
    self.mode = mode
    self.function = function
    self.elements = elements
    self.cost = cost
    self.span = span
  }
}

package indirect enum PathElement: Sendable, Hashable {
  case node(NodePattern)
  case edge(EdgePattern)
  case group(GroupPattern)
}

/// Which of the paths that match are taken, for each pair of end points.
package enum PathSelector: Sendable, Hashable {
  case any(Int)
  case anyShortest
  case allShortest
  case shortest(Int)
  case shortestGroups(Int)
  case anyCheapest
}

/// Which walks count as paths.
package enum PathMode: String, Sendable, Hashable {
  case walk = "WALK"
  case trail = "TRAIL"
  case simple = "SIMPLE"
  case acyclic = "ACYCLIC"
}

/// openCypher's spelling of selectors.
package enum ShortestFunction: String, Sendable, Hashable {
  case shortestPath
  case allShortestPaths
}

/// `COST edge.property`: each edge's weight.
package struct CostExpression: Sendable, Hashable {
  package var variable: Name
  package var property: Name
}

// node ::= '(' [name] [':' labels] [properties] ['WHERE' expression] ')'
package struct NodePattern: Sendable, Hashable {
  package var variable: Name?
  package var labels: LabelExpression?
  package var properties: Expression?
  package var condition: Expression?
  /// In the path form: the name that the node is looked up by.
  package var lookup: Name?
  package var span: Span

  package init(
    variable: Name? = nil, labels: LabelExpression? = nil, properties: Expression? = nil,
    condition: Expression? = nil, lookup: Name? = nil, span: Span
  ) {
    self.variable = variable
    self.labels = labels
    self.properties = properties
    self.condition = condition
    self.lookup = lookup
    self.span = span
  }
}

package enum EdgeDirection: Sendable, Hashable {
  case right, left, either
}

// edge ::= '-' '[' [name] [':' types] ['*' range] [properties] ['WHERE' expression] ']' '->' [quantifier]
package struct EdgePattern: Sendable, Hashable {
  package var direction: EdgeDirection
  package var variable: Name?
  package var types: LabelExpression?
  package var properties: Expression?
  package var condition: Expression?
  package var quantifier: PathQuantifier?
  /// In the path form: the properties to show as columns.
  package var columns: [Name]
  package var span: Span

  package init(
    direction: EdgeDirection, variable: Name? = nil, types: LabelExpression? = nil, properties: Expression? = nil,
    condition: Expression? = nil, quantifier: PathQuantifier? = nil, columns: [Name] = [], span: Span
  ) {
    self.direction = direction
    self.variable = variable
    self.types = types
    self.properties = properties
    self.condition = condition
    self.quantifier = quantifier
    self.columns = columns
    self.span = span
  }
}

/// `((a)-[e]->(b) WHERE …){1,3}`
package struct GroupPattern: Sendable, Hashable {
  package var mode: PathMode?
  package var elements: [PathElement]
  package var condition: Expression?
  package var quantifier: PathQuantifier?
  package var span: Span
}

/// How often a part of a path is repeated.
package struct PathQuantifier: Sendable, Hashable {
  package var minimum: Int
  /// Nil when there is no upper bound.
  package var maximum: Int?
  /// Whether it is openCypher's, in the brackets of the edge.
  package var isCypher: Bool
  package var span: Span
}

/// A condition on labels or on an edge's type.
package indirect enum LabelExpression: Sendable, Hashable {
  case name(Name)
  case wildcard
  case not(LabelExpression)
  case and(LabelExpression, LabelExpression)
  case or(LabelExpression, LabelExpression)
}

extension LabelExpression {
  /// All names in it, in order.
  package var names: [Name] {
    switch self {
    case .name(let name): [name]
    case .wildcard: []
    case .not(let inner): inner.names
    case .and(let a, let b), .or(let a, let b): a.names + b.names
    }
  }
}
