import Diagnostics
import Foundation
import Graph
import TestSupport
import Testing

@testable import GraphQL_lite

/// Writes random queries that are valid on the graphs of ``BruteForce``.
struct QueryGenerator {
  private var generator: FixedGenerator
  private var edgeCount = 0

  init(seed: UInt64) { generator = FixedGenerator(seed: seed) }

  private mutating func pick(_ choices: [String]) -> String {
    choices[Int.random(in: 0..<choices.count, using: &generator)]
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

  private mutating func node() -> String {
    let name = pick(["a", "b", "c", "d", ""])
    let label = pick(["", "", ":A", ":B", ":A|B", ":!A"])
    let properties = chance(15) ? " {name: 'n\(Int.random(in: 0..<6, using: &generator))'}" : ""
    return "(\(name)\(label)\(properties))"
  }

  private mutating func edge() -> String {
    edgeCount += 1
    let type = pick(["", ":X", ":Y", ":X|Y", ":!X"])
    let range = pick(["", "", "", "", "*1..2", "*0..2", "*2"])
    let name = chance(40) ? "e\(edgeCount)" : ""
    let details = "[\(name)\(type)\(range)]"
    return pick(["-\(details)->", "<-\(details)-", "-\(details)-"])
  }

  private mutating func path() -> String {
    var text = node()
    for _ in 0..<Int.random(in: 0...2, using: &generator) { text += edge() + node() }
    return text
  }

  mutating func query() -> String {
    var text = "MATCH " + path()
    if chance(40) { text += ", " + path() }
    let nodes = ["a", "b", "c", "d"].filter { text.contains("(\($0)") }
    if let first = nodes.first, chance(50) {
      let other = nodes.last ?? first
      text +=
        " WHERE "
        + pick([
          "\(first).name < 'n3'", "\(first) <> \(other)", "\(first).name = \(other).name", "(\(first))-->(\(other))",
          "NOT (\(first))-[:X]-()", "\(first):A OR \(other):B", "\(first).name IN ['n1', 'n2', 'n4']",
          "EXISTS { (\(first))-[:Y]->(z) WHERE z.name > 'n1' }", "COUNT { (\(first))--() } > 1",
        ])
    }
    if let first = nodes.first, chance(30) {
      text += " OPTIONAL MATCH (\(first))" + edge() + "(z)" + (chance(50) ? " WHERE z.name > 'n2'" : "")
    }
    let columns = nodes.map { "\($0).name AS \($0)" } + (text.contains("(z)") && text.contains("OPTIONAL") ? ["z"] : [])
    guard let first = columns.first else { return text + " RETURN count(*) AS n" }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return text + " RETURN count(*) AS n"
    case 1: return text + " RETURN DISTINCT " + columns.joined(separator: ", ")
    case 2: return text + " RETURN \(first), count(*) AS n"
    default: return text + " RETURN " + columns.joined(separator: ", ")
    }
  }
}

@Suite struct DifferentialTests {
  @Test(arguments: Array(UInt64(1)...40))
  func `the optimizer does not change the rows`(seed: UInt64) throws {
    let graph = try BruteForce(seed: seed, nodes: 6, edges: 9).graph
    let fast = QueryEngine(graph: graph)
    let plain = QueryEngine(graph: graph, optimizes: false)
    var generator = QueryGenerator(seed: seed &* 977)
    for _ in 0..<25 {
      let query = generator.query()
      guard let prepared = try? plain.prepare(query) else { continue }
      let expected = try rows(plain.run(prepared, limits: ExecutionLimits(seconds: 20)))
      let found = try rows(fast.run(query, limits: ExecutionLimits(seconds: 20)))
      #expect(found == expected, "\(query)")
    }
  }

  @Test(arguments: [UInt64(1), 2])
  func `a graph that went through a store gives the same rows`(seed: UInt64) throws {
    let graph = try BruteForce(seed: seed, nodes: 6, edges: 9).graph
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("graphctl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let file = place.appendingPathComponent("graph.jsonl")
    try lines(of: graph).write(to: file, atomically: false, encoding: .utf8)
    let store = try GraphStore.open(at: place.appendingPathComponent("graph.db").path, for: .create)
    _ = try store.importGraph(from: [file.path])
    let stored = QueryEngine(graph: try store.loadGraph(), evidence: StoredEvidence(store))
    let engine = QueryEngine(graph: graph)
    var generator = QueryGenerator(seed: seed &* 31)
    for _ in 0..<60 {
      let query = generator.query()
      guard let expected = try? engine.run(query) else { continue }
      // Nodes and edges may have other numbers in the store; their names are compared.
      let found = try stored.run(query)
      #expect(texts(found, stored.graph) == texts(expected, graph), "\(query)")
    }
  }

  private func texts(_ result: QueryResult, _ graph: PropertyGraph) -> [String] {
    result.rows.map { row in
      row.map { ExpectedValue.canonical($0, graph, ignoresListOrder: true) }.joined(separator: " | ")
    }.sorted()
  }

  private func lines(of graph: PropertyGraph) -> String {
    var lines: [String] = []
    for node in 0..<Int32(graph.nodeCount) {
      let name = graph.property("name", ofNode: node).json
      let labels = PropertyValue.list(graph.labelNames(of: node).map { .string($0) }).json
      lines.append("{\"node\": {\"id\": \(name), \"labels\": \(labels), \"properties\": {\"name\": \(name)}}}")
    }
    for edge in 0..<Int32(graph.edgeCount) {
      let start = graph.property("name", ofNode: graph.edgeStart[Int(edge)]).json
      let end = graph.property("name", ofNode: graph.edgeEnd[Int(edge)]).json
      let weight = graph.property("w", ofEdge: edge).json
      lines.append(
        "{\"edge\": {\"id\": \"e\(edge)\", \"type\": \"\(graph.typeName(of: edge))\", \"start\": \(start), "
          + "\"end\": \(end), \"properties\": {\"w\": \(weight)}}}")
    }
    return lines.joined(separator: "\n")
  }

  private func rows(_ result: QueryResult) -> [String] {
    result.rows.map { row in "\(row)" }.sorted()
  }
}
