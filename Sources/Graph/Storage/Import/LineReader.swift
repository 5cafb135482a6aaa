#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Reads a file line by line in constant memory, apart from the longest line.
struct LineReader: ~Copyable {
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private let name: String
  private var buffer: [UInt8] = []
  /// What of the buffer was not handed out yet.
  private var rest: Range<Int> = 0..<0
  private var isAtEnd = false

  /// The size of the file in bytes; 0 when it is not known.
  let size: Int

  /// Opens the file at `path`; `-` is standard input.
  init(path: String) throws(StorageError) {
    name = path
    if path == "-" {
      descriptor = 0
      ownsDescriptor = false
      size = 0
      return
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw StorageError(kind: .unopenable, message: "\(path): \(String(cString: strerror(errno)))")
    }
    var information = stat()
    guard fstat(file, &information) == 0, information.st_mode & S_IFMT != S_IFDIR else {
      close(file)
      throw StorageError(kind: .unopenable, message: "\(path) is a folder")
    }
    descriptor = file
    ownsDescriptor = true
    size = Int(information.st_size)
  }

  deinit {
    if ownsDescriptor { close(descriptor) }
  }

  /// Reads more, and calls `body` with whole lines, their line feeds included; the last one may lack it.
  ///
  /// - Returns: False at the end of the file; then `body` was not called.
  mutating func withLines(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws -> Bool {
    while true {
      if isAtEnd {
        guard !rest.isEmpty else { return false }
        let last = rest
        rest = 0..<0
        try buffer.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[last])) }
        return true
      }
      try fill()
      guard let end = lastLineFeed() else { continue }
      let lines = rest.lowerBound..<(end + 1)
      rest = (end + 1)..<rest.upperBound
      try buffer.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[lines])) }
      return true
    }
  }

  private static var chunk: Int { 1 << 20 }

  /// Moves the rest to the front and reads a chunk behind it.
  private mutating func fill() throws(StorageError) {
    let kept = rest.count
    if buffer.count < kept + Self.chunk {
      buffer.append(contentsOf: repeatElement(0, count: max(kept, Self.chunk) * 2 - (buffer.count - kept)))
    }
    let start = rest.lowerBound
    let (file, room) = (descriptor, Self.chunk)
    let count = buffer.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      memmove(base, base + start, kept)
      while true {
        let count = read(file, base + kept, room)
        if count >= 0 || errno != EINTR { return count }
      }
    }
    guard count >= 0 else {
      throw StorageError(kind: .unopenable, message: "\(name): \(String(cString: strerror(errno)))")
    }
    rest = 0..<(kept + count)
    if count == 0 { isAtEnd = true }
  }

  private func lastLineFeed() -> Int? {
    var at = rest.upperBound
    while at > rest.lowerBound {
      at -= 1
      if buffer[at] == 0x0A { return at }
    }
    return nil
  }
}
