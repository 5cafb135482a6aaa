internal import ArgumentParser
internal import Graph

/// `graphctl split`: one node is two.
struct SplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "Says that a node of some documents is another one than in the rest.",
    discussion: "Example: graphctl split 'John Kerry' obituary-1998.txt")

  @OptionGroup var options: CurationOptions

  @Argument(help: "A name, an alias, or the id of a node.")
  var node: String

  @Argument(help: "The documents in which it is another one.")
  var documents: [String]

  func run() throws {
    try options.decide { curator in
      let reference = try curator.node(node)
      let known = Set(reference.anchors.map(\.document))
      if let unknown = documents.first(where: { !known.contains($0) }) {
        throw LookupError(
          description: "'\(unknown)' does not mention '\(node)'; these do: \(known.sorted().joined(separator: ", "))")
      }
      return .split(reference, documents: documents.sorted())
    }
  }
}
