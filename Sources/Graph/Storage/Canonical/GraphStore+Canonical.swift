internal import GRDB

extension GraphStore {
  /// Puts a canonical graph in place of the one before, in one transaction; imported nodes and edges stay.
  ///
  /// - Parameter graph: What follows from all documents and the journal.
  /// - Throws: ``StorageError``; then nothing has changed.
  /// - Complexity: O(nodes + edges + claims).
  public func replaceCanonicalGraph(by graph: CanonicalGraph) throws(StorageError) {
    try writeTrusted { db in
      try CanonicalWriter(db).replace(by: graph)
      try State.setStale(false, in: db)
    }
  }

  /// Makes the canonical graph from documents and journal.
  ///
  /// Another process that changes documents meanwhile makes it begin again.
  ///
  /// - Throws: ``StorageError``; then nothing has changed.
  public func rebuild() throws(StorageError) {
    while true {
      let generation = try generation()
      let graph = Consolidator().consolidate(try extractions(), decisions: try decisions()).graph
      let isDone = try writeTrusted { db in
        // The transaction itself has counted once.
        guard try State.generation(in: db) == generation + 1 else { return false }
        try CanonicalWriter(db).replace(by: graph)
        try State.setStale(false, in: db)
        return true
      }
      if isDone { return }
    }
  }
}
