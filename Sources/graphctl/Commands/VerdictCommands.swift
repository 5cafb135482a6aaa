internal import ArgumentParser
internal import Graph

/// `graphctl accept`: an edge is right.
struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Says that an edge is right.", discussion: "Example: graphctl accept EDGE-ID")

  @OptionGroup var options: CurationOptions

  @Argument(help: "The id of the edge.")
  var edge: String

  func run() throws { try options.decide { .accept(edge: try $0.edge(edge)) } }
}

/// `graphctl reject`: an edge is wrong.
struct RejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Says that an edge is wrong; it leaves the graph.",
    discussion: "Example: graphctl reject EDGE-ID --dry-run")

  @OptionGroup var options: CurationOptions

  @Argument(help: "The id of the edge.")
  var edge: String

  func run() throws { try options.decide { .reject(edge: try $0.edge(edge)) } }
}
