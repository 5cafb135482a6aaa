internal import GRDB

extension GraphStore {
  /// The graph in the form that queries run on: canonical nodes and edges of every status, imported ones, and
  /// `Document` nodes with their `MENTIONS`.
  ///
  /// - Throws: ``StorageError`` if the store can't be read, or holds more than the form can number.
  /// - Complexity: O(nodes + edges + mentions).
  package func loadGraph() throws(StorageError) -> PropertyGraph {
    try read { db in
      do {
        var loader = try PropertyGraphLoader(db)
        return try loader.load()
      } catch let error as PropertyGraphError {
        throw StorageError(kind: .failed, message: "\(error)")
      }
    }
  }
}

/// Fills the builder of the columnar graph from rows.
private struct PropertyGraphLoader {
  private let db: Database
  private var builder = PropertyGraph.Builder()
  private var nodes: [Int: Int32] = [:]

  init(_ db: Database) throws { self.db = db }

  mutating func load() throws -> PropertyGraph {
    try addNodes()
    try addEdges()
    try addDocuments()
    return builder.build()
  }

  private mutating func addNodes() throws {
    var labelSets: [Int: [String]] = [:]
    let sets = try PreparedStatement("SELECT id, labels FROM label_set", in: db)
    while try sets.next() { labelSets[sets.int(0)] = StoredJSON.strings(sets.string(1)) }
    let rows = try PreparedStatement("SELECT id, key, labels, name, properties FROM node ORDER BY id", in: db)
    while try rows.next() {
      var properties: [PropertyEntry] = []
      if let name = rows.optionalString(3) { properties.append(PropertyEntry("name", .string(name))) }
      if !rows.isNull(4) { properties += PropertyEntry.sorted(StoredJSON.properties(rows.string(4))) }
      nodes[rows.int(0)] = try builder.addNode(
        id: rows.string(1), labels: labelSets[rows.int(2)] ?? [], properties: properties)
    }
  }

  private mutating func addEdges() throws {
    var types: [Int: String] = [:]
    let names = try PreparedStatement("SELECT id, name FROM edge_type", in: db)
    while try names.next() { types[names.int(0)] = names.string(1) }
    let rows = try PreparedStatement(
      "SELECT key, type, source, target, status, date, properties FROM edge ORDER BY id", in: db)
    while try rows.next() {
      guard let start = nodes[rows.int(2)], let end = nodes[rows.int(3)] else { continue }
      var properties: [PropertyEntry] = []
      if let status = rows.optionalString(4) { properties.append(PropertyEntry("status", .string(status))) }
      if let date = rows.optionalString(5) { properties.append(PropertyEntry("date", .string(date))) }
      if !rows.isNull(6) { properties += PropertyEntry.sorted(StoredJSON.properties(rows.string(6))) }
      try builder.addEdge(
        id: rows.string(0), type: types[rows.int(1)] ?? "", start: start, end: end, properties: properties)
    }
  }

  private mutating func addDocuments() throws {
    var documents: [Int: Int32] = [:]
    var names: [Int: String] = [:]
    let rows = try PreparedStatement(
      "SELECT id, name, title, date, publisher, place, url FROM document ORDER BY name", in: db)
    while try rows.next() {
      var properties = [PropertyEntry("name", .string(rows.string(1)))]
      for (column, name) in ["title", "date", "publisher", "place", "url"].enumerated() {
        if let text = rows.optionalString(Int32(column) + 2) { properties.append(PropertyEntry(name, .string(text))) }
      }
      names[rows.int(0)] = rows.string(1)
      documents[rows.int(0)] = try builder.addNode(
        id: DocumentKey.node(rows.string(1)), labels: [NodeLabel.document.rawValue], properties: properties)
    }
    let mentions = try PreparedStatement(
      """
      SELECT d.id, b.node, n.key, count(*)
      FROM document d JOIN member b ON b.document = d.id
        JOIN mention m ON m.document = b.document AND m.entity = b.entity
        JOIN node n ON n.id = b.node
      GROUP BY d.name, b.node ORDER BY d.name, b.node
      """, in: db)
    while try mentions.next() {
      guard let start = documents[mentions.int(0)], let end = nodes[mentions.int(1)],
        let name = names[mentions.int(0)]
      else { continue }
      try builder.addEdge(
        id: DocumentKey.mention(of: mentions.string(2), in: name), type: "MENTIONS", start: start, end: end,
        properties: [PropertyEntry("count", .int(Int64(mentions.int(3))))])
    }
  }
}

/// The ids of what documents are in the graph.
enum DocumentKey {
  /// The id of a document's node.
  static func node(_ name: String) -> String { "document/\(name)" }

  /// The id of the edge that says that a document mentions a node.
  static func mention(of node: String, in document: String) -> String { "document/\(document) MENTIONS \(node)" }
}
