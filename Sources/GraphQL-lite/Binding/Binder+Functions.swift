internal import Diagnostics
internal import Graph

extension Binder {
  func checkAggregate(_ expression: Expression, _ use: AggregateUse) throws(Diagnostic) {
    switch use {
    case .allowed: break
    case .forbidden:
      throw Diagnostic(
        .invalidAggregation, "an aggregate is not allowed here", at: expression.span.range,
        help: "compute it in a WITH before")
    case .inside:
      throw Diagnostic(.nestedAggregation, "an aggregate inside an aggregate", at: expression.span.range)
    }
  }

  mutating func check(
    _ call: FunctionCall, _ expression: Expression, _ scope: Scope, _ aggregates: AggregateUse
  ) throws(Diagnostic) -> StaticType {
    let name = call.name.text.lowercased()
    let isAggregate = FunctionCatalog.isAggregate(name)
    if isAggregate { try checkAggregate(expression, aggregates) }
    let definition = FunctionCatalog.functions[name]
    guard let counts = isAggregate ? FunctionCatalog.aggregates[name] : definition?.arguments else {
      let near = nearestNames(to: call.name.text, among: FunctionCatalog.names).first
      throw Diagnostic(
        .unknownFunction, "no function '\(call.name.text)'", at: call.name.span.range,
        help: near.map { "did you mean '\($0)'?" })
    }
    var types: [StaticType] = []
    for argument in call.arguments {
      types.append(try check(argument, scope, aggregates: isAggregate ? .inside : aggregates))
    }
    guard counts.contains(call.arguments.count) else {
      let expected =
        counts.lowerBound == counts.upperBound
        ? "\(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
      throw Diagnostic(
        .wrongArgumentCount,
        "\(call.name.text) takes \(expected) argument\(counts == 1...1 ? "" : "s"), found \(call.arguments.count)",
        at: expression.span.range, help: definition.map { "write \($0.signature)" })
    }
    if isAggregate, call.arguments[0].contains(where: { $0.isRandom }) {
      throw Diagnostic(
        .nonConstantExpression, "rand() is not allowed inside an aggregate", at: expression.span.range)
    }
    return try resultType(name, call, types)
  }

  private func resultType(_ name: String, _ call: FunctionCall, _ types: [StaticType]) throws(Diagnostic) -> StaticType
  {
    let first = types.first ?? .any
    func require(_ allowed: [StaticType], _ text: String) throws(Diagnostic) {
      let fits = first.isUnknown || allowed.contains(first) || (first.isList && allowed.contains(.list(.any)))
      if !fits {
        throw Diagnostic(
          .invalidArgumentType, "\(call.name.text) takes \(text), not \(first.name)", at: call.arguments[0].span.range)
      }
    }
    switch name {
    case "type":
      try require([.edge], "an edge")
      return .string
    case "labels":
      try require([.node], "a node")
      return .list(.string)
    case "startnode", "endnode":
      try require([.edge], "an edge")
      return .node
    case "nodes":
      try require([.path], "a path")
      return .list(.node)
    case "relationships", "edges":
      try require([.path], "a path")
      return .list(.edge)
    case "length":
      try require([.path], "a path")
      return .int
    case "size":
      try require([.list(.any), .string, .map], "a list or a string")
      return .int
    case "properties", "keys":
      try require([.node, .edge, .map], "a node, an edge or a map")
      return name == "keys" ? .list(.string) : .map
    case "evidence", "support", "asof":
      try require([.edge], "an edge")
      return name == "asof" ? .bool : (name == "support" ? .int : .list(.map))
    case "count", "id", "tointeger", "sign": return .int
    case "collect": return .list(first)
    case "tofloat", "rand", "sqrt", "log", "exp": return .float
    case "tostring", "tolower", "toupper", "trim", "substring", "replace", "left", "right", "elementid": return .string
    case "toboolean", "exists", "isnan": return .bool
    case "range":
      return .list(.int)
    case "split": return .list(.string)
    case "fuzzy": return .list(.node)
    case "head", "last":
      if case .list(let element) = first { return element }
      return .any
    case "tail": return first.isList ? first : .any
    default: return .any
    }
  }
}

extension Expression {
  fileprivate var isRandom: Bool {
    if case .function(let call) = kind { call.name.text.lowercased() == "rand" } else { false }
  }
}
