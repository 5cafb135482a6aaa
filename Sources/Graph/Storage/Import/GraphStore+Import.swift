internal import GRDB

/// What an import brought.
public struct ImportSummary: Sendable, Hashable {
  /// The nodes.
  public var nodes = 0
  /// The edges.
  public var edges = 0

  /// Creates a summary of nothing.
  public init() {}
}

extension GraphStore {
  /// Reads graphs in JSON lines into the store, in one transaction: all files or nothing.
  ///
  /// Nodes stand before the edges that join them; ids must be new to the store; edges may join imported nodes only,
  /// since others come and go with the documents.
  ///
  /// - Parameters:
  ///   - paths: The files; `-` is standard input.
  ///   - progress: Told now and then which file is read, and how many of its bytes; the size is 0 when not known.
  /// - Returns: How much was read.
  /// - Throws: ``ImportError`` at the first line that is wrong, ``StorageError`` if the store can't be written.
  /// - Complexity: O(bytes), and O(ids) memory.
  public func importJSONLines(
    from paths: [String], progress: (String, Int, Int) -> Void = { _, _, _ in }
  ) throws -> ImportSummary {
    var fault: ImportError?
    do {
      return try writeTrusted { db in
        let isLarge = try BulkLoad.isWorthwhile(for: paths, in: db)
        if isLarge { try BulkLoad.begin(in: db) }
        do {
          var importer = try GraphImporter(db)
          for path in paths { try importer.read(path) { progress(path, $0, $1) } }
          if isLarge { try BulkLoad.end(in: db) }
          return importer.result
        } catch let error as ImportError {
          fault = error
          throw error
        }
      }
    } catch {
      throw fault ?? error
    }
  }
}
