internal import ArgumentParser
internal import Graph

/// `graphctl import`: a graph from elsewhere.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Reads graphs in JSON lines or CSV into the database, all files or nothing.",
    discussion: """
      Nodes stand before the edges that join them:
        {"node": {"id": "n1", "labels": ["Person"], "properties": {"name": "Ada Lovelace"}}}
        {"edge": {"id": "e1", "type": "MET", "start": "n1", "end": "n2", "properties": {"count": 2}}}
      CSV files have a header: id, labels and properties for nodes, id, type, start, end and properties for edges, or
      Neo4j's; a folder stands for its nodes.csv and edges.csv.
      Examples: graphctl import graph.jsonl --db other.db
                graphctl import people.csv links.csv
      """)

  @OptionGroup var options: StoreOptions

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @Flag(name: .customLong("no-progress"), help: "Show no progress bar.")
  var hidesProgress = false

  @Argument(help: "The files; '-' is standard input.")
  var files: [String]

  func run() throws {
    let store = try options.openForCreating()
    var bar = ProgressBar(isWanted: !quiet && !hidesProgress)
    let summary = try store.importGraph(from: files) { file, bytes, size in
      bar.update(size > 0 ? Double(bytes) / Double(size) : nil, "\(file)  \(grouped(bytes >> 20)) MiB")
    }
    store.checkpoint()
    bar.finish()
    guard !quiet else { return }
    let rate = Int(Double(summary.edges) / max(bar.elapsed, 0.001))
    Message.note(
      "\(counted(summary.nodes, "node")) and \(counted(summary.edges, "edge")) in \(ProgressBar.duration(bar.elapsed)) "
        + "(\(grouped(rate)) edges/s)")
  }
}
