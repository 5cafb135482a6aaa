import Graph

@testable import GraphQL_lite

/// Brings values, as the scenarios write them and as the engine returns them, into one spelling.
struct ExpectedValue {
  private var scalars: [Character]
  private var at = 0
  private let ignoresListOrder: Bool

  /// The spelling of a cell.
  static func canonical(_ cell: String, ignoresListOrder: Bool) -> String {
    var reader = ExpectedValue(scalars: Array(cell), ignoresListOrder: ignoresListOrder)
    return reader.value()
  }

  private init(scalars: [Character], ignoresListOrder: Bool) {
    self.scalars = scalars
    self.ignoresListOrder = ignoresListOrder
  }

  private var current: Character { at < scalars.count ? scalars[at] : "\u{0}" }

  private mutating func skip() { while current == " " { at += 1 } }

  private mutating func value() -> String {
    skip()
    switch current {
    case "(": return node()
    case "[":
      at += 1
      skip()
      return current == ":" ? edge() : list()
    case "<": return path()
    case "{": return map()
    case "'": return string()
    default:
      var text = ""
      while at < scalars.count, !",]})>|".contains(current) {
        text.append(current)
        at += 1
      }
      text = trim(text)
      if let number = Int64(text) { return String(number) }
      if text != "NaN", let real = Double(text) { return (real + 0).description }
      return text
    }
  }

  private mutating func string() -> String {
    at += 1
    var text = ""
    while at < scalars.count, current != "'" {
      if current == "\\", at + 1 < scalars.count {
        at += 1
        text += ["n": "\n", "t": "\t", "r": "\r"][current] ?? String(current)
      } else {
        text.append(current)
      }
      at += 1
    }
    at += 1
    return "'" + text + "'"
  }

  private mutating func word() -> String {
    var text = ""
    while at < scalars.count, current.isLetter || current.isNumber || current == "_" {
      text.append(current)
      at += 1
    }
    return text
  }

  private mutating func map() -> String {
    at += 1
    var entries: [String] = []
    while at < scalars.count, current != "}" {
      skip()
      if current == "}" { break }
      let key = current == "`" ? quoted() : word()
      skip()
      at += 1
      entries.append("\(key): \(value())")
      skip()
      if current == "," { at += 1 }
    }
    at += 1
    return "{" + entries.sorted().joined(separator: ", ") + "}"
  }

  private mutating func quoted() -> String {
    at += 1
    var text = ""
    while at < scalars.count, current != "`" {
      text.append(current)
      at += 1
    }
    at += 1
    return text
  }

  private mutating func list() -> String {
    var elements: [String] = []
    while at < scalars.count, current != "]" {
      elements.append(value())
      skip()
      if current == "," { at += 1 }
      skip()
    }
    at += 1
    if ignoresListOrder { elements.sort() }
    return "[" + elements.joined(separator: ", ") + "]"
  }

  private mutating func labels() -> String {
    var labels: [String] = []
    while current == ":" {
      at += 1
      labels.append(current == "`" ? quoted() : word())
    }
    return labels.sorted().map { ":" + $0 }.joined()
  }

  private mutating func properties() -> String {
    skip()
    let text = current == "{" ? map() : ""
    return text == "{}" ? "" : text
  }

  private mutating func node() -> String {
    at += 1
    skip()
    let labels = labels()
    let properties = properties()
    skip()
    at += 1
    return "(\(joined(labels, properties)))"
  }

  private mutating func edge() -> String {
    let labels = labels()
    let properties = properties()
    skip()
    at += 1
    return "[\(joined(labels, properties))]"
  }

  private mutating func path() -> String {
    at += 1
    var text = "<"
    while at < scalars.count, current != ">" || text.hasSuffix("-") {
      if current == "(" {
        text += node()
      } else if current == "[" {
        at += 1
        text += edge()
      } else {
        text.append(current)
        at += 1
      }
    }
    at += 1
    return text + ">"
  }

  /// The spelling of a value of the engine.
  static func canonical(_ value: Value, _ graph: PropertyGraph, ignoresListOrder: Bool) -> String {
    func text(_ value: Value) -> String { canonical(value, graph, ignoresListOrder: ignoresListOrder) }
    func properties(_ entries: [PropertyEntry]) -> String {
      entries.isEmpty
        ? "" : "{" + entries.map { "\($0.key): \(text(Value($0.value)))" }.sorted().joined(separator: ", ") + "}"
    }
    func node(_ node: Int32) -> String {
      let labels = graph.labelNames(of: node).sorted().map { ":" + $0 }.joined()
      return "(\(joined(labels, properties(graph.properties(ofNode: node)))))"
    }
    func edge(_ edge: Int32) -> String {
      "[\(joined(":" + graph.typeName(of: edge), properties(graph.properties(ofEdge: edge))))]"
    }
    switch value {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return String(number)
    case .float(let number):
      if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
      return number.isNaN ? "NaN" : (number + 0).description
    case .string(let text): return "'\(text)'"
    case .temporal(let moment): return "'\(moment)'"
    case .list(let elements):
      let texts = elements.map(text)
      return "[" + (ignoresListOrder ? texts.sorted() : texts).joined(separator: ", ") + "]"
    case .map(let map):
      return "{" + zip(map.keys, map.values).map { "\($0): \(text($1))" }.sorted().joined(separator: ", ") + "}"
    case .node(let id): return node(id)
    case .edge(let id): return edge(id)
    case .path(let path):
      var out = "<" + node(path.nodes[0])
      for (index, id) in path.edges.enumerated() {
        let isForward = graph.edgeStart[Int(id)] == path.nodes[index] && graph.edgeEnd[Int(id)] == path.nodes[index + 1]
        out += isForward ? "-\(edge(id))->" : "<-\(edge(id))-"
        out += node(path.nodes[index + 1])
      }
      return out + ">"
    }
  }
}

private func joined(_ labels: String, _ properties: String) -> String {
  labels.isEmpty || properties.isEmpty ? labels + properties : labels + " " + properties
}
