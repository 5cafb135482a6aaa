internal import ArgumentParser
internal import Graph
internal import GraphQL_lite

/// How the answer to a query is printed.
enum ResultFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, jsonl, csv, tsv, markdown, dot
  case graphJSON = "graph-json"
  case typedJSON = "typed-json"

  /// Whether the matched nodes and edges are printed rather than the columns.
  var isGraph: Bool { self == .dot || self == .graphJSON }
}

/// Prints the answer to a query.
struct ResultPrinter {
  let graph: PropertyGraph
  let evidence: any EvidenceSource
  let format: ResultFormat

  /// Appends the answer to `output`.
  func write(_ result: QueryResult, to output: inout Output) throws {
    switch format {
    case .table: table(result, to: &output)
    case .json: json(result, to: &output)
    case .jsonl: for row in result.rows { output.raw(object(result.columns, row) + [0x0A]) }
    case .csv: separated(result, ",", to: &output)
    case .tsv: separated(result, "\t", to: &output)
    case .markdown: markdown(result, to: &output)
    case .typedJSON: typed(result, to: &output)
    case .dot, .graphJSON: try drawn(result, to: &output)
    }
  }

  private func table(_ result: QueryResult, to output: inout Output) {
    guard !result.columns.isEmpty else { return }
    let text = ValueText(graph: graph)
    let numbers = result.columns.indices.filter { column in
      result.rows.contains { $0[column].isNumber }
        && result.rows.allSatisfy { $0[column].isNumber || $0[column].isNull }
    }
    var table = TextTable(result.columns.map(\.safe), numbers: Set(numbers))
    for row in result.rows { table.add(row.map { text.text($0) }) }
    output.table(table)
  }

  private func object(_ columns: [String], _ row: [Value]) -> [UInt8] {
    var bytes: [UInt8] = []
    ValueJSON(graph: graph, isTyped: false).write(.map(MapValue(Array(zip(columns, row)))), to: &bytes)
    return bytes
  }

  private func json(_ result: QueryResult, to output: inout Output) {
    output.raw(Array("[".utf8))
    for (index, row) in result.rows.enumerated() {
      output.raw(Array((index > 0 ? ",\n " : "").utf8))
      output.raw(object(result.columns, row))
    }
    output.line("]")
  }

  private func typed(_ result: QueryResult, to output: inout Output) {
    let writer = ValueJSON(graph: graph, isTyped: true)
    var bytes = Array("{\"columns\": ".utf8)
    writer.write(.list(result.columns.map { .string($0) }), to: &bytes)
    bytes.append(contentsOf: ", \"rows\": [".utf8)
    output.raw(bytes)
    for (index, row) in result.rows.enumerated() {
      bytes = Array((index > 0 ? ",\n " : "").utf8)
      writer.write(.list(row), to: &bytes)
      output.raw(bytes)
    }
    output.line("]}")
  }

  private func separated(_ result: QueryResult, _ separator: String, to output: inout Output) {
    let escape = separator == "," ? Self.quotedCSV : Self.escapedTSV
    output.raw(
      Array((result.columns.map(escape).joined(separator: separator) + (separator == "," ? "\r\n" : "\n")).utf8))
    for row in result.rows {
      let cells = row.map { escape(plain($0)) }
      output.raw(Array((cells.joined(separator: separator) + (separator == "," ? "\r\n" : "\n")).utf8))
    }
  }

  /// A value as the cell of a file: scalars as they are, everything else as JSON.
  private func plain(_ value: Value) -> String {
    switch value {
    case .list, .map, .node, .edge, .path:
      var bytes: [UInt8] = []
      ValueJSON(graph: graph, isTyped: false).write(value, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    default: return ValueText(graph: graph).text(value)
    }
  }

  /// RFC 4180.
  private static func quotedCSV(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  private static func escapedTSV(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case "\t": out += "\\t"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private func markdown(_ result: QueryResult, to output: inout Output) {
    func row(_ cells: [String]) -> String {
      "| "
        + cells.map { cell in
          cell.safe.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
        }.joined(separator: " | ") + " |"
    }
    let text = ValueText(graph: graph)
    output.line(row(result.columns))
    output.line("|" + result.columns.map { _ in " --- |" }.joined())
    for values in result.rows { output.line(row(values.map { text.text($0) })) }
  }

  private func drawn(_ result: QueryResult, to output: inout Output) throws {
    let parts = MatchedParts(result)
    let source = PropertyGraphExport(graph, nodes: parts.nodes, edges: parts.edges, evidence: evidence)
    var text = ""
    if format == .dot {
      try DOTWriter().write(source, to: &text)
    } else {
      NodeLinkWriter.write(source, edgeKey: .links, to: &text)
    }
    output.raw(Array(text.utf8))
  }
}

/// The nodes and edges in an answer, in order of appearance.
struct MatchedParts {
  private(set) var nodes: [Int32] = []
  private(set) var edges: [Int32] = []
  private var seenNodes: Set<Int32> = []
  private var seenEdges: Set<Int32> = []

  init(_ result: QueryResult) {
    for row in result.rows { for value in row { add(value) } }
  }

  private mutating func add(_ value: Value) {
    switch value {
    case .node(let node): if seenNodes.insert(node).inserted { nodes.append(node) }
    case .edge(let edge): if seenEdges.insert(edge).inserted { edges.append(edge) }
    case .path(let path):
      for node in path.nodes { add(.node(node)) }
      for edge in path.edges { add(.edge(edge)) }
    case .list(let values): for value in values { add(value) }
    case .map(let map): for value in map.values { add(value) }
    default: break
    }
  }
}

extension Value {
  fileprivate var isNumber: Bool {
    switch self {
    case .int, .float: true
    default: false
    }
  }
}
