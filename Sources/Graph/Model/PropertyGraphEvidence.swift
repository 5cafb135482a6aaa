/// One sentence that supports an edge.
package struct EvidenceRecord: Sendable, Hashable {
  /// The document's name.
  package var document: String
  /// The sentence's text.
  package var sentence: String
  /// UTF-8 offset of the sentence in the document.
  package var start: Int
  /// UTF-8 offset of the sentence's end.
  package var end: Int
  /// The document's date, ISO 8601, if it has one.
  package var date: String?
  /// Where the document came from, if that is known.
  package var url: String?

  package init(
    document: String, sentence: String, start: Int, end: Int, date: String? = nil, url: String? = nil
  ) {
    self.document = document
    self.sentence = sentence
    self.start = start
    self.end = end
    self.date = date
    self.url = url
  }
}

/// Where the evidence of edges is read from, one edge at a time, so that it need not be in memory.
package protocol EvidenceSource: Sendable {
  /// The sentences behind the edge with this id in the source, in a fixed order; none for imported edges.
  ///
  /// - Throws: When the source cannot be read.
  func evidence(ofEdge id: String) throws -> [EvidenceRecord]

  /// How many documents that are not near-copies of each other support the edge.
  ///
  /// - Throws: When the source cannot be read.
  func support(ofEdge id: String) throws -> Int
}

/// No evidence, for graphs that were imported or built in memory.
package struct NoEvidence: EvidenceSource {
  package init() {}
  package func evidence(ofEdge id: String) -> [EvidenceRecord] { [] }
  package func support(ofEdge id: String) -> Int { 0 }
}
