import Foundation
import Testing

@Suite struct QueryCommandTests {
  /// A small graph: a meeting, a role with its body, a denial.
  static let lines = """
    {"node": {"id": "n1", "labels": ["Person"], "properties": {"name": "Ada Lovelace", "aliases": ["Ada"]}}}
    {"node": {"id": "n2", "labels": ["Person"], "properties": {"name": "Charles Babbage"}}}
    {"node": {"id": "n3", "labels": ["Place"], "properties": {"name": "Turin"}}}
    {"edge": {"id": "e1", "type": "MET", "start": "n2", "end": "n1", "properties": {"count": 2, "weight": 0.5}}}
    {"edge": {"id": "e2", "type": "VISITED", "start": "n1", "end": "n3", "properties": {"status": "denied"}}}
    """

  @Test(arguments: [
    (["Ada -met-> ?who", "--format", "csv"], "who\r\n\"{\"\"id\"\": \"\"n2\"\", ", ""),
    (["Ada -met-> ?who return ?who.name", "--format", "jsonl"], "{\"who.name\": \"Charles Babbage\"}\n", ""),
    (
      ["MATCH (a:Person) RETURN a.name ORDER BY a.name", "--format", "tsv"], "a.name\nAda Lovelace\nCharles Babbage\n",
      ""
    ),
    (["MATCH (a:Person) RETURN count(*) AS n", "--format", "json"], "[{\"n\": 2}]\n", ""),
    (
      ["MATCH ()-[e:MET]->() RETURN e.count AS c, e.weight AS w", "--format", "markdown"],
      "| c | w |\n| --- | --- |\n| 2 | 0.5 |\n", ""
    ),
    (
      ["RETURN date('2017-03-02') AS d, 1.0 AS f, 0.0 / 0 AS nan", "--format", "typed-json"],
      "{\"columns\": [\"d\", \"f\", \"nan\"], \"rows\": [[{\"$date\": \"2017-03-02\"}, 1.0, {\"$float\": \"NaN\"}]]}\n",
      ""
    ),
    (["USE claims Ada -visited-> ?x", "--format", "graph-json"], "{\"directed\": true", ""),
    (["RETURN $x AS x", "--param", "x=[1, \"a\"]", "--format", "jsonl"], "{\"x\": [1, \"a\"]}\n", ""),
  ])
  func `answers in the format asked for`(arguments: [String], output: String, errors: String) throws {
    let runner = try CommandRunner()
    try runner.write(Self.lines, to: "g.jsonl")
    #expect(try runner.run("import", "g.jsonl").status == 0)
    let outcome = try runner.run(["query"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix(output), "\(outcome.output)")
  }

  @Test(arguments: [
    (["Ada -met"], Int32(2), "error[Q006]: expected '->' or '-' to close the edge, found end of query"),
    (["Adda -met-> ?x"], 2, "error[Q123]: no node is called 'Adda'"),
    (["MATCH (a) RETURN b"], 2, "error[Q105]: variable 'b' is not defined"),
    (["RETURN 1 / 0"], 2, "error[Q303]: division by zero"),
    (["UNWIND range(1, 100) AS x RETURN x", "--max-rows", "10"], 1, "the answer has more than 10 rows"),
    (
      ["UNWIND range(1, 3000000) AS x UNWIND range(1, 3000000) AS y RETURN max(x + y)", "--timeout", "0.2"], 1,
      "was stopped"
    ),
    (["MATCH (a:Nobody) RETURN a", "--fail-empty"], 3, "warning[Q101]: no label 'Nobody'"),
  ])
  func `ends with the status that says what went wrong`(arguments: [String], status: Int32, errors: String) throws {
    let runner = try CommandRunner()
    try runner.write(Self.lines, to: "g.jsonl")
    #expect(try runner.run("import", "g.jsonl").status == 0)
    let outcome = try runner.run(["query"] + arguments)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(errors), "\(outcome.errors)")
    if status != 3 { #expect(outcome.output.isEmpty) }
  }

  @Test(arguments: [
    ("explain", "MATCH (ada:Person {name: 'Ada Lovelace'})-[:MET]-(who)\nRETURN DISTINCT who\n"),
    ("profile", "MATCH (ada:Person {name: 'Ada Lovelace'})-[:MET]-(who)\nRETURN DISTINCT who\n"),
  ])
  func `shows the pattern form and the operators`(command: String, output: String) throws {
    let runner = try CommandRunner()
    try runner.write(Self.lines, to: "g.jsonl")
    #expect(try runner.run("import", "g.jsonl").status == 0)
    let outcome = try runner.run(command, "Ada -met-> ?who")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix(output))
    #expect(outcome.output.contains("NodesByName (ada)"))
  }
}
