import Testing

@testable import Language

@Suite struct JSONLineTests {
  private func members(_ line: String) throws -> [String: String] {
    try JSONLine(Array(line.utf8)).members.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    (#"{"id":"a","text":"x\n\"y\" é\u00e9\ud83d\ude00\/"}"#, ["id": "a", "text": "x\n\"y\" éé😀/"]),
    (#" { } "#, [:]),
    (
      #"{"n": -1.5e3, "t": true, "z": null, "o": {"a": [1, {"b": "c"}]}, "s": "last"}"#,
      ["n": "-1.5e3", "t": "true", "s": "last"]
    ),
    (#"{"a": "\ud800x"}"#, ["a": "\u{FFFD}x"]),
  ])
  func `reads the strings of an object`(line: String, expected: [String: String]) throws {
    #expect(try members(line) == expected)
  }

  @Test(arguments: [
    (#"{"a": }"#, 6, "expected a value, found '}'"),
    (#"{"a" 1}"#, 5, "expected ':' after the name 'a', found '1'"),
    (#"{"a": "x"#, 8, "the string is not closed"),
    (#"["a"]"#, 0, "expected an object: '{', found '['"),
    (#"{"a": 1} x"#, 9, "expected the end of the line, found 'x'"),
    (#"{"a": "\q"}"#, 7, "unknown escape in a string"),
    (#"{"a": "#, 6, "expected a value, found the end of the line"),
    (#"{"a": nope}"#, 6, "expected a value, found 'n'"),
    (#"{"a": "x","#, 10, "expected a string: '\"', found the end of the line"),
  ])
  func `points at the mistake`(line: String, offset: Int, reason: String) {
    let failure = #expect(throws: JSONLine.Failure.self) { try JSONLine(Array(line.utf8)) }
    #expect(failure?.offset == offset)
    #expect(failure?.reason == reason)
  }

  @Test func `refuses values that are nested too deep`() {
    let line = "{\"a\":" + String(repeating: "[", count: 100_000)
    #expect(throws: JSONLine.Failure.self) { try JSONLine(Array(line.utf8)) }
  }

  @Test(arguments: [1, 2])
  func `never traps on random lines`(seed: UInt64) {
    var random = Generator(state: seed)
    let parts = [
      "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u", "d83d", "1", "-", "e", "null", " ", "a", "é", "\u{0}",
    ]
    for _ in 0..<1000 {
      let line = (0..<Int.random(in: 0..<20, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
      _ = try? JSONLine(Array(("{" + line.joined()).utf8))
    }
  }
}
