import Diagnostics
import Graph

@testable import GraphQL_lite

/// A graph that scripts of CREATE clauses set up; the product's language only reads, so that writing lives in the tests.
struct GraphScript {
  struct Node {
    var labels: [String]
    var properties: [PropertyEntry]
  }

  struct Edge {
    var type: String
    var start: Int
    var end: Int
    var properties: [PropertyEntry]
  }

  struct Unsupported: Error { let what: String }

  private(set) var nodes: [Node] = []
  private(set) var edges: [Int: Edge] = [:]
  private var nextEdge = 0

  /// The graph as it is now.
  func graph() throws -> PropertyGraph {
    var builder = PropertyGraph.Builder()
    for (index, node) in nodes.enumerated() {
      try builder.addNode(id: "n\(index)", labels: node.labels, properties: node.properties)
    }
    for (index, edge) in edges.sorted(by: { $0.key < $1.key }) {
      try builder.addEdge(
        id: "e\(index)", type: edge.type, start: Int32(edge.start), end: Int32(edge.end), properties: edge.properties)
    }
    return builder.build()
  }

  /// The graph as JSON lines, which `import` reads; nil where it has values that JSON lacks.
  func jsonLines() -> String? {
    var lines: [String] = []
    func object(_ properties: [PropertyEntry]) -> String? {
      guard properties.allSatisfy({ Self.isJSON($0.value) }) else { return nil }
      return PropertyValue.map(Dictionary(properties.map { ($0.key, $0.value) }, uniquingKeysWith: { a, _ in a })).json
    }
    for (index, node) in nodes.enumerated() {
      guard let properties = object(node.properties) else { return nil }
      let labels = PropertyValue.list(node.labels.map { .string($0) }).json
      lines.append("{\"node\": {\"id\": \"n\(index)\", \"labels\": \(labels), \"properties\": \(properties)}}")
    }
    for (index, edge) in edges.sorted(by: { $0.key < $1.key }) {
      guard let properties = object(edge.properties) else { return nil }
      let ends = "\"start\": \"n\(edge.start)\", \"end\": \"n\(edge.end)\""
      lines.append(
        "{\"edge\": {\"id\": \"e\(index)\", \"type\": \(PropertyValue.string(edge.type).json), \(ends), "
          + "\"properties\": \(properties)}}")
    }
    return lines.joined(separator: "\n")
  }

  private static func isJSON(_ value: PropertyValue) -> Bool {
    switch value {
    case .temporal: false
    case .double(let number): number.isFinite
    case .list(let values): values.allSatisfy(isJSON)
    default: true
    }
  }

  /// Runs a script clause by clause.
  mutating func run(_ script: String) throws {
    var rows: [MapValue] = [MapValue()]
    for (keyword, text) in try Self.clauses(of: script) {
      switch keyword {
      case "CREATE": rows = try create(String(text.dropFirst(6)), rows)
      case "DELETE":
        let names = text.dropFirst(6).split(separator: ",").map { trim(String($0)) }
        let graph = try graph()
        for row in rows {
          for name in names {
            guard case .edge(let edge) = row[name] else { throw Unsupported(what: "DELETE of a node") }
            edges[Int(graph.externalID(ofEdge: edge).dropFirst()) ?? -1] = nil
          }
        }
        rows = rows.map { row in
          MapValue(zip(row.keys, row.values).filter { !names.contains($0.0) }.map { ($0.0, $0.1) })
        }
      case "RETURN": return
      default: rows = try evaluate(rows, clause: text + "\nRETURN *")
      }
    }
  }

  private static func clauses(of script: String) throws -> [(String, String)] {
    let tokens = try Lexer.tokens(of: script)
    let bytes = Array(script.utf8)
    let keywords: Set<String> = ["CREATE", "MATCH", "UNWIND", "WITH", "DELETE", "RETURN", "MERGE", "SET", "FOREACH"]
    var starts: [(String, Int)] = []
    var depth = 0
    for token in tokens {
      switch token.kind {
      case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
      case .rightParenthesis, .rightBracket, .rightBrace: depth -= 1
      case .word where depth == 0:
        let word = String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self).uppercased()
        if keywords.contains(word) { starts.append((word, Int(token.start))) }
      default: break
      }
    }
    return starts.enumerated().map { index, start in
      let end = index + 1 < starts.count ? starts[index + 1].1 : bytes.count
      return (start.0, String(decoding: bytes[start.1..<end], as: UTF8.self))
    }
  }

  /// Runs a clause on rows of variables, and returns the rows behind it.
  private func evaluate(_ rows: [MapValue], clause: String) throws -> [MapValue] {
    let names = rows.first?.keys ?? []
    let bindings = names.isEmpty ? "" : "WITH " + names.map { "row.`\($0)` AS `\($0)`" }.joined(separator: ", ")
    let query = (names.isEmpty ? "" : "UNWIND $rows AS row \(bindings)\n") + clause
    if names.isEmpty, clause.hasPrefix("WITH *") { return rows }
    let engine = QueryEngine(graph: try graph())
    let result = try engine.run(query, parameters: ["rows": .list(rows.map { .map($0) })])
    return result.rows.map { row in MapValue(zip(result.columns, row).filter { $0.0 != "row" }.map { ($0.0, $0.1) }) }
  }

  private mutating func create(_ text: String, _ rows: [MapValue]) throws -> [MapValue] {
    var parser = try Parser(text)
    let patterns = try parser.patternList()
    var out: [MapValue] = []
    for row in rows {
      var row = row
      for pattern in patterns { try create(pattern, &row) }
      out.append(row)
    }
    return out
  }

  private mutating func create(_ pattern: PathPattern, _ row: inout MapValue) throws {
    var last = -1
    var pending: EdgePattern?
    for element in pattern.elements {
      switch element {
      case .node(let node):
        let index = try self.node(node, &row)
        if let edge = pending {
          let isLeft = edge.direction == .left
          edges[nextEdge] = Edge(
            type: edge.types?.names.first?.text ?? "", start: isLeft ? index : last, end: isLeft ? last : index,
            properties: try properties(edge.properties, row))
          nextEdge += 1
        }
        pending = nil
        last = index
      case .edge(let edge): pending = edge
      case .group: throw Unsupported(what: "CREATE of a group")
      }
    }
  }

  private mutating func node(_ pattern: NodePattern, _ row: inout MapValue) throws -> Int {
    if let name = pattern.variable?.text, case .node(let known) = row[name] { return Int(known) }
    nodes.append(
      Node(labels: pattern.labels?.names.map(\.text) ?? [], properties: try properties(pattern.properties, row)))
    if let name = pattern.variable?.text { row[name] = .node(Int32(nodes.count - 1)) }
    return nodes.count - 1
  }

  private func properties(_ map: Expression?, _ row: MapValue) throws -> [PropertyEntry] {
    guard let map else { return [] }
    let values = try evaluate([row], clause: "RETURN \(Printer.print(map)) AS properties")
    guard case .map(let entries)? = values.first?["properties"] else { return [] }
    return zip(entries.keys, entries.values).compactMap { key, value in
      value.isNull ? nil : PropertyEntry(key, Self.property(value))
    }
  }

  private static func property(_ value: Value) -> PropertyValue {
    switch value {
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .float(let number): .double(number)
    case .string(let text): .string(text)
    case .list(let values): .list(values.map(property))
    case .temporal(let moment): .temporal(moment)
    default: .null
    }
  }
}
