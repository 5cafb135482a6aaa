internal import GRDB

/// The one row of what changes with every write.
enum State {
  /// Counts one more transaction.
  static func advance(in db: Database) throws {
    try db.execute(sql: "UPDATE state SET generation = generation + 1")
  }

  /// The number of transactions so far.
  static func generation(in db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT generation FROM state") ?? 0
  }

  /// Whether the canonical graph is older than the documents or the journal.
  static func isStale(in db: Database) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT stale FROM state") ?? false
  }

  /// Says whether the canonical graph is older than the documents or the journal.
  static func setStale(_ isStale: Bool, in db: Database) throws {
    try db.execute(sql: "UPDATE state SET stale = \(isStale ? 1 : 0)")
  }
}
