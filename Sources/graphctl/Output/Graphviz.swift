internal import Foundation
internal import Graph

/// The program `dot` of Graphviz, where it is installed.
enum Graphviz {
  /// Draws a graph.
  ///
  /// - Parameters:
  ///   - dot: The graph in the DOT language.
  ///   - format: What `dot -T` calls the format.
  /// - Returns: The drawing.
  /// - Throws: ``LookupError`` when Graphviz is not installed, or refuses the graph.
  static func draw(_ dot: String, format: String) throws -> [UInt8] {
    guard let program = find() else {
      throw LookupError(
        description:
          "drawing needs Graphviz, and there is no 'dot' on this machine; install it ('apt-get install graphviz') "
          + "or write '--format dot' and draw elsewhere")
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("graphctl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, output) = (folder.appendingPathComponent("in.dot"), folder.appendingPathComponent("out"))
    try Data(dot.utf8).write(to: input)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["-T\(format)", "-o", output.path, input.path]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let message = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0, let drawing = try? Data(contentsOf: output) else {
      throw LookupError(description: "Graphviz failed: \(String(decoding: message, as: UTF8.self))")
    }
    return Array(drawing)
  }

  private static func find() -> String? {
    let folders = (Terminal.environment("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/dot" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
