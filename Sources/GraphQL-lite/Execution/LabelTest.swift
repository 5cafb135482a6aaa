internal import Graph

/// Which sets of labels satisfy a label expression, decided once per set.
struct LabelTest: Sendable {
  private let accepted: [Bool]
  /// The label that every accepted node has and that fewest nodes have, if there is one.
  let narrowest: Int32?
  /// Whether no node can be accepted because a required label is not in the graph.
  let isImpossible: Bool

  init(_ expression: LabelExpression, graph: PropertyGraph) {
    accepted = graph.labelSets.map { set in
      Self.evaluate(expression, wildcard: !set.isEmpty) { name in
        graph.labels.code(of: name).map { set.contains($0) } ?? false
      }
    }
    let required = Self.required(expression)
    let codes = required.map { graph.labels.code(of: $0) }
    isImpossible = codes.contains { $0 == nil } || !accepted.contains(true)
    narrowest = codes.compactMap { $0 }.min { graph.nodes(label: $0).count < graph.nodes(label: $1).count }
  }

  @inline(__always)
  func accepts(_ node: Int32, _ graph: PropertyGraph) -> Bool { accepted[Int(graph.labelSetOfNode[Int(node)])] }

  static func evaluate(_ expression: LabelExpression, wildcard: Bool, _ has: (String) -> Bool) -> Bool {
    switch expression {
    case .name(let name): has(name.text)
    case .wildcard: wildcard
    case .not(let inner): !evaluate(inner, wildcard: wildcard, has)
    case .and(let a, let b): evaluate(a, wildcard: wildcard, has) && evaluate(b, wildcard: wildcard, has)
    case .or(let a, let b): evaluate(a, wildcard: wildcard, has) || evaluate(b, wildcard: wildcard, has)
    }
  }

  /// Labels without which nothing is accepted.
  private static func required(_ expression: LabelExpression) -> [String] {
    switch expression {
    case .name(let name): [name.text]
    case .and(let a, let b): required(a) + required(b)
    case .wildcard, .not, .or: []
    }
  }
}

/// Which edge types satisfy a type expression.
struct TypeTest: Sendable {
  /// A flag per type; empty when every type is accepted.
  private let accepted: [Bool]
  /// The accepted types, unless all are.
  let types: [Int32]?

  init(_ expression: LabelExpression?, graph: PropertyGraph) {
    guard let expression else {
      accepted = []
      types = nil
      return
    }
    let flags = (0..<Int32(graph.types.count)).map { type in
      let own = graph.types[type]
      return LabelTest.evaluate(expression, wildcard: true) { $0 == own }
    }
    if !flags.contains(false), !flags.isEmpty {
      accepted = []
      types = nil
    } else {
      accepted = flags
      types = flags.indices.filter { flags[$0] }.map { Int32($0) }
    }
  }

  @inline(__always)
  func accepts(type: Int32) -> Bool { types == nil || accepted[Int(type)] }
}
