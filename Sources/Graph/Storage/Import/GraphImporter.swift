internal import GRDB

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Reads graphs in JSON lines into the store, all or nothing.
struct GraphImporter {
  private let db: Database
  private let nodeWriter: NodeWriter
  private let edgeWriter: EdgeWriter
  private var nodeIDs = StringTable()
  private var edgeIDs = StringTable()
  /// The store's number of each node, by its code.
  private var nodeNumbers: [Int] = []
  private var labelSets: [String: Int] = [:]
  private var nextNode: Int
  private var nextEdge: Int
  private(set) var result = ImportSummary()

  init(_ db: Database) throws {
    self.db = db
    nodeWriter = try NodeWriter(db, origin: 1)
    edgeWriter = try EdgeWriter(db, origin: 1)
    let derived = CanonicalWriter.firstDerivedID
    nextNode = try Int.fetchOne(db, sql: "SELECT max(id) + 1 FROM node WHERE id < \(derived)") ?? 1
    nextEdge = try Int.fetchOne(db, sql: "SELECT max(id) + 1 FROM edge WHERE id < \(derived)") ?? 1
    try reserveKnownIDs()
  }

  /// Ids that are taken: those of imported nodes may be joined by new edges.
  private mutating func reserveKnownIDs() throws {
    let nodes = try PreparedStatement("SELECT key, id FROM node ORDER BY id", in: db)
    while try nodes.next() {
      guard nodeIDs.intern(nodes.utf8(0)) != nil else { throw Self.tooMany }
      nodeNumbers.append(nodes.int(1))
    }
    let edges = try PreparedStatement("SELECT key FROM edge", in: db)
    while try edges.next() { guard edgeIDs.intern(edges.utf8(0)) != nil else { throw Self.tooMany } }
  }

  /// Reads one file.
  ///
  /// - Parameters:
  ///   - path: The file; `-` for standard input.
  ///   - progress: Told now and then how many bytes were read of how many; the size is 0 when it is not known.
  /// - Throws: ``ImportError`` at the first line that is wrong.
  mutating func read(_ path: String, progress: (Int, Int) -> Void) throws {
    var reader = try LineReader(path: path)
    var line = 0
    var bytes = 0
    var record = GraphRecord()
    let size = reader.size
    while try reader.withLines({ lines in
      try readLines(lines, file: path, line: &line, record: &record)
      bytes += lines.count
    }) {
      progress(bytes, size)
    }
  }

  private mutating func readLines(
    _ lines: UnsafeBufferPointer<UInt8>, file: String, line: inout Int, record: inout GraphRecord
  ) throws {
    var at = 0
    while at < lines.count {
      let end = lineEnd(in: lines, from: at)
      line += 1
      // A byte order mark may open a file.
      if line == 1, end - at >= 3, lines[at] == 0xEF, lines[at + 1] == 0xBB, lines[at + 2] == 0xBF { at += 3 }
      let text = UnsafeBufferPointer(rebasing: lines[at..<end])
      at = end + 1
      if text.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      do {
        try RecordScanner.scan(text.span, into: &record)
        try write(record, of: text)
      } catch let error as JSONError {
        throw ImportError(file: file, line: line, column: error.offset + 1, message: error.message)
      }
    }
  }

  /// Writes a record; `line` holds the bytes that its texts refer to.
  mutating func write(_ record: GraphRecord, of line: UnsafeBufferPointer<UInt8>) throws {
    switch record.kind {
    case .node: try writeNode(record, of: line)
    case .edge: try writeEdge(record, of: line)
    }
  }

  private mutating func writeNode(_ record: GraphRecord, of line: UnsafeBufferPointer<UInt8>) throws {
    guard let id = record.id else { return }
    try id.withBytes(of: line) { key in
      guard let code = nodeIDs.intern(key) else { throw Self.tooMany }
      guard Int(code) == nodeNumbers.count else {
        throw JSONError(message: "there is a node '\(String(decoding: key, as: UTF8.self))' already", offset: id.offset)
      }
      nodeNumbers.append(nextNode)
      let labels = try record.labelNames.map { try nodeWriter.labelSet($0) } ?? labelSet(record.labels, of: line)
      let properties = record.properties
      if properties.aliases.isEmpty {
        try withOptionalBytes(properties.name, of: line) { name in
          try withObject(properties.rest) { rest in
            try nodeWriter.insert(id: nextNode, key: key, labelSet: labels, name: name, properties: rest)
          }
        }
      } else {
        var members = StoredJSON.properties("{" + String(decoding: properties.rest, as: UTF8.self) + "}")
        withOptionalBytes(properties.name, of: line) { name in
          if let name { members["name"] = .string(String(decoding: name, as: UTF8.self)) }
        }
        try nodeWriter.insert(
          id: nextNode, key: String(decoding: key, as: UTF8.self), labelSet: labels, properties: members)
      }
    }
    nextNode += 1
    result.nodes += 1
  }

  private mutating func writeEdge(_ record: GraphRecord, of line: UnsafeBufferPointer<UInt8>) throws {
    guard let id = record.id, let type = record.type, let start = record.start, let end = record.end else { return }
    let source = try number(of: start, in: line)
    let target = try number(of: end, in: line)
    let properties = record.properties
    try id.withBytes(of: line) { key in
      let count = edgeIDs.count
      guard let code = edgeIDs.intern(key) else { throw Self.tooMany }
      guard Int(code) == count else {
        throw JSONError(
          message: "there is an edge '\(String(decoding: key, as: UTF8.self))' already", offset: id.offset)
      }
      let typeID = try typeNumber(type, in: line)
      try withOptionalBytes(properties.status, of: line) { status in
        try withOptionalBytes(properties.date, of: line) { date in
          try withObject(properties.rest) { rest in
            try edgeWriter.insert(
              id: nextEdge, key: key, type: typeID, source: source, target: target, status: status, date: date,
              properties: rest)
          }
        }
      }
    }
    nextEdge += 1
    result.edges += 1
  }

  private func number(of node: GraphRecord.Text, in line: UnsafeBufferPointer<UInt8>) throws -> Int {
    try node.withBytes(of: line) { key in
      guard let code = nodeIDs.code(of: key) else {
        throw JSONError(
          message:
            "no node '\(String(decoding: key, as: UTF8.self))' so far; nodes stand before the edges that join them",
          offset: node.offset)
      }
      let number = nodeNumbers[Int(code)]
      guard number < CanonicalWriter.firstDerivedID else {
        throw JSONError(
          message:
            "the node '\(String(decoding: key, as: UTF8.self))' was read from documents and may change with them; "
            + "imported edges can't join it",
          offset: node.offset)
      }
      return number
    }
  }

  private var typeIDs = StringTable()
  private var typeNumbers: [Int] = []

  private mutating func typeNumber(_ type: GraphRecord.Text, in line: UnsafeBufferPointer<UInt8>) throws -> Int {
    try type.withBytes(of: line) { name in
      guard let code = typeIDs.intern(name) else { throw Self.tooMany }
      if Int(code) == typeNumbers.count {
        typeNumbers.append(try edgeWriter.type(String(decoding: name, as: UTF8.self)))
      }
      return typeNumbers[Int(code)]
    }
  }

  private var labelSpellings = StringTable()
  private var labelNumbers: [Int] = []

  /// The number of a set of labels as it is spelled in a line.
  private mutating func labelSet(_ range: Range<Int>?, of line: UnsafeBufferPointer<UInt8>) throws -> Int {
    let spelling = UnsafeBufferPointer(rebasing: line[range ?? 0..<0])
    guard let code = labelSpellings.intern(spelling) else { throw Self.tooMany }
    if Int(code) == labelNumbers.count {
      let text = String(decoding: spelling, as: UTF8.self)
      labelNumbers.append(try nodeWriter.labelSet(JSONScanner.parse(text)?.strings ?? []))
    }
    return labelNumbers[Int(code)]
  }

  private static let tooMany = StorageError(kind: .failed, message: "more ids than 32 bits can number")
}

/// The line feed at or behind an offset, or the end of the bytes.
private func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  guard let base = bytes.baseAddress, let found = memchr(base + start, 0x0A, bytes.count - start) else {
    return bytes.count
  }
  return UnsafeRawPointer(found) - UnsafeRawPointer(base)
}

extension GraphRecord.Text {
  /// Where the text stands in its line.
  var offset: Int {
    switch self {
    case .plain(let range): range.lowerBound - 1
    case .decoded(_, let at): at
    }
  }

  /// Calls `body` with the UTF-8 bytes of the text, which stands in `line`.
  @inline(__always)
  func withBytes<R>(of line: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R
  {
    switch self {
    case .plain(let range): try body(UnsafeBufferPointer(rebasing: line[range]))
    case .decoded(let bytes, _): try bytes.withUnsafeBufferPointer { try body($0) }
    }
  }
}

/// Calls `body` with the bytes of a text that may be absent.
@inline(__always)
private func withOptionalBytes<R>(
  _ text: GraphRecord.Text?, of line: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>?) throws -> R
) rethrows -> R {
  guard let text else { return try body(nil) }
  return try text.withBytes(of: line) { try body($0) }
}

/// Calls `body` with the object that has these members, or with nothing where there are none.
@inline(__always)
private func withObject<R>(_ members: [UInt8], _ body: (UnsafeBufferPointer<UInt8>?) throws -> R) rethrows -> R {
  if members.isEmpty { return try body(nil) }
  var object: [UInt8] = []
  object.reserveCapacity(members.count + 2)
  object.append(0x7B)
  object.append(contentsOf: members)
  object.append(0x7D)
  return try object.withUnsafeBufferPointer { try body($0) }
}
