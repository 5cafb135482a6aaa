internal import Diagnostics
internal import Graph

extension FunctionCatalog {
  static let stringFunctions: [FunctionDefinition] = [
    text("toLower", "toLower(string)") { $0.lowercased() },
    text("toUpper", "toUpper(string)") { $0.uppercased() },
    text("lower", "lower(string)") { $0.lowercased() },
    text("upper", "upper(string)") { $0.uppercased() },
    text("trim", "trim(string)") { trimmed($0) },
    text("lTrim", "lTrim(string)") { String($0.unicodeScalars.drop { $0.properties.isWhitespace }) },
    text("rTrim", "rTrim(string)") { value in
      var scalars = value.unicodeScalars[...]
      while let last = scalars.last, last.properties.isWhitespace { scalars = scalars.dropLast() }
      return String(scalars)
    },
    FunctionDefinition("left", 2...2, "left(string, length)") { call, values in
      guard let (text, count) = try textAndCount(call, values) else { return .null }
      return .string(String(text.unicodeScalars.prefix(count)))
    },
    FunctionDefinition("right", 2...2, "right(string, length)") { call, values in
      guard let (text, count) = try textAndCount(call, values) else { return .null }
      return .string(String(text.unicodeScalars.suffix(count)))
    },
    FunctionDefinition("substring", 2...3, "substring(string, start[, length])") { call, values in
      guard let (text, start) = try textAndCount(call, values) else { return .null }
      let rest = text.unicodeScalars.dropFirst(start)
      guard values.count > 2 else { return .string(String(rest)) }
      guard let (_, length) = try textAndCount(call, [values[0], values[2]]) else { return .null }
      return .string(String(rest.prefix(length)))
    },
    FunctionDefinition("replace", 3...3, "replace(string, search, replacement)") { call, values in
      guard let texts = try strings(call, values) else { return .null }
      return .string(replaced(texts[0], texts[1], by: texts[2]))
    },
    FunctionDefinition("split", 2...2, "split(string, delimiter)") { call, values in
      guard let texts = try strings(call, values) else { return .null }
      return .list(pieces(texts[0], at: texts[1]).map { .string($0) })
    },
  ]

  private static func text(
    _ name: String, _ signature: String, _ body: @escaping @Sendable (String) -> String
  ) -> FunctionDefinition {
    FunctionDefinition(name, 1...1, signature) { call, values in
      switch values[0] {
      case .null: return .null
      case .string(let text): return .string(body(text))
      default: throw call.wrongType(values[0], expected: "a string")
      }
    }
  }

  private static func strings(_ call: Call, _ values: [Value]) throws -> [String]? {
    if values.contains(where: \.isNull) { return nil }
    return try values.map { value in
      guard case .string(let text) = value else { throw call.wrongType(value, expected: "strings") }
      return text
    }
  }

  private static func textAndCount(_ call: Call, _ values: [Value]) throws -> (String, Int)? {
    if values[0].isNull || values[1].isNull { return nil }
    guard case .string(let text) = values[0] else { throw call.wrongType(values[0], expected: "a string") }
    guard case .int(let count) = values[1] else { throw call.wrongType(values[1], expected: "an integer") }
    guard count >= 0 else { throw call.outOfRange("\(call.name) takes no negative numbers") }
    return (text, Int(min(count, Int64(Int32.max))))
  }

  /// The parts of `text` between occurrences of `separator`; its characters when that is empty.
  private static func pieces(_ text: String, at separator: String) -> [String] {
    if separator.isEmpty { return text.unicodeScalars.map { String($0) } }
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    var out: [String] = []
    var start = 0
    var at = 0
    while at + mark.count <= bytes.count {
      if bytes[at] == mark[0], bytes[at..<(at + mark.count)].elementsEqual(mark) {
        out.append(String(decoding: bytes[start..<at], as: UTF8.self))
        at += mark.count
        start = at
      } else {
        at += 1
      }
    }
    out.append(String(decoding: bytes[start...], as: UTF8.self))
    return out
  }

  private static func replaced(_ text: String, _ search: String, by replacement: String) -> String {
    search.isEmpty ? text : pieces(text, at: search).joined(separator: replacement)
  }
}
