internal import ArgumentParser

/// The command line of the product: `graphctl COMMAND …`.
@main
struct Graphctl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graphctl",
    abstract: "Builds knowledge graphs from text, and answers questions about who is connected to whom, and how.",
    subcommands: [ExtractCommand.self])
}
