#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Walks over the files of folders, depth first, each folder in the order of its names' bytes.
///
/// Symbolic links are followed, but no folder is entered twice; hidden files are passed over in silence.
struct FolderWalk {
  /// A file that was found.
  struct File {
    /// Where it is.
    var path: String
    /// What it is called in the collection: relative to the folder that was named, or just the file's name.
    var name: String
    /// True when the caller named it.
    var isNamed: Bool
  }

  private struct Identity: Hashable {
    var device: UInt64
    var node: UInt64
  }

  private struct Pending {
    var path: String
    var name: String
    var isNamed: Bool
  }

  private var pending: [Pending]
  private var entered: Set<Identity> = []

  /// What was skipped since the last call of `next()`, and why.
  private(set) var warnings: [DocumentError] = []

  /// Creates a walk over the given files and folders, in their order.
  init(paths: [String]) {
    pending = paths.reversed().map { path in
      let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
      return Pending(path: trimmed, name: "", isNamed: true)
    }
  }

  /// The next file; `-` stands for standard input.
  ///
  /// - Throws: ``DocumentError`` when something that was named by the caller can't be read.
  mutating func next() throws(DocumentError) -> File? {
    while let item = pending.popLast() {
      if item.isNamed, item.path == "-" { return File(path: "-", name: "-", isNamed: true) }
      let kind: FileKind
      do {
        kind = try FileKind(path: item.path)
      } catch {
        if item.isNamed { throw error }
        warnings.append(DocumentError(name: item.path, reason: "skipped: \(error.reason)"))
        continue
      }
      switch kind {
      case .folder: try enter(item)
      case _ where kind == .file || kind == .pipe && item.isNamed:
        let name = item.isNamed ? String(item.path.split(separator: "/").last ?? "") : item.name
        return File(path: item.path, name: name, isNamed: item.isNamed)
      default:
        let error = DocumentError(name: item.path, reason: "skipped: this is \(kind.rawValue)")
        if item.isNamed { throw error }
        warnings.append(error)
      }
    }
    return nil
  }

  /// Takes the warnings that have come up.
  mutating func takeWarnings() -> [DocumentError] {
    defer { warnings.removeAll() }
    return warnings
  }

  private mutating func enter(_ item: Pending) throws(DocumentError) {
    var status = stat()
    guard stat(item.path, &status) == 0 else { return skip(item, systemMessage()) }
    let identity = Identity(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
    guard entered.insert(identity).inserted else {
      return skip(item, "this folder was read already; a symbolic link leads back to it")
    }
    guard let folder = opendir(item.path) else {
      let reason = systemMessage()
      if item.isNamed { throw DocumentError(name: item.path, reason: reason) }
      return skip(item, reason)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let prefix = item.name.isEmpty ? "" : item.name + "/"
    for name in names.reversed() {
      pending.append(Pending(path: item.path + "/" + name, name: prefix + name, isNamed: false))
    }
  }

  private mutating func skip(_ item: Pending, _ reason: String) {
    warnings.append(DocumentError(name: item.path, reason: "skipped: \(reason)"))
  }
}
