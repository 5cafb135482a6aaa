internal import GRDB

/// Takes documents out, within the caller's transaction.
struct DocumentRemover {
  private let find: PreparedStatement
  private let unindex: PreparedStatement
  private let remove: PreparedStatement

  init(_ db: Database) throws {
    find = try PreparedStatement("SELECT id FROM document WHERE name = ?", in: db)
    // The full-text index keeps no copy of the sentences and must be told what it forgets.
    unindex = try PreparedStatement(
      """
      INSERT INTO sentence_index (sentence_index, rowid, text)
      SELECT 'delete', s.id, CAST(substr(d.bytes, s.start + 1, s.stop - s.start) AS TEXT)
      FROM (SELECT id, CAST(text AS BLOB) AS bytes FROM document WHERE id = ?1) d JOIN sentence s ON s.document = d.id
      """, in: db)
    remove = try PreparedStatement("DELETE FROM document WHERE id = ?", in: db)
  }

  /// Takes out the document of this name, and all that it says; false when there is none.
  @discardableResult
  func remove(named name: String) throws -> Bool {
    find.bind(name, at: 1)
    guard try find.next() else { return false }
    let document = find.int(0)
    find.reset()
    unindex.bind(document, at: 1)
    try unindex.run()
    remove.bind(document, at: 1)
    try remove.run()
    return true
  }
}
