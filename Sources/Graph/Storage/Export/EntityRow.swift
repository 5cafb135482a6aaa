internal import GRDB

/// A node with its mentions, in the format of `entities`.
package struct EntityRow: Sendable, Hashable {
  /// A mention in a document.
  package struct Place: Sendable, Hashable {
    /// The name of the document.
    package var document: String
    /// Where, in UTF-8 bytes.
    package var range: Range<Int>
    /// The words.
    package var text: String
    /// How they refer.
    package var kind: String
  }

  /// The node.
  package var node: StoredNode
  /// The documents that mention it, sorted.
  package var documents: [String]
  /// Where they do, ordered by document and place.
  package var mentions: [Place]

  /// Writes the row as a line of JSON.
  package func write(to builder: inout JSONBuilder) {
    builder.object { json in
      json.member("id", node.key)
      json.member("name", node.name)
      json.member("label", node.labels.first ?? "")
      json.member("aliases", .list((node.properties["aliases"]?.strings ?? []).map { .string($0) }))
      json.member("properties", .map(node.properties.filter { $0.key != "name" && $0.key != "aliases" }))
      json.member("documents", .list(documents.map { .string($0) }))
      json.name("mentions")
      json.array { json in
        for mention in mentions {
          json.object { json in
            json.member("doc", mention.document)
            json.member("start", mention.range.lowerBound)
            json.member("end", mention.range.upperBound)
            json.member("text", mention.text)
            json.member("kind", mention.kind)
          }
        }
      }
    }
    builder.newline()
  }
}

extension GraphStore {
  /// Calls `body` with each node and its mentions, in the order of the store.
  ///
  /// - Parameters:
  ///   - document: Only nodes that this document mentions, and its mentions of them.
  ///   - body: Called for each node.
  /// - Throws: ``StorageError`` if the store can't be read.
  /// - Complexity: O(nodes + mentions), and O(texts + mentions) memory.
  package func forEachEntity(of document: String? = nil, _ body: (EntityRow) throws -> Void) throws {
    let mentions = try mentionsByNode(of: document)
    try forEach(
      nodes: { node in
        let places = mentions[node.id] ?? []
        guard document == nil || !places.isEmpty else { return }
        var documents: [String] = []
        for place in places where documents.last != place.document { documents.append(place.document) }
        try body(EntityRow(node: node, documents: documents, mentions: places))
      }, edges: { _ in })
  }

  private func mentionsByNode(of document: String?) throws -> [Int: [EntityRow.Place]] {
    try read { db in
      var texts: [Int: (name: String, bytes: [UInt8])] = [:]
      let documents = try PreparedStatement("SELECT id, name, text FROM document WHERE ?1 IS NULL OR name = ?1", in: db)
      documents.bind(document, at: 1)
      while try documents.next() { texts[documents.int(0)] = (documents.string(1), Array(documents.utf8(2))) }
      let rows = try PreparedStatement(
        """
        SELECT b.node, m.document, m.start, m.stop, m.kind
        FROM mention m JOIN member b ON b.document = m.document AND b.entity = m.entity
          JOIN document d ON d.id = m.document
        WHERE ?1 IS NULL OR d.name = ?1
        ORDER BY d.name, m.start, m.stop
        """, in: db)
      rows.bind(document, at: 1)
      var result: [Int: [EntityRow.Place]] = [:]
      while try rows.next() {
        guard let text = texts[rows.int(1)] else { continue }
        let range = rows.int(2)..<max(rows.int(2), rows.int(3))
        let words = String(decoding: text.bytes[range.clamped(to: text.bytes.indices)], as: UTF8.self)
        result[rows.int(0), default: []].append(
          EntityRow.Place(document: text.name, range: range, text: words, kind: rows.string(4)))
      }
      return result
    }
  }
}
