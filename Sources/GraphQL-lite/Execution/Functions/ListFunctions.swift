internal import Diagnostics
internal import Graph

extension FunctionCatalog {
  static let listFunctions: [FunctionDefinition] = [
    FunctionDefinition("head", 1...1, "head(list)") { call, values in
      try list(call, values[0]).map { $0.first ?? .null } ?? .null
    },
    FunctionDefinition("last", 1...1, "last(list)") { call, values in
      try list(call, values[0]).map { $0.last ?? .null } ?? .null
    },
    FunctionDefinition("tail", 1...1, "tail(list)") { call, values in
      try list(call, values[0]).map { .list(Array($0.dropFirst())) } ?? .null
    },
    FunctionDefinition("reverse", 1...1, "reverse(list | string)") { call, values in
      if case .string(let text) = values[0] {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.reversed())
        return .string(String(scalars))
      }
      return try list(call, values[0]).map { .list($0.reversed()) } ?? .null
    },
    FunctionDefinition("range", 2...3, "range(start, end[, step])") { call, values in
      if values.contains(where: \.isNull) { return .null }
      var bounds: [Int64] = []
      for value in values {
        guard case .int(let number) = value else { throw call.wrongType(value, expected: "integers") }
        bounds.append(number)
      }
      let step = bounds.count > 2 ? bounds[2] : 1
      if step == 0 { throw call.outOfRange("the step of range must not be 0") }
      if step > 0 ? bounds[0] > bounds[1] : bounds[0] < bounds[1] { return .list([]) }
      let (span, overflow) = bounds[1].subtractingReportingOverflow(bounds[0])
      let count = overflow ? Int64.max : (span / step)
      guard count < 50_000_000 else { throw call.outOfRange("range would have more than 50 million elements") }
      let mark = call.context.memoryMark
      try call.context.reserve(Int(count) * 24)
      call.context.release(to: mark)
      try call.context.tick(Int(count))
      return .list((0...count).map { .int(bounds[0] &+ $0 &* step) })
    },
  ]

  private static func list(_ call: Call, _ value: Value) throws -> [Value]? {
    switch value {
    case .null: return nil
    case .list(let values): return values
    default: throw call.wrongType(value, expected: "a list")
    }
  }
}
