internal import ArgumentParser
internal import Graph

/// `graphctl remove`: takes documents out of the graph.
struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Takes documents, and everything that only they support, out of the graph.",
    discussion: "Example: graphctl remove 001.txt 002.txt")

  @OptionGroup var options: StoreOptions

  @Argument(help: ArgumentHelp("The names of the documents, as 'graphctl facts' shows them.", valueName: "document"))
  var documents: [String]

  func run() throws {
    let store = try options.openForChanging()
    let known = Set(try store.documentHashes().keys)
    let unknown = documents.filter { !known.contains($0) }
    guard unknown.isEmpty else {
      throw LookupError(description: "no document is called \(unknown.map { "'\($0)'" }.joined(separator: ", "))")
    }
    let count = try store.removeDocuments(named: documents)
    try store.rebuild()
    store.checkpoint()
    Message.note("removed \(counted(count, "document"))")
  }
}
