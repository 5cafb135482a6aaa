extension GraphStore {
  /// Writes the whole graph in the format of ``importGraph(from:progress:)``: nodes in the order of their ids in the
  /// store, then edges.
  ///
  /// - Parameter output: Called with whole lines.
  /// - Throws: ``StorageError`` if the store can't be read.
  /// - Complexity: O(nodes + edges) time, O(nodes) memory.
  package func exportJSONLines(to output: ([UInt8]) -> Void) throws {
    var keys: [Int: String] = [:]
    var builder = JSONBuilder()
    func flush(above limit: Int) {
      guard builder.bytes.count > limit else { return }
      output(builder.bytes)
      builder.removeAll()
    }
    try forEach(
      nodes: { node in
        keys[node.id] = node.key
        builder.node(id: node.key, labels: node.labels, properties: node.properties)
        flush(above: 1 << 16)
      },
      edges: { edge in
        builder.edge(
          id: edge.key, type: edge.type, start: keys[edge.source] ?? "", end: keys[edge.target] ?? "",
          properties: edge.properties)
        flush(above: 1 << 16)
      })
    flush(above: 0)
  }
}

extension JSONBuilder {
  /// Writes a line that makes a node.
  package mutating func node(id: String, labels: [String], properties: [String: PropertyValue]) {
    object { line in
      line.name("node")
      line.object { node in
        node.member("id", id)
        node.member("labels", .list(labels.map { .string($0) }))
        node.member("properties", .map(properties))
      }
    }
    newline()
  }

  /// Writes a line that makes an edge.
  package mutating func edge(
    id: String, type: String, start: String, end: String, properties: [String: PropertyValue]
  ) {
    object { line in
      line.name("edge")
      line.object { edge in
        edge.member("id", id)
        edge.member("type", type)
        edge.member("start", start)
        edge.member("end", end)
        edge.member("properties", .map(properties))
      }
    }
    newline()
  }
}
