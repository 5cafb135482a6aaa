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
  /// - Throws: ``StorageError``; then nothing has changed.
  public func rebuild() throws(StorageError) {
    try replaceCanonicalGraph(by: Consolidator().consolidate(try extractions()).graph)
  }
}
