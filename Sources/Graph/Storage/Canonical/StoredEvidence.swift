internal import GRDB

/// The evidence of a store's edges, read when it is asked for.
package struct StoredEvidence: EvidenceSource {
  private let store: GraphStore

  /// Creates a source over `store`.
  package init(_ store: GraphStore) { self.store = store }

  /// The sentences behind an edge, ordered by document and place.
  package func evidence(ofEdge id: String) throws -> [EvidenceRecord] {
    var records: [EvidenceRecord] = []
    for quotation in try store.quotations(ofEdge: id) {
      let record = EvidenceRecord(
        document: quotation.document, sentence: quotation.text, start: quotation.range.lowerBound,
        end: quotation.range.upperBound, date: quotation.date)
      if records.last != record { records.append(record) }
    }
    return records
  }

  /// What the edge's property `support` says, which leaves near-copies out of account; else its number of documents.
  package func support(ofEdge id: String) throws -> Int { try store.support(ofEdge: id) }
}

/// A sentence behind an edge, with the words that matter.
package struct Quotation: Sendable, Hashable {
  /// The document's name.
  package var document: String
  /// The document's headline, where known.
  package var title: String?
  /// The document's date, where known.
  package var date: String?
  /// The sentence.
  package var text: String
  /// Where it stands, in UTF-8 bytes of the document.
  package var range: Range<Int>
  /// The subject mention, in UTF-8 bytes of the document.
  package var subject: Range<Int>?
  /// The object mention, in UTF-8 bytes of the document.
  package var object: Range<Int>?
  /// The trigger, in UTF-8 bytes of the document.
  package var trigger: Range<Int>?
  /// The rule that found it.
  package var rule: String
  /// How sure the extraction is.
  package var confidence: Double
}

extension GraphStore {
  /// The sentences behind an edge, ordered by document and place.
  ///
  /// - Throws: ``StorageError`` if the store can't be read.
  package func quotations(ofEdge key: String) throws(StorageError) -> [Quotation] {
    try read { db in
      let rows = try PreparedStatement(
        """
        SELECT d.name, d.title, d.date, CAST(substr(CAST(d.text AS BLOB), c.start + 1, c.stop - c.start) AS TEXT),
          c.start, c.stop, c.subject_start, c.subject_stop, c.object_start, c.object_stop, c.trigger_start,
          c.trigger_stop, r.name, c.confidence
        FROM edge e JOIN support p ON p.edge = e.id
          JOIN claim c ON c.document = p.document AND c.ordinal = p.claim
          JOIN document d ON d.id = c.document JOIN rule r ON r.id = c.rule
        WHERE e.key = ? ORDER BY d.name, c.start, c.ordinal
        """, in: db)
      rows.bind(key, at: 1)
      var result: [Quotation] = []
      func range(_ column: Int32) -> Range<Int>? {
        rows.isNull(column) ? nil : rows.int(column)..<max(rows.int(column), rows.int(column + 1))
      }
      while try rows.next() {
        result.append(
          Quotation(
            document: rows.string(0), title: rows.optionalString(1), date: rows.optionalString(2),
            text: rows.string(3), range: range(4) ?? 0..<0, subject: range(6), object: range(8), trigger: range(10),
            rule: rows.string(12), confidence: rows.double(13)))
      }
      return result
    }
  }

  /// How many documents that are not near-copies of each other support an edge.
  ///
  /// - Throws: ``StorageError`` if the store can't be read.
  package func support(ofEdge key: String) throws(StorageError) -> Int {
    try read { db in
      let rows = try PreparedStatement(
        """
        SELECT coalesce(json_extract(e.properties, '$.support'),
          (SELECT count(DISTINCT p.document) FROM support p WHERE p.edge = e.id))
        FROM edge e WHERE e.key = ?
        """, in: db)
      rows.bind(key, at: 1)
      defer { rows.reset() }
      return try rows.next() ? rows.int(0) : 0
    }
  }
}
