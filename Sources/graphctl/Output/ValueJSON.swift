internal import Graph
internal import GraphQL_lite

/// Writes values of the query language as JSON.
struct ValueJSON {
  let graph: PropertyGraph
  /// Whether types that JSON lacks are spelled out, for programs that must not lose one.
  let isTyped: Bool

  /// Appends `value` to `out`.
  func write(_ value: Value, to out: inout [UInt8]) {
    switch value {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let flag): out.append(contentsOf: (flag ? "true" : "false").utf8)
    case .int(let number): out.append(contentsOf: String(number).utf8)
    case .float(let number): write(number, to: &out)
    case .string(let text): JSONWriter.write(text, to: &out)
    case .list(let values): list(values, to: &out) { write($0, to: &$1) }
    case .map(let map):
      out.append(UInt8(ascii: "{"))
      for (index, (key, value)) in zip(map.keys, map.values).enumerated() {
        if index > 0 { out.append(contentsOf: ", ".utf8) }
        self.key(key, to: &out)
        write(value, to: &out)
      }
      out.append(UInt8(ascii: "}"))
    case .node(let node): isTyped ? tagged("$node", to: &out) { self.node(node, to: &$0) } : self.node(node, to: &out)
    case .edge(let edge): isTyped ? tagged("$rel", to: &out) { self.edge(edge, to: &$0) } : self.edge(edge, to: &out)
    case .path(let path): isTyped ? tagged("$path", to: &out) { self.path(path, to: &$0) } : self.path(path, to: &out)
    case .temporal(let moment):
      guard isTyped else { return JSONWriter.write(moment.description, to: &out) }
      tagged(Self.tag(of: moment), to: &out) { JSONWriter.write(moment.description, to: &$0) }
    }
  }

  private static func tag(of moment: Temporal) -> String {
    switch moment {
    case .date: "$date"
    case .localTime: "$localtime"
    case .time: "$time"
    case .localDateTime: "$localdatetime"
    case .dateTime: "$datetime"
    case .duration: "$duration"
    }
  }

  private func write(_ number: Double, to out: inout [UInt8]) {
    if number.isFinite { return out.append(contentsOf: number.description.utf8) }
    guard isTyped else { return out.append(contentsOf: "null".utf8) }
    let text = number.isNaN ? "NaN" : (number < 0 ? "-Infinity" : "Infinity")
    tagged("$float", to: &out) { JSONWriter.write(text, to: &$0) }
  }

  private func key(_ key: String, to out: inout [UInt8]) {
    JSONWriter.write(key, to: &out)
    out.append(contentsOf: ": ".utf8)
  }

  private func tagged(_ tag: String, to out: inout [UInt8], _ body: (inout [UInt8]) -> Void) {
    out.append(UInt8(ascii: "{"))
    key(tag, to: &out)
    body(&out)
    out.append(UInt8(ascii: "}"))
  }

  private func list<T>(_ items: [T], to out: inout [UInt8], _ body: (T, inout [UInt8]) -> Void) {
    out.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(contentsOf: ", ".utf8) }
      body(item, &out)
    }
    out.append(UInt8(ascii: "]"))
  }

  private func member(_ name: String, to out: inout [UInt8], isFirst: Bool = false, _ body: (inout [UInt8]) -> Void) {
    if !isFirst { out.append(contentsOf: ", ".utf8) }
    key(name, to: &out)
    body(&out)
  }

  private func properties(_ entries: [PropertyEntry], to out: inout [UInt8]) {
    write(.map(MapValue(entries.map { ($0.key, Value($0.value)) })), to: &out)
  }

  private func node(_ node: Int32, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "{"))
    member("id", to: &out, isFirst: true) { JSONWriter.write(graph.externalID(ofNode: node), to: &$0) }
    member("labels", to: &out) { list(graph.labelNames(of: node), to: &$0) { JSONWriter.write($0, to: &$1) } }
    member("properties", to: &out) { properties(graph.properties(ofNode: node), to: &$0) }
    out.append(UInt8(ascii: "}"))
  }

  private func edge(_ edge: Int32, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "{"))
    member("id", to: &out, isFirst: true) { JSONWriter.write(graph.externalID(ofEdge: edge), to: &$0) }
    member("type", to: &out) { JSONWriter.write(graph.typeName(of: edge), to: &$0) }
    member(isTyped ? "from" : "start", to: &out) {
      JSONWriter.write(graph.externalID(ofNode: graph.edgeStart[Int(edge)]), to: &$0)
    }
    member(isTyped ? "to" : "end", to: &out) {
      JSONWriter.write(graph.externalID(ofNode: graph.edgeEnd[Int(edge)]), to: &$0)
    }
    member("properties", to: &out) { properties(graph.properties(ofEdge: edge), to: &$0) }
    out.append(UInt8(ascii: "}"))
  }

  private func path(_ path: PathValue, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "{"))
    member("nodes", to: &out, isFirst: true) { list(path.nodes, to: &$0) { write(.node($0), to: &$1) } }
    member(isTyped ? "rels" : "relationships", to: &out) { list(path.edges, to: &$0) { write(.edge($0), to: &$1) } }
    out.append(UInt8(ascii: "}"))
  }
}

/// Writes values of the query language for people.
struct ValueText {
  let graph: PropertyGraph

  /// A node as its name, an edge as its type, a path as both in turn; strings inside lists and maps in quotes.
  func text(_ value: Value, isNested: Bool = false) -> String {
    switch value {
    case .null: return isNested ? "null" : ""
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return String(number)
    case .float(let number):
      return number.isNaN ? "NaN" : (number.isInfinite ? (number < 0 ? "-Infinity" : "Infinity") : number.description)
    case .string(let text): return isNested ? "'\(text)'" : text
    case .temporal(let moment): return moment.description
    case .list(let values): return "[" + values.map { text($0, isNested: true) }.joined(separator: ", ") + "]"
    case .map(let map):
      return "{" + zip(map.keys, map.values).map { "\($0): \(text($1, isNested: true))" }.joined(separator: ", ") + "}"
    case .node(let node): return name(node)
    case .edge(let edge): return graph.typeName(of: edge)
    case .path(let path):
      var out = path.nodes.first.map(name) ?? ""
      for (index, edge) in path.edges.enumerated() where index + 1 < path.nodes.count {
        let type = graph.typeName(of: edge)
        out += graph.edgeStart[Int(edge)] == path.nodes[index] ? " -\(type)-> " : " <-\(type)- "
        out += name(path.nodes[index + 1])
      }
      return out
    }
  }

  private func name(_ node: Int32) -> String {
    for key in ["name", "title", "text"] {
      if let text = graph.property(key, ofNode: node).stringValue { return text }
    }
    return graph.labelNames(of: node).map { ":" + $0 }.joined() + " " + graph.externalID(ofNode: node)
  }
}
