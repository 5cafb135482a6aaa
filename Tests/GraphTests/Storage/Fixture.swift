import GRDB

/// Databases made without the store.
enum Fixture {
  static func makeDatabase(at path: String, sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }
}
