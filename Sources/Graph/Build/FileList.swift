#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Files on the disk, without reading them.
package enum FileList {
  /// The regular files of a folder and the folders in it, ordered by name; hidden ones are left out.
  static func files(in folder: String, prefix: String = "", depth: Int = 0) -> [(name: String, path: String)] {
    guard depth < 16, let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    var result: [(name: String, path: String)] = []
    for name in names.sorted(by: utf8Precedes) {
      let path = "\(folder)/\(name)"
      guard let information = status(path) else { continue }
      if information.st_mode & S_IFMT == S_IFDIR {
        result += files(in: path, prefix: "\(prefix)\(name)/", depth: depth + 1)
      } else if information.st_mode & S_IFMT == S_IFREG {
        result.append((prefix + name, path))
      }
    }
    return result
  }

  /// The bytes of all files under `paths`, for a progress bar; symbolic links to folders are followed to some depth.
  package static func size(of paths: [String]) -> Int {
    paths.reduce(0) { sum, path in
      guard let information = status(path) else { return sum }
      guard information.st_mode & S_IFMT == S_IFDIR else { return sum + Int(information.st_size) }
      return sum + files(in: path).reduce(0) { $0 + Int(status($1.path)?.st_size ?? 0) }
    }
  }

  /// Whether anything is at a path.
  static func exists(_ path: String) -> Bool { status(path) != nil }

  /// A path from the root, without `.` and `..`; symbolic links stay.
  static func absolute(_ path: String) -> String {
    var parts: [Substring] = []
    var whole = path
    if !path.hasPrefix("/"), let folder = getcwd(nil, 0) {
      whole = String(cString: folder) + "/" + path
      free(folder)
    }
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The bytes of a file; of one larger than a megabyte its size, its first 64 kB and samples of the rest.
  static func sample(_ path: String) throws(StorageError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw StorageError(kind: .unopenable, message: "\(path): \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    let size = Int(status(path)?.st_size ?? 0)
    guard size > 1 << 20 else { return bytes(of: file, at: 0, count: size) }
    var result = Array(String(size).utf8) + bytes(of: file, at: 0, count: 1 << 16)
    let step = size / 64
    for index in 1..<64 { result += bytes(of: file, at: index * step, count: 1024) }
    return result
  }

  private static func bytes(of file: Int32, at offset: Int, count: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: count)
    let got = result.withUnsafeMutableBytes { pread(file, $0.baseAddress, count, off_t(offset)) }
    return Array(result.prefix(max(0, got)))
  }

  private static func status(_ path: String) -> stat? {
    var information = stat()
    return stat(path, &information) == 0 ? information : nil
  }
}
