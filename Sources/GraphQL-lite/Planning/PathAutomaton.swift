/// A path pattern as a machine: states, and steps between them that test a node, follow an edge, or do neither.
struct PathAutomaton: Sendable {
  enum Action: Sendable {
    /// Tests the node that the path has reached.
    case node(NodeTest)
    /// Follows one edge.
    case edge(EdgeTest)
    case empty
    /// A round of the repeated group begins.
    case begin
    /// A condition on the round that ends here, or on the group.
    case condition(Expression, names: [String: Int])
  }

  struct NodeTest: Sendable {
    var variable: Int?
    var labels: LabelExpression?
    /// Conditions on the node itself; their names are variables of the automaton.
    var conditions: [Expression]
    var names: [String: Int]
  }

  struct EdgeTest: Sendable {
    var variable: Int?
    var direction: EdgeDirection
    var types: LabelExpression?
    var conditions: [Expression]
    var names: [String: Int]
  }

  struct Step: Sendable {
    var action: Action
    var target: Int
  }

  struct Variable: Sendable {
    var name: String
    var isEdge: Bool
    var isList: Bool
  }

  var steps: [[Step]] = [[]]
  var start = 0
  var accepting = 0
  var variables: [Variable] = []
  /// Whether the first path to reach a node in a state is as good as any later one for the rest of the way.
  var isMemoryless = true
  /// Whether a shortest walk never uses an edge twice.
  var shortestIsTrail = true

  /// More states than this are refused.
  static let maximumStates = 50_000
}

/// Builds an automaton from the elements of a path.
struct AutomatonBuilder {
  private(set) var automaton = PathAutomaton()
  private var edgeSteps = 0
  private var loops = 0
  var isTooLarge = false

  mutating func build(_ elements: [PathElement]) -> PathAutomaton {
    let end = add(elements, from: 0, names: [:], isRepeated: false)
    automaton.accepting = end
    automaton.shortestIsTrail = loops == 0 && edgeSteps <= 1 || loops == 1 && edgeSteps == 1
    return automaton
  }

  private mutating func state() -> Int {
    automaton.steps.append([])
    if automaton.steps.count > PathAutomaton.maximumStates { isTooLarge = true }
    return automaton.steps.count - 1
  }

  private mutating func connect(_ source: Int, _ action: PathAutomaton.Action, _ target: Int) {
    automaton.steps[source].append(PathAutomaton.Step(action: action, target: target))
  }

  private mutating func variable(_ name: Name?, isEdge: Bool, isList: Bool) -> Int? {
    guard let name else { return nil }
    if let known = automaton.variables.firstIndex(where: { $0.name == name.text }) { return known }
    automaton.variables.append(PathAutomaton.Variable(name: name.text, isEdge: isEdge, isList: isList))
    return automaton.variables.count - 1
  }

  private var names: [String: Int] {
    Dictionary(automaton.variables.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { a, _ in a })
  }

  /// Adds the elements behind `start`; returns the state behind them.
  private mutating func add(_ elements: [PathElement], from start: Int, names _: [String: Int], isRepeated: Bool) -> Int
  {
    var at = start
    for element in elements where !isTooLarge {
      switch element {
      case .node(let node):
        let index = variable(node.variable, isEdge: false, isList: isRepeated)
        let next = state()
        let conditions = conditions(node.properties, node.condition, node.variable)
        noteConditions(conditions, own: node.variable?.text)
        connect(
          at,
          .node(PathAutomaton.NodeTest(variable: index, labels: node.labels, conditions: conditions, names: names)),
          next)
        at = next
      case .edge(let edge):
        let isList = isRepeated || edge.quantifier != nil
        let index = variable(edge.variable, isEdge: true, isList: isList)
        let conditions = conditions(edge.properties, edge.condition, edge.variable)
        noteConditions(conditions, own: edge.variable?.text)
        let test = PathAutomaton.EdgeTest(
          variable: index, direction: edge.direction, types: edge.types, conditions: conditions, names: names)
        at = repeated(edge.quantifier, from: at) { builder, source in
          let next = builder.state()
          builder.edgeSteps += 1
          builder.connect(source, .edge(test), next)
          return next
        }
      case .group(let group):
        let isRepeatedHere = isRepeated || group.quantifier != nil
        at = repeated(group.quantifier, from: at) { builder, source in
          let begin = builder.state()
          builder.connect(source, .begin, begin)
          var end = builder.add(group.elements, from: begin, names: [:], isRepeated: isRepeatedHere)
          if let condition = group.condition {
            let next = builder.state()
            builder.automaton.isMemoryless = false
            builder.connect(end, .condition(condition, names: builder.names), next)
            end = next
          }
          return end
        }
      }
    }
    return at
  }

  /// Unrolls a repetition: the required rounds, then optional ones or a loop.
  private mutating func repeated(
    _ quantifier: PathQuantifier?, from start: Int, _ round: (inout AutomatonBuilder, Int) -> Int
  ) -> Int {
    guard let quantifier else { return round(&self, start) }
    let edgesBefore = edgeSteps
    var at = start
    for _ in 0..<quantifier.minimum where !isTooLarge { at = round(&self, at) }
    if let maximum = quantifier.maximum {
      let end = state()
      connect(at, .empty, end)
      for _ in quantifier.minimum..<max(quantifier.minimum, maximum) where !isTooLarge {
        at = round(&self, at)
        connect(at, .empty, end)
      }
      // The copies of one edge with at most one required round behave like a bounded loop.
      if quantifier.minimum <= 1, edgeSteps - edgesBefore == maximum { edgeSteps = edgesBefore + 1 }
      return end
    }
    let head = state()
    connect(at, .empty, head)
    let tail = round(&self, head)
    connect(tail, .empty, head)
    loops += 1
    if quantifier.minimum <= 1 { edgeSteps = edgesBefore + (edgeSteps - edgesBefore > 2 ? 2 : 1) }
    let end = state()
    connect(head, .empty, end)
    return end
  }

  /// The conditions of an element: its property map as comparisons, and its WHERE.
  private func conditions(_ properties: Expression?, _ condition: Expression?, _ variable: Name?) -> [Expression] {
    var all: [Expression] = []
    if case .map(let entries)? = properties?.kind, let variable {
      all = entries.map { entry in
        let property = Expression(
          .property(Expression(.variable(variable.text), variable.span), entry.key), entry.key.span)
        return Expression(
          .comparison(property, [ComparisonStep(comparison: .equal, operand: entry.value)]), entry.key.span)
      }
    }
    if let condition { all.append(condition) }
    return all
  }

  /// A condition that looks at earlier parts of the path makes the way that led here matter.
  private mutating func noteConditions(_ conditions: [Expression], own: String?) {
    let others = Set(automaton.variables.map(\.name)).subtracting(own.map { [$0] } ?? [])
    for condition in conditions where !condition.variableNames.isDisjoint(with: others) {
      automaton.isMemoryless = false
    }
  }
}
