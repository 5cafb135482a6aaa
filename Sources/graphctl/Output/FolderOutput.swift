internal import Graph

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A folder that exports write several files into, each under its name only when it is complete.
struct FolderOutput: OutputFolder {
  private let path: String

  /// Creates the folder where it does not exist.
  init(path: String) throws {
    self.path = path
    try Self.makeFolder(path)
  }

  mutating func file(_ name: String, _ write: (inout any TextOutputStream) throws -> Void) throws {
    let parts = name.split(separator: "/")
    var folder = path
    for part in parts.dropLast() {
      folder += "/\(part)"
      try Self.makeFolder(folder)
    }
    let text = try FileText(path: "\(path)/\(name)")
    var stream: any TextOutputStream = text
    try write(&stream)
    try text.commit()
  }

  private static func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o777) != 0, errno != EEXIST else { return }
    throw StorageError(kind: .unopenable, message: "\(path): \(String(cString: strerror(errno)))")
  }
}
