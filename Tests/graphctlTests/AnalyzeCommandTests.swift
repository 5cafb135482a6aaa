import Testing

@Suite struct AnalyzeCommandTests {
  private let runner: CommandRunner

  init() throws { runner = try CommandRunner() }

  private static let text = "Mayor leaves\n\nBONN (AFX) - Ann Lee didn't stay. “Enough,” she said.\n\nNobody knows why."

  @Test func `keeps words and sentences of its own CoNLL-U output`() throws {
    let file = try runner.write(Self.text, to: "a.txt")
    let first = try runner.run("analyze", "--tokens-only", file)
    #expect(first.status == 0)
    #expect(first.output.contains("# text = Ann Lee didn't stay.\n"))
    #expect(first.output.contains("3-4\tdidn't\t"))
    let second = try runner.run("analyze", "--tokens-only", "--input", "conllu", "-", input: first.output)
    #expect(second.output == first.output)
  }

  @Test(arguments: ["conllu", "json"])
  func `prints the same whatever the number of jobs`(format: String) throws {
    let lines = (1...40).map { number in
      let text = String(repeating: "Ann Lee met Bob Ray in room \(number). ", count: number)
      return "{\"id\": \"d\(number)\", \"text\": \"\(text)\"}"
    }
    let file = try runner.write(lines.joined(separator: "\n"), to: "all.jsonl")
    let one = try runner.run("analyze", "--tokens-only", "--format", format, "--jobs", "1", file)
    let eight = try runner.run("analyze", "--tokens-only", "--format", format, "--jobs", "8", file)
    #expect(one.status == 0 && !one.output.isEmpty)
    #expect(one.output == eight.output)
  }

  @Test func `analyzes a text with the model`() throws {
    let outcome = try runner.run("analyze", "--format", "json", "-", input: "Ann Lee met Bob Ray in Paris.")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.hasPrefix("{\"doc\":\"-\",\"text\":\"Ann Lee met Bob Ray in Paris.\",\"sentences\":[{\"start\":0,")
    )
    #expect(
      outcome.output.contains("\"form\":\"met\",\"lemma\":\"meet\",\"upos\":\"VERB\",\"head\":0,\"deprel\":\"root\""))
    #expect(outcome.output.contains("{\"start\":0,\"end\":7,\"label\":\"Person\"}"))
  }

  @Test(arguments: [
    (["--input", "conllu"], "1\tA\n", 1 as Int32, "-:1: expected 10 columns separated by tabulators, found 2"),
    ([], "%PDF-1.7 and so on", 1, "-: not text, but a PDF file"),
    (["--jobs", "0"], "", 2, "--jobs must be at least 1"),
  ])
  func `says what is wrong`(options: [String], input: String, status: Int32, message: String) throws {
    let outcome = try runner.run(["analyze", "--tokens-only"] + options + ["-"], input: input)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(message))
  }

  @Test func `goes on behind a document that can't be read`() throws {
    let file = try runner.write(
      "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": 1\n{\"id\": \"b\", \"text\": \"Two.\"}\n", to: "x.jsonl")
    let outcome = try runner.run("analyze", "--tokens-only", file)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("x.jsonl:2:9: expected ',' or '}', found the end of the line"))
    #expect(
      outcome.output.split(separator: "\n").filter { $0.hasPrefix("# newdoc") } == [
        "# newdoc id = a", "# newdoc id = b",
      ])
  }
}
