import Foundation
import Testing

@testable import Graph

/// Exports read back by the tools that they are for.
@Suite struct ExportWriterTests {
  /// Text that breaks careless writers.
  static let hostile = [
    "Jeff \"the Judge\" O'Hara", "a\\b\nc\td", "<&> ]]> &amp;", "naïve 😀 é", "مرحبا שלום",
    "`tick` {brace} [bracket] | ; , =1+1", "", " leading and trailing ", "line\u{2028}separator",
  ]

  /// A graph with hostile names, ids and property names, parallel edges, a loop, and every kind of value.
  static func graph(names: [String]) -> ExportGraph {
    let nodes = names.enumerated().map { index, name in
      ExportNode(
        id: "n\(index) \(name)", labels: ["Person", "Ghost \(index)"],
        properties: [
          PropertyEntry("aliases", .list([.string(name), .string("b;c")])), PropertyEntry("age", .int(7)),
          PropertyEntry("labels", .bool(true)), PropertyEntry("name", .string(name)),
          PropertyEntry("odd \"key\" <&>:", index.isMultiple(of: 2) ? .int(1) : .string("two")),
        ])
    }
    let edges = nodes.indices.flatMap { index in
      [
        ExportEdge(
          id: "e\(index)", type: "MET", start: index, end: (index + 1) % nodes.count,
          properties: [
            PropertyEntry("date", .string("2016")), PropertyEntry("support", .int(2)),
            PropertyEntry("type", .double(0.5)),
          ]),
        ExportEdge(id: nodes[index].id, type: "KNOWS `OF`", start: index, end: index),
      ]
    }
    let evidence = edges.map { _ in
      [
        EvidenceRecord(
          document: "a \"b\".txt", sentence: hostile.joined(separator: " "), start: 3, end: 9, date: "2017-03")
      ]
    }
    return ExportGraph(nodes: nodes, edges: edges, evidence: evidence)
  }

  @Test(arguments: ["graphml", "gexf", "json", "cytoscape", "csv", "neo4j", "ntriples", "turtle", "jsonld"])
  func `another tool reads the same names and edges`(format: String) throws {
    let names = Self.hostile + [format == "graphml" || format == "gexf" ? "plain" : "bell \u{7} and escape \u{1B}"]
    let graph = Self.graph(names: names)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("graphctl-export-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: path) }
    try Self.write(graph, format: format, to: path)
    guard let found = try Self.read(format: format, path: path) else {
      try Test.cancel("python3 or the reader's library for \(format) is not installed")
    }
    let nodes = graph.nodes.map { [$0.id, $0.properties.text(of: "name") ?? ""] }
    let edges = graph.edges.map { [graph.nodes[$0.start].id, graph.nodes[$0.end].id, $0.type] }
    let captioned = ["gexf", "ntriples", "turtle", "jsonld"].contains(format)
    #expect(Set(found.nodes) == Set(captioned ? graph.nodes.map { [$0.id, $0.caption] } : nodes))
    #expect(found.edges.count == edges.count)
    #expect(Set(found.edges) == Set(edges))
  }

  @Test func `characters that XML forbids are left out`() {
    #expect(XMLText.content("a\u{0}b\u{1B}[31mc\u{FFFE}") == "ab[31mc")
    #expect(XMLText.attribute("a\nb\"") == "a&#10;b&quot;")
  }

  @Test(arguments: [
    ("2016", "gYear"), ("2016-08", "gYearMonth"), ("2017-03-02", "date"),
  ])
  func `RDF dates keep their precision`(date: String, type: String) throws {
    let text = try Self.ntriples(status: "asserted", date: date)
    #expect(text.contains("\"\(date)\"^^<http://www.w3.org/2001/XMLSchema#\(type)>"))
  }

  @Test(arguments: [
    ("asserted", true), ("denied", false), ("demanded", false), ("planned", false), ("possible", false),
  ])
  func `only what is asserted is a plain triple`(status: String, isTriple: Bool) throws {
    let text = try Self.ntriples(status: status, date: "2017")
    let triple = "<http://example.org/node/a> <http://example.org/type/MET> <http://example.org/node/b> ."
    #expect(text.contains(triple) == isTriple)
  }

  @Test(arguments: ["denied", "possible"])
  func `FollowTheMoney gets no edge that is not asserted`(status: String) throws {
    var text = ""
    try FollowTheMoneyWriter.write(Self.pair(status: status, date: "2017"), vocabulary: .bundled(), to: &text)
    #expect(text.split(separator: "\n").count == 2)
  }

  @Test func `an edge that fits a FollowTheMoney schema becomes that link`() throws {
    var graph = Self.pair(status: "asserted", date: "2017-03")
    graph.nodes[1].labels = ["Role"]
    graph.edges[0].type = "HOLDS_ROLE"
    var text = ""
    try FollowTheMoneyWriter.write(graph, vocabulary: .bundled(), to: &text)
    let link = try #require(text.split(separator: "\n").last)
    #expect(link.contains("\"schema\": \"Occupancy\""))
    #expect(link.contains("\"holder\": [\"a\"], \"post\": [\"b\"]"))
    #expect(link.contains("\"date\": [\"2017-03\"]"))
  }

  @Test func `an Obsidian vault has one file per node and links that name them`() throws {
    var graph = Self.pair(status: "denied", date: "2017")
    graph.nodes[0].properties = [PropertyEntry("name", .string("A/B: [x]"))]
    graph.nodes[1].properties = [PropertyEntry("name", .string("a b x"))]
    var folder = MemoryFolder()
    try ObsidianWriter.write(graph, into: &folder)
    #expect(folder.files.keys.sorted() == ["Person/A B x.md", "Person/a b x 2.md"])
    #expect(folder.files["Person/A B x.md"]?.contains("- met [[a b x 2|a b x]] (denied, 2017)") == true)
  }

  @Test func `Cypher quotes names and texts`() {
    var text = ""
    CypherWriter.write(Self.graph(names: ["O'Hara \\ \n"]), to: &text)
    #expect(text.contains("`name`: 'O\\'Hara \\\\ \\n'"))
    #expect(text.contains("-[:`KNOWS ``OF```"))
  }

  // MARK: - Support

  private struct MemoryFolder: OutputFolder {
    var files: [String: String] = [:]
    mutating func file(_ path: String, _ write: (inout any TextOutputStream) throws -> Void) throws {
      var text: any TextOutputStream = ""
      try write(&text)
      files[path] = text as? String
    }
  }

  private static func pair(status: String, date: String) -> ExportGraph {
    ExportGraph(
      nodes: ["a", "b"].map { ExportNode(id: $0, labels: ["Person"]) },
      edges: [
        ExportEdge(
          id: "e", type: "MET", start: 0, end: 1,
          properties: [PropertyEntry("date", .string(date)), PropertyEntry("status", .string(status))])
      ])
  }

  private static func ntriples(status: String, date: String) throws -> String {
    var text = ""
    try NTriplesWriter.write(
      pair(status: status, date: date), base: "http://example.org/", vocabulary: .bundled(), to: &text)
    return text
  }

  private static func write(_ graph: ExportGraph, format: String, to path: URL) throws {
    let base = "http://example.org/"
    var text = ""
    var folder = MemoryFolder()
    switch format {
    case "graphml": GraphMLWriter.write(graph, to: &text)
    case "gexf": GEXFWriter.write(graph, to: &text)
    case "json": NodeLinkWriter.write(graph, to: &text)
    case "cytoscape": CytoscapeWriter.write(graph, to: &text)
    case "csv": try CSVFolderWriter.write(graph, into: &folder)
    case "neo4j": try Neo4jFolderWriter.write(graph, into: &folder)
    case "ntriples": try NTriplesWriter.write(graph, base: base, vocabulary: .bundled(), to: &text)
    case "turtle": try TurtleWriter.write(graph, base: base, vocabulary: .bundled(), to: &text)
    default: try JSONLDWriter.write(graph, base: base, vocabulary: .bundled(), to: &text)
    }
    guard folder.files.isEmpty else {
      try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
      for (name, contents) in folder.files {
        try Data(contents.utf8).write(to: path.appendingPathComponent(name))
      }
      return
    }
    try Data(text.utf8).write(to: path)
  }

  private struct Found: Decodable {
    var nodes: [[String]]
    var edges: [[String]]
  }

  /// What the independent reader found; `nil` when it is not installed.
  private static func read(format: String, path: URL) throws -> Found? {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Readers/read_export.py").standardizedFileURL
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path, format, path.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if [77, 127].contains(process.terminationStatus) { return nil }
    try #require(process.terminationStatus == 0)
    return try JSONDecoder().decode(Found.self, from: data)
  }
}
