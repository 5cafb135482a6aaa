internal import ArgumentParser

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Small files that a command reads as a whole.
enum InputFile {
  /// The bytes of a file; `-` is standard input.
  ///
  /// - Throws: When it cannot be read.
  static func read(_ path: String) throws -> [UInt8] {
    let file = path == "-" ? 0 : open(path, O_RDONLY)
    guard file >= 0 else { throw ValidationError("'\(path)' cannot be read: \(String(cString: strerror(errno)))") }
    defer { if file > 0 { close(file) } }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = systemRead(file, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw ValidationError("'\(path)' cannot be read: \(String(cString: strerror(errno)))")
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }
}

/// The system's `read`, under a name that the type's own does not hide.
private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(file, buffer, count)
}
