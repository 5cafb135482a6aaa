import Foundation
import Testing

@testable import Graph

@Suite struct GraphStoreTests {
  @Test(arguments: awkwardNames)
  func `a document comes back as it was stored`(name: String) throws {
    let store = try GraphStore.inMemory()
    var document = meetings("a.txt", [("Ann Lee", "Bo Ek"), ("Bo Ek", "Ann Lee")], status: .denied)
    document.title = name
    document.text += name
    document.entities[0].name = name
    document.entities[0].properties = ["kind": .list([.string(name), .int(1), .double(1), .null, .bool(true)])]
    document.claims[1].rule = "other"
    document.claims[1].evidence.subject = nil
    try store.replace(document, hash: [1, 2])
    #expect(try store.extraction(named: "a.txt") == document)
    try store.rebuild()
    #expect(try store.check().isEmpty)
  }

  @Test func `a changed document replaces the one before`() throws {
    let store = try GraphStore.inMemory()
    try store.replace(meetings("a.txt", [("Ann Lee", "Bo Ek")]), hash: [1])
    let changed = meetings("a.txt", [("Cy Od", "Bo Ek")])
    try store.replace(changed, hash: [2])
    #expect(try store.extractions() == [changed])
    #expect(try store.documentHashes() == ["a.txt": [2]])
    #expect(try store.search("Ann").sentences.isEmpty)
  }

  @Test func `an extraction that contradicts itself changes nothing`() throws {
    let store = try GraphStore.inMemory()
    var document = meetings("a.txt", [("Ann Lee", "Bo Ek")])
    document.claims[0].object = 7
    let error = #expect(throws: StorageError.self) { try store.replace(document, hash: []) }
    #expect(error?.kind == .invalid)
    #expect(try store.documents().isEmpty)
    #expect(try store.generation() == 0)
  }

  @Test func `every write advances the generation, and only documents make the graph stale`() throws {
    let store = try GraphStore.inMemory()
    try store.replace(meetings("a.txt", [("Ann Lee", "Bo Ek")]), hash: [])
    #expect(try store.generation() == 1)
    #expect(try store.isStale())
    try store.rebuild()
    #expect(try store.generation() == 2)
    #expect(try !store.isStale())
  }

  @Test func `a file survives being closed`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("graph.db")
    let document = meetings("a.txt", [("Ann Lee", "Bo Ek")])
    do {
      let store = try GraphStore.open(at: path, for: .create)
      try store.replace(document, hash: [1])
      try store.rebuild()
      store.checkpoint()
    }
    let store = try GraphStore.open(at: path, for: .read)
    #expect(try store.extractions() == [document])
    #expect(try store.loadGraph().edgeCount == 3)
  }

  @Test func `readers see the last whole state while a writer is at work`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("graph.db")
    let writer = try GraphStore.open(at: path, for: .create)
    try writer.replace(meetings("a.txt", [("Ann Lee", "Bo Ek")]), hash: [1])
    try writer.write { db in
      try DocumentRemover(db).remove(named: "a.txt")
      let reader = try GraphStore.open(at: path, for: .read, patience: 0)
      #expect(try reader.documents().count == 1)
      let second = try GraphStore.open(at: path, for: .change, patience: 0)
      let error = #expect(throws: StorageError.self) { try second.removeDocuments(named: ["a.txt"]) }
      #expect(error?.kind == .locked)
    }
    #expect(try writer.documents().isEmpty)
  }

  @Test(arguments: [
    ("missing.db", StorageError.Kind.missing), ("text.db", .foreign), ("empty.db", .foreign), ("other.db", .foreign),
    ("newer.db", .newer), ("folder", .foreign),
  ])
  func `refuses what is not its database`(name: String, kind: StorageError.Kind) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(String(repeating: "not a database ", count: 20), to: "text.db")
    _ = try folder.write("", to: "empty.db")
    try FileManager.default.createDirectory(atPath: folder.path("folder"), withIntermediateDirectories: true)
    try Fixture.makeDatabase(at: folder.path("other.db"), sql: "CREATE TABLE t (a)")
    try Fixture.makeDatabase(
      at: folder.path("newer.db"),
      sql: "CREATE TABLE t (a); PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = 99")
    let error = #expect(throws: StorageError.self) { try GraphStore.open(at: folder.path(name), for: .read) }
    #expect(error?.kind == kind)
  }

  @Test func `opening for creation takes an empty file but not a stranger's database`() throws {
    let folder = try TemporaryFolder()
    let empty = try folder.write("", to: "empty.db")
    #expect(try GraphStore.open(at: empty, for: .create).generation() == 0)
    let other = folder.path("other.db")
    try Fixture.makeDatabase(at: other, sql: "CREATE TABLE t (a)")
    let before = try Data(contentsOf: URL(fileURLWithPath: other))
    #expect(throws: StorageError.self) { try GraphStore.open(at: other, for: .create) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == before)
  }
}
