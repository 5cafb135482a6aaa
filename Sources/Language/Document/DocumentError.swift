/// A document, or a part of one, that can't be read.
public struct DocumentError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What the document is called: a path, or `-` for standard input.
  public let name: String
  /// The line, counted from 1, where one is to blame.
  public let line: Int?
  /// The column in characters, counted from 1, where one is to blame.
  public let column: Int?
  /// What is wrong.
  public let reason: String

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - name: What the document is called.
  ///   - line: The line to blame, counted from 1.
  ///   - column: The column to blame, counted from 1.
  ///   - reason: What is wrong: lower case, no full stop.
  public init(name: String, line: Int? = nil, column: Int? = nil, reason: String) {
    self.name = name
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// `name:line:column: reason`.
  public var description: String {
    let place = [name] + [line, column].compactMap { $0.map(String.init) }
    return place.joined(separator: ":") + ": " + reason
  }
}
