internal import GRDB

extension GraphStore {
  /// Stores what a document says, in place of what a document of this name said before.
  ///
  /// The canonical graph is out of date afterwards: ``isStale()`` says so until it is made again.
  ///
  /// - Parameters:
  ///   - extraction: The document; its offsets must lie within its text.
  ///   - hash: What content, metadata, rules and model hash to.
  ///   - path: The file that it was read from.
  /// - Throws: ``StorageError``; then nothing has changed.
  /// - Complexity: O(text + sentences + mentions + claims).
  public func replace(_ extraction: DocumentExtraction, hash: [UInt8], path: String? = nil) throws(StorageError) {
    if let fault = extraction.fault {
      throw StorageError(kind: .invalid, message: "\(extraction.name): \(fault)")
    }
    try write { db in
      try State.setStale(true, in: db)
      try DocumentRemover(db).remove(named: extraction.name)
      try DocumentWriter(db).insert(extraction, hash: hash, path: path)
    }
  }

  /// Takes documents out, with all that they say; names that are not there are left out of account.
  ///
  /// - Parameter names: The documents.
  /// - Returns: How many there were.
  /// - Throws: ``StorageError``; then nothing has changed.
  @discardableResult
  public func removeDocuments(named names: [String]) throws(StorageError) -> Int {
    try write { db in
      let remover = try DocumentRemover(db)
      var count = 0
      for name in names where try remover.remove(named: name) { count += 1 }
      if count > 0 { try State.setStale(true, in: db) }
      return count
    }
  }

  /// The documents, ordered by name.
  ///
  /// - Throws: ``StorageError`` if the store can't be read.
  public func documents() throws(StorageError) -> [DocumentRecord] {
    try read { db in
      let rows = try PreparedStatement(
        """
        SELECT name, title, date, publisher, place, url, path, hash,
          (SELECT count(*) FROM sentence s WHERE s.document = d.id),
          (SELECT count(*) FROM claim c WHERE c.document = d.id)
        FROM document d ORDER BY name
        """, in: db)
      var result: [DocumentRecord] = []
      while try rows.next() {
        result.append(
          DocumentRecord(
            name: rows.string(0), title: rows.optionalString(1),
            date: rows.optionalString(2).flatMap { PartialDate($0) },
            publisher: rows.optionalString(3), place: rows.optionalString(4), url: rows.optionalString(5),
            path: rows.optionalString(6), hash: rows.blob(7), sentences: rows.int(8), claims: rows.int(9)))
      }
      return result
    }
  }

  /// The file that each document was read from, by name; only those that were read from one.
  ///
  /// - Throws: ``StorageError`` if the store can't be read.
  func documentPaths() throws(StorageError) -> [String: String] {
    try read { db in
      let rows = try PreparedStatement("SELECT name, path FROM document WHERE path IS NOT NULL", in: db)
      var result: [String: String] = [:]
      while try rows.next() { result[rows.string(0)] = rows.string(1) }
      return result
    }
  }

  /// The hash of each document's content, by name: what a build needs in order to skip what it knows.
  ///
  /// - Throws: ``StorageError`` if the store can't be read.
  public func documentHashes() throws(StorageError) -> [String: [UInt8]] {
    try read { db in
      let rows = try PreparedStatement("SELECT name, hash FROM document", in: db)
      var result: [String: [UInt8]] = [:]
      while try rows.next() { result[rows.string(0)] = rows.blob(1) }
      return result
    }
  }

  /// What one document says; `nil` when there is none of this name.
  ///
  /// - Throws: ``StorageError`` if the store can't be read.
  public func extraction(named name: String) throws(StorageError) -> DocumentExtraction? {
    try read { try ExtractionReader($0).extraction(named: name) }
  }

  /// What every document says, ordered by name.
  ///
  /// - Throws: ``StorageError`` if the store can't be read.
  public func extractions() throws(StorageError) -> [DocumentExtraction] {
    try read { db in
      let reader = try ExtractionReader(db)
      let names = try PreparedStatement("SELECT name FROM document ORDER BY name", in: db)
      var result: [DocumentExtraction] = []
      while try names.next() {
        if let extraction = try reader.extraction(named: names.string(0)) { result.append(extraction) }
      }
      return result
    }
  }
}

extension DocumentExtraction {
  /// What makes the extraction contradict itself; `nil` when it is sound.
  var fault: String? {
    let size = text.utf8.count
    func isOutside(_ range: Range<Int>?) -> Bool {
      guard let range else { return false }
      return range.lowerBound < 0 || range.upperBound > size
    }
    if sentences.contains(where: { isOutside($0) }) { return "a sentence lies outside the text" }
    for entity in entities {
      if let scope = entity.scope, !entities.indices.contains(scope) { return "a role belongs to an unknown entity" }
      for mention in entity.mentions where isOutside(mention.range) || !sentences.indices.contains(mention.sentence) {
        return "a mention of '\(entity.name)' lies outside the text"
      }
    }
    for claim in claims {
      let evidence = claim.evidence
      guard entities.indices.contains(claim.subject), entities.indices.contains(claim.object),
        claim.attribution.allSatisfy({ entities.indices.contains($0) })
      else { return "a \(claim.type) claim names an unknown entity" }
      guard sentences.indices.contains(evidence.sentence),
        ![evidence.range, evidence.subject, evidence.object, evidence.trigger].contains(where: { isOutside($0) })
      else { return "the evidence of a \(claim.type) claim lies outside the text" }
    }
    return nil
  }
}
