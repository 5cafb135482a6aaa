internal import GRDB

/// Writes edges; `status` and `date` have columns of their own, if they are texts.
struct EdgeWriter {
  private let row: PreparedStatement
  private let types: NameTable

  /// Prepares to write: edges of origin 0 are derived, those of origin 1 imported.
  init(_ db: Database, origin: Int) throws {
    row = try PreparedStatement(
      sql: """
        INSERT INTO edge (id, key, type, source, target, status, date, properties, origin)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, \(origin))
        """, in: db)
    types = try NameTable("edge_type", in: db)
  }

  /// The number of a type.
  func type(_ name: String) throws -> Int { try types.id(of: name) }

  /// Writes an edge.
  func insert(
    id: Int, key: String, type: String, source: Int, target: Int, properties: [String: PropertyValue]
  ) throws {
    var rest = properties
    var columns: [String?] = [nil, nil]
    for (column, name) in ["status", "date"].enumerated() {
      if case .string(let text)? = properties[name] {
        columns[column] = text
        rest[name] = nil
      }
    }
    row.bind(id, at: 1)
    row.bind(key, at: 2)
    row.bind(try types.id(of: type), at: 3)
    row.bind(source, at: 4)
    row.bind(target, at: 5)
    row.bind(columns[0], at: 6)
    row.bind(columns[1], at: 7)
    row.bind(StoredJSON.object(rest), at: 8)
    try row.run()
  }

  /// Writes an edge from bytes.
  @inline(__always)
  func insert(
    id: Int, key: UnsafeBufferPointer<UInt8>, type: Int, source: Int, target: Int, status: UnsafeBufferPointer<UInt8>?,
    date: UnsafeBufferPointer<UInt8>?, properties: UnsafeBufferPointer<UInt8>?
  ) throws {
    row.bind(id, at: 1)
    row.bindInPlace(key, at: 2)
    row.bind(type, at: 3)
    row.bind(source, at: 4)
    row.bind(target, at: 5)
    if let status { row.bindInPlace(status, at: 6) } else { row.bindNull(at: 6) }
    if let date { row.bindInPlace(date, at: 7) } else { row.bindNull(at: 7) }
    if let properties { row.bindInPlace(properties, at: 8) } else { row.bindNull(at: 8) }
    try row.run()
  }
}
