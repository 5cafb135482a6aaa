internal import GRDB

extension GraphStore {
  /// All decisions, oldest first, those that were taken back too.
  ///
  /// - Throws: ``StorageError`` if the store can't be read, or holds a decision that this program does not know.
  public func journal() throws(StorageError) -> [JournalEntry] {
    try read { db in
      let rows = try PreparedStatement("SELECT id, time, action, arguments, undone FROM journal ORDER BY id", in: db)
      var result: [JournalEntry] = []
      while try rows.next() {
        let arguments = StoredJSON.properties(rows.string(3))
        guard let decision = DecisionCoder.decision(action: rows.string(2), arguments: arguments) else {
          throw StorageError(kind: .corrupt, message: "entry \(rows.int(0)) of the journal can't be understood")
        }
        result.append(
          JournalEntry(id: rows.int(0), time: rows.string(1), decision: decision, isUndone: rows.int(4) != 0))
      }
      return result
    }
  }

  /// The decisions in force, oldest first.
  ///
  /// - Throws: ``StorageError`` if the store can't be read.
  public func decisions() throws(StorageError) -> [IdentityDecision] {
    try journal().filter { !$0.isUndone }.map(\.decision)
  }

  /// Writes a decision into the journal; the canonical graph is out of date until it is made again.
  ///
  /// - Parameter decision: What was decided.
  /// - Returns: The number of the entry.
  /// - Throws: ``StorageError``; then nothing has changed.
  @discardableResult
  public func record(_ decision: IdentityDecision) throws(StorageError) -> Int {
    try write { db in
      let row = try PreparedStatement(
        "INSERT INTO journal (time, action, arguments) VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?)", in: db)
      row.bind(DecisionCoder.action(decision), at: 1)
      row.bind(StoredJSON.object(DecisionCoder.arguments(decision)) ?? "{}", at: 2)
      try row.run()
      let id = Int(db.lastInsertedRowID)
      try State.setStale(true, in: db)
      return id
    }
  }

  /// Takes the last decision in force back, or a certain one.
  ///
  /// - Parameter id: The number of an entry; the last one in force when `nil`.
  /// - Returns: The number of the entry that was taken back; `nil` when there is none in force.
  /// - Throws: ``StorageError``; then nothing has changed.
  public func undo(_ id: Int? = nil) throws(StorageError) -> Int? {
    try write { db in
      let find = try PreparedStatement(
        "SELECT max(id) FROM journal WHERE undone = 0 AND (?1 IS NULL OR id = ?1)", in: db)
      find.bind(id, at: 1)
      guard try find.next(), let found = find.optionalInt(0) else { return nil }
      find.reset()
      let row = try PreparedStatement("UPDATE journal SET undone = 1 WHERE id = ?", in: db)
      row.bind(found, at: 1)
      try row.run()
      try State.setStale(true, in: db)
      return found
    }
  }

  /// How decisions refer to a node: by its key and by the entities that it stands for.
  ///
  /// - Parameter key: The key of a derived node.
  /// - Returns: The reference; `nil` when no derived node has the key.
  /// - Throws: ``StorageError`` if the store can't be read.
  public func reference(toNode key: String) throws(StorageError) -> NodeReference? {
    try read { db in
      let rows = try PreparedStatement(
        """
        SELECT d.name, e.name FROM node n
          LEFT JOIN member m ON m.node = n.id
          LEFT JOIN document d ON d.id = m.document
          LEFT JOIN entity e ON e.document = m.document AND e.ordinal = m.entity
        WHERE n.key = ? AND n.origin = 0 ORDER BY d.name, m.entity
        """, in: db)
      rows.bind(key, at: 1)
      var reference: NodeReference?
      while try rows.next() {
        if reference == nil { reference = NodeReference(key: key) }
        guard let document = rows.optionalString(0), let name = rows.optionalString(1) else { continue }
        let anchor = NodeReference.Anchor(document: document, name: name)
        if reference?.anchors.last != anchor { reference?.anchors.append(anchor) }
      }
      return reference
    }
  }

  /// Pairs of nodes that may be one and were left apart.
  ///
  /// - Throws: ``StorageError`` if the store can't be read.
  /// - Complexity: As making the canonical graph.
  public func candidates() throws(StorageError) -> [IdentityCandidate] {
    Consolidator().consolidate(try extractions(), decisions: try decisions()).candidates
  }
}
