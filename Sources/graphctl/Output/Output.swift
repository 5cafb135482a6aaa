internal import Graph

/// Data for standard output, gathered so that it is written in few pieces.
struct Output {
  /// The style of standard output.
  let style = Style(for: .output)
  /// The columns of the terminal, if it is one.
  let width = Terminal.width(of: .output)
  private var bytes: [UInt8] = []

  /// Appends a line.
  mutating func line(_ text: String = "") {
    bytes.append(contentsOf: text.utf8)
    bytes.append(0x0A)
    if bytes.count > 1 << 16 { flush() }
  }

  /// Appends bytes as they are.
  mutating func raw(_ data: [UInt8]) {
    bytes.append(contentsOf: data)
    if bytes.count > 1 << 16 { flush() }
  }

  /// Appends a table.
  mutating func table(_ table: TextTable) { for line in table.lines(width: width, style: style) { self.line(line) } }

  /// Writes what was gathered.
  mutating func flush() {
    StandardStream.output.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}

/// Messages on standard error.
enum Message {
  /// Says what went wrong.
  static func error(_ text: String) {
    StandardStream.error.write(line: Style(for: .error).red("error:") + " " + text.safeLines)
  }

  /// Says what is doubtful but does not stop the work.
  static func warning(_ text: String) {
    StandardStream.error.write(line: Style(for: .error).yellow("warning:") + " " + text.safeLines)
  }

  /// Says what was done.
  static func note(_ text: String) { StandardStream.error.write(line: text.safeLines) }
}

extension String {
  /// As ``safe``, with line breaks kept.
  fileprivate var safeLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).safe }.joined(separator: "\n")
  }
}
