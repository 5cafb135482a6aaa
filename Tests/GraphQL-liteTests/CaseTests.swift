import Diagnostics
import Foundation
import Graph
import Testing

@testable import GraphQL_lite

/// The golden cases in `Tests/Cases/query`: a small graph, then queries, each with what it must give.
///
/// `== graph` sets up a graph by a CREATE pattern; `== query` asks; `== rows` lists its rows, in any order, columns
/// separated by ` | `; `== ordered` lists them in order; `== pattern` is the pattern form of a path query;
/// `== error` is the code, `at` its UTF-8 range, and optionally `, help: …`; `== warning` likewise; `== plan` names
/// operators that must run, in order.
@Suite struct CaseTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Cases/query")

  static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".case") }.sorted()
  }()

  @Test(arguments: files)
  func `every case of a file gives what it demands`(file: String) throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
    var engine: QueryEngine?
    var query = ""
    var demands = 0
    for (kind, body, line) in Self.sections(text) {
      switch kind {
      case "graph":
        var script = GraphScript()
        try script.run("CREATE " + body)
        engine = QueryEngine(graph: try script.graph())
      case "query":
        #expect(query.isEmpty || demands > 0, "\(file):\(line): the query before has no demand")
        query = body
        demands = 0
      default:
        demands += 1
        let engine = try #require(engine, "\(file):\(line): no graph")
        let found = Self.found(kind, query, engine)
        let expected = kind == "rows" ? Self.lines(body).sorted() : Self.lines(body)
        #expect(found == expected, "\(file):\(line): \(query)")
      }
    }
    #expect(demands > 0, "\(file): the last query has no demand")
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { trim(String($0)) }.filter { !$0.isEmpty && $0 != "(none)" }
  }

  private static func sections(_ text: String) -> [(kind: String, body: String, line: Int)] {
    var sections: [(kind: String, body: String, line: Int)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("#") { continue }
      if line.hasPrefix("== ") {
        let words = line.dropFirst(3).split(separator: " ", maxSplits: 1).map(String.init)
        sections.append((words[0], words.count > 1 ? trim(words[1]) : "", index + 1))
      } else if !sections.isEmpty {
        sections[sections.count - 1].body += "\n" + line
      }
    }
    return sections.map { ($0.kind, trim($0.body), $0.line) }
  }

  private static func found(_ kind: String, _ text: String, _ engine: QueryEngine) -> [String] {
    do {
      let prepared = try engine.prepare(text)
      switch kind {
      case "pattern": return lines(prepared.patternForm)
      case "warning": return prepared.warnings.map(describe)
      case "plan": return try engine.explain(prepared).map { String($0.label.prefix { $0 != " " }) }
      default: break
      }
      let result = try engine.run(prepared, limits: ExecutionLimits(seconds: 30))
      let rows = result.rows.map { row in
        row.map { ExpectedValue.canonical($0, engine.graph, ignoresListOrder: false) }.joined(separator: " | ")
      }
      return kind == "rows" ? rows.sorted() : rows
    } catch {
      return [describe(error)]
    }
  }

  private static func describe(_ diagnostic: Diagnostic) -> String {
    let span = "\(diagnostic.code.rawValue) at \(diagnostic.span.lowerBound)..<\(diagnostic.span.upperBound)"
    return span + (diagnostic.help.map { ", help: \($0)" } ?? "")
  }
}
