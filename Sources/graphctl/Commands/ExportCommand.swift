internal import ArgumentParser
internal import Graph
internal import GraphQL_lite

/// `graphctl export`: the graph, or a part of it, in other tools' formats.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the graph, or a part of it, as a drawing or for other tools.",
    discussion: """
      Examples: graphctl export --format svg --around 'Jeff Sessions' --hops 2 -o sessions.svg
                graphctl export --format graphml -o graph.graphml
                graphctl export --format csv -o folder
                graphctl export --format svg '?p:Person -member_of-> ?party' -o parties.svg
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case dot, svg, png, pdf, graphml, gexf, json, cytoscape, csv, neo4j, cypher, ntriples, turtle, jsonld, ftm,
      obsidian,
      jsonl

    /// Whether people look at it, so that less is more.
    var isDrawing: Bool { [.dot, .svg, .png, .pdf].contains(self) }
    /// Whether it is several files.
    var isFolder: Bool { [.csv, .neo4j, .obsidian].contains(self) }
  }

  enum Scope: String, ExpressibleByArgument, CaseIterable { case facts, claims, all }

  @OptionGroup var options: StoreOptions

  @Option(help: "The format.")
  var format: Format

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The file, or the folder; else standard output.", valueName: "file"))
  var output: String?

  @Option(
    help:
      "Which edges: asserted facts, all claims, or documents and mentions too. Drawings begin with facts, data with claims."
  )
  var use: Scope?

  @Option(help: ArgumentHelp("Only what is near this node.", valueName: "node"))
  var around: String?

  @Option(help: "How near: the number of edges from there.")
  var hops = 1

  @Option(help: "How many nodes at most: the nearest, then the most connected. Drawings: 60 unless given.")
  var limit: Int?

  @Flag(help: "Draw people in boxes of their organizations.")
  var clusters = false

  @Flag(help: "Draw statements too.")
  var statements = false

  @Option(help: "Arrange a drawing in layers, or by forces.")
  var layout: Layout?

  enum Layout: String, ExpressibleByArgument, CaseIterable { case layers, forces }

  @Flag(help: "Call edges 'links' in node-link JSON, as D3 does.")
  var links = false

  @Option(help: "What begins the IRIs of RDF.")
  var base = "https://example.org/graph/"

  @Argument(help: "Only what this query matches.")
  var query: String?

  func validate() throws {
    if query != nil, around != nil { throw ValidationError("give a query or --around, not both") }
    if format.isFolder, output == nil {
      throw ValidationError("'\(format.rawValue)' is a folder of files: name it with -o")
    }
    if hops < 0 { throw ValidationError("--hops must not be negative") }
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() throws {
    let store = try options.openForReading()
    if format == .jsonl, query == nil, around == nil, limit == nil, use == nil || use == .claims {
      let file = try AtomicFile(path: output)
      try store.exportJSONLines { file.write($0) }
      return try file.commit()
    }
    let graph = try store.loadGraph()
    let parts = try query.map { try matches(of: $0, in: graph) } ?? select(from: graph)
    let source = PropertyGraphExport(graph, nodes: parts.nodes, edges: parts.edges, evidence: StoredEvidence(store))
    if format.isFolder, let output {
      var folder = try FolderOutput(path: output)
      try write(source, into: &folder)
    } else if format.isDrawing {
      try draw(source)
    } else {
      var text = try FileText(path: output)
      try write(source, to: &text)
      try text.commit()
    }
  }

  private typealias Parts = (nodes: [Int32], edges: [Int32])

  /// The nodes and edges that a query matches.
  private func matches(of query: String, in graph: PropertyGraph) throws -> Parts {
    let engine = QueryEngine(graph: graph, evidence: NoEvidence())
    var parts: Parts = ([], [])
    try QueryOptions.explaining(query) {
      let layer = use.flatMap { GraphLayer(rawValue: $0.rawValue) }
      let prepared = try engine.prepare(query, layer: layer, asGraph: true)
      let matched = MatchedParts(try engine.run(prepared))
      parts = (matched.nodes, matched.edges)
    }
    return parts
  }

  private func select(from graph: PropertyGraph) throws -> Parts {
    let center = try around.map { try NodeFinder(graph).node($0) }
    let scope = GraphSelection.Scope(rawValue: (use ?? (format.isDrawing ? .facts : .claims)).rawValue) ?? .claims
    let selection = GraphSelection(
      graph, scope: scope, around: center, hops: center == nil ? 0 : hops,
      limit: limit ?? (format.isDrawing ? 60 : nil),
      leavingOut: format.isDrawing && !statements ? [NodeLabel.statement.rawValue] : [])
    guard format.isDrawing else { return (selection.nodes, selection.edges) }
    if selection.nodes.count < selection.available {
      Message.note(
        "drawing \(selection.nodes.count) of \(counted(selection.available, "node")): --limit draws more, --around NODE a part"
      )
    }
    let drawn = selection.droppingLoners(keeping: center, in: graph)
    return (drawn.nodes, drawn.edges)
  }

  private func draw(_ source: PropertyGraphExport) throws {
    var writer = DOTWriter()
    writer.clusters = clusters
    writer.arrangement = layout.flatMap { DOTWriter.Arrangement(rawValue: $0.rawValue) }
    var dot = ""
    try writer.write(source, to: &dot)
    let file = try AtomicFile(path: output)
    file.write(format == .dot ? Array(dot.utf8) : try Graphviz.draw(dot, format: format.rawValue))
    try file.commit()
  }

  private func write(_ source: PropertyGraphExport, into folder: inout FolderOutput) throws {
    switch format {
    case .neo4j: try Neo4jFolderWriter.write(source, into: &folder)
    case .obsidian: try ObsidianWriter.write(source, into: &folder)
    default: try CSVFolderWriter.write(source, into: &folder)
    }
  }

  private func write(_ source: PropertyGraphExport, to text: inout FileText) throws {
    switch format {
    case .graphml: GraphMLWriter.write(source, to: &text)
    case .gexf: GEXFWriter.write(source, to: &text)
    case .json: NodeLinkWriter.write(source, edgeKey: links ? .links : .edges, to: &text)
    case .cytoscape: CytoscapeWriter.write(source, to: &text)
    case .cypher: CypherWriter.write(source, to: &text)
    case .ntriples: try NTriplesWriter.write(source, base: base, vocabulary: .bundled(), to: &text)
    case .turtle: try TurtleWriter.write(source, base: base, vocabulary: .bundled(), to: &text)
    case .jsonld: try JSONLDWriter.write(source, base: base, vocabulary: .bundled(), to: &text)
    case .ftm: try FollowTheMoneyWriter.write(source, vocabulary: .bundled(), to: &text)
    default: JSONLinesWriter.write(source, to: &text)
    }
  }
}
