internal import ArgumentParser
internal import Graph

/// `graphctl undo`: takes a decision back.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Takes the last decision back, or the one with a number.",
    discussion: "Example: graphctl undo 3")

  @OptionGroup var options: StoreOptions

  @Argument(help: "The number of the decision, as 'graphctl history' shows it.")
  var number: Int?

  func run() throws {
    let store = try options.openForChanging()
    guard let id = try store.undo(number) else {
      throw LookupError(description: number.map { "no decision \($0) is in force" } ?? "no decision is in force")
    }
    try store.rebuild()
    store.checkpoint()
    Message.note("decision \(id) is taken back")
  }
}

/// `graphctl history`: the decisions.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Lists the decisions that people made.", discussion: "Example: graphctl history")

  @OptionGroup var options: StoreOptions

  func run() throws {
    var table = TextTable(["no.", "time", "decision", "undone"], numbers: [0])
    for entry in try options.openForReading().journal() {
      table.add([String(entry.id), entry.time, text(entry.decision), entry.isUndone ? "yes" : ""])
    }
    guard table.count > 0 else { return Message.note("no decisions") }
    var output = Output()
    output.table(table)
    output.flush()
  }

  private func text(_ decision: IdentityDecision) -> String {
    switch decision {
    case .merge(let a, let b): "merge \(a.key) \(b.key)"
    case .split(let node, let documents): "split \(node.key) \(documents.joined(separator: " "))"
    case .rename(let node, let name): "rename \(node.key) '\(name)'"
    case .retype(let node, let label): "retype \(node.key) \(label.rawValue)"
    case .accept(let edge): "accept \(edge)"
    case .reject(let edge): "reject \(edge)"
    }
  }
}

/// `graphctl candidates`: pairs that a person should look at.
struct CandidatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "candidates", abstract: "Lists pairs of nodes that may be one and were left apart, with the reasons.",
    discussion: "Example: graphctl candidates")

  @OptionGroup var options: StoreOptions

  @Flag(name: .customLong("fail-empty"), help: "Exit status 3 when there are none.")
  var failsEmpty = false

  func run() throws {
    let candidates = try options.openForReading().candidates()
    var output = Output()
    for candidate in candidates {
      let pair = zip(candidate.names, candidate.keys).map {
        output.style.bold($0.safe) + " " + output.style.dim($1.safe)
      }
      output.line(pair.joined(separator: "  ?  "))
      for reason in candidate.reasonsFor { output.line("  + " + reason.safe) }
      for reason in candidate.reasonsAgainst { output.line("  - " + reason.safe) }
    }
    output.flush()
    if candidates.isEmpty {
      Message.note("no doubtful pairs")
      if failsEmpty { throw ExitCode(3) }
    }
  }
}
