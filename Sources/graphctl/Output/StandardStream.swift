#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Standard output and standard error, written as bytes.
enum StandardStream: Int32 {
  /// For data.
  case output = 1
  /// For everything else.
  case error = 2

  /// Writes bytes; a closed pipe at the other end is no failure.
  ///
  /// - Returns: False when nothing more can be written.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var start = 0
      while start < buffer.count, let base = buffer.baseAddress {
        #if canImport(Glibc)
          let count = Glibc.write(rawValue, base + start, buffer.count - start)
        #elseif canImport(Musl)
          let count = Musl.write(rawValue, base + start, buffer.count - start)
        #else
          let count = Darwin.write(rawValue, base + start, buffer.count - start)
        #endif
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        start += count
      }
      return true
    }
  }

  /// Writes a line of text.
  @discardableResult
  func write(line: String) -> Bool { write(Array(line.utf8) + [0x0A]) }
}
