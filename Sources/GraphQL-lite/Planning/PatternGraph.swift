/// The patterns of one MATCH as a graph: variables shared, conditions split into conjuncts.
struct PatternGraph {
  struct Node {
    var name: String
    var isNamed: Bool
    var labels: [LabelExpression] = []
  }

  struct Edge {
    var name: String
    var isNamed: Bool
    var from: Int
    var to: Int
    var direction: EdgeDirection
    var types: LabelExpression?
    var quantifier: PathQuantifier?
    /// Conditions on each single edge of a repetition.
    var conditions: [Expression] = []
    var needsEdge = false
    var pattern: Int
    var text: String
  }

  /// A path that is matched as a whole.
  struct Search {
    var pattern: PathPattern
    var from: Int
    var to: Int
    var index: Int
  }

  /// A named path over nodes and edges.
  struct Path {
    enum Part {
      case node(Int)
      case edge(Int)
    }

    var name: String
    var parts: [Part]
  }

  var nodes: [Node] = []
  var edges: [Edge] = []
  var searches: [Search] = []
  var paths: [Path] = []
  /// Conditions to be tested as soon as their variables are bound.
  var conjuncts: [Expression] = []
  private var nodeIndex: [String: Int] = [:]
  private var fresh: Int

  /// `fresh` numbers the nameless nodes and edges of a query.
  init(_ patterns: [PathPattern], condition: Expression?, fresh: Int) {
    self.fresh = fresh
    for (index, pattern) in patterns.enumerated() { add(pattern, index) }
    if let condition { split(condition) }
  }

  var nextFresh: Int { fresh }

  private mutating func freshName() -> String {
    fresh += 1
    return " \(fresh)"
  }

  private mutating func split(_ condition: Expression) {
    if case .binary(.and, let a, let b) = condition.kind {
      split(a)
      split(b)
    } else {
      conjuncts.append(condition)
    }
  }

  private mutating func node(_ pattern: NodePattern) -> Int {
    let name = pattern.variable?.text ?? freshName()
    let index: Int
    if let known = nodeIndex[name] {
      index = known
    } else {
      index = nodes.count
      nodeIndex[name] = index
      nodes.append(Node(name: name, isNamed: pattern.variable != nil))
    }
    if let labels = pattern.labels { nodes[index].labels.append(labels) }
    conjuncts += Self.comparisons(pattern.properties, of: name)
    if let condition = pattern.condition { split(condition) }
    return index
  }

  /// A property map as comparisons.
  static func comparisons(_ properties: Expression?, of name: String) -> [Expression] {
    guard case .map(let entries)? = properties?.kind else { return [] }
    return entries.map { entry in
      let property = Expression(.property(Expression(.variable(name), entry.key.span), entry.key), entry.key.span)
      return Expression(
        .comparison(property, [ComparisonStep(comparison: .equal, operand: entry.value)]), entry.key.span)
    }
  }

  private mutating func add(_ pattern: PathPattern, _ index: Int) {
    let isPlain = pattern.selector == nil && pattern.function == nil && (pattern.mode == nil || pattern.mode == .trail)
    let elements = isPlain ? Self.flattened(pattern.elements) : pattern.elements
    guard isPlain, !elements.contains(where: \.isGroup) else { return addSearch(pattern, index) }
    var parts: [Path.Part] = []
    var last = -1
    var pending: EdgePattern?
    for element in elements {
      switch element {
      case .node(let pattern):
        let node = node(pattern)
        if let edge = pending {
          parts.append(.edge(add(edge, from: last, to: node, index)))
          pending = nil
        }
        parts.append(.node(node))
        last = node
      case .edge(let edge): pending = edge
      case .group: break
      }
    }
    if let variable = pattern.variable {
      paths.append(Path(name: variable.text, parts: parts))
      for case .edge(let edge) in parts { edges[edge].needsEdge = true }
    }
  }

  /// Parentheses without a quantifier, a mode or a condition change nothing, as long as nodes do not meet.
  private static func flattened(_ elements: [PathElement]) -> [PathElement] {
    if elements.count == 1, case .group(let group) = elements[0], group.quantifier == nil, group.mode == nil,
      group.condition == nil
    {
      return flattened(group.elements)
    }
    return elements
  }

  private mutating func add(_ pattern: EdgePattern, from: Int, to: Int, _ index: Int) -> Int {
    let name = pattern.variable?.text ?? freshName()
    var edge = Edge(
      name: name, isNamed: pattern.variable != nil, from: from, to: to, direction: pattern.direction,
      types: pattern.types, quantifier: pattern.quantifier, pattern: index,
      text: Printer.print(PathPattern(elements: [.edge(pattern)], span: pattern.span)))
    var conditions = Self.comparisons(pattern.properties, of: name)
    if let condition = pattern.condition { conditions.append(condition) }
    if pattern.quantifier != nil {
      edge.conditions = conditions
    } else {
      for condition in conditions { split(condition) }
      edge.needsEdge = !conditions.isEmpty
    }
    edge.needsEdge = edge.needsEdge || pattern.variable != nil
    edges.append(edge)
    return edges.count - 1
  }

  private mutating func addSearch(_ pattern: PathPattern, _ index: Int) {
    var pattern = pattern
    // Both ends of the path become nodes of the graph, so that other patterns can meet them there.
    if !Self.isNode(pattern.elements.first) {
      pattern.elements.insert(.node(NodePattern(span: pattern.span)), at: 0)
    }
    if !Self.isNode(pattern.elements.last) { pattern.elements.append(.node(NodePattern(span: pattern.span))) }
    let name: (Int) -> NodePattern? = { place in
      if case .node(let node) = pattern.elements[place] { node } else { nil }
    }
    let last = pattern.elements.count - 1
    guard var first = name(0), var end = name(last) else { return }
    if first.variable == nil { first.variable = Name(freshName(), first.span) }
    if last == 0 {
      end = first
    } else if end.variable == nil {
      end.variable = Name(freshName(), end.span)
    }
    pattern.elements[0] = .node(first)
    pattern.elements[last] = .node(end)
    nameInner(&pattern.elements)
    let from = node(first)
    let to = last == 0 ? from : node(end)
    searches.append(Search(pattern: pattern, from: from, to: to, index: index))
  }

  /// Elements with a property map need a name, by which the comparisons call them.
  private mutating func nameInner(_ elements: inout [PathElement]) {
    for index in elements.indices {
      switch elements[index] {
      case .node(var node):
        if node.variable == nil, node.properties != nil {
          node.variable = Name(freshName(), node.span)
          elements[index] = .node(node)
        }
      case .edge(var edge):
        if edge.variable == nil, edge.properties != nil {
          edge.variable = Name(freshName(), edge.span)
          elements[index] = .edge(edge)
        }
      case .group(var group):
        nameInner(&group.elements)
        elements[index] = .group(group)
      }
    }
  }

  private static func isNode(_ element: PathElement?) -> Bool {
    if case .node? = element { true } else { false }
  }
}
