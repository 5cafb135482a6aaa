import GRDB
import Testing

@testable import Graph

/// What people with other tools see; the columns are documented in `docs/schema.md`.
@Suite struct ViewTests {
  private func store() throws -> GraphStore {
    let store = try GraphStore.inMemory()
    try store.replace(meetings("a.txt", [("Ann Lee", "Bo Ek"), ("Çy Öd", "Ann Lee")]), hash: [])
    try store.replace(meetings("b.txt", [("Bo Ek", "Ann Lee")]), hash: [])
    try store.replace(meetings("c.txt", [("Bo Ek", "Çy Öd")], status: .denied), hash: [])
    try store.rebuild()
    return store
  }

  private func rows(_ sql: String) throws -> [[String]] {
    try store().read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { value in
          switch value.storage {
          case .null: "NULL"
          case .int64(let number): String(number)
          case .double(let number): String(number)
          case .string(let text): text
          case .blob: "BLOB"
          }
        }
      }
    }
  }

  @Test func `nodes`() throws {
    let found = try rows("SELECT labels, name, documents, origin FROM nodes ORDER BY name")
    #expect(
      found == [
        [#"["Person"]"#, "Ann Lee", "2", "text"], [#"["Person"]"#, "Bo Ek", "3", "text"],
        [#"["Person"]"#, "Çy Öd", "2", "text"],
      ])
  }

  @Test func `facts leave out what is not asserted`() throws {
    #expect(try rows("SELECT DISTINCT type FROM facts") == [["MET"]])
    #expect(try rows("SELECT count(*) FROM facts") == [["2"]])
    #expect(try rows("SELECT status, count(*) FROM edges GROUP BY status") == [["asserted", "2"], ["denied", "1"]])
  }

  @Test func `evidence cuts sentences by bytes`() throws {
    let found = try rows(
      """
      SELECT e.document, e.sentence, e.sentence_start, e.sentence_end, e.rule
      FROM evidence e JOIN edges d ON d.id = e.edge_id WHERE d.status = 'asserted' ORDER BY e.document, e.sentence_start
      """)
    #expect(
      found == [
        ["a.txt", "Ann Lee met Bo Ek.", "0", "18", "met"], ["a.txt", "Çy Öd met Ann Lee.", "19", "39", "met"],
        ["b.txt", "Bo Ek met Ann Lee.", "0", "18", "met"],
      ])
  }

  @Test func `evidence of an edge comes by document and place`() throws {
    let store = try store()
    let graph = try store.loadGraph()
    let source = StoredEvidence(store)
    var supports: [Int] = []
    for edge in 0..<Int32(graph.edgeCount) where graph.typeName(of: edge) == "MET" {
      let id = graph.externalID(ofEdge: edge)
      let records = try source.evidence(ofEdge: id)
      #expect(!records.isEmpty)
      #expect(records == records.sorted { ($0.document, $0.start) < ($1.document, $1.start) })
      #expect(records.allSatisfy { $0.date == "2021-05-04" })
      supports.append(try source.support(ofEdge: id))
    }
    #expect(supports.sorted() == [1, 1, 2])
  }

  @Test func `the graph to query has documents and what they mention`() throws {
    let graph = try store().loadGraph()
    let mentions = (0..<Int32(graph.edgeCount)).filter { graph.typeName(of: $0) == "MENTIONS" }
    #expect(mentions.count == 7)
    let counts = mentions.map { graph.property("count", ofEdge: $0) }
    #expect(counts.filter { $0 == .int(2) }.count == 1)
  }
}
