internal import ArgumentParser
internal import Graph

/// `graphctl rename`: a node is called otherwise.
struct RenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Gives a node another name; its old one stays an alias.",
    discussion: "Example: graphctl rename 'the Fed' 'Federal Reserve'")

  @OptionGroup var options: CurationOptions

  @Argument(help: "A name, an alias, or the id of a node.")
  var node: String

  @Argument(help: "The name that it is to have.")
  var name: String

  func validate() throws {
    if name.allSatisfy(\.isWhitespace) { throw ValidationError("the new name is empty") }
  }

  func run() throws { try options.decide { .rename(try $0.node(node), name: name) } }
}

/// `graphctl retype`: a node is of another kind.
struct RetypeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retype", abstract: "Gives a node another label.",
    discussion: "Example: graphctl retype 'White House' Organization")

  @OptionGroup var options: CurationOptions

  @Argument(help: "A name, an alias, or the id of a node.")
  var node: String

  @Argument(help: "The label: \(NodeLabel.allCases.map(\.rawValue).joined(separator: ", ")).")
  var label: String

  func validate() throws {
    if NodeLabel(rawValue: label) == nil {
      throw ValidationError(
        "'\(label)' is no label; these are: \(NodeLabel.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  func run() throws {
    let label = NodeLabel(rawValue: label) ?? .event
    try options.decide { .retype(try $0.node(node), label: label) }
  }
}
