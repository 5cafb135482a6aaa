internal import GRDB

/// Puts a canonical graph in place of the one before, within the caller's transaction.
///
/// What was imported stays as it is.
struct CanonicalWriter {
  /// The first id of derived nodes and edges; imported ones stay below.
  static let firstDerivedID = 1 << 40

  private let db: Database
  private let documents: [String: Int]

  init(_ db: Database) throws {
    self.db = db
    let names = try PreparedStatement("SELECT name, id FROM document", in: db)
    var documents: [String: Int] = [:]
    while try names.next() { documents[names.string(0)] = names.int(1) }
    self.documents = documents
  }

  /// Replaces all derived nodes and edges by those of `graph`.
  ///
  /// - Complexity: O(derived nodes and edges, before and after).
  func replace(by graph: CanonicalGraph) throws {
    try clear()
    let nodes = try insertNodes(of: graph)
    try insertEdges(of: graph, nodes)
  }

  private func clear() throws {
    if try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM node WHERE origin = 1)") ?? false {
      try db.execute(
        sql: """
          INSERT INTO node_index (node_index, rowid, name, aliases)
          SELECT 'delete', id, name, aliases FROM node_text WHERE id >= ?
          """, arguments: [Self.firstDerivedID])
    } else {
      try db.execute(sql: "INSERT INTO node_index (node_index) VALUES ('delete-all')")
    }
    try db.execute(
      sql: """
        DELETE FROM support;
        DELETE FROM member;
        DELETE FROM edge WHERE id >= \(Self.firstDerivedID);
        DELETE FROM alias WHERE node >= \(Self.firstDerivedID);
        DELETE FROM node WHERE id >= \(Self.firstDerivedID);
        """)
  }

  private func insertNodes(of graph: CanonicalGraph) throws -> [String: Int] {
    let writer = try NodeWriter(db, origin: 0)
    let member = try PreparedStatement("INSERT INTO member (document, entity, node) VALUES (?, ?, ?)", in: db)
    let isImported = try PreparedStatement("SELECT 1 FROM node WHERE key = ? AND origin = 1", in: db)
    var ids: [String: Int] = [:]
    var id = Self.firstDerivedID
    for node in graph.nodes.sorted(by: { utf8Precedes($0.key, $1.key) }) {
      var properties = node.properties
      properties["name"] = .string(node.name)
      if !node.aliases.isEmpty { properties["aliases"] = .list(node.aliases.map { .string($0) }) }
      try writer.insert(
        id: id, key: try free(node.key, isImported), labels: [node.label.rawValue], properties: properties)
      ids[node.key] = id
      for entity in node.members {
        guard let document = documents[entity.document] else { continue }
        member.bind(document, at: 1)
        member.bind(entity.entity, at: 2)
        member.bind(id, at: 3)
        try member.run()
      }
      id += 1
    }
    return ids
  }

  private func insertEdges(of graph: CanonicalGraph, _ nodes: [String: Int]) throws {
    let writer = try EdgeWriter(db, origin: 0)
    let support = try PreparedStatement(
      "INSERT OR IGNORE INTO support (edge, document, claim) VALUES (?, ?, ?)", in: db)
    let isImported = try PreparedStatement("SELECT 1 FROM edge WHERE key = ? AND origin = 1", in: db)
    var id = Self.firstDerivedID
    for edge in graph.edges.sorted(by: { utf8Precedes($0.key, $1.key) }) {
      guard let source = nodes[edge.start], let target = nodes[edge.end] else {
        throw StorageError(kind: .invalid, message: "the edge '\(edge.key)' joins nodes that the graph does not have")
      }
      var properties = edge.properties
      properties["status"] = .string(edge.status.rawValue)
      try writer.insert(
        id: id, key: try free(edge.key, isImported), type: edge.type, source: source, target: target,
        properties: properties)
      for claim in edge.claims {
        guard let document = documents[claim.document] else { continue }
        support.bind(id, at: 1)
        support.bind(document, at: 2)
        support.bind(claim.claim, at: 3)
        try support.run()
      }
      id += 1
    }
  }

  /// `key`, or with a number behind it where an imported graph has taken it.
  private func free(_ key: String, _ isImported: PreparedStatement) throws -> String {
    var candidate = key
    var number = 2
    while true {
      isImported.bind(candidate, at: 1)
      guard try isImported.next() else { return candidate }
      isImported.reset()
      candidate = "\(key)~\(number)"
      number += 1
    }
  }
}
