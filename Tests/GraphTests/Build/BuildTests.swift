import Foundation
import Language
import Testing

@testable import Graph

@Suite struct BuildTests {
  /// Reads invented documents: each line "A met B" is a claim.
  private static func process(_ document: SourceDocument) -> DocumentPipeline.Product {
    let text = String(decoding: document.text, as: UTF8.self)
    let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 5, words[2] == "met" else { return nil }
      return (words[0] + " " + words[1], words[3] + " " + words[4])
    }
    var extraction = meetings(document.name, pairs)
    extraction.title = document.title
    return DocumentPipeline.Product(extraction: extraction, words: text.split(separator: " ").count)
  }

  private static let people = ["Ann Lee", "Bo Ek", "Cy Od", "Di Fox", "Ed Gil", "Flo Hay", "Gus Ives"]

  /// The text of document `number` in its `edition`-th form.
  private func text(_ number: Int, edition: Int = 0) -> String {
    var random = SeededGenerator(state: UInt64(number * 100 + edition))
    return (0..<4).map { _ in
      let pair = Self.people.shuffled(using: &random).prefix(2)
      return "\(pair[0]) met \(pair[1])\n"
    }.joined()
  }

  private func build(
    _ store: GraphStore, _ paths: [String], jobs: Int = 1, prunes: Bool = false, isDryRun: Bool = false,
    fingerprint: [UInt8] = [1]
  ) async throws -> GraphBuild.Summary {
    var options = GraphBuild.Options(paths: paths)
    options.jobs = jobs
    options.prunes = prunes
    options.isDryRun = isDryRun
    return try await GraphBuild(into: store, fingerprint: fingerprint) { Self.process($0) }.run(options)
  }

  /// Everything that the store gives out, as text.
  private func output(_ store: GraphStore) throws -> String {
    var builder = JSONBuilder()
    try store.forEachFact { $0.write(to: &builder) }
    try store.forEachEntity { $0.write(to: &builder) }
    var text = builder.text
    try store.exportJSONLines { text += String(decoding: $0, as: UTF8.self) }
    var dot = ""
    let graph = try store.loadGraph()
    let selection = GraphSelection(graph, scope: .all)
    try DOTWriter().write(
      PropertyGraphExport(graph, nodes: selection.nodes, edges: selection.edges, evidence: StoredEvidence(store)),
      to: &dot)
    return text + dot
  }

  @Test(arguments: [1, 2, 8])
  func `any order of input and any number of jobs give the same bytes`(jobs: Int) async throws {
    let folder = try TemporaryFolder()
    let files = try (0..<12).map { try folder.write(text($0), to: "d\($0).txt") }
    let reference = try GraphStore.inMemory()
    _ = try await build(reference, files)
    let expected = try output(reference)
    #expect(expected.utf8.count > 1000)
    var random = SeededGenerator(state: UInt64(jobs))
    for _ in 0..<3 {
      let store = try GraphStore.inMemory()
      _ = try await build(store, files.shuffled(using: &random), jobs: jobs)
      #expect(try output(store) == expected)
      #expect(try store.check().isEmpty)
    }
  }

  @Test(arguments: 0..<4)
  func `changing and removing documents ends where a fresh build ends`(seed: UInt64) async throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(state: seed)
    let store = try GraphStore.inMemory()
    var present: Set<Int> = []
    for edition in 0..<4 {
      for number in 0..<8 where Bool.random(using: &random) {
        _ = try folder.write(text(number, edition: edition), to: "d\(number).txt")
        present.insert(number)
      }
      if let gone = present.sorted().randomElement(using: &random) {
        present.remove(gone)
        try FileManager.default.removeItem(atPath: folder.path("d\(gone).txt"))
      }
      _ = try await build(store, [folder.url.path], jobs: 3, prunes: true)
      let fresh = try GraphStore.inMemory()
      _ = try await build(fresh, [folder.url.path])
      #expect(try output(store) == output(fresh))
      #expect(try store.check().isEmpty)
    }
  }

  @Test func `only what is new or changed is read again`() async throws {
    let folder = try TemporaryFolder()
    let store = try GraphStore.inMemory()
    for number in 0..<3 { _ = try folder.write(text(number), to: "d\(number).txt") }
    let first = try await build(store, [folder.url.path])
    #expect(first.added == ["d0.txt", "d1.txt", "d2.txt"])
    let generation = try store.generation()
    let second = try await build(store, [folder.url.path])
    #expect(second.unchanged == 3 && second.added.isEmpty && second.changed.isEmpty)
    #expect(try store.generation() == generation)
    _ = try folder.write(text(1, edition: 7), to: "d1.txt")
    #expect(try await build(store, [folder.url.path]).changed == ["d1.txt"])
    #expect(try await build(store, [folder.url.path], fingerprint: [2]).changed.count == 3)
  }

  @Test func `a dry run writes nothing`() async throws {
    let folder = try TemporaryFolder()
    let store = try GraphStore.inMemory()
    _ = try folder.write(text(0), to: "d0.txt")
    let summary = try await build(store, [folder.url.path], isDryRun: true)
    #expect(summary.added == ["d0.txt"])
    #expect(try store.documents().isEmpty)
    #expect(try store.generation() == 0)
  }

  @Test func `pruning takes out documents whose file is gone, and no others`() async throws {
    let folder = try TemporaryFolder()
    let store = try GraphStore.inMemory()
    let kept = try folder.write(text(0), to: "kept.txt")
    let gone = try folder.write(text(1), to: "gone.txt")
    _ = try await build(store, [kept, gone])
    try store.replace(meetings("from elsewhere", [("Ann Lee", "Bo Ek")]), hash: [])
    try FileManager.default.removeItem(atPath: gone)
    let other = try folder.write(text(2), to: "other.txt")
    #expect(try await build(store, [other]).removed.isEmpty)
    let summary = try await build(store, [other], prunes: true)
    #expect(summary.removed == ["gone.txt"])
    #expect(try store.documents().map(\.name) == ["from elsewhere", "kept.txt", "other.txt"])
  }

  @Test func `a line that leaves a collection is pruned`() async throws {
    let folder = try TemporaryFolder()
    let store = try GraphStore.inMemory()
    let lines = ["a", "b"].map { #"{"id":"\#($0)","text":"Ann Lee met Bo Ek\n","title":"T \#($0)"}"# + "\n" }
    let path = try folder.write(lines.joined(), to: "c.jsonl")
    _ = try await build(store, [path])
    #expect(try store.documents().map(\.title) == ["T a", "T b"])
    _ = try folder.write(lines[1], to: "c.jsonl")
    #expect(try await build(store, [path], prunes: true).removed == ["a"])
  }

  @Test func `two documents of one name are a problem, not a race`() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("x"), withIntermediateDirectories: true)
    let first = try folder.write(text(0), to: "d.txt")
    let second = try folder.write(text(1), to: "x/d.txt")
    let summary = try await build(try GraphStore.inMemory(), [first, second, folder.path("missing.txt")])
    #expect(summary.added == ["d.txt"])
    #expect(summary.problems.count == 2)
  }

  @Test func `a file never takes the place of another one's document`() async throws {
    let folder = try TemporaryFolder()
    for name in ["x", "y"] {
      try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
    }
    let first = try folder.write(text(0), to: "x/d.txt")
    _ = try folder.write(text(1), to: "y/d.txt")
    let store = try GraphStore.inMemory()
    _ = try await build(store, [folder.path("x")])
    let refused = try await build(store, [folder.path("y")])
    #expect(refused.problems.count == 1 && refused.changed.isEmpty)
    try FileManager.default.removeItem(atPath: first)
    let moved = try await build(store, [folder.path("y")])
    #expect(moved.problems.isEmpty && moved.changed == ["d.txt"])
  }

  @Test func `a build that was stopped before the graph was made is finished by the next`() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text(0), to: "d0.txt")
    let reference = try GraphStore.inMemory()
    _ = try await build(reference, [path])
    let store = try GraphStore.inMemory()
    var known: [String: [UInt8]] = [:]
    known = try reference.documentHashes()
    let extraction = try #require(try reference.extraction(named: "d0.txt"))
    try store.replace(extraction, hash: known["d0.txt"] ?? [], path: path)
    #expect(try store.isStale())
    let summary = try await build(store, [path])
    #expect(summary.unchanged == 1)
    #expect(try output(store) == output(reference))
  }
}

@Suite struct ContentHashTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1000), "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
  ])
  func `is SHA-256`(text: String, expected: String) {
    var hash = ContentHash()
    hash.add(raw: Array(text.utf8))
    #expect(hash.finish().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() == expected)
  }

  @Test func `fields do not run into each other`() {
    func hash(_ fields: [String?]) -> [UInt8] {
      var hash = ContentHash()
      for field in fields { hash.add(field) }
      return hash.finish()
    }
    #expect(hash(["ab", "c"]) != hash(["a", "bc"]))
    #expect(hash([nil]) != hash([""]))
  }
}

@Suite struct JournalTests {
  private static let node = NodeReference(
    key: "person/ann-lee", anchors: [NodeReference.Anchor(document: "a.txt", name: "Ann \"Lee\"")])

  @Test(arguments: [
    IdentityDecision.merge(node, NodeReference(key: "person/bo-ek")), .split(node, documents: ["a.txt", "b.txt"]),
    .rename(node, name: "Ann\nLee"), .retype(node, label: .organization), .accept(edge: "e1"), .reject(edge: "e 2"),
  ])
  func `a decision comes back as it was recorded`(decision: IdentityDecision) throws {
    let store = try GraphStore.inMemory()
    let id = try store.record(decision)
    #expect(try store.isStale())
    #expect(try store.decisions() == [decision])
    #expect(try store.undo() == id)
    #expect(try store.decisions().isEmpty)
    #expect(try store.journal().map(\.isUndone) == [true])
    #expect(try store.undo() == nil)
  }

  @Test func `a decision holds after a rebuild and is gone after an undo`() throws {
    let store = try GraphStore.inMemory()
    try store.replace(meetings("a.txt", [("Ann Lee", "Bo Ek")]), hash: [])
    try store.rebuild()
    let key = try #require(try store.search("Ann").nodes.first?.key)
    let reference = try #require(try store.reference(toNode: key))
    #expect(reference.anchors == [NodeReference.Anchor(document: "a.txt", name: "Ann Lee")])
    try store.record(.rename(reference, name: "Anna Leigh"))
    try store.rebuild()
    #expect(try store.search("Leigh").nodes.map(\.name) == ["Anna Leigh"])
    _ = try store.undo()
    try store.rebuild()
    #expect(try store.search("Leigh").nodes.isEmpty)
    #expect(try store.check().isEmpty)
  }
}
