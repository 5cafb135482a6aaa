internal import GRDB

/// Why the store could not do what it was asked.
///
/// Carries SQLite's result code and the SQL, never bound values: they are the user's texts.
public struct StorageError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, for programs.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// There is no database at this path.
    case missing
    /// Another process holds the database.
    case locked
    /// The file or its folder can't be written.
    case readOnly
    /// The disk is full.
    case full
    /// The file is damaged.
    case corrupt
    /// The file is not a database of this program.
    case foreign
    /// The database was written by a newer version of this program.
    case newer
    /// The file can't be opened.
    case unopenable
    /// What was given contradicts itself or what is stored.
    case invalid
    /// Reading or writing failed.
    case failed
  }

  /// What went wrong.
  public let kind: Kind
  /// A sentence for people: what happened and what to do.
  public let message: String
  /// SQLite's extended result code; 0 when SQLite was not involved.
  public let resultCode: Int32
  /// The statement, without values.
  public let sql: String?

  /// Creates an error.
  public init(kind: Kind, message: String, resultCode: Int32 = 0, sql: String? = nil) {
    self.kind = kind
    self.message = message
    self.resultCode = resultCode
    self.sql = sql
  }

  /// The message.
  public var description: String { message }

  /// Makes one of what GRDB or SQLite threw while working on `path`.
  init(_ error: any Error, path: String) {
    if let known = error as? StorageError {
      self = known
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(kind: .failed, message: "\(path): \(error)")
      return
    }
    let kind: Kind
    let message: String
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      kind = .locked
      message = "\(path) is in use by another process; wait for it to end and try again"
    case .SQLITE_READONLY, .SQLITE_PERM:
      kind = .readOnly
      message = "\(path) can't be written; check the permissions of the file and its folder"
    case .SQLITE_FULL:
      kind = .full
      message = "the disk is full; \(path) is as it was before this step"
    case .SQLITE_CORRUPT:
      kind = .corrupt
      message = "\(path) is damaged (\(error.message ?? "corrupt")); restore a copy or build it again"
    case .SQLITE_NOTADB:
      kind = .foreign
      message = "\(path) is not a database"
    case .SQLITE_CANTOPEN, .SQLITE_AUTH:
      kind = .unopenable
      message = "\(path) can't be opened; check that its folder exists and that you may read and write it"
    default:
      kind = .failed
      message = "\(path): \(error.message ?? "SQLite error \(error.extendedResultCode.rawValue)")"
    }
    self.init(kind: kind, message: message, resultCode: error.extendedResultCode.rawValue, sql: error.sql)
  }
}
