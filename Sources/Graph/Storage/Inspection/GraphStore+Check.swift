internal import GRDB

/// Something that is wrong with a database.
public struct IntegrityFault: Sendable, Hashable, CustomStringConvertible {
  /// What is concerned: a document, a node, an edge, an index.
  public var subject: String
  /// What is wrong with it.
  public var message: String

  /// Subject and message.
  public var description: String { "\(subject): \(message)" }
}

extension GraphStore {
  /// Looks for everything that can be wrong: pages, references, full-text indexes, offsets, edges without evidence,
  /// support, JSON.
  ///
  /// - Returns: The faults, at most a hundred of each kind; none when the database is sound.
  /// - Throws: ``StorageError`` if the store can't be read at all.
  /// - Complexity: O(database).
  public func check() throws(StorageError) -> [IntegrityFault] {
    // Full-text indexes check themselves by a statement that SQLite counts as a write.
    try checkedRead { db in
      var faults: [IntegrityFault] = []
      for line in try String.fetchAll(db, sql: "PRAGMA integrity_check") where line != "ok" {
        faults.append(IntegrityFault(subject: "SQLite", message: line))
      }
      if !faults.isEmpty { return faults }
      let references = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
      for row in references.prefix(100) {
        let table: String = row[0] ?? "?"
        faults.append(IntegrityFault(subject: "table \(table)", message: "a row refers to one that does not exist"))
      }
      for check in Self.checks {
        let rows = try PreparedStatement(check.sql, in: db)
        while try rows.next() {
          faults.append(IntegrityFault(subject: rows.string(0), message: "\(check.message)"))
        }
      }
      return faults
    }
  }

  private struct Check {
    var message: StaticString
    var sql: StaticString
  }

  /// Each gives a row per fault, with its subject.
  private static let checks: [Check] = [
    Check(
      message: "a sentence lies outside the text",
      sql: """
        SELECT d.name FROM document d JOIN sentence s ON s.document = d.id
        WHERE s.start < 0 OR s.stop > length(CAST(d.text AS BLOB)) GROUP BY d.id LIMIT 100
        """),
    Check(
      message: "a mention lies outside its sentence's document",
      sql: """
        SELECT d.name FROM document d JOIN mention m ON m.document = d.id
        WHERE m.start < 0 OR m.stop > length(CAST(d.text AS BLOB)) GROUP BY d.id LIMIT 100
        """),
    Check(
      message: "the evidence of a claim does not lie in its sentence",
      sql: """
        SELECT d.name FROM claim c JOIN document d ON d.id = c.document
          LEFT JOIN sentence s ON s.document = c.document AND s.ordinal = c.sentence
        WHERE s.id IS NULL OR c.start <> s.start OR c.stop <> s.stop
        GROUP BY d.id LIMIT 100
        """),
    Check(
      message: "this edge was read from documents but has no evidence",
      sql: """
        SELECT e.key FROM edge e CROSS JOIN state
        WHERE e.origin = 0 AND state.stale = 0 AND NOT EXISTS (SELECT 1 FROM support p WHERE p.edge = e.id) LIMIT 100
        """),
    Check(
      message: "this node was read from documents but nothing mentions it",
      sql: """
        SELECT n.key FROM node n CROSS JOIN state
        WHERE n.origin = 0 AND state.stale = 0 AND NOT EXISTS (SELECT 1 FROM member m WHERE m.node = n.id) LIMIT 100
        """),
    Check(
      message: "this edge counts more documents than support it",
      sql: """
        SELECT e.key FROM edge e CROSS JOIN state
        WHERE e.origin = 0 AND state.stale = 0 AND json_extract(e.properties, '$.support')
          > (SELECT count(DISTINCT p.document) FROM support p WHERE p.edge = e.id) LIMIT 100
        """),
    Check(
      message: "the properties of this node are not JSON",
      sql: "SELECT key FROM node WHERE properties IS NOT NULL AND NOT json_valid(properties) LIMIT 100"),
    Check(
      message: "the properties of this edge are not JSON",
      sql: "SELECT key FROM edge WHERE properties IS NOT NULL AND NOT json_valid(properties) LIMIT 100"),
    Check(
      message: "documents changed since the graph was made; 'graphctl build' makes it again",
      sql: "SELECT 'the graph' FROM state WHERE stale = 1"),
  ]
}
