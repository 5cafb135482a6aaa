internal import Graph

/// A file or standard output that exports write their text to.
struct FileText: TextOutputStream {
  private let file: AtomicFile

  /// Begins a file at `path`; `nil` is standard output.
  init(path: String?) throws { file = try AtomicFile(path: path) }

  mutating func write(_ string: String) { file.write(string) }

  /// Gives the file its name.
  func commit() throws { try file.commit() }
}
