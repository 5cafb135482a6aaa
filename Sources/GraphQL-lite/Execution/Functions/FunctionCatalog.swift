internal import Diagnostics

/// What a function is given besides its arguments.
struct Call {
  let context: ExecutionContext
  let name: String
  let span: Span

  /// The diagnostic for an argument of a type that the function does not take.
  func wrongType(_ value: Value, expected: String) -> Diagnostic {
    .type("\(name) takes \(expected), not \(value.typeName)", span)
  }

  func invalid(_ message: String) -> Diagnostic { Diagnostic(.invalidValue, message, at: span.range) }

  func outOfRange(_ message: String) -> Diagnostic { Diagnostic(.outOfRange, message, at: span.range) }
}

/// A function of the language, aggregates aside.
struct FunctionDefinition: Sendable {
  let name: String
  let arguments: ClosedRange<Int>
  /// How the call is written in help: `size(list | string)`.
  let signature: String
  let body: @Sendable (Call, [Value]) throws -> Value

  init(
    _ name: String, _ arguments: ClosedRange<Int>, _ signature: String,
    _ body: @escaping @Sendable (Call, [Value]) throws -> Value
  ) {
    self.name = name
    self.arguments = arguments
    self.signature = signature
    self.body = body
  }
}

/// All functions, by name in lower case.
package enum FunctionCatalog {
  static let functions: [String: FunctionDefinition] = {
    let all =
      scalarFunctions + listFunctions + stringFunctions + mathematicalFunctions + graphFunctions + temporalFunctions
      + durationFunctions
    return Dictionary(all.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }()

  static let aggregates: [String: ClosedRange<Int>] = [
    "count": 1...1, "sum": 1...1, "avg": 1...1, "min": 1...1, "max": 1...1, "collect": 1...1, "stdev": 1...1,
    "stdevp": 1...1, "percentilecont": 2...2, "percentiledisc": 2...2,
  ]

  static func isAggregate(_ name: String) -> Bool { aggregates[name.lowercased()] != nil }

  /// The signatures of all functions, sorted, for the reference.
  package static var signatures: [String] {
    let own = functions.values.map(\.signature)
    let aggregates = [
      "count(*)", "count([DISTINCT] value)", "sum([DISTINCT] number)", "avg([DISTINCT] number)", "min(value)",
      "max(value)",
      "collect([DISTINCT] value)", "stDev(number)", "stDevP(number)", "percentileCont(number, fraction)",
      "percentileDisc(number, fraction)",
    ]
    return (own + aggregates).sorted()
  }

  static var names: [String] { functions.values.map(\.name) + aggregates.keys }
}

extension Expression {
  /// Whether it is a call of an aggregate.
  var isAggregateCall: Bool {
    switch kind {
    case .countStar: true
    case .function(let call): FunctionCatalog.isAggregate(call.name.text)
    default: false
    }
  }

  var containsAggregate: Bool { contains { $0.isAggregateCall } }
}

extension ExpressionCompiler {
  /// A call of a function that is no aggregate.
  func function(_ call: FunctionCall, _ span: Span) throws -> Evaluator {
    let name = call.name.text.lowercased()
    guard let definition = FunctionCatalog.functions[name] else {
      let isAggregate = FunctionCatalog.isAggregate(name)
      throw Diagnostic(
        isAggregate ? .invalidAggregation : .unknownFunction,
        isAggregate ? "\(call.name.text) is not allowed here" : "no function '\(call.name.text)'", at: span.range)
    }
    let site = Call(context: context, name: definition.name, span: span)
    let arguments = try call.arguments.map { try compile($0) }
    let body = definition.body
    if name == "coalesce" {
      return { frame in
        for argument in arguments {
          let value = try argument(frame)
          if !value.isNull { return value }
        }
        return .null
      }
    }
    if arguments.count == 1 {
      let argument = arguments[0]
      return { frame in try body(site, [try argument(frame)]) }
    }
    return { frame in try body(site, try arguments.map { try $0(frame) }) }
  }
}
