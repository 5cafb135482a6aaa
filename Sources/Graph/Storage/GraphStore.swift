internal import GRDB

/// The database of a graph: documents with their claims, the canonical graph that follows from them, imported graphs,
/// and the journal of human decisions.
///
/// Everything that is written in one call is one transaction: it is there whole, or not at all. Every transaction
/// advances ``generation()``.
public final class GraphStore: Sendable {
  /// What the caller is going to do with a database.
  public enum Mode: Sendable, Hashable {
    /// Read it; it must exist.
    case read
    /// Change it; it must exist.
    case change
    /// Change it, and create it where there is none.
    case create
  }

  /// Where the database is; `:memory:` for one that is not on disk.
  public let path: String
  private let database: any DatabaseWriter

  private init(path: String, database: any DatabaseWriter) {
    self.path = path
    self.database = database
  }

  /// Opens the database at `path`, and brings it to the present version where `mode` allows writing.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - mode: What it is opened for.
  ///   - patience: How many seconds to wait for other processes that write.
  /// - Returns: The store; it is closed when it is let go.
  /// - Throws: ``StorageError`` when the file is missing, is not a database of this program, comes from a newer
  ///   version, or can't be opened.
  public static func open(at path: String, for mode: Mode, patience: Double = 10) throws(StorageError) -> GraphStore {
    do {
      let version = try FileHeader.inspect(path, mayBeMissing: mode == .create)
      if mode == .read, version == Schema.version {
        // Not as read-only: such a connection can't take the write-ahead log away when it is the last to close.
        return GraphStore(
          path: path, database: try DatabaseQueue(path: path, configuration: configuration(patience: patience)))
      }
      let configuration = configuration(patience: patience)
      let store = GraphStore(path: path, database: try DatabasePool(path: path, configuration: configuration))
      try store.database.barrierWriteWithoutTransaction { try Migration.run(in: $0) }
      return store
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// Creates a database that lives in memory only.
  ///
  /// - Throws: ``StorageError`` when SQLite is out of memory.
  public static func inMemory() throws(StorageError) -> GraphStore {
    do {
      let store = GraphStore(
        path: ":memory:", database: try DatabaseQueue(configuration: configuration(patience: 0)))
      try store.database.barrierWriteWithoutTransaction { try Migration.run(in: $0) }
      return store
    } catch {
      throw StorageError(error, path: ":memory:")
    }
  }

  /// A number that grows with every transaction: what was derived from the database is valid for one generation.
  ///
  /// - Throws: ``StorageError`` if the store can't be read.
  public func generation() throws(StorageError) -> Int {
    try read { try State.generation(in: $0) }
  }

  /// Whether documents changed since the canonical graph was made, as after a build that was stopped.
  ///
  /// - Throws: ``StorageError`` if the store can't be read.
  public func isStale() throws(StorageError) -> Bool {
    try read { try State.isStale(in: $0) }
  }

  /// Moves what the write-ahead log holds into the database file and flushes it to the disk.
  ///
  /// Does nothing where a reader of another process is in the way: the log keeps what it holds.
  public func checkpoint() {
    guard path != ":memory:" else { return }
    database.writeWithoutTransaction { db in _ = try? db.checkpoint(.truncate) }
  }

  /// Calls `body` with a state of the database that stays the same during the call.
  func read<T>(_ body: (Database) throws -> T) throws(StorageError) -> T {
    do {
      return try database.read(body)
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// As ``read(_:)``, and checks the full-text indexes first where the database may be written: they check themselves
  /// by a statement that counts as a write.
  func checkedRead(_ body: (Database) throws -> [IntegrityFault]) throws(StorageError) -> [IntegrityFault] {
    var faults: [IntegrityFault] = []
    do {
      try database.writeWithoutTransaction { db in
        for index in ["node_index", "sentence_index"] {
          do {
            try db.execute(sql: "INSERT INTO \(index) (\(index), rank) VALUES ('integrity-check', 1)")
          } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            faults.append(IntegrityFault(subject: "index \(index)", message: "does not agree with the texts"))
          } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
            return
          }
        }
      }
      return faults + (try database.read(body))
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// Calls `body` in a transaction that is committed when it returns and undone when it throws.
  func write<T>(_ body: (Database) throws -> T) throws(StorageError) -> T {
    do {
      return try database.write { db in
        try State.advance(in: db)
        return try body(db)
      }
    } catch {
      throw StorageError(error, path: path)
    }
  }

  /// As ``write(_:)``, without SQLite looking up both ends of every reference: for callers that write references only to
  /// what they wrote or looked up themselves.
  func writeTrusted<T>(_ body: (Database) throws -> T) throws(StorageError) -> T {
    do {
      return try database.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA foreign_keys = OFF")
        defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
        var result: T?
        try db.inTransaction(.immediate) {
          try State.advance(in: db)
          result = try body(db)
          return .commit
        }
        guard let result else { throw StorageError(kind: .failed, message: "the transaction had no result") }
        return result
      }
    } catch {
      throw StorageError(error, path: path)
    }
  }

  private static func configuration(patience: Double) -> Configuration {
    var configuration = Configuration()
    configuration.label = "graph"
    configuration.busyMode = .timeout(patience)
    configuration.maximumReaderCount = 8
    configuration.prepareDatabase { db in
      // With the write-ahead log, `NORMAL` loses at most the last transactions when the power fails, and breaks none.
      try db.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY")
    }
    return configuration
  }
}
