#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// An open file, a pipe or standard input, read from front to back; closed when it is let go.
package final class FileInput {
  /// The most bytes that are read as one document.
  package static let largestDocument = 1 << 30

  private let descriptor: Int32
  private let name: String
  private let isOwned: Bool
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// Opens a file.
  ///
  /// - Parameter path: Its path, or `-` for standard input.
  /// - Throws: ``DocumentError`` when it can't be opened, or is a folder or a device.
  package init(path: String) throws(DocumentError) {
    name = path
    guard path != "-" else {
      descriptor = STDIN_FILENO
      isOwned = false
      return
    }
    let kind = try FileKind(path: path)
    guard kind != .folder else { throw DocumentError(name: path, reason: "this is a folder") }
    guard kind == .file || kind == .pipe else { throw DocumentError(name: path, reason: "this is \(kind.rawValue)") }
    // A regular file may have become a pipe meanwhile: never wait for one while opening.
    let opened = open(path, O_RDONLY | O_CLOEXEC | (kind == .file ? O_NONBLOCK : 0))
    guard opened >= 0 else { throw DocumentError(name: path, reason: systemMessage()) }
    descriptor = opened
    isOwned = true
  }

  deinit { if isOwned { _ = close(descriptor) } }

  /// Reads all that is left.
  ///
  /// - Returns: The bytes.
  /// - Throws: ``DocumentError`` when reading fails or there are more than ``largestDocument`` bytes.
  /// - Complexity: O(*n*) in the bytes.
  package func readAll() throws(DocumentError) -> [UInt8] {
    while try fill() {
      guard buffer.count - position <= Self.largestDocument else {
        throw DocumentError(name: name, reason: "the file is larger than \(Self.largestDocument >> 20) MiB")
      }
    }
    defer {
      buffer = []
      position = 0
    }
    return position == 0 ? buffer : Array(buffer[position...])
  }

  /// Reads the next line, without its line feed.
  ///
  /// - Returns: The line, or `nil` at the end.
  /// - Throws: ``DocumentError`` when reading fails or the line has more than ``largestDocument`` bytes.
  /// - Complexity: O(*n*) in the bytes of the line.
  package func readLine() throws(DocumentError) -> [UInt8]? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { position = end + 1 }
        return Array(buffer[position..<end])
      }
      searched = buffer.count
      guard searched - position <= Self.largestDocument else {
        throw DocumentError(name: name, reason: "a line is longer than \(Self.largestDocument >> 20) MiB")
      }
      let dropped = position
      if try !fill() {
        guard position < buffer.count else { return nil }
        defer { position = buffer.count }
        return Array(buffer[position...])
      }
      searched -= dropped - position
    }
  }

  /// Reads more bytes behind those that wait; first drops those that were taken.
  private func fill() throws(DocumentError) -> Bool {
    if isAtEnd { return false }
    if position > 0 {
      buffer.removeFirst(position)
      position = 0
    }
    let count = buffer.count
    let step = max(1 << 16, min(count, 1 << 24))
    var got = 0
    buffer.append(contentsOf: repeatElement(0, count: step))
    repeat {
      got = buffer.withUnsafeMutableBytes { bytes in
        bytes.baseAddress.map { read(descriptor, $0 + count, step) } ?? 0
      }
    } while got < 0 && errno == EINTR
    let reason = got < 0 ? systemMessage() : ""
    buffer.removeLast(step - max(got, 0))
    guard got >= 0 else { throw DocumentError(name: name, reason: reason) }
    isAtEnd = got == 0
    return got > 0
  }
}

/// What a path leads to, symbolic links followed.
package enum FileKind: String, Sendable {
  /// A regular file.
  case file = "a file"
  /// A folder.
  case folder = "a folder"
  /// A named pipe.
  case pipe = "a pipe"
  /// A socket.
  case socket = "a socket"
  /// A block or character device.
  case device = "a device"

  /// Looks at a path.
  ///
  /// - Parameter path: The path.
  /// - Throws: ``DocumentError`` when nothing is there.
  package init(path: String) throws(DocumentError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw DocumentError(name: path, reason: systemMessage()) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFIFO: self = .pipe
    case S_IFSOCK: self = .socket
    default: self = .device
    }
  }
}
