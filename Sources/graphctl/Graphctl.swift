internal import ArgumentParser
internal import Graph

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The command line of the product: `graphctl COMMAND …`.
@main
struct Graphctl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graphctl",
    abstract: "Builds knowledge graphs from text, and answers questions about who is connected to whom, and how.",
    groupedSubcommands: [
      CommandGroup(
        name: "Building", subcommands: [BuildCommand.self, ExtractCommand.self, RemoveCommand.self, ImportCommand.self]),
      CommandGroup(
        name: "Asking",
        subcommands: [
          QueryCommand.self, ExplainCommand.self, ProfileCommand.self, ShowCommand.self, WhyCommand.self,
          PathCommand.self, ConflictsCommand.self, TimelineCommand.self, SearchCommand.self,
        ]),
      CommandGroup(
        name: "Reading out",
        subcommands: [FactsCommand.self, EntitiesCommand.self, ExportCommand.self, AnalyzeCommand.self]),
      CommandGroup(
        name: "Deciding",
        subcommands: [
          MergeCommand.self, SplitCommand.self, RenameCommand.self, RetypeCommand.self, AcceptCommand.self,
          RejectCommand.self, UndoCommand.self, HistoryCommand.self, CandidatesCommand.self,
        ]),
      CommandGroup(name: "Looking after", subcommands: [StatsCommand.self, CheckCommand.self, RulesCommand.self]),
    ])

  /// Runs a command: 0 done, 1 failed, 2 the call is wrong.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let code as ExitCode {
      leave(code.rawValue)
    } catch {
      report(error)
    }
  }

  private static func report(_ error: any Error) -> Never {
    let code = exitCode(for: error)
    if code.isSuccess {
      StandardStream.output.write(line: fullMessage(for: error))
      leave(0)
    }
    if code == .validationFailure {
      StandardStream.error.write(line: fullMessage(for: error))
      leave(2)
    }
    Message.error("\(error)")
    leave(1)
  }
}

/// Ends the process; the command's own `exit` hides the system's.
private func leave(_ code: Int32) -> Never { exit(code) }
