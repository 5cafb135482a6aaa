internal import ArgumentParser
internal import Graph

/// `graphctl check`: whether the database is sound.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks the integrity of the database; exit status 1 says that something is wrong.",
    discussion: "Example: graphctl check --repair")

  @OptionGroup var options: StoreOptions

  @Flag(help: "Make again what is derived: the graph from claims and journal, the full-text indexes from the texts.")
  var repair = false

  func run() throws {
    if repair {
      let store = try options.openForChanging()
      try store.repair()
      store.checkpoint()
    }
    let faults = try GraphStore.open(at: options.path, for: .change).check()
    var output = Output()
    for fault in faults { output.line("\(fault)".safe) }
    output.flush()
    guard faults.isEmpty else {
      Message.error(
        "\(counted(faults.count, "fault")) in \(options.path)\(repair ? "" : "; 'graphctl check --repair' makes again what is derived")"
      )
      throw ExitCode(1)
    }
    Message.note("\(options.path) is sound")
  }
}
