internal import Diagnostics
internal import Graph

extension FunctionCatalog {
  static let graphFunctions: [FunctionDefinition] = [
    FunctionDefinition("id", 1...1, "id(node | edge)") { call, values in
      switch values[0] {
      case .null: return .null
      case .node(let node): return .int(Int64(node))
      case .edge(let edge): return .int(Int64(edge))
      default: throw call.wrongType(values[0], expected: "a node or an edge")
      }
    },
    FunctionDefinition("elementId", 1...1, "elementId(node | edge)") { call, values in
      switch values[0] {
      case .null: return .null
      case .node(let node): return .string(call.context.graph.externalID(ofNode: node))
      case .edge(let edge): return .string(call.context.graph.externalID(ofEdge: edge))
      default: throw call.wrongType(values[0], expected: "a node or an edge")
      }
    },
    FunctionDefinition("type", 1...1, "type(edge)") { call, values in
      guard let edge = try edge(call, values[0]) else { return .null }
      return .string(call.context.graph.typeName(of: edge))
    },
    FunctionDefinition("startNode", 1...1, "startNode(edge)") { call, values in
      try edge(call, values[0]).map { .node(call.context.graph.edgeStart[Int($0)]) } ?? .null
    },
    FunctionDefinition("endNode", 1...1, "endNode(edge)") { call, values in
      try edge(call, values[0]).map { .node(call.context.graph.edgeEnd[Int($0)]) } ?? .null
    },
    FunctionDefinition("labels", 1...1, "labels(node)") { call, values in
      switch values[0] {
      case .null: return .null
      case .node(let node): return .list(call.context.graph.labelNames(of: node).map { .string($0) })
      default: throw call.wrongType(values[0], expected: "a node")
      }
    },
    FunctionDefinition("properties", 1...1, "properties(node | edge | map)") { call, values in
      switch values[0] {
      case .null: return .null
      case .node, .edge, .map: return call.context.properties(of: values[0])
      default: throw call.wrongType(values[0], expected: "a node, an edge or a map")
      }
    },
    FunctionDefinition("keys", 1...1, "keys(node | edge | map)") { call, values in
      if values[0].isNull { return .null }
      guard case .map(let map) = call.context.properties(of: values[0]) else {
        throw call.wrongType(values[0], expected: "a node, an edge or a map")
      }
      return .list(map.keys.map { .string($0) })
    },
    FunctionDefinition("exists", 1...1, "exists(property | pattern)") { _, values in .bool(!values[0].isNull) },
    FunctionDefinition("nodes", 1...1, "nodes(path)") { call, values in
      try path(call, values[0]).map { .list($0.nodes.map { .node($0) }) } ?? .null
    },
    FunctionDefinition("relationships", 1...1, "relationships(path)") { call, values in
      try path(call, values[0]).map { .list($0.edges.map { .edge($0) }) } ?? .null
    },
    FunctionDefinition("edges", 1...1, "edges(path)") { call, values in
      try path(call, values[0]).map { .list($0.edges.map { .edge($0) }) } ?? .null
    },
    FunctionDefinition("length", 1...1, "length(path)") { call, values in
      try path(call, values[0]).map { .int(Int64($0.edges.count)) } ?? .null
    },
    FunctionDefinition("evidence", 1...1, "evidence(edge)") { call, values in
      guard let edge = try edge(call, values[0]) else { return .null }
      let id = call.context.graph.externalID(ofEdge: edge)
      let records = try reading(call) { try call.context.evidence.evidence(ofEdge: id) }
      return .list(
        records.map { record in
          .map(
            MapValue([
              ("document", .string(record.document)), ("sentence", .string(record.sentence)),
              ("start", .int(Int64(record.start))), ("end", .int(Int64(record.end))),
              ("date", record.date.map { .string($0) } ?? .null),
            ]))
        })
    },
    FunctionDefinition("support", 1...1, "support(edge)") { call, values in
      guard let edge = try edge(call, values[0]) else { return .null }
      if case .int(let stored) = call.context.graph.property("support", ofEdge: edge) { return .int(stored) }
      let id = call.context.graph.externalID(ofEdge: edge)
      return .int(Int64(try reading(call) { try call.context.evidence.support(ofEdge: id) }))
    },
    FunctionDefinition("asOf", 2...2, "asOf(edge, date)") { call, values in
      guard let edge = try edge(call, values[0]), !values[1].isNull else { return .null }
      let day: CivilDate
      switch values[1] {
      case .temporal(.date(let date)): day = date
      case .temporal(.localDateTime(let moment)): day = moment.date
      case .temporal(.dateTime(let moment)): day = moment.local.date
      case .string(let text):
        guard let period = DatePeriod(text) else { throw call.invalid("'\(text)' is not a date") }
        day = period.first
      default: throw call.wrongType(values[1], expected: "a date")
      }
      return .bool(held(call.context.graph, edge, on: day))
    },
    FunctionDefinition("fuzzy", 1...2, "fuzzy(text[, limit])") { call, values in
      if values[0].isNull { return .null }
      guard case .string(let text) = values[0] else { throw call.wrongType(values[0], expected: "a string") }
      var limit = 10
      if values.count > 1 {
        guard case .int(let number) = values[1], (1...100_000).contains(number) else {
          throw call.outOfRange("the limit of fuzzy must be 1 to 100000")
        }
        limit = Int(number)
      }
      let index = call.context.graph.names
      var nodes = index.resolve(text).map(\.node)
      if nodes.count < limit {
        for candidate in index.near(text, limit: limit) where !nodes.contains(candidate.node) {
          nodes.append(candidate.node)
        }
      }
      let shown = nodes.filter { call.context.layer.shows(node: $0) }
      return .list(shown.prefix(limit).map { .node($0) })
    },
  ]

  private static func reading<R>(_ call: Call, _ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch {
      throw Diagnostic(.evidenceUnavailable, "the evidence cannot be read: \(error)", at: call.span.range)
    }
  }

  /// Whether a fact held on a day: within `validFrom` and `validTo`, as far as they are known; an event holds on its date.
  private static func held(_ graph: PropertyGraph, _ edge: Int32, on day: CivilDate) -> Bool {
    func period(_ key: String) -> DatePeriod? {
      switch graph.property(key, ofEdge: edge) {
      case .string(let text): DatePeriod(text)
      case .temporal(.date(let date)): DatePeriod(first: date, last: date)
      default: nil
      }
    }
    let from = period("validFrom")
    let to = period("validTo")
    if from != nil || to != nil {
      return (from.map { $0.first <= day } ?? true) && (to.map { day <= $0.last } ?? true)
    }
    if let date = period("date") { return date.first <= day && day <= date.last }
    return true
  }

  private static func edge(_ call: Call, _ value: Value) throws -> Int32? {
    switch value {
    case .null: return nil
    case .edge(let edge): return edge
    default: throw call.wrongType(value, expected: "an edge")
    }
  }

  private static func path(_ call: Call, _ value: Value) throws -> PathValue? {
    switch value {
    case .null: return nil
    case .path(let path): return path
    default: throw call.wrongType(value, expected: "a path")
    }
  }
}
