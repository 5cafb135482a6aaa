/// Something to say about a text: what was found, where, and what to do.
public struct Diagnostic: Error, Sendable, Hashable {
  /// Whether the work can go on.
  public enum Severity: String, Sendable, Hashable {
    /// It cannot.
    case error
    /// It can, but the answer may not be what was meant.
    case warning
  }

  /// What kind of thing is said; stable and documented.
  public let code: Code
  /// What was found and what was expected; lower case, no full stop.
  public let message: String
  /// UTF-8 offsets; empty means "at this point".
  public let span: Range<Int>
  /// What to do about it.
  public let help: String?
  /// Further lines, such as the candidates of an ambiguous name, best first.
  public let notes: [String]
  /// Whether the work can go on.
  public let severity: Severity

  /// Creates a diagnostic.
  public init(
    _ code: Code, _ message: String, at span: Range<Int>, help: String? = nil, notes: [String] = [],
    severity: Severity = .error
  ) {
    self.code = code
    self.message = message
    self.span = span
    self.help = help
    self.notes = notes
    self.severity = severity
  }
}
