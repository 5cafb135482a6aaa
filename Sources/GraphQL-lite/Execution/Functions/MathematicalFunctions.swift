internal import Diagnostics
internal import Glibc
internal import Graph

extension FunctionCatalog {
  static let mathematicalFunctions: [FunctionDefinition] = [
    FunctionDefinition("abs", 1...1, "abs(number)") { call, values in
      switch values[0] {
      case .null: return .null
      case .int(let number):
        if number == .min { throw overflowed(call.span) }
        return .int(abs(number))
      case .float(let number): return .float(abs(number))
      default: throw call.wrongType(values[0], expected: "a number")
      }
    },
    FunctionDefinition("sign", 1...1, "sign(number)") { call, values in
      guard let number = try number(call, values[0]) else { return .null }
      return .int(number > 0 ? 1 : (number < 0 ? -1 : 0))
    },
    FunctionDefinition("rand", 0...0, "rand()") { _, _ in .float(Double.random(in: 0..<1)) },
    FunctionDefinition("pi", 0...0, "pi()") { _, _ in .float(.pi) },
    FunctionDefinition("e", 0...0, "e()") { _, _ in .float(M_E) },
    FunctionDefinition("round", 1...2, "round(number[, digits])") { call, values in
      guard let number = try number(call, values[0]) else { return .null }
      guard values.count > 1 else { return .float((number + 0.5).rounded(.down)) }
      guard case .int(let digits) = values[1], (0...15).contains(digits) else {
        throw call.outOfRange("round takes 0 to 15 digits")
      }
      let scale = pow(10, Double(digits))
      return .float((number * scale).rounded(.toNearestOrAwayFromZero) / scale)
    },
    FunctionDefinition("atan2", 2...2, "atan2(y, x)") { call, values in
      guard let y = try number(call, values[0]), let x = try number(call, values[1]) else { return .null }
      return .float(atan2(y, x))
    },
    FunctionDefinition("isNaN", 1...1, "isNaN(number)") { call, values in
      try number(call, values[0]).map { .bool($0.isNaN) } ?? .null
    },
    real("ceil") { $0.rounded(.up) },
    real("floor") { $0.rounded(.down) },
    real("sqrt") { $0.squareRoot() },
    real("exp") { exp($0) },
    real("log") { log($0) },
    real("log10") { log10($0) },
    real("sin") { sin($0) },
    real("cos") { cos($0) },
    real("tan") { tan($0) },
    real("cot") { 1 / tan($0) },
    real("asin") { asin($0) },
    real("acos") { acos($0) },
    real("atan") { atan($0) },
    real("degrees") { $0 * 180 / .pi },
    real("radians") { $0 * .pi / 180 },
    real("haversin") { (1 - cos($0)) / 2 },
  ]

  private static func real(_ name: String, _ body: @escaping @Sendable (Double) -> Double) -> FunctionDefinition {
    FunctionDefinition(name, 1...1, "\(name)(number)") { call, values in
      try number(call, values[0]).map { .float(body($0)) } ?? .null
    }
  }

  private static func number(_ call: Call, _ value: Value) throws -> Double? {
    if value.isNull { return nil }
    guard let number = value.number else { throw call.wrongType(value, expected: "a number") }
    return number
  }
}
