#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that appears under its name only when it is complete; or standard output.
///
/// Until ``commit()`` it stands beside its place under a temporary name, which is removed when it is given up.
package final class AtomicFile {
  private let path: String?
  private let temporary: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  /// Why writing stopped: kept, so that callers need not check each line.
  private var failure: StorageError?

  /// Begins a file at `path`; `nil` or `-` is standard output.
  package init(path: String?) throws(StorageError) {
    guard let path, path != "-" else {
      self.path = nil
      temporary = ""
      descriptor = 1
      return
    }
    self.path = path
    temporary = "\(path).\(getpid()).tmp"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw StorageError(kind: .unopenable, message: "\(path): \(String(cString: strerror(errno)))")
    }
  }

  deinit {
    guard path != nil, descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
  }

  /// Appends bytes.
  package func write(_ bytes: some Sequence<UInt8>) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { flush() }
  }

  /// Appends a text.
  package func write(_ text: String) { write(text.utf8) }

  /// Flushes the file to the disk and gives it its name.
  ///
  /// - Throws: ``StorageError`` when anything that was written did not get there; then the file is as it was before.
  package func commit() throws(StorageError) {
    flush()
    if let failure { throw failure }
    guard let path else { return }
    guard fsync(descriptor) == 0, close(descriptor) == 0 else { throw error() }
    descriptor = -1
    guard rename(temporary, path) == 0 else {
      let error = error()
      unlink(temporary)
      throw error
    }
  }

  private func flush() {
    guard failure == nil else {
      buffer.removeAll()
      return
    }
    buffer.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = writeBytes(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        if count > 0 {
          done += count
        } else if errno != EINTR {
          failure = error()
          return
        }
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func error() -> StorageError {
    let name = path ?? "standard output"
    if errno == ENOSPC || errno == EDQUOT {
      return StorageError(kind: .full, message: "the disk is full; \(name) was not written")
    }
    return StorageError(kind: .failed, message: "\(name): \(String(cString: strerror(errno)))")
  }
}

/// The system's `write`, which the method of the same name hides.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
