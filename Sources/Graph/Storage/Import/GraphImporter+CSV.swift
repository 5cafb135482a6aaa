extension GraphImporter {
  /// Reads a file of nodes or edges with a header.
  ///
  /// Edges without an id are numbered by file and line; empty cells are absent properties.
  mutating func readCSV(_ path: String, progress: (Int, Int) -> Void) throws {
    var table = try CSVTable(path: path)
    let layout: CSVLayout
    do throws(JSONError) {
      layout = try CSVLayout(header: table.header)
    } catch {
      throw ImportError(file: path, line: 1, column: 1, message: error.message)
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var fields: [[UInt8]] = []
    var count = 0
    while try table.next(into: &fields) {
      let line = table.line
      guard fields.count <= layout.roles.count else {
        throw ImportError(
          file: path, line: line, column: 1,
          message: "expected \(layout.roles.count) fields as in the header, found \(fields.count)")
      }
      do {
        try write(try record(fields, layout, number: "\(name):\(line)"), of: UnsafeBufferPointer(start: nil, count: 0))
      } catch let error as JSONError {
        throw ImportError(file: path, line: line, column: 1, message: error.message)
      }
      count += 1
      if count % 20_000 == 0 { progress(table.position, table.size) }
    }
  }

  private func record(_ fields: [[UInt8]], _ layout: CSVLayout, number: String) throws(JSONError) -> GraphRecord {
    var record = GraphRecord()
    record.kind = layout.isEdges ? .edge : .node
    var properties: [String: PropertyValue] = [:]
    for (role, field) in zip(layout.roles, fields) where !field.isEmpty {
      switch role {
      case .id: record.id = .decoded(Self.repaired(field), at: 0)
      case .type: record.type = .decoded(Self.repaired(field), at: 0)
      case .start: record.start = .decoded(Self.repaired(field), at: 0)
      case .end: record.end = .decoded(Self.repaired(field), at: 0)
      case .labels: record.labelNames = Self.parts(field)
      case .property(let name, let kind): properties[name] = try Self.value(field, kind, name)
      }
    }
    if record.kind == .edge, record.id == nil { record.id = .decoded(Array(number.utf8), at: 0) }
    func require(_ text: GraphRecord.Text?, _ name: StaticString) throws(JSONError) {
      if text == nil { throw JSONError(message: "the field '\(name)' is empty", offset: 0) }
    }
    try require(record.id, "id")
    if record.kind == .edge {
      try require(record.type, "type")
      try require(record.start, "start")
      try require(record.end, "end")
    }
    record.properties.set(properties, of: record.kind)
    return record
  }

  private static func repaired(_ field: [UInt8]) -> [UInt8] { Array(String(decoding: field, as: UTF8.self).utf8) }

  /// Texts between semicolons.
  private static func parts(_ field: [UInt8]) -> [String] {
    field.split(separator: 0x3B).map { part in
      String(decoding: part.drop { $0 == 0x20 }, as: UTF8.self)
    }
  }

  private static func value(
    _ field: [UInt8], _ kind: CSVLayout.ValueKind, _ name: String
  ) throws(JSONError) -> PropertyValue {
    let text = String(decoding: field, as: UTF8.self)
    switch kind {
    case .text: return .string(text)
    case .list: return .list(parts(field).map { .string($0) })
    case .integer:
      guard let number = Int64(text) else {
        throw JSONError(message: "'\(text)' in '\(name)' is no integer", offset: 0)
      }
      return .int(number)
    case .float:
      guard let number = Double(text), number.isFinite else {
        throw JSONError(message: "'\(text)' in '\(name)' is no number", offset: 0)
      }
      return .double(number)
    case .bool:
      guard let flag = Bool(text.lowercased()) else {
        throw JSONError(message: "'\(text)' in '\(name)' is neither true nor false", offset: 0)
      }
      return .bool(flag)
    case .any:
      guard let first = field.first,
        first == 0x2D || (first >= 0x30 && first <= 0x39) || text == "true" || text == "false",
        let value = JSONScanner.parse(text)
      else { return .string(text) }
      return value
    }
  }
}
