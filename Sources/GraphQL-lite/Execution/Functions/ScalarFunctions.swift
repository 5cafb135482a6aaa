internal import Diagnostics
internal import Graph

extension FunctionCatalog {
  static let scalarFunctions: [FunctionDefinition] = [
    FunctionDefinition("coalesce", 1...64, "coalesce(value, …)") { _, values in values.first { !$0.isNull } ?? .null },
    FunctionDefinition("toInteger", 1...1, "toInteger(value)") { call, values in
      switch values[0] {
      case .null, .int: return values[0]
      case .float(let number):
        guard number.isFinite, abs(number) < 9.3e18, let whole = Int64(exactly: number.rounded(.towardZero)) else {
          return .null
        }
        return .int(whole)
      case .string(let text):
        let text = trimmed(text)
        if let whole = Int64(text) { return .int(whole) }
        guard isNumber(text), let real = Double(text), let whole = Int64(exactly: real.rounded(.towardZero)) else {
          return .null
        }
        return .int(whole)
      case .bool(let flag): return .int(flag ? 1 : 0)
      default: throw call.wrongType(values[0], expected: "a number, a string or a boolean")
      }
    },
    FunctionDefinition("toFloat", 1...1, "toFloat(value)") { call, values in
      switch values[0] {
      case .null, .float: return values[0]
      case .int(let number): return .float(Double(number))
      case .string(let text):
        let text = trimmed(text)
        guard isNumber(text), let real = Double(text) else { return .null }
        return .float(real)
      default: throw call.wrongType(values[0], expected: "a number or a string")
      }
    },
    FunctionDefinition("toBoolean", 1...1, "toBoolean(value)") { call, values in
      switch values[0] {
      case .null, .bool: return values[0]
      case .int(let number): return .bool(number != 0)
      case .string(let text):
        switch trimmed(text).lowercased() {
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: return .null
        }
      default: throw call.wrongType(values[0], expected: "a boolean, a string or an integer")
      }
    },
    FunctionDefinition("toString", 1...1, "toString(value)") { call, values in
      switch values[0] {
      case .null: return .null
      case .int, .float, .bool, .string, .temporal: return .string(Arithmetic.text(of: values[0]))
      default: throw call.wrongType(values[0], expected: "a number, a string, a boolean or a temporal value")
      }
    },
    FunctionDefinition("size", 1...1, "size(list | string | map)") { call, values in
      switch values[0] {
      case .null: return .null
      case .list(let elements): return .int(Int64(elements.count))
      case .string(let text): return .int(Int64(text.unicodeScalars.count))
      case .map(let map): return .int(Int64(map.count))
      default: throw call.wrongType(values[0], expected: "a list or a string")
      }
    },
    FunctionDefinition("timestamp", 0...0, "timestamp()") { call, _ in
      let now = call.context.now
      return .int(now.instant.seconds &* 1000 &+ now.local.time.nanoseconds / 1_000_000 % 1000)
    },
    FunctionDefinition("valueType", 1...1, "valueType(value)") { _, values in
      .string(
        String(values[0].typeName.split(separator: " ").dropFirst(values[0].isNull ? 0 : 1).joined(separator: " ")))
    },
  ]
}

func trimmed(_ text: String) -> String {
  var scalars = text.unicodeScalars[...]
  while let first = scalars.first, first.properties.isWhitespace { scalars = scalars.dropFirst() }
  while let last = scalars.last, last.properties.isWhitespace { scalars = scalars.dropLast() }
  return String(scalars)
}

/// Whether `text` is spelled as a decimal number; `Double` would also take `nan`, `inf` and hexadecimal.
private func isNumber(_ text: String) -> Bool {
  !text.isEmpty
    && text.utf8.allSatisfy { isDigit($0) || $0 == 0x2E || $0 == 0x2B || $0 == 0x2D || $0 | 0x20 == 0x65 }
}
