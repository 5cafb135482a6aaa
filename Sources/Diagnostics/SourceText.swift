/// A text that diagnostics point into.
public struct SourceText: Sendable, Hashable {
  /// What the text is called in messages: "query", a file name.
  public let name: String
  /// The text.
  public let text: String

  /// Creates a source text.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
