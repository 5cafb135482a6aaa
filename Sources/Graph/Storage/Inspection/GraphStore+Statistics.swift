internal import GRDB

/// How much a store holds.
public struct StoreStatistics: Sendable, Hashable {
  /// A name and how often it occurs.
  public struct Count: Sendable, Hashable {
    /// The label, type or status.
    public var name: String
    /// How often.
    public var count: Int
  }

  /// The documents.
  public var documents = 0
  /// Their text in bytes.
  public var textBytes = 0
  /// Their sentences.
  public var sentences = 0
  /// Their entities, one for each document that names a thing.
  public var entities = 0
  /// The mentions of entities.
  public var mentions = 0
  /// The claims.
  public var claims = 0
  /// The nodes.
  public var nodes = 0
  /// The edges.
  public var edges = 0
  /// Nodes by label, the most frequent first.
  public var labels: [Count] = []
  /// Edges by type, the most frequent first.
  public var types: [Count] = []
  /// Edges by status, the most frequent first.
  public var statuses: [Count] = []
  /// Human decisions that are in force.
  public var decisions = 0
  /// The version of the schema.
  public var schemaVersion = 0
  /// The number of transactions so far.
  public var generation = 0
  /// The size of the database in bytes.
  public var size = 0
  /// Whether documents changed since the canonical graph was made.
  public var isStale = false
}

extension GraphStore {
  /// Counts what the store holds.
  ///
  /// - Throws: ``StorageError`` if the store can't be read.
  /// - Complexity: O(nodes + edges + mentions).
  public func statistics() throws(StorageError) -> StoreStatistics {
    try read { db in
      func count(_ sql: StaticString) throws -> Int { try Int.fetchOne(db, sql: "\(sql)") ?? 0 }
      func counts(_ sql: StaticString) throws -> [StoreStatistics.Count] {
        let rows = try PreparedStatement(sql, in: db)
        var result: [StoreStatistics.Count] = []
        while try rows.next() { result.append(StoreStatistics.Count(name: rows.string(0), count: rows.int(1))) }
        return result
      }
      var result = StoreStatistics()
      result.documents = try count("SELECT count(*) FROM document")
      result.textBytes = try count("SELECT coalesce(sum(length(CAST(text AS BLOB))), 0) FROM document")
      result.sentences = try count("SELECT count(*) FROM sentence")
      result.entities = try count("SELECT count(*) FROM entity")
      result.mentions = try count("SELECT count(*) FROM mention")
      result.claims = try count("SELECT count(*) FROM claim")
      result.nodes = try count("SELECT count(*) FROM node")
      result.edges = try count("SELECT count(*) FROM edge")
      result.decisions = try count("SELECT count(*) FROM journal WHERE undone = 0")
      result.labels = try counts(
        """
        SELECT j.value, sum(c.n) AS n
        FROM (SELECT labels, count(*) AS n FROM node GROUP BY labels) c JOIN label_set l ON l.id = c.labels,
          json_each(l.labels) j
        GROUP BY j.value ORDER BY n DESC, j.value
        """)
      result.types = try counts(
        """
        SELECT t.name, c.n FROM (SELECT type, count(*) AS n FROM edge GROUP BY type) c JOIN edge_type t ON t.id = c.type
        ORDER BY c.n DESC, t.name
        """)
      result.statuses = try counts(
        "SELECT coalesce(status, 'asserted') AS name, count(*) AS n FROM edge GROUP BY name ORDER BY n DESC, name")
      result.schemaVersion = try count("PRAGMA user_version")
      result.generation = try State.generation(in: db)
      result.isStale = try State.isStale(in: db)
      result.size = try count("PRAGMA page_count") * count("PRAGMA page_size")
      return result
    }
  }
}
