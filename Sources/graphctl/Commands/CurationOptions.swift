internal import ArgumentParser
internal import Graph

/// What the commands for human decisions share.
struct CurationOptions: ParsableArguments {
  @OptionGroup var store: StoreOptions

  @Flag(name: .customLong("dry-run"), help: "Show what would change, and change nothing.")
  var isDryRun = false

  /// Records a decision that `make` forms, shows what it changes, and makes the graph again.
  func decide(_ make: (Curator) throws -> IdentityDecision) throws {
    let store = try store.openForChanging()
    if try store.isStale() { try store.rebuild() }
    let decision = try make(try Curator(store))
    let difference = try store.difference(under: try store.decisions() + [decision])
    DifferencePrinter.print(difference)
    if isDryRun { return }
    let id = try store.record(decision)
    try store.rebuild()
    store.checkpoint()
    Message.note("decision \(id) is in the journal; 'graphctl undo' takes it back")
  }
}

/// Finds what decisions are about.
struct Curator {
  private let store: GraphStore
  private let graph: PropertyGraph

  init(_ store: GraphStore) throws {
    self.store = store
    graph = try store.loadGraph()
  }

  /// The node that a name or id means, as decisions refer to it.
  func node(_ text: String) throws -> NodeReference {
    let key = graph.externalID(ofNode: try NodeFinder(graph).node(text))
    guard let reference = try store.reference(toNode: key) else {
      throw LookupError(description: "'\(text)' was imported; only what was read from documents can be decided about")
    }
    return reference
  }

  /// The id of an edge.
  func edge(_ id: String) throws -> String {
    guard graph.edge(withID: id) != nil else {
      throw LookupError(description: "there is no edge '\(id)'; 'graphctl why START TYPE END' shows the ids of edges")
    }
    return id
  }
}

/// Prints what a decision changes.
enum DifferencePrinter {
  static func print(_ difference: GraphDifference) {
    var output = Output()
    let style = output.style
    func lines<T>(_ mark: String, _ items: [T], _ color: (String) -> String, _ text: (T) -> String) {
      for item in items.prefix(20) { output.line(color(mark + " " + text(item).safe.cut(to: 160))) }
      if items.count > 20 { output.line(color(mark) + " … and \(items.count - 20) more") }
    }
    func node(_ node: CanonicalNode) -> String { "\(node.name) (\(node.label.rawValue))  \(node.key)" }
    func edge(_ edge: CanonicalEdge) -> String {
      "\(edge.start) -\(edge.type)-> \(edge.end)" + (edge.status == .asserted ? "" : "  \(edge.status.rawValue)")
    }
    lines("-", difference.removedNodes, style.red, node)
    lines("+", difference.addedNodes, style.green, node)
    lines("~", difference.changedNodes, style.yellow, node)
    lines("-", difference.removedEdges, style.red, edge)
    lines("+", difference.addedEdges, style.green, edge)
    lines("~", difference.changedEdges, style.yellow, edge)
    output.flush()
    if difference.isEmpty { Message.note("this changes nothing") }
  }
}
