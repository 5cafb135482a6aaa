internal import GRDB

/// Writes nodes with their aliases and their place in the name index.
struct NodeWriter {
  private let row: PreparedStatement
  private let alias: PreparedStatement
  private let index: PreparedStatement
  private let labelSets: NameTable

  /// Prepares to write: nodes of origin 0 are derived, those of origin 1 imported.
  init(_ db: Database, origin: Int) throws {
    row = try PreparedStatement(
      sql: "INSERT INTO node (id, key, labels, name, properties, origin) VALUES (?, ?, ?, ?, ?, \(origin))", in: db)
    alias = try PreparedStatement("INSERT OR IGNORE INTO alias (node, name) VALUES (?, ?)", in: db)
    index = try PreparedStatement("INSERT INTO node_index (rowid, name, aliases) VALUES (?, ?, ?)", in: db)
    labelSets = try NameTable("label_set", name: "labels", in: db)
  }

  /// The number of a set of labels.
  func labelSet(_ labels: [String]) throws -> Int { try labelSets.id(of: StoredJSON.array(labels)) }

  /// Writes a node.
  ///
  /// The name has a column of its own, if it is a text; aliases are looked up in a table of theirs.
  func insert(id: Int, key: String, labels: [String], properties: [String: PropertyValue]) throws {
    try insert(id: id, key: key, labelSet: try labelSet(labels), properties: properties)
  }

  /// Writes a node whose set of labels has a number already.
  func insert(id: Int, key: String, labelSet: Int, properties: [String: PropertyValue]) throws {
    var rest = properties
    var name: String?
    if case .string(let text)? = properties["name"] {
      name = text
      rest["name"] = nil
    }
    row.bind(id, at: 1)
    row.bind(key, at: 2)
    row.bind(labelSet, at: 3)
    row.bind(name, at: 4)
    row.bind(StoredJSON.object(rest), at: 5)
    try row.run()
    try indexNames(of: id, name: name, aliases: properties["aliases"]?.strings ?? [])
  }

  /// Writes a node whose name, if it has one, is its only property that is looked up.
  func insert(
    id: Int, key: UnsafeBufferPointer<UInt8>, labelSet: Int, name: UnsafeBufferPointer<UInt8>?,
    properties: UnsafeBufferPointer<UInt8>?
  ) throws {
    row.bind(id, at: 1)
    row.bindInPlace(key, at: 2)
    row.bind(labelSet, at: 3)
    if let name { row.bindInPlace(name, at: 4) } else { row.bindNull(at: 4) }
    if let properties { row.bindInPlace(properties, at: 5) } else { row.bindNull(at: 5) }
    try row.run()
    // Also a node without a name: the index counts its rows against the table's.
    index.bind(id, at: 1)
    if let name { index.bindInPlace(name, at: 2) } else { index.bindNull(at: 2) }
    index.bindNull(at: 3)
    try index.run()
  }

  private func indexNames(of id: Int, name: String?, aliases: [String]) throws {
    let aliases = Set(aliases).sorted(by: utf8Precedes)
    for text in aliases {
      alias.bind(id, at: 1)
      alias.bind(text, at: 2)
      try alias.run()
    }
    index.bind(id, at: 1)
    index.bind(name, at: 2)
    // In the order in which the view `node_text` gives them: that of the table's key.
    index.bind(aliases.isEmpty ? nil : aliases.joined(separator: "\n"), at: 3)
    try index.run()
  }
}
