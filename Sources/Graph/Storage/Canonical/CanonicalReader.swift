internal import GRDB

/// A node as it is stored, imported or derived.
package struct StoredNode: Sendable, Hashable {
  /// Its number in the store.
  package var id: Int
  /// Its id for people and programs.
  package var key: String
  /// Its labels.
  package var labels: [String]
  /// All its properties, `name` and `aliases` among them.
  package var properties: [String: PropertyValue]

  /// Its name, or its key where it has none.
  package var name: String { properties["name"]?.stringValue ?? key }
}

/// An edge as it is stored, imported or derived.
package struct StoredEdge: Sendable, Hashable {
  /// Its number in the store.
  package var id: Int
  /// Its id for people and programs.
  package var key: String
  /// Its type.
  package var type: String
  /// The number of the node that it starts from.
  package var source: Int
  /// The number of the node that it points to.
  package var target: Int
  /// All its properties, `status` and `date` among them.
  package var properties: [String: PropertyValue]

  /// How texts present it; imported edges that say nothing count as asserted.
  package var status: ClaimStatus {
    properties["status"]?.stringValue.flatMap(ClaimStatus.init(rawValue:)) ?? .asserted
  }
}

/// Reads nodes and edges in the order of their ids, which is the same for the same content.
struct CanonicalReader {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Calls `body` with each node.
  func forEachNode(_ body: (StoredNode) throws -> Void) throws {
    var labelSets: [Int: [String]] = [:]
    let sets = try PreparedStatement("SELECT id, labels FROM label_set", in: db)
    while try sets.next() { labelSets[sets.int(0)] = StoredJSON.strings(sets.string(1)) }
    let rows = try PreparedStatement("SELECT id, key, labels, name, properties FROM node ORDER BY id", in: db)
    while try rows.next() {
      var properties = StoredJSON.properties(rows.optionalString(4))
      if let name = rows.optionalString(3) { properties["name"] = .string(name) }
      try body(
        StoredNode(
          id: rows.int(0), key: rows.string(1), labels: labelSets[rows.int(2)] ?? [], properties: properties))
    }
  }

  /// Calls `body` with each edge.
  func forEachEdge(_ body: (StoredEdge) throws -> Void) throws {
    var types: [Int: String] = [:]
    let names = try PreparedStatement("SELECT id, name FROM edge_type", in: db)
    while try names.next() { types[names.int(0)] = names.string(1) }
    let rows = try PreparedStatement(
      "SELECT id, key, type, source, target, status, date, properties FROM edge ORDER BY id", in: db)
    while try rows.next() {
      var properties = StoredJSON.properties(rows.optionalString(7))
      if let status = rows.optionalString(5) { properties["status"] = .string(status) }
      if let date = rows.optionalString(6) { properties["date"] = .string(date) }
      try body(
        StoredEdge(
          id: rows.int(0), key: rows.string(1), type: types[rows.int(2)] ?? "", source: rows.int(3),
          target: rows.int(4), properties: properties))
    }
  }
}

extension GraphStore {
  /// Calls `nodes` with each node, then `edges` with each edge, all of one state of the store.
  ///
  /// - Throws: ``StorageError`` if the store can't be read, or what the closures throw.
  package func forEach(
    nodes: (StoredNode) throws -> Void, edges: (StoredEdge) throws -> Void
  ) throws {
    var thrown: (any Error)?
    try read { db in
      let reader = CanonicalReader(db)
      do {
        try reader.forEachNode(nodes)
        try reader.forEachEdge(edges)
      } catch let error as DatabaseError {
        throw error
      } catch {
        thrown = error
      }
    }
    if let thrown { throw thrown }
  }
}
