internal import ArgumentParser
internal import Graph

/// `graphctl path`: how two nodes are connected.
struct PathCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path", abstract: "Shows the shortest connections of two nodes, with the evidence of each step.",
    discussion: "Example: graphctl path 'Donald Trump' 'Sergey Kislyak'")

  @OptionGroup var options: StoreOptions

  @Flag(help: "Also go along what is denied, demanded, planned or possible.")
  var claims = false

  @Option(help: "How many connections to show at most.")
  var limit = 3

  @Flag(name: .customLong("fail-empty"), help: "Exit status 3 when there is no connection.")
  var failsEmpty = false

  @Argument(help: "Where to begin: a name, an alias, or an id.")
  var from: String

  @Argument(help: "Where to end.")
  var to: String

  func run() throws {
    let store = try options.openForReading()
    let graph = try store.loadGraph()
    let finder = NodeFinder(graph)
    let (start, end) = (try finder.node(from), try finder.node(to))
    var output = Output()
    let printer = EdgePrinter(graph, style: output.style)
    let paths = ShortestPaths(graph, from: start, to: end, limit: max(1, limit)) { edge in
      (claims || printer.status(edge) == .asserted) && !finder.isDocument(graph.edgeStart[Int(edge)])
    }.paths
    for (index, path) in paths.enumerated() {
      if index > 0 { output.line() }
      output.line(output.style.dim("\(counted(path.count, "step")):"))
      for edge in path {
        output.line(printer.line(edge))
        let quotations = try store.quotations(ofEdge: graph.externalID(ofEdge: edge))
        for line in evidenceLines(of: Array(quotations.prefix(1)), style: output.style, indent: "    ") {
          output.line(line)
        }
      }
    }
    output.flush()
    if paths.isEmpty {
      Message.note(
        "no connection between \(finder.name(start)) and \(finder.name(end))\(claims ? "" : "; --claims looks further")"
      )
      if failsEmpty { throw ExitCode(3) }
    }
  }
}

/// The shortest paths between two nodes, along edges in either direction.
///
/// Breadth-first search that keeps every parent of a node's first distance.
struct ShortestPaths {
  /// The edges of each path, in order.
  let paths: [[Int32]]

  /// Finds at most `limit` paths along edges that `isAllowed` accepts.
  ///
  /// - Complexity: O(nodes + edges) up to the distance of `end`.
  init(_ graph: PropertyGraph, from start: Int32, to end: Int32, limit: Int, isAllowed: (Int32) -> Bool) {
    var distance = [Int32](repeating: -1, count: graph.nodeCount)
    var parents: [Int32: [(node: Int32, edge: Int32)]] = [:]
    distance[Int(start)] = 0
    var frontier = [start]
    while !frontier.isEmpty, distance[Int(end)] < 0 {
      var next: [Int32] = []
      for node in frontier {
        for (adjacency, range) in [
          (graph.outgoing, graph.outgoing.entries(of: node)), (graph.incoming, graph.incoming.entries(of: node)),
        ] {
          for entry in range {
            let (other, edge) = (adjacency.neighbors[entry], adjacency.edge(at: entry))
            guard isAllowed(edge) else { continue }
            if distance[Int(other)] < 0 {
              distance[Int(other)] = distance[Int(node)] + 1
              next.append(other)
            }
            if distance[Int(other)] == distance[Int(node)] + 1 { parents[other, default: []].append((node, edge)) }
          }
        }
      }
      frontier = next
    }
    guard start != end, distance[Int(end)] > 0 else {
      paths = []
      return
    }
    var found: [[Int32]] = []
    var open: [(node: Int32, edges: [Int32])] = [(end, [])]
    while let (node, edges) = open.popLast(), found.count < limit {
      if node == start {
        found.append(edges.reversed())
        continue
      }
      var seen: Set<Int32> = []
      // One edge for each pair of nodes: other connections say more than parallel ones.
      for parent in (parents[node] ?? []).reversed() where seen.insert(parent.node).inserted {
        open.append((parent.node, edges + [parent.edge]))
      }
    }
    paths = found
  }
}
