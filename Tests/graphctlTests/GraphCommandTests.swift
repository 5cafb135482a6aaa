import Foundation
import Testing

/// Commands that read a graph, on an imported one.
@Suite struct GraphCommandTests {
  private static let graph = #"""
    {"node":{"id":"ada","labels":["Person"],"properties":{"aliases":["Ada"],"name":"Ada Byron"}}}
    {"node":{"id":"cal","labels":["Person"],"properties":{"name":"Cal \u001b[31mRed"}}}
    {"node":{"id":"dot","labels":["Person"],"properties":{"name":"Dot \"Q\" <O'Neil> \\ 👩‍🚀 مرحبا"}}}
    {"node":{"id":"org","labels":["Organization"],"properties":{"name":"Engine Society"}}}
    {"edge":{"id":"e1","type":"MET","start":"ada","end":"cal","properties":{"date":"1833-06","status":"asserted"}}}
    {"edge":{"id":"e2","type":"MET","start":"ada","end":"cal","properties":{"status":"denied"}}}
    {"edge":{"id":"e3","type":"MEMBER_OF","start":"cal","end":"org","properties":{"support":3}}}
    {"edge":{"id":"e4","type":"MEMBER_OF","start":"dot","end":"org","properties":{}}}

    """#

  /// A folder with the imported graph, made once.
  private static let template = Result { () throws -> CommandRunner in
    let runner = try CommandRunner()
    try runner.write(graph, to: "graph.jsonl")
    let result = try runner.run("import", "graph.jsonl")
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("4 nodes and 4 edges in "))
    return runner
  }

  private func runner() throws -> CommandRunner {
    let (template, runner) = (try Self.template.get(), try CommandRunner())
    for name in ["graph.jsonl", "graph.db"] {
      try FileManager.default.copyItem(
        at: template.folder.appendingPathComponent(name), to: runner.folder.appendingPathComponent(name))
    }
    return runner
  }

  @Test func `an export is what was imported`() throws {
    let runner = try runner()
    #expect(try runner.run("export", "--format", "jsonl").output == Self.graph)
    #expect(try runner.run("export", "--format", "jsonl", "-o", "copy.jsonl").output.isEmpty)
    #expect(try runner.read("copy.jsonl") == Self.graph)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: runner.folder.path).allSatisfy { !$0.hasSuffix(".tmp") })
  }

  @Test(arguments: [
    (["stats", "--db", "none.db"], 1, "error: no database at 'none.db'"),
    (["stats", "--db", "graph.jsonl"], 1, "error: graph.jsonl is not a database"),
    (["import", "graph.jsonl"], 1, "error: graph.jsonl:1:15: there is a node 'ada' already"),
    (["import", "none.jsonl"], 1, "error: none.jsonl: No such file or directory"),
    (["stats", "--colour"], 2, "Error: Unknown option '--colour'"),
    (["nonsense"], 2, "Error: "),
    (["export", "--format", "csv"], 2, "Error: 'csv' is a folder of files"),
    (["export", "--format", "jsonl", "-o", "none/x.jsonl"], 1, "error: none/x.jsonl: No such file or directory"),
    (["show", "Byrn"], 1, "error: nothing is called 'Byrn'; did you mean 'Ada Byron'?"),
    (["why", "nonsense"], 1, "error: there is no such edge"),
    (["why", "a", "b"], 2, "Error: name an edge by its id"),
    (["remove", "x.txt"], 1, "error: no document is called 'x.txt'"),
    (["facts", "--doc", "x.txt"], 1, "error: no document is called 'x.txt'"),
    (["search", "zzz", "--fail-empty"], 3, "nothing found"),
    (["path", "Ada", "Dot", "--fail-empty", "--limit", "0"], 0, ""),
    (["timeline", "org", "--fail-empty"], 3, "no dated facts"),
    (["check"], 0, "graph.db is sound"),
  ])
  func `exit status and message`(arguments: [String], status: Int32, message: String) throws {
    let runner = try runner()
    let result = try runner.run(arguments)
    #expect(result.status == status)
    #expect(result.errors.hasPrefix(message))
  }

  @Test func `what documents or imports say never steers a terminal`() throws {
    let runner = try runner()
    for command in [
      ["show", "cal"], ["entities", "--format", "table"], ["search", "Cal"], ["conflicts"], ["why", "e1"],
    ] {
      let result = try runner.run(command)
      #expect(result.status == 0)
      #expect(result.output.contains("Cal \u{241B}[31mRed"))
      #expect(!(result.output + result.errors).contains("\u{1B}"))
    }
  }

  @Test func `conflicts puts denials beside what they deny`() throws {
    let output = try runner().run("conflicts").output
    #expect(output.hasPrefix("asserted and denied\n"))
    #expect(output.split(separator: "\n").count == 3)
  }

  @Test func `path goes along edges in both directions, and only asserted ones`() throws {
    let runner = try runner()
    let output = try runner.run("path", "Ada Byron", "dot").output
    #expect(output.hasPrefix("3 steps:\nAda Byron -MET-> "))
    #expect(output.split(separator: "\n").count == 4)
  }

  @Test func `the database is named by option, by environment, or by default`() throws {
    let runner = try runner()
    let file = try #require(try? runner.read("graph.jsonl"))
    #expect(try runner.run("import", "-", "--db", "two.db", input: file).status == 0)
    #expect(try runner.run("export", "--format", "jsonl", environment: ["GRAPHCTL_DB": "two.db"]).output == file)
    #expect(try runner.run("stats", "--db", "graph.db", environment: ["GRAPHCTL_DB": "none.db"]).status == 0)
  }

  @Test func `a reading command leaves no file behind`() throws {
    let runner = try runner()
    _ = try runner.run("stats")
    let files = try FileManager.default.contentsOfDirectory(atPath: runner.folder.path).sorted()
    #expect(files == ["graph.db", "graph.jsonl"])
  }

  @Test(arguments: ["graphml", "gexf", "json", "cytoscape", "cypher", "ntriples", "turtle", "jsonld", "ftm", "dot"])
  func `each format is written`(format: String) throws {
    let result = try runner().run("export", "--format", format)
    #expect(result.status == 0)
    #expect(result.output.contains("Ada Byron"))
  }

  @Test func `an exported folder of CSV files can be imported`() throws {
    let runner = try runner()
    #expect(try runner.run("export", "--format", "csv", "-o", "folder").status == 0)
    #expect(try runner.run("import", "folder", "--db", "copy.db").status == 0)
    let copy = try runner.run("export", "--format", "jsonl", "--db", "copy.db").output
    #expect(copy == Self.graph)
  }

  @Test func `a query selects what is exported`() throws {
    let result = try runner().run("export", "--format", "jsonl", "?p -member_of-> 'Engine Society'")
    #expect(result.status == 0)
    #expect(result.output.split(separator: "\n").count == 5)
    #expect(try runner().run("export", "--format", "jsonl", "?p -member_of").status == 2)
  }

  @Test func `graphviz draws what is exported`() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/dot") else { return }
    let result = try runner().run("export", "--format", "svg", "--use", "claims")
    #expect(result.status == 0)
    #expect(result.output.contains("<svg"))
    #expect(result.output.contains("Dot &quot;Q&quot;"))
    #expect(result.output.contains("stroke-dasharray"))
  }

  @Test func `without graphviz the message says what to do`() throws {
    let result = try runner().run("export", "--format", "svg", environment: ["PATH": "/nowhere"])
    #expect(result.status == 1)
    #expect(result.errors.contains("install it"))
  }

  @Test func `stats as JSON is JSON`() throws {
    let output = try runner().run("stats", "--format", "json").output
    let object = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    #expect(object["nodes"] as? Int == 4)
    #expect(object["statuses"] as? [String: Int] == ["asserted": 3, "denied": 1])
  }
}
