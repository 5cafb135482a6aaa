internal import ArgumentParser
internal import Graph

/// Which database a command works on.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .customLong("db"), help: ArgumentHelp("The database; else $GRAPHCTL_DB, else graph.db.", valueName: "file"))
  var file: String?

  /// The path of the database.
  var path: String { file ?? Terminal.environment("GRAPHCTL_DB") ?? "graph.db" }

  /// Opens the database for reading; brings the graph up to date first if a build was stopped.
  func openForReading() throws -> GraphStore {
    let store = try GraphStore.open(at: path, for: .read)
    guard try store.isStale() else { return store }
    do {
      let writer = try GraphStore.open(at: path, for: .change, patience: 1)
      if try writer.isStale() { try writer.rebuild() }
      return writer
    } catch {
      Message.warning("documents changed since the graph was made, and it can't be made again now: \(error)")
      return store
    }
  }

  /// Opens the database for changing what is in it.
  func openForChanging() throws -> GraphStore { try GraphStore.open(at: path, for: .change) }

  /// Opens the database for writing, and creates it where there is none.
  func openForCreating() throws -> GraphStore { try GraphStore.open(at: path, for: .create) }
}
