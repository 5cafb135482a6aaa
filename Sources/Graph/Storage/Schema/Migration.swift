internal import GRDB

/// Brings a database to the present schema.
enum Migration {
  /// Runs the steps that the database lacks, each in its own transaction; two processes that do it at once wait for
  /// each other.
  static func run(in db: Database) throws {
    while try version(of: db) < Schema.version {
      try db.inTransaction(.immediate) {
        // Another process may have been faster.
        let present = try version(of: db)
        guard present < Schema.version else { return .commit }
        if present == 0, try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") != 0 {
          throw StorageError(kind: .foreign, message: "this database is not one of graphctl")
        }
        try db.execute(sql: "\(Schema.migrations[present])")
        try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(present + 1)")
        return .commit
      }
    }
    let present = try version(of: db)
    guard present == Schema.version else { throw FileHeader.newer("this database", present) }
  }

  private static func version(of db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }
}
