internal import ArgumentParser
internal import Graph

/// `graphctl search`: full-text and fuzzy search over names and sentences.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Searches names and sentences; names also by likeness.",
    discussion: "Example: graphctl search 'special counsel'")

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, jsonl }

  @OptionGroup var options: StoreOptions

  @Option(help: "How to print.")
  var format: Format = .table

  @Option(help: "How many nodes, and how many sentences, at most.")
  var limit = 20

  @Flag(name: .customLong("fail-empty"), help: "Exit status 3 when nothing is found.")
  var failsEmpty = false

  @Argument(help: "What to look for.")
  var text: [String]

  func run() throws {
    let words = text.joined(separator: " ")
    let store = try options.openForReading()
    var result = try store.search(words, limit: max(0, limit))
    if result.nodes.isEmpty { result.nodes = try near(words, in: store) }
    var output = Output()
    switch format {
    case .table: printTables(result, to: &output)
    case .jsonl: printLines(result, to: &output)
    }
    output.flush()
    if failsEmpty, result.nodes.isEmpty, result.sentences.isEmpty { throw ExitCode(3) }
  }

  private func near(_ text: String, in store: GraphStore) throws -> [SearchResult.Node] {
    let graph = try store.loadGraph()
    let finder = NodeFinder(graph)
    return graph.names.near(text, limit: max(0, limit)).map(\.node).filter { !finder.isDocument($0) }.map { node in
      SearchResult.Node(
        key: graph.externalID(ofNode: node), labels: graph.labelNames(of: node), name: finder.name(node),
        degree: graph.outgoing.entries(of: node).count + graph.incoming.entries(of: node).count)
    }
  }

  private func printTables(_ result: SearchResult, to output: inout Output) {
    if !result.nodes.isEmpty {
      var table = TextTable(["name", "label", "edges", "id"], numbers: [2])
      for node in result.nodes {
        table.add([node.name, node.labels.joined(separator: ", "), String(node.degree), node.key])
      }
      output.table(table)
    }
    let style = output.style
    for (index, sentence) in result.sentences.enumerated() {
      if index > 0 || !result.nodes.isEmpty { output.line() }
      output.line(style.dim(sentence.document.safe))
      output.line("  " + marked(sentence.text, sentence.matches.map { ($0, { style.bold($0) }) }))
    }
    if result.nodes.isEmpty, result.sentences.isEmpty { Message.note("nothing found") }
  }

  private func printLines(_ result: SearchResult, to output: inout Output) {
    var builder = JSONBuilder()
    for node in result.nodes {
      builder.object { json in
        json.name("node")
        json.object { json in
          json.member("id", node.key)
          json.member("labels", .list(node.labels.map { .string($0) }))
          json.member("name", node.name)
          json.member("edges", node.degree)
        }
      }
      builder.newline()
    }
    for sentence in result.sentences {
      builder.object { json in
        json.name("sentence")
        json.object { json in
          json.member("doc", sentence.document)
          json.member("start", sentence.range.lowerBound)
          json.member("end", sentence.range.upperBound)
          json.member("text", sentence.text)
        }
      }
      builder.newline()
    }
    output.raw(builder.bytes)
  }
}

/// A text for a terminal with ranges of its UTF-8 bytes marked; overlapping ranges lose to the ones before them.
func marked(_ text: String, _ marks: [(range: Range<Int>, mark: (String) -> String)]) -> String {
  let bytes = Array(text.utf8)
  func piece(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self).safe }
  var result = ""
  var at = 0
  for (range, mark) in marks.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
    guard range.lowerBound >= at, range.upperBound <= bytes.count, !range.isEmpty else { continue }
    result += piece(at..<range.lowerBound) + mark(piece(range))
    at = range.upperBound
  }
  return result + piece(at..<bytes.count)
}
