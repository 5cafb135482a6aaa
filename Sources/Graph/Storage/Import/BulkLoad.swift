internal import GRDB

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Makes many inserts cheap: the indexes are taken down and built by sorting at the end, within the transaction.
enum BulkLoad {
  /// Whether so much is to be written that indexes are better built afterwards.
  static func isWorthwhile(for paths: [String], in db: Database) throws -> Bool {
    let bytes = paths.reduce(0) { sum, path in
      var information = stat()
      return sum + (stat(path, &information) == 0 ? Int(information.st_size) : 0)
    }
    let edges = try Int.fetchOne(db, sql: "SELECT count(*) FROM (SELECT 1 FROM edge LIMIT 1000000)") ?? 0
    // A line is about a hundred bytes.
    return bytes > 4 << 20 && bytes / 100 > edges / 4
  }

  /// Takes the indexes down.
  static func begin(in db: Database) throws {
    try db.execute(sql: "DROP INDEX node_key; DROP INDEX edge_key")
    // A larger buffer makes fewer and longer segments of the name index.
    try db.execute(sql: "INSERT INTO node_index (node_index, rank) VALUES ('hashsize', 33554432)")
  }

  /// Builds them again.
  static func end(in db: Database) throws {
    try db.execute(
      sql: """
        CREATE UNIQUE INDEX node_key ON node (key);
        CREATE UNIQUE INDEX edge_key ON edge (key);
        INSERT INTO node_index (node_index, rank) VALUES ('hashsize', 1048576);
        """)
  }
}
