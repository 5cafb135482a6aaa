internal import Graph

/// A call that fits nothing, or too much, in the database.
struct LookupError: Error, CustomStringConvertible {
  let description: String
}

/// Finds the node that a name or an id means.
struct NodeFinder {
  private let graph: PropertyGraph

  /// Labels of things that texts describe instead of naming them.
  private static let describedLabels: Set<String> = ["Meeting", "Event", "Statement"]

  init(_ graph: PropertyGraph) { self.graph = graph }

  /// The one node that `text` means.
  ///
  /// - Throws: ``LookupError`` with the candidates when there are several, with the closest names when there is none.
  func node(_ text: String) throws -> Int32 {
    if let node = graph.node(withID: text) { return node }
    var found = graph.names.resolve(text).map(\.node).filter { !isDocument($0) }
    // The names of meetings and events are made of those of people: who names a person means the person.
    let named = found.filter { !graph.labelNames(of: $0).contains(where: Self.describedLabels.contains) }
    if !named.isEmpty { found = named }
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      let near = graph.names.near(text, limit: 5).map(\.node).filter { !isDocument($0) }
      let hint = near.isEmpty ? "" : "; did you mean \(near.map { "'\(name($0))'" }.joined(separator: ", "))?"
      throw LookupError(description: "nothing is called '\(text)'\(hint)")
    }
    var lines = ["'\(text)' fits \(found.count) nodes; name one in full, or by its id:"]
    for node in found.prefix(10) { lines.append("  \(graph.externalID(ofNode: node))  \(caption(node))") }
    if found.count > 10 { lines.append("  … and \(found.count - 10) more") }
    throw LookupError(description: lines.joined(separator: "\n"))
  }

  /// The name of a node, or the text of a statement, or the id.
  func name(_ node: Int32) -> String {
    for key in ["name", "text"] {
      if let text = graph.property(key, ofNode: node).stringValue, !text.isEmpty { return text }
    }
    return graph.externalID(ofNode: node)
  }

  /// Name and labels.
  func caption(_ node: Int32) -> String {
    let labels = graph.labelNames(of: node)
    return labels.isEmpty ? name(node) : "\(name(node)) (\(labels.joined(separator: ", ")))"
  }

  /// Whether a node stands for a document.
  func isDocument(_ node: Int32) -> Bool { graph.labelNames(of: node).contains(NodeLabel.document.rawValue) }
}
