/// What is known of a value before the query runs.
package indirect enum StaticType: Sendable, Hashable {
  case any, null, bool, int, float, string, map, node, edge, path, temporal
  case list(StaticType)

  /// What messages call it.
  var name: String {
    switch self {
    case .any: "a value"
    case .null: "null"
    case .bool: "a boolean"
    case .int: "an integer"
    case .float: "a float"
    case .string: "a string"
    case .map: "a map"
    case .node: "a node"
    case .edge: "an edge"
    case .path: "a path"
    case .temporal: "a temporal value"
    case .list: "a list"
    }
  }

  var isUnknown: Bool { self == .any || self == .null }
  var isList: Bool { if case .list = self { true } else { false } }
  var isNumber: Bool { self == .int || self == .float }
}

/// The variables that a clause sees, in order of appearance.
struct Scope {
  private(set) var order: [String] = []
  private(set) var types: [String: StaticType] = [:]

  subscript(name: String) -> StaticType? { types[name] }

  mutating func bind(_ name: String, _ type: StaticType) {
    if types.updateValue(type, forKey: name) == nil { order.append(name) }
  }
}
