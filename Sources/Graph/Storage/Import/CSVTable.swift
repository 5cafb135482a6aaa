#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file of comma-separated values (RFC 4180), mapped into memory and read row by row.
///
/// The separator is the first of `,` `;` tab that the header has; fields may stand between quotation marks and then hold
/// separators, line breaks and doubled quotation marks.
struct CSVTable {
  private let mapping: FileMapping
  private let bytes: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  private let file: String
  private var at = 0
  /// The line that the last row begins on, from 1.
  private(set) var line = 1
  private var current = 1

  /// The fields of the first row.
  private(set) var header: [String] = []

  /// How much was read.
  var position: Int { at }
  /// The size of the file in bytes.
  var size: Int { bytes.count }

  /// Opens a file and reads its header.
  init(path: String) throws {
    file = path
    mapping = try FileMapping(path: path)
    bytes = mapping.bytes
    guard !bytes.isEmpty else {
      throw ImportError(file: path, line: 1, column: 1, message: "expected a header, found the end of the file")
    }
    let first = bytes.prefix { $0 != 0x0A }
    separator = [0x2C, 0x3B, 0x09].first { first.contains($0) } ?? 0x2C
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    var fields: [[UInt8]] = []
    _ = try next(into: &fields)
    header = fields.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads the next row; false at the end. Empty lines are passed over.
  mutating func next(into fields: inout [[UInt8]]) throws -> Bool {
    while at < bytes.count, bytes[at] == 0x0A || bytes[at] == 0x0D { skipLineEnd() }
    line = current
    guard at < bytes.count else { return false }
    var count = 0
    while true {
      if fields.count == count { fields.append([]) }
      fields[count].removeAll(keepingCapacity: true)
      if at < bytes.count, bytes[at] == 0x22 {
        try quoted(into: &fields[count])
      } else {
        while at < bytes.count, bytes[at] != separator, bytes[at] != 0x0A, bytes[at] != 0x0D {
          fields[count].append(bytes[at])
          at += 1
        }
      }
      count += 1
      guard at < bytes.count, bytes[at] == separator else { break }
      at += 1
    }
    fields.removeLast(fields.count - count)
    if at < bytes.count { skipLineEnd() }
    return true
  }

  private mutating func skipLineEnd() {
    if bytes[at] == 0x0D, at + 1 < bytes.count, bytes[at + 1] == 0x0A { at += 1 }
    at += 1
    current += 1
  }

  private mutating func quoted(into field: inout [UInt8]) throws {
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == 0x22 {
        guard at < bytes.count, bytes[at] == 0x22 else {
          guard at == bytes.count || bytes[at] == separator || bytes[at] == 0x0A || bytes[at] == 0x0D else {
            throw ImportError(file: file, line: current, column: 1, message: "text behind a closing quotation mark")
          }
          return
        }
        at += 1
      } else if byte == 0x0A {
        current += 1
      }
      field.append(byte)
    }
    throw ImportError(file: file, line: line, column: 1, message: "a quotation mark is not closed")
  }
}

/// The bytes of a file, mapped as long as the object lives.
private final class FileMapping {
  let bytes: UnsafeBufferPointer<UInt8>

  init(path: String) throws(StorageError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StorageError(kind: .unopenable, message: "\(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      throw StorageError(kind: .unopenable, message: "\(path) is not a file")
    }
    let count = Int(information.st_size)
    guard count > 0 else {
      bytes = UnsafeBufferPointer(start: nil, count: 0)
      return
    }
    guard let base = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw StorageError(kind: .unopenable, message: "\(path): \(String(cString: strerror(errno)))")
    }
    bytes = UnsafeBufferPointer(start: base.assumingMemoryBound(to: UInt8.self), count: count)
  }

  deinit {
    if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
  }
}
