package import Graph

/// A value of the query language.
package enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case float(Double)
  case string(String)
  case list([Value])
  case map(MapValue)
  case node(Int32)
  case edge(Int32)
  case path(PathValue)
  indirect case temporal(Temporal)
}

/// Values by key, in the order in which the keys were given.
package struct MapValue: Sendable {
  package private(set) var keys: [String] = []
  package private(set) var values: [Value] = []

  package init() {}

  package init(_ entries: [(String, Value)]) {
    for (key, value) in entries { self[key] = value }
  }

  package var count: Int { keys.count }

  /// The value of `key`; null if there is none.
  package subscript(key: String) -> Value {
    get {
      guard let place = keys.firstIndex(of: key) else { return .null }
      return values[place]
    }
    set {
      if let place = keys.firstIndex(of: key) {
        values[place] = newValue
      } else {
        keys.append(key)
        values.append(newValue)
      }
    }
  }

  package func contains(_ key: String) -> Bool { keys.contains(key) }
}

/// Nodes and the edges between them; one node more than edges.
package struct PathValue: Sendable, Hashable {
  package var nodes: [Int32]
  package var edges: [Int32]
  package init(nodes: [Int32], edges: [Int32]) {
    self.nodes = nodes
    self.edges = edges
  }
}

extension Value {
  package init(_ value: PropertyValue) {
    switch value {
    case .null: self = .null
    case .bool(let flag): self = .bool(flag)
    case .int(let number): self = .int(number)
    case .double(let number): self = .float(number)
    case .string(let text): self = .string(text)
    case .list(let values): self = .list(values.map { Value($0) })
    case .map(let entries): self = .map(MapValue(entries.sorted { $0.key < $1.key }.map { ($0.key, Value($0.value)) }))
    case .temporal(let moment): self = .temporal(moment)
    }
  }

  package var isNull: Bool { if case .null = self { true } else { false } }

  /// The three-valued truth of a boolean or null; nil inside for null, nil outside for other types.
  var truth: Bool?? {
    switch self {
    case .bool(let flag): .some(flag)
    case .null: .some(nil)
    default: nil
    }
  }

  /// What the type is called in messages.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .int: "an integer"
    case .float: "a float"
    case .string: "a string"
    case .list: "a list"
    case .map: "a map"
    case .node: "a node"
    case .edge: "an edge"
    case .path: "a path"
    case .temporal(.date): "a date"
    case .temporal(.localTime): "a local time"
    case .temporal(.time): "a time"
    case .temporal(.localDateTime): "a local datetime"
    case .temporal(.dateTime): "a datetime"
    case .temporal(.duration): "a duration"
    }
  }

  /// The value as a double, if it is a number.
  var number: Double? {
    switch self {
    case .int(let number): Double(number)
    case .float(let number): number
    default: nil
    }
  }
}
