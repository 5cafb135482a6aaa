internal import GRDB

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The first bytes of a database file, read without SQLite, so that a file of somebody else is never touched.
///
/// See <https://www.sqlite.org/fileformat.html#the_database_header>.
enum FileHeader {
  /// The schema version of the database at `path`; 0 when the file is missing or empty.
  ///
  /// - Throws: ``StorageError`` when there is no file although there must be one, or when it is not ours.
  static func inspect(_ path: String, mayBeMissing: Bool) throws(StorageError) -> Int {
    let file = openForReading(path)
    guard file >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR:
        if mayBeMissing { return 0 }
        throw StorageError(
          kind: .missing,
          message: "no database at '\(path)'; make one with 'graphctl build' or 'graphctl import', or name it with --db"
        )
      default:
        throw StorageError(kind: .unopenable, message: "\(path): \(String(cString: strerror(errno)))")
      }
    }
    defer { close(file) }
    var information = stat()
    guard fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      throw StorageError(kind: .foreign, message: "\(path) is not a file")
    }
    var header = [UInt8](repeating: 0, count: 108)
    let count = read(file, &header, 108)
    if count == 0, mayBeMissing { return 0 }
    guard count == 108, header.starts(with: "SQLite format 3\0".utf8) else {
      throw StorageError(kind: .foreign, message: "\(path) is not a database")
    }
    guard number(at: 68, in: header) == Schema.applicationID else {
      // What a process left behind that was killed while it created a database: no table at all, or still in the
      // write-ahead log, so that SQLite must look.
      let isUnmarked = number(at: 68, in: header) == 0 && number(at: 60, in: header) == 0
      let hasNoTables = header[100] == 0x0D && header[103] == 0 && header[104] == 0
      if isUnmarked, hasNoTables || access(path + "-wal", F_OK) == 0 { return 0 }
      throw StorageError(kind: .foreign, message: "\(path) is a database, but not one of graphctl")
    }
    let version = number(at: 60, in: header)
    guard version <= Schema.version else { throw newer(path, version) }
    return version
  }

  /// The refusal of a database from the future.
  static func newer(_ path: String, _ version: Int) -> StorageError {
    StorageError(
      kind: .newer,
      message: "\(path) has schema version \(version), and this graphctl knows versions up to \(Schema.version); "
        + "use a newer graphctl")
  }

  private static func openForReading(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

  private static func number(at offset: Int, in header: [UInt8]) -> Int {
    header[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
  }
}
