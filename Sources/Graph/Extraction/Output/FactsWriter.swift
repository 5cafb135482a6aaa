/// Writes facts as `graphctl facts --format jsonl` prints them: one line per fact and document.
package enum FactsWriter {
  /// A node as a line shows it.
  package struct Node: Sendable, Hashable {
    /// The id of the node.
    package var id: String
    /// Its name.
    package var name: String
    /// Its label.
    package var label: NodeLabel
    /// Its other names.
    package var aliases: [String]
    /// For a statement, whether it is direct speech.
    package var isQuoted: Bool?

    /// A node of the canonical graph, or of one document.
    package init(id: String, name: String, label: NodeLabel, aliases: [String], isQuoted: Bool? = nil) {
      self.id = id
      self.name = name
      self.label = label
      self.aliases = aliases
      self.isQuoted = isQuoted
    }
  }

  /// The nodes of one document before documents are brought together: an entity's index is its id.
  package static func localNodes(_ document: DocumentExtraction) -> [Node] {
    document.entities.enumerated().map { index, entity in
      var isQuoted: Bool?
      if entity.label == .statement, case .bool(let value)? = entity.properties["quoted"] { isQuoted = value }
      return Node(
        id: "\(document.name)#\(index)", name: entity.name, label: entity.label, aliases: entity.aliases,
        isQuoted: isQuoted)
    }
  }

  /// Writes the lines of all claims of a document.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - nodes: For each entity of the document, the node to show for it.
  ///   - writer: Where the lines go, each followed by a newline.
  /// - Complexity: O(output).
  package static func write(_ document: DocumentExtraction, nodes: [Node], to writer: inout JSONBuilder) {
    for claim in document.claims {
      guard nodes.indices.contains(claim.subject), nodes.indices.contains(claim.object) else { continue }
      line(
        document: document.name, claim: claim, subject: nodes[claim.subject], object: nodes[claim.object],
        attribution: claim.attribution.compactMap { nodes.indices.contains($0) ? nodes[$0].name : nil },
        sentence: sentence(claim.evidence, document), to: &writer)
    }
  }

  /// Writes one line.
  package static func line(
    document: String, claim: Claim, subject: Node, object: Node, attribution: [String], sentence: String?,
    to writer: inout JSONBuilder
  ) {
    writer.object { line in
      line.member("doc", document)
      line.name("subject")
      node(subject, &line)
      line.member("type", claim.type)
      line.name("object")
      node(object, &line)
      line.member("status", claim.status.rawValue)
      line.member("attribution", attribution.isEmpty ? nil : attribution.joined(separator: ", "))
      line.member("date", claim.date?.description)
      line.member("validFrom", claim.validFrom?.description)
      line.member("validTo", claim.validTo?.description)
      line.member("properties", .map(claim.properties))
      line.member("confidence", .double(claim.confidence))
      line.member("open", .bool(claim.isOpen))
      line.member("rule", claim.rule)
      line.name("evidence")
      line.object { evidence in
        evidence.member("sentence", sentence)
        evidence.member("start", claim.evidence.range.lowerBound)
        evidence.member("end", claim.evidence.range.upperBound)
        range("subject", claim.evidence.subject, &evidence)
        range("object", claim.evidence.object, &evidence)
      }
    }
    writer.newline()
  }

  private static func node(_ node: Node, _ writer: inout JSONBuilder) {
    writer.object { object in
      object.member("id", node.id)
      object.member("name", node.name)
      object.member("label", node.label.rawValue)
      object.member("aliases", .list(node.aliases.map { .string($0) }))
      if node.label == .statement {
        object.member("text", node.name)
        object.member("quoted", .bool(node.isQuoted ?? false))
      }
    }
  }

  private static func range(_ name: String, _ range: Range<Int>?, _ writer: inout JSONBuilder) {
    writer.name(name)
    guard let range else { return writer.null() }
    writer.array {
      $0.integer(Int64(range.lowerBound))
      $0.integer(Int64(range.upperBound))
    }
  }

  private static func sentence(_ evidence: Evidence, _ document: DocumentExtraction) -> String? {
    let text = document.text.utf8
    guard evidence.range.upperBound <= text.count,
      let start = text.index(text.startIndex, offsetBy: evidence.range.lowerBound, limitedBy: text.endIndex),
      let end = text.index(start, offsetBy: evidence.range.count, limitedBy: text.endIndex)
    else { return nil }
    return String(decoding: text[start..<end], as: UTF8.self)
  }
}
