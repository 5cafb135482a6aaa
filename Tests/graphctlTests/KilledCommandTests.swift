import Foundation
import Testing

/// What is left when a command is killed in the middle.
@Suite struct KilledCommandTests {
  @Test func `an import that is killed leaves all or nothing`() throws {
    let runner = try CommandRunner()
    var lines = (0..<3000).map {
      #"{"node":{"id":"n\#($0)","labels":["P"],"properties":{"name":"Name \#($0)"}}}"# + "\n"
    }
    lines += (0..<9000).map { index in
      #"{"edge":{"id":"e\#(index)","type":"T","start":"n\#(index % 3000)","end":"n\#(index * 7 % 3000)","properties":{}}}"#
        + "\n"
    }
    let graph = lines.joined()
    try runner.write(graph, to: "graph.jsonl")
    let start = Date()
    #expect(try runner.run("import", "graph.jsonl", "--db", "reference.db").status == 0)
    let duration = Date().timeIntervalSince(start)
    var random = SystemRandomNumberGenerator()
    for number in 0..<6 {
      let database = "killed\(number).db"
      let delay = Double.random(in: 0...duration, using: &random)
      try runner.runAndKill(["import", "graph.jsonl", "--db", database], after: delay)
      if FileManager.default.fileExists(atPath: runner.folder.appendingPathComponent(database).path) {
        let first = try runner.run("export", "--format", "jsonl", "--db", database)
        // A kill before the schema was written leaves an empty file, which nobody takes for a database.
        if first.status == 0 { #expect(first.output.isEmpty || first.output == graph, "killed after \(delay) s") }
        if first.output == graph { continue }
      }
      #expect(try runner.run("import", "graph.jsonl", "--db", database).status == 0)
      #expect(try runner.run("check", "--db", database).status == 0)
      #expect(try runner.run("export", "--format", "jsonl", "--db", database).output == graph)
    }
  }

  @Test func `an export that can't be finished leaves the file as it was`() throws {
    let runner = try CommandRunner()
    try runner.write(#"{"node":{"id":"n"}}"#, to: "graph.jsonl")
    #expect(try runner.run("import", "graph.jsonl").status == 0)
    try runner.write("before", to: "out.txt")
    let result = try runner.run("export", "--format", "svg", "-o", "out.txt", environment: ["PATH": "/nowhere"])
    #expect(result.status == 1)
    #expect(try runner.read("out.txt") == "before")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: runner.folder.path).allSatisfy { !$0.hasSuffix(".tmp") })
  }
}
