internal import Diagnostics
internal import Graph

/// Finds the one node that a name means.
enum NameResolver {
  /// The node that `name` means among those with `labels` and `properties`.
  ///
  /// - Throws: When it fits several nodes, which are listed best first, or none, with the closest names.
  static func resolve(
    _ name: Name, labels: LabelExpression?, properties: Expression?, graph: PropertyGraph
  ) throws(Diagnostic) -> Int32 {
    let index = graph.names
    var candidates = index.resolve(name.text).map(\.node)
    if let labels {
      let test = LabelTest(labels, graph: graph)
      candidates = candidates.filter { test.accepts($0, graph) }
    }
    if case .map(let entries)? = properties?.kind {
      for entry in entries {
        guard let wanted = literal(entry.value) else { continue }
        candidates = candidates.filter {
          Value.equals(Value(graph.property(entry.key.text, ofNode: $0)), wanted) == true
        }
      }
    }
    if candidates.count > 1 {
      // Documents carry names too; they are only meant where nothing else is.
      let things = candidates.filter { !graph.labelNames(of: $0).contains("Document") }
      if !things.isEmpty { candidates = things }
    }
    if let first = candidates.first, candidates.count == 1 { return first }
    if candidates.isEmpty {
      let near = index.near(name.text, limit: 5).map(\.node)
      throw Diagnostic(
        .unknownName, "no node is called '\(name.text)'", at: name.span.range,
        help: near.first.map { "did you mean \(described($0, graph))?" },
        notes: near.dropFirst().map { "or \(described($0, graph))" })
    }
    let shown = candidates.prefix(10).map { described($0, graph) }
    let more = candidates.count > shown.count ? ["and \(candidates.count - shown.count) more"] : []
    throw Diagnostic(
      .ambiguousName, "'\(name.text)' fits \(candidates.count) nodes", at: name.span.range,
      help: "write the full name, or add a label: \"…\":Person", notes: shown + more)
  }

  private static func literal(_ expression: Expression) -> Value? {
    switch expression.kind {
    case .string(let text): .string(text)
    case .int(let number): .int(number)
    case .float(let number): .float(number)
    case .bool(let flag): .bool(flag)
    default: nil
    }
  }

  /// `"Jeff Sessions" (Person, 12 edges)`
  private static func described(_ node: Int32, _ graph: PropertyGraph) -> String {
    let name = graph.property("name", ofNode: node).stringValue ?? graph.externalID(ofNode: node)
    let labels = graph.labelNames(of: node).joined(separator: ":")
    let degree = graph.outgoing.entries(of: node).count + graph.incoming.entries(of: node).count
    return "\"\(name)\" (\(labels), \(degree) edge\(degree == 1 ? "" : "s"))"
  }
}
