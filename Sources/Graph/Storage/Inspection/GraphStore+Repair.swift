internal import GRDB

extension GraphStore {
  /// Makes again what is derived: the canonical graph from claims and journal, full-text indexes from names and texts.
  ///
  /// - Throws: ``StorageError``; then nothing has changed.
  /// - Complexity: O(database).
  public func repair() throws(StorageError) {
    try rebuild()
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO node_index (node_index) VALUES ('rebuild');
          INSERT INTO sentence_index (sentence_index) VALUES ('rebuild');
          REINDEX;
          """)
    }
  }
}
