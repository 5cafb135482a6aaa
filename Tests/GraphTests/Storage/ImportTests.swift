import Foundation
import Testing

@testable import Graph

@Suite struct ImportTests {
  @Test func `what is exported and imported again is exported the same`() throws {
    let folder = try TemporaryFolder()
    let store = try GraphStore.inMemory()
    try store.replaceCanonicalGraph(by: graph(of: awkwardNames))
    let first = try exported(store)
    let second = try GraphStore.inMemory()
    let summary = try second.importGraph(from: [try folder.write(first, to: "graph.jsonl")])
    #expect(summary.nodes == awkwardNames.count)
    #expect(try exported(second) == first)
    #expect(try second.check().isEmpty)
    let (a, b) = (try store.loadGraph(), try second.loadGraph())
    #expect(
      (0..<Int32(a.nodeCount)).map { a.properties(ofNode: $0) }
        == (0..<Int32(b.nodeCount)).map { b.properties(ofNode: $0) })
  }

  @Test(arguments: [
    #"{"node":{"id":"a","labels":["L","M"],"properties":{"aliases":["x","y"],"name":"A","z":1}}}"#,
    #"{"node":{"id":"a","labels":[],"properties":{"name":[1,2.0,{"k":null}]}}}"#,
    #"{"node":{"id":"a","labels":["P"],"properties":{"b":-9223372036854775808,"c":1e+300,"d":0.1}}}"#,
    #"{"node":{"id":"a","labels":["P"],"properties":{"":"","a\"b":"\\"}}}"#,
    #"{"node":{"id":"😀","labels":["Ünï"],"properties":{"date":"2020","status":"odd"}}}"#,
  ])
  func `a line in the store's spelling comes back byte by byte`(line: String) throws {
    let folder = try TemporaryFolder()
    let store = try GraphStore.inMemory()
    _ = try store.importGraph(from: [try folder.write(line + "\n", to: "g.jsonl")])
    #expect(try exported(store) == line + "\n")
  }

  @Test(
    arguments: [
      (#"{"id":"e","type":"T","start":"a","end":"b","properties":{"date":"2020-01-02","n":5,"status":"denied"}}"#, nil),
      (
        #"{"properties":{"n":5},"from":"a","to":"b","type":"T","id":"e"}"#,
        #"{"id":"e","type":"T","start":"a","end":"b","properties":{"n":5}}"#
      ),
      (
        #"{ "id" : "e" , "type" : "T" , "start" : "a" , "end" : "b" }"#,
        #"{"id":"e","type":"T","start":"a","end":"b","properties":{}}"#
      ),
      (
        #"{"id":"e","type":"T","start":"a","end":"b","properties":{"z":1,"a":2,"a":3}}"#,
        #"{"id":"e","type":"T","start":"a","end":"b","properties":{"a":3,"z":1}}"#
      ),
    ] as [(String, String?)])
  func `spellings of an edge`(given: String, expected: String?) throws {
    let folder = try TemporaryFolder()
    let store = try GraphStore.inMemory()
    let nodes = #"{"node":{"id":"a"}}"# + "\r\n\n" + #"{"node":{"id":"b","labels":"B","properties":null}}"# + "\n"
    _ = try store.importGraph(from: [try folder.write("\u{FEFF}" + nodes + #"{"edge":"# + given + "}", to: "g.jsonl")])
    let edges = try exported(store).split(separator: "\n").filter { $0.hasPrefix(#"{"edge""#) }
    #expect(edges.map(String.init) == [#"{"edge":"# + (expected ?? given) + "}"])
  }

  @Test(
    arguments: [
      (#"{"node":{"id":"b"}"#, 1, 19, "expected '}', found the end of the line"),
      (#"{"nod":{"id":"b"}}"#, 1, 2, #"expected "node" or "edge", found "nod""#),
      (#"{"node":{"id":1}}"#, 1, 15, "expected a string, found '1'"),
      (#"{"node":{"labels":[]}}"#, 1, 9, #"this node has no "id""#),
      (#"{"node":{"id":"a"}}"# + "\n" + #"{"node":{"id":"a"}}"#, 2, 15, "there is a node 'a' already"),
      (
        #"{"node":{"id":"a"}}"# + "\n" + #"{"edge":{"id":"e","type":"T","start":"a","end":"q"}}"#, 2, 48,
        "no node 'q' so far; nodes stand before the edges that join them"
      ),
      (#"{"node":{"id":"b","properties":{"x":01}}}"#, 1, 37, "a number must not begin with a zero"),
      (#"{"node":{"id":"b","properties":{"x":1e999}}}"#, 1, 37, "this number is out of range"),
      (#"{"node":{"id":"b","colour":"red"}}"#, 1, 19, #"unknown member "colour"; expected id, labels or properties"#),
      (#"{"node":{"id":"b"}} {"#, 1, 21, "expected the end of the line, found '{'"),
      (
        #"{"node":{"id":"b","properties":{"x":"# + String(repeating: "[", count: 300), 1, 237,
        "nested more than 200 deep"
      ),
      (#"["node"]"#, 1, 1, "expected '{', found '['"),
      ("{\"node\":{\"id\":\"a\u{7}\"}}", 1, 17, "control character in a string; write it as an escape"),
    ] as [(String, Int, Int, String)])
  func `says where a line is wrong, and imports nothing`(text: String, line: Int, column: Int, message: String) throws {
    let folder = try TemporaryFolder()
    let store = try GraphStore.inMemory()
    let good = try folder.write(#"{"node":{"id":"good"}}"#, to: "good.jsonl")
    let bad = try folder.write(text, to: "bad.jsonl")
    let error = #expect(throws: ImportError.self) { try store.importGraph(from: [good, bad]) }
    #expect(error == ImportError(file: bad, line: line, column: column, message: message))
    #expect(try exported(store) == "")
    #expect(try store.generation() == 0)
  }

  @Test func `any bytes are refused or read, never a crash`() throws {
    let line = Array(
      #"{"node":{"id":"aé\u00e9","labels":["X"],"properties":{"k":[1,-2.5e3,true,null,{"m":"\ud83d\ude00"}]}}}"#.utf8)
    var random = SeededGenerator(state: 7)
    var record = GraphRecord()
    var accepted = 0
    for _ in 0..<4000 {
      var bytes = line
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        bytes[at] = UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      do {
        try RecordScanner.scan(bytes.span, into: &record)
        accepted += 1
      } catch {
        #expect(error.offset <= bytes.count)
      }
    }
    #expect(accepted > 0)
  }

  @Test(arguments: [",", ";", "\t"])
  func `CSV files of nodes and edges`(separator: String) throws {
    let folder = try TemporaryFolder()
    func csv(_ rows: [[String]]) -> String { rows.map { $0.joined(separator: separator) }.joined(separator: "\r\n") }
    let edges = try folder.write(
      csv([
        ["source", "target", "type", "date", "count"], ["a", "b", "MET", "2020", "2"], ["b", "a", "SAID", "", ""],
      ]),
      to: "edges.csv")
    let nodes = try folder.write(
      csv([
        ["id", "label", "name", "born:int", "note", "tags:string[]"],
        ["a", "Person", "\"Ann \"\"A\"\"\nLee\"", "1970", "007", "\"x;y\""],
        ["b", "\"Person;Chair\"", "12", "", "1.5", ""],
      ]), to: "nodes.csv")
    let store = try GraphStore.inMemory()
    let summary = try store.importGraph(from: [edges, nodes])
    #expect(summary.nodes == 2 && summary.edges == 2)
    let expected = [
      #"{"node":{"id":"a","labels":["Person"],"properties":{"born":1970,"name":"Ann \"A\"\nLee","note":"007","tags":["x","y"]}}}"#,
      #"{"node":{"id":"b","labels":["Person","Chair"],"properties":{"name":"12","note":1.5}}}"#,
      #"{"edge":{"id":"edges.csv:2","type":"MET","start":"a","end":"b","properties":{"count":2,"date":"2020"}}}"#,
      #"{"edge":{"id":"edges.csv:3","type":"SAID","start":"b","end":"a","properties":{}}}"#,
    ]
    #expect(try exported(store).split(separator: "\n").map(String.init) == expected)
  }

  @Test(arguments: [
    ("name\nx", 1, "the header has no column 'id'"), ("start,end\na,b", 1, "the header has no column 'type'"),
    ("id,name\na,b,c", 2, "expected 2 fields as in the header, found 3"),
    ("id,name\n\n,x", 3, "the field 'id' is empty"), ("id,name\na,\"x", 2, "a quotation mark is not closed"),
    ("id,n:int\na,1\nb,x", 3, "'x' in 'n' is no integer"), ("id\na\na", 3, "there is a node 'a' already"),
    ("id,x\na,\"b\"c", 2, "text behind a closing quotation mark"),
  ])
  func `says where a CSV file is wrong`(text: String, line: Int, message: String) throws {
    let folder = try TemporaryFolder()
    let store = try GraphStore.inMemory()
    let path = try folder.write(text, to: "x.csv")
    let error = #expect(throws: ImportError.self) { try store.importGraph(from: [path]) }
    #expect(error == ImportError(file: path, line: line, column: 1, message: message))
    #expect(try store.generation() == 0)
  }

  @Test func `imported edges may join earlier imports but not what documents gave`() throws {
    let folder = try TemporaryFolder()
    let store = try GraphStore.inMemory()
    try store.replace(meetings("a.txt", [("Ann Lee", "Bo Ek")]), hash: [])
    try store.rebuild()
    let key = try #require(try store.search("Ann").nodes.first?.key)
    _ = try store.importGraph(from: [try folder.write(#"{"node":{"id":"n"}}"#, to: "n.jsonl")])
    let edge = #"{"edge":{"id":"e","type":"T","start":"n","end":"n"}}"#
    _ = try store.importGraph(from: [try folder.write(edge, to: "e.jsonl")])
    let foreign = #"{"edge":{"id":"f","type":"T","start":"n","end":"\#(key)"}}"#
    #expect(throws: ImportError.self) { try store.importGraph(from: [try folder.write(foreign, to: "f.jsonl")]) }
    #expect(try store.removeDocuments(named: ["a.txt", "unknown"]) == 1)
    try store.rebuild()
    #expect(try exported(store).split(separator: "\n").count == 2)
    #expect(try store.check().isEmpty)
  }

  private func exported(_ store: GraphStore) throws -> String {
    var bytes: [UInt8] = []
    try store.exportJSONLines { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func graph(of names: [String]) -> CanonicalGraph {
    var graph = CanonicalGraph()
    for (index, name) in names.enumerated() {
      graph.nodes.append(
        CanonicalNode(
          key: "\(index) \(name)", label: .person, name: name, aliases: [name + "2"],
          properties: [name: .string(name), "list": .list([.string(name), .int(.min), .double(-0.5), .null])]))
      graph.edges.append(
        CanonicalEdge(
          key: "e\(index) \(name)", type: name.isEmpty ? "T" : name, start: "0 \(names[0])", end: "\(index) \(name)",
          status: index % 2 == 0 ? .asserted : .denied, properties: ["date": .string("2020"), "of": .string(name)]))
    }
    return graph
  }
}

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
