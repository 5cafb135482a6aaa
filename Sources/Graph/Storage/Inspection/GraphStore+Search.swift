internal import GRDB

/// What a full-text search found.
public struct SearchResult: Sendable, Hashable {
  /// Nodes by name or alias, best first.
  public var nodes: [Node]
  /// Sentences, best first.
  public var sentences: [Sentence]

  /// A node that was found by name.
  public struct Node: Sendable, Hashable {
    /// The id of the node.
    public var key: String
    /// Its labels.
    public var labels: [String]
    /// Its name.
    public var name: String
    /// Its number of edges.
    public var degree: Int

    /// Creates a node.
    public init(key: String, labels: [String], name: String, degree: Int) {
      self.key = key
      self.labels = labels
      self.name = name
      self.degree = degree
    }
  }

  /// A sentence that was found.
  public struct Sentence: Sendable, Hashable {
    /// The document's name.
    public var document: String
    /// Where the sentence stands, in UTF-8 bytes of the document.
    public var range: Range<Int>
    /// The sentence.
    public var text: String
    /// The words that were found, in UTF-8 bytes of the sentence.
    public var matches: [Range<Int>]
  }
}

extension GraphStore {
  /// Finds nodes whose names have words that begin as those of `text` do, and sentences that have them.
  ///
  /// - Parameters:
  ///   - text: Any words; what is not a letter or digit separates them.
  ///   - limit: How many nodes, and how many sentences, at most.
  /// - Returns: What was found; nothing when `text` has no word.
  /// - Throws: ``StorageError`` if the store can't be read.
  public func search(_ text: String, limit: Int = 20) throws(StorageError) -> SearchResult {
    // Words only, each quoted: the query syntax of FTS5 never sees what the user typed.
    let words = text.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    let pattern = words.map { "\"\($0)\"*" }.joined(separator: " ")
    guard !pattern.isEmpty else { return SearchResult(nodes: [], sentences: []) }
    return try read { db in
      SearchResult(
        nodes: try Self.nodes(pattern, limit, db), sentences: try Self.sentences(pattern, limit, db))
    }
  }

  private static func nodes(_ pattern: String, _ limit: Int, _ db: Database) throws -> [SearchResult.Node] {
    let rows = try PreparedStatement(
      """
      SELECT n.key, l.labels, coalesce(n.name, n.key),
        (SELECT count(*) FROM edge e WHERE e.source = n.id OR e.target = n.id) AS degree
      FROM (SELECT rowid AS id, rank FROM node_index WHERE node_index MATCH ? ORDER BY rank LIMIT ?) f
        JOIN node n ON n.id = f.id JOIN label_set l ON l.id = n.labels
      ORDER BY f.rank, n.key
      """, in: db)
    rows.bind(pattern, at: 1)
    rows.bind(limit, at: 2)
    var result: [SearchResult.Node] = []
    while try rows.next() {
      result.append(
        SearchResult.Node(
          key: rows.string(0), labels: StoredJSON.strings(rows.string(1)), name: rows.string(2), degree: rows.int(3)))
    }
    return result
  }

  private static func sentences(_ pattern: String, _ limit: Int, _ db: Database) throws -> [SearchResult.Sentence] {
    // The marks are control characters that are cut out of the text again.
    let rows = try PreparedStatement(
      """
      SELECT d.name, s.start, s.stop, f.text, f.marked
      FROM (SELECT rowid AS id, rank, text, highlight(sentence_index, 0, char(1), char(2)) AS marked
          FROM sentence_index WHERE sentence_index MATCH ? ORDER BY rank LIMIT ?) f
        JOIN sentence s ON s.id = f.id JOIN document d ON d.id = s.document
      ORDER BY f.rank, d.name, s.ordinal
      """, in: db)
    rows.bind(pattern, at: 1)
    rows.bind(limit, at: 2)
    var result: [SearchResult.Sentence] = []
    while try rows.next() {
      let text = rows.string(3)
      result.append(
        SearchResult.Sentence(
          document: rows.string(0), range: rows.int(1)..<rows.int(2), text: text,
          matches: matches(in: Array(rows.utf8(4)), of: Array(text.utf8))))
    }
    return result
  }

  /// Where the marks stand that are in `marked` but not in `text`.
  private static func matches(in marked: [UInt8], of text: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var at = 0
    var start: Int?
    for byte in marked {
      if at < text.count, byte == text[at] {
        at += 1
      } else if byte == 1 {
        start = at
      } else if byte == 2, let begin = start {
        result.append(begin..<at)
        start = nil
      }
    }
    return result
  }
}
