/// A mistake in a rule file.
package struct RuleError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  package var file: String
  /// The line, from 1.
  package var line: Int
  /// The column, from 1.
  package var column: Int
  /// What is wrong.
  package var message: String
  /// What to do about it.
  package var help: String?

  /// File, line, column and message, and the remedy on a line of its own.
  package var description: String {
    "\(file):\(line):\(column): error: \(message)" + (help.map { "\n  = help: \($0)" } ?? "")
  }
}
