internal import ArgumentParser
internal import Graph

/// `graphctl merge`: two nodes are one.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Says that two nodes are one thing; holds after rebuilds, and can be undone.",
    discussion: "Example: graphctl merge 'Jim Smith' 'James Smith' --dry-run")

  @OptionGroup var options: CurationOptions

  @Argument(help: "A name, an alias, or the id of a node.")
  var first: String

  @Argument(help: "The other one.")
  var second: String

  func run() throws {
    try options.decide { curator in
      let (a, b) = (try curator.node(first), try curator.node(second))
      guard a.key != b.key else { throw LookupError(description: "'\(first)' and '\(second)' are one node already") }
      return .merge(a, b)
    }
  }
}
