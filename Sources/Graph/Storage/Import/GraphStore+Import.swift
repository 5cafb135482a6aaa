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
  /// Reads graphs in JSON lines, or CSV files of nodes and of edges, into the store, in one transaction: all files or
  /// nothing.
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
  public func importGraph(
    from paths: [String], progress: (String, Int, Int) -> Void = { _, _, _ in }
  ) throws -> ImportSummary {
    let files = try Self.files(paths)
    var fault: ImportError?
    do {
      return try writeTrusted { db in
        let isLarge = try BulkLoad.isWorthwhile(for: files, in: db)
        if isLarge { try BulkLoad.begin(in: db) }
        do {
          var importer = try GraphImporter(db)
          for path in files {
            if Self.isCSV(path) {
              try importer.readCSV(path) { progress(path, $0, $1) }
            } else {
              try importer.read(path) { progress(path, $0, $1) }
            }
          }
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

  /// The files of a call in the order in which they are read: folders give their `nodes.csv` and `edges.csv`, and CSV files
  /// of nodes come before those of edges.
  private static func files(_ paths: [String]) throws -> [String] {
    let files = paths.flatMap { path in
      FileList.exists(path + "/nodes.csv") ? ["nodes.csv", "edges.csv"].map { "\(path)/\($0)" } : [path]
    }
    var edges: [String] = []
    var others: [String] = []
    for file in files {
      let isEdges = isCSV(file) && (try? CSVLayout(header: CSVTable(path: file).header))?.isEdges ?? false
      if isEdges { edges.append(file) } else { others.append(file) }
    }
    return others + edges
  }

  private static func isCSV(_ path: String) -> Bool {
    [".csv", ".tsv"].contains { path.lowercased().hasSuffix($0) }
  }
}
