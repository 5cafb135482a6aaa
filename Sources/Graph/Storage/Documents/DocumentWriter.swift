internal import GRDB

/// Writes documents and what they say, within the caller's transaction.
struct DocumentWriter {
  private let db: Database
  private let types: NameTable
  private let rules: NameTable

  init(_ db: Database) throws {
    self.db = db
    types = try NameTable("edge_type", in: db)
    rules = try NameTable("rule", in: db)
  }

  /// Writes a document that is not there yet.
  func insert(_ extraction: DocumentExtraction, hash: [UInt8], path: String?) throws {
    let statement = try PreparedStatement(
      """
      INSERT INTO document (name, title, date, publisher, place, url, path, hash, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, in: db)
    statement.bind(extraction.name, at: 1)
    statement.bind(extraction.title, at: 2)
    statement.bind(extraction.date?.description, at: 3)
    statement.bind(extraction.publisher, at: 4)
    statement.bind(extraction.place, at: 5)
    statement.bind(extraction.url, at: 6)
    statement.bind(path, at: 7)
    statement.bind(blob: hash, at: 8)
    statement.bind(extraction.text, at: 9)
    try statement.run()
    let document = Int(db.lastInsertedRowID)
    try insertSentences(of: extraction, document)
    try insertEntities(of: extraction, document)
    try insertClaims(of: extraction, document)
  }

  private func insertSentences(of extraction: DocumentExtraction, _ document: Int) throws {
    let row = try PreparedStatement(
      "INSERT INTO sentence (document, ordinal, start, stop) VALUES (?, ?, ?, ?)", in: db)
    let index = try PreparedStatement("INSERT INTO sentence_index (rowid, text) VALUES (?, ?)", in: db)
    let text = Array(extraction.text.utf8)
    try text.withUnsafeBufferPointer { text in
      for (ordinal, range) in extraction.sentences.enumerated() {
        row.bind(document, at: 1)
        row.bind(ordinal, at: 2)
        row.bind(range.lowerBound, at: 3)
        row.bind(range.upperBound, at: 4)
        try row.run()
        index.bind(Int(db.lastInsertedRowID), at: 1)
        index.bind(UnsafeBufferPointer(rebasing: text[range]), at: 2)
        try index.run()
      }
    }
  }

  private func insertEntities(of extraction: DocumentExtraction, _ document: Int) throws {
    let row = try PreparedStatement(
      "INSERT INTO entity (document, ordinal, label, name, aliases, properties, scope) VALUES (?, ?, ?, ?, ?, ?, ?)",
      in: db)
    let place = try PreparedStatement(
      "INSERT INTO mention (document, entity, ordinal, start, stop, sentence, kind) VALUES (?, ?, ?, ?, ?, ?, ?)",
      in: db)
    for (ordinal, entity) in extraction.entities.enumerated() {
      row.bind(document, at: 1)
      row.bind(ordinal, at: 2)
      row.bind(entity.label.rawValue, at: 3)
      row.bind(entity.name, at: 4)
      row.bind(StoredJSON.list(entity.aliases), at: 5)
      row.bind(StoredJSON.object(entity.properties), at: 6)
      row.bind(entity.scope, at: 7)
      try row.run()
      for (number, mention) in entity.mentions.enumerated() {
        place.bind(document, at: 1)
        place.bind(ordinal, at: 2)
        place.bind(number, at: 3)
        place.bind(mention.range.lowerBound, at: 4)
        place.bind(mention.range.upperBound, at: 5)
        place.bind(mention.sentence, at: 6)
        place.bind(mention.kind.rawValue, at: 7)
        try place.run()
      }
    }
  }

  private func insertClaims(of extraction: DocumentExtraction, _ document: Int) throws {
    let row = try PreparedStatement(
      """
      INSERT INTO claim (document, ordinal, type, subject, object, status, attribution, date, valid_from, valid_to,
        properties, confidence, open, rule, sentence, start, stop, subject_start, subject_stop, object_start,
        object_stop, trigger_start, trigger_stop)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, in: db)
    for (ordinal, claim) in extraction.claims.enumerated() {
      row.bind(document, at: 1)
      row.bind(ordinal, at: 2)
      row.bind(try types.id(of: claim.type), at: 3)
      row.bind(claim.subject, at: 4)
      row.bind(claim.object, at: 5)
      row.bind(claim.status.rawValue, at: 6)
      row.bind(StoredJSON.list(claim.attribution), at: 7)
      row.bind(claim.date?.description, at: 8)
      row.bind(claim.validFrom?.description, at: 9)
      row.bind(claim.validTo?.description, at: 10)
      row.bind(StoredJSON.object(claim.properties), at: 11)
      row.bind(claim.confidence, at: 12)
      row.bind(claim.isOpen ? 1 : 0, at: 13)
      row.bind(try rules.id(of: claim.rule), at: 14)
      let evidence = claim.evidence
      row.bind(evidence.sentence, at: 15)
      row.bind(evidence.range.lowerBound, at: 16)
      row.bind(evidence.range.upperBound, at: 17)
      var column: Int32 = 18
      for range in [evidence.subject, evidence.object, evidence.trigger] {
        row.bind(range?.lowerBound, at: column)
        row.bind(range?.upperBound, at: column + 1)
        column += 2
      }
      try row.run()
    }
  }
}
