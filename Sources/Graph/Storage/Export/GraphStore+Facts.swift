internal import GRDB

extension GraphStore {
  /// Calls `body` with each fact of each document, once for each edge and document: ordered by document, then by place.
  ///
  /// What several sentences of one document say about one fact is brought together: the evidence is the first one's.
  ///
  /// - Parameters:
  ///   - document: The only document to read; all of them when `nil`.
  ///   - body: Called for each fact.
  /// - Throws: ``StorageError`` if the store can't be read, or what `body` throws.
  /// - Complexity: O(claims), and O(nodes + edges) memory.
  package func forEachFact(of document: String? = nil, _ body: (FactRow) throws -> Void) throws {
    let nodes = try canonicalNodes()
    let edges = try canonicalEdges()
    for name in try documents().map(\.name) where document == nil || document == name {
      guard let extraction = try extraction(named: name) else { continue }
      let members = try members(of: name)
      let supported = try supportedEdges(of: name)
      for row in FactRows(extraction, nodes: nodes, edges: edges, members: members, supported: supported).rows {
        try body(row)
      }
    }
  }

  /// The edges that each claim of a document supports.
  private func supportedEdges(of document: String) throws -> [Int: [Int]] {
    try read { db in
      let rows = try PreparedStatement(
        """
        SELECT p.claim, p.edge FROM support p JOIN document d ON d.id = p.document
        WHERE d.name = ? ORDER BY p.claim, p.edge
        """, in: db)
      rows.bind(document, at: 1)
      var result: [Int: [Int]] = [:]
      while try rows.next() { result[rows.int(0), default: []].append(rows.int(1)) }
      return result
    }
  }

  /// The node of each entity of a document.
  private func members(of document: String) throws -> [Int: Int] {
    try read { db in
      let rows = try PreparedStatement(
        "SELECT m.entity, m.node FROM member m JOIN document d ON d.id = m.document WHERE d.name = ?", in: db)
      rows.bind(document, at: 1)
      var result: [Int: Int] = [:]
      while try rows.next() { result[rows.int(0)] = rows.int(1) }
      return result
    }
  }

  private func canonicalNodes() throws -> [Int: StoredNode] {
    var result: [Int: StoredNode] = [:]
    try read { db in
      try CanonicalReader(db).forEachNode { if $0.id >= CanonicalWriter.firstDerivedID { result[$0.id] = $0 } }
    }
    return result
  }

  private func canonicalEdges() throws -> [Int: StoredEdge] {
    var result: [Int: StoredEdge] = [:]
    try read { db in
      try CanonicalReader(db).forEachEdge { if $0.id >= CanonicalWriter.firstDerivedID { result[$0.id] = $0 } }
    }
    return result
  }
}

/// The facts of one document.
private struct FactRows {
  private(set) var rows: [FactRow] = []
  private let extraction: DocumentExtraction
  private let text: [UInt8]
  private let nodes: [Int: StoredNode]
  private let members: [Int: Int]

  init(
    _ extraction: DocumentExtraction, nodes: [Int: StoredNode], edges: [Int: StoredEdge], members: [Int: Int],
    supported: [Int: [Int]]
  ) {
    self.extraction = extraction
    text = Array(extraction.text.utf8)
    self.nodes = nodes
    self.members = members
    var placeOfEdge: [Int: Int] = [:]
    for (index, claim) in extraction.claims.enumerated() {
      let keys = supported[index] ?? []
      // A claim that no edge rests on yet stands for itself.
      guard !keys.isEmpty else {
        rows.append(row(claim, subject: claim.subject, object: claim.object))
        continue
      }
      for key in keys {
        guard let edge = edges[key] else { continue }
        if let place = placeOfEdge[key] {
          join(claim, into: &rows[place])
        } else {
          placeOfEdge[key] = rows.count
          rows.append(row(claim, along: edge))
        }
      }
    }
  }

  /// The claim in the direction of its edge: symmetric ones are stored one way round.
  private func row(_ claim: Claim, along edge: StoredEdge) -> FactRow {
    var claim = claim
    claim.type = edge.type
    claim.status = edge.status
    if members[claim.subject] == edge.target, members[claim.object] == edge.source, edge.source != edge.target {
      swap(&claim.subject, &claim.object)
      swap(&claim.evidence.subject, &claim.evidence.object)
    }
    return row(claim, subject: claim.subject, object: claim.object)
  }

  private func row(_ claim: Claim, subject: Int, object: Int) -> FactRow {
    FactRow(
      document: extraction.name, subject: node(of: subject), object: node(of: object), claim: claim,
      attribution: claim.attribution.map { node(of: $0).name },
      sentence: String(decoding: text[claim.evidence.range.clamped(to: text.indices)], as: UTF8.self))
  }

  private func node(of entity: Int) -> FactsWriter.Node {
    let local = extraction.entities[entity]
    let node = members[entity].flatMap { nodes[$0] }
    let isQuoted: Bool? = if case .bool(let flag)? = local.properties["quoted"] { flag } else { nil }
    let aliases = Set((node?.properties["aliases"]?.strings ?? []) + local.aliases + [local.name])
    let name = local.label == .statement ? local.name : node?.name ?? local.name
    return FactsWriter.Node(
      id: node?.key ?? "\(extraction.name)#\(entity)", name: name, label: local.label,
      aliases: aliases.subtracting([name]).sorted(by: utf8Precedes), isQuoted: isQuoted)
  }

  /// Adds what a further sentence says about the same fact, where the first one says nothing.
  private func join(_ claim: Claim, into row: inout FactRow) {
    row.claim.properties.merge(claim.properties) { first, _ in first }
    row.claim.date = row.claim.date ?? claim.date
    row.claim.validFrom = row.claim.validFrom ?? claim.validFrom
    row.claim.validTo = row.claim.validTo ?? claim.validTo
    row.claim.confidence = max(row.claim.confidence, claim.confidence)
  }
}
