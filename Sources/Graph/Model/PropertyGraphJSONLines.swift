/// What is wrong with a line of a graph in JSON lines.
package struct JSONLinesError: Error, Sendable, Hashable, CustomStringConvertible {
  package let line: Int
  package let message: String
  package var description: String { "line \(line): \(message)" }
}

extension PropertyGraph.Builder {
  /// Adds the nodes and edges of a text in the format of `import jsonl`: `{"node": …}` or `{"edge": …}` per line.
  ///
  /// - Throws: ``JSONLinesError`` at the first line that does not fit the format.
  package mutating func add(jsonLines bytes: [UInt8]) throws(JSONLinesError) {
    var line = 0
    for slice in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      if slice.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      do {
        try add(object: try JSONReader.parse(Array(slice)), line: line)
      } catch let error as JSONLinesError {
        throw error
      } catch {
        throw JSONLinesError(line: line, message: "\(error)")
      }
    }
  }

  private mutating func add(object: PropertyValue, line: Int) throws {
    guard case .map(let entries) = object, let entry = entries.first, case .map(let fields) = entry.value else {
      throw JSONLinesError(line: line, message: "expected {\"node\": {…}} or {\"edge\": {…}}")
    }
    func text(_ key: String) throws(JSONLinesError) -> String {
      guard let text = fields[key]?.stringValue else {
        throw JSONLinesError(line: line, message: "expected a string \"\(key)\"")
      }
      return text
    }
    var properties: [PropertyEntry] = []
    if case .map(let given)? = fields["properties"] { properties = PropertyEntry.sorted(given) }
    switch entry.key {
    case "node":
      let labels = fields["labels"]?.strings ?? []
      try addNode(id: try text("id"), labels: labels, properties: properties)
    case "edge":
      try addEdge(
        id: try text("id"), type: try text("type"), startID: try text("start"), endID: try text("end"),
        properties: properties)
    default:
      throw JSONLinesError(line: line, message: "expected \"node\" or \"edge\", found \"\(entry.key)\"")
    }
  }
}
