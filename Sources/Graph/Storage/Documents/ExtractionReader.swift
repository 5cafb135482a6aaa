internal import GRDB

/// Reads what documents say.
struct ExtractionReader {
  private let document: PreparedStatement
  private let sentences: PreparedStatement
  private let entities: PreparedStatement
  private let mentions: PreparedStatement
  private let claims: PreparedStatement

  init(_ db: Database) throws {
    document = try PreparedStatement(
      "SELECT id, title, date, publisher, place, url, text FROM document WHERE name = ?", in: db)
    sentences = try PreparedStatement("SELECT start, stop FROM sentence WHERE document = ? ORDER BY ordinal", in: db)
    entities = try PreparedStatement(
      "SELECT label, name, aliases, properties, scope FROM entity WHERE document = ? ORDER BY ordinal", in: db)
    mentions = try PreparedStatement(
      "SELECT entity, start, stop, sentence, kind FROM mention WHERE document = ? ORDER BY entity, ordinal", in: db)
    claims = try PreparedStatement(
      """
      SELECT t.name, c.subject, c.object, c.status, c.attribution, c.date, c.valid_from, c.valid_to, c.properties,
        c.confidence, c.open, r.name, c.sentence, c.start, c.stop, c.subject_start, c.subject_stop, c.object_start,
        c.object_stop, c.trigger_start, c.trigger_stop
      FROM claim c JOIN edge_type t ON t.id = c.type JOIN rule r ON r.id = c.rule
      WHERE c.document = ? ORDER BY c.ordinal
      """, in: db)
  }

  /// What the document of this name says; `nil` when there is none.
  func extraction(named name: String) throws -> DocumentExtraction? {
    document.bind(name, at: 1)
    guard try document.next() else { return nil }
    let id = document.int(0)
    var result = DocumentExtraction(
      name: name, title: document.optionalString(1), date: date(document, 2), publisher: document.optionalString(3),
      place: document.optionalString(4), url: document.optionalString(5), text: document.string(6))
    document.reset()
    sentences.bind(id, at: 1)
    while try sentences.next() { result.sentences.append(range(sentences, 0) ?? 0..<0) }
    entities.bind(id, at: 1)
    while try entities.next() {
      result.entities.append(
        LocalEntity(
          label: NodeLabel(rawValue: entities.string(0)) ?? .event, name: entities.string(1),
          aliases: StoredJSON.strings(entities.optionalString(2)),
          properties: StoredJSON.properties(entities.optionalString(3)), scope: entities.optionalInt(4)))
    }
    mentions.bind(id, at: 1)
    while try mentions.next() {
      let entity = mentions.int(0)
      guard result.entities.indices.contains(entity) else { continue }
      result.entities[entity].mentions.append(
        Mention(
          range: range(mentions, 1) ?? 0..<0, sentence: mentions.int(3),
          kind: Mention.Kind(rawValue: mentions.string(4)) ?? .name))
    }
    claims.bind(id, at: 1)
    while try claims.next() { result.claims.append(claim()) }
    return result
  }

  private func claim() -> Claim {
    Claim(
      type: claims.string(0), subject: claims.int(1), object: claims.int(2),
      status: ClaimStatus(rawValue: claims.string(3)) ?? .possible,
      attribution: StoredJSON.integers(claims.optionalString(4)), date: date(claims, 5), validFrom: date(claims, 6),
      validTo: date(claims, 7), properties: StoredJSON.properties(claims.optionalString(8)),
      confidence: claims.double(9), isOpen: claims.int(10) != 0, rule: claims.string(11),
      evidence: Evidence(
        sentence: claims.int(12), range: range(claims, 13) ?? 0..<0, subject: range(claims, 15),
        object: range(claims, 17), trigger: range(claims, 19)))
  }

  private func date(_ row: PreparedStatement, _ column: Int32) -> PartialDate? {
    row.optionalString(column).flatMap { PartialDate($0) }
  }

  private func range(_ row: PreparedStatement, _ column: Int32) -> Range<Int>? {
    guard !row.isNull(column) else { return nil }
    let start = row.int(column)
    return start..<max(start, row.int(column + 1))
  }
}
