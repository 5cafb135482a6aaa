internal import GRDB
internal import GRDBSQLite

/// A compiled statement that is bound and read by position, without an object per row or value.
///
/// Texts are bound with their length, so that they may contain NUL. Lives no longer than the access to the database
/// that it was compiled in.
struct PreparedStatement {
  private let statement: Statement
  private let handle: SQLiteStatement
  private let connection: SQLiteConnection

  /// Compiles `sql`.
  init(_ sql: StaticString, in db: Database) throws {
    try self.init(sql: "\(sql)", in: db)
  }

  /// Compiles `sql`, which must not contain values.
  init(sql: String, in db: Database) throws {
    statement = try db.makeStatement(sql: sql)
    handle = statement.sqliteStatement
    guard let connection = db.sqliteConnection else {
      throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection is closed")
    }
    self.connection = connection
  }

  // SQLite copies what is bound this way.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// Binds an integer.
  @inline(__always)
  func bind(_ value: Int, at index: Int32) { sqlite3_bind_int64(handle, index, Int64(value)) }

  /// Binds an integer, or `NULL`.
  @inline(__always)
  func bind(_ value: Int?, at index: Int32) {
    if let value { sqlite3_bind_int64(handle, index, Int64(value)) } else { sqlite3_bind_null(handle, index) }
  }

  /// Binds a float.
  func bind(_ value: Double, at index: Int32) { sqlite3_bind_double(handle, index, value) }

  /// Binds a text.
  func bind(_ value: String, at index: Int32) {
    var value = value
    value.withUTF8 { bind($0, at: index) }
  }

  /// Binds a text, or `NULL`.
  func bind(_ value: String?, at index: Int32) {
    if let value { bind(value, at: index) } else { sqlite3_bind_null(handle, index) }
  }

  /// Binds UTF-8 bytes as a text; SQLite copies them.
  func bind(_ text: UnsafeBufferPointer<UInt8>, at index: Int32) {
    // An empty buffer may have no address, which SQLite would take for NULL.
    guard let base = text.baseAddress else {
      sqlite3_bind_text(handle, index, "", 0, Self.transient)
      return
    }
    _ = base.withMemoryRebound(to: CChar.self, capacity: text.count) {
      sqlite3_bind_text(handle, index, $0, Int32(clamping: text.count), Self.transient)
    }
  }

  /// Binds UTF-8 bytes as a text that SQLite reads in place: they must stay until the next `bind` or `clear`.
  @inline(__always)
  func bindInPlace(_ text: UnsafeBufferPointer<UInt8>, at index: Int32) {
    guard let base = text.baseAddress, text.count <= Int(Int32.max) else { return bind(text, at: index) }
    _ = base.withMemoryRebound(to: CChar.self, capacity: text.count) {
      sqlite3_bind_text(handle, index, $0, Int32(truncatingIfNeeded: text.count), nil)
    }
  }

  /// Binds bytes.
  func bind(blob: [UInt8], at index: Int32) {
    if blob.isEmpty {
      sqlite3_bind_zeroblob(handle, index, 0)
    } else {
      _ = blob.withUnsafeBytes {
        sqlite3_bind_blob(handle, index, $0.baseAddress, Int32(clamping: $0.count), Self.transient)
      }
    }
  }

  /// Binds `NULL`.
  @inline(__always)
  func bindNull(at index: Int32) { sqlite3_bind_null(handle, index) }

  /// Runs a statement that gives no rows, and makes it ready to be bound again.
  @inline(__always)
  func run() throws {
    let code = sqlite3_step(handle)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure() }
    sqlite3_reset(handle)
  }

  /// Moves to the next row; at the end resets the statement and returns false.
  @inline(__always)
  func next() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    default: throw failure()
    }
  }

  /// Gives up the remaining rows.
  func reset() { sqlite3_reset(handle) }

  /// The integer in a column of the current row; 0 for `NULL`.
  @inline(__always)
  func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  /// The integer in a column of the current row.
  func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }

  /// The float in a column of the current row; 0 for `NULL`.
  func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  /// Whether a column of the current row is `NULL`.
  @inline(__always)
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  /// The text in a column of the current row; empty for `NULL`.
  func string(_ column: Int32) -> String { String(decoding: utf8(column), as: UTF8.self) }

  /// The text in a column of the current row.
  func optionalString(_ column: Int32) -> String? { isNull(column) ? nil : string(column) }

  /// The bytes of the text in a column of the current row; valid until the next step.
  @inline(__always)
  func utf8(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let base = sqlite3_column_text(handle, column)
    return UnsafeBufferPointer(start: base, count: Int(sqlite3_column_bytes(handle, column)))
  }

  /// The bytes in a column of the current row.
  func blob(_ column: Int32) -> [UInt8] {
    guard let base = sqlite3_column_blob(handle, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: base, count: Int(sqlite3_column_bytes(handle, column))))
  }

  private func failure() -> DatabaseError {
    let code = sqlite3_extended_errcode(connection)
    let message = String(cString: sqlite3_errmsg(connection))
    let error = DatabaseError(
      resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
    sqlite3_reset(handle)
    return error
  }
}
