#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file's bytes, mapped read-only into memory for as long as this object lives.
///
/// `@unchecked Sendable`: the bytes never change, and the mapping ends with the last reference.
final class MappedFile: @unchecked Sendable {
  /// All bytes of the file; page-aligned.
  let bytes: UnsafeRawBufferPointer

  /// Maps a file.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``ModelError/unreadable(path:reason:)`` if it cannot be opened, is empty or is no regular file.
  init(path: String) throws(ModelError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      throw .unreadable(path: path, reason: "not a regular file, or empty")
    }
    let size = Int(status.st_size)
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }

  /// Lets the pages of a range leave memory; they are read again when touched.
  func release(_ range: Range<Int>) {
    let page = 4096
    let first = (range.lowerBound + page - 1) / page * page
    let last = range.upperBound / page * page
    guard first < last, last <= bytes.count, let start = bytes.baseAddress else { return }
    _ = madvise(UnsafeMutableRawPointer(mutating: start + first), last - first, Int32(MADV_DONTNEED))
  }
}
