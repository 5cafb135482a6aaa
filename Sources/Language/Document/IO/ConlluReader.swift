/// Reads CoNLL-U: words and sentences as given, with whatever tags and trees the columns hold.
///
/// The text is made anew from the forms: a blank after each token but those with `SpaceAfter=No`, a blank line before
/// `# newpar`. A `# newdoc` line begins a document. Enhanced dependencies, features and empty nodes are left out.
package struct ConlluReader {
  /// A document of the file.
  package struct Document: Sendable, Hashable {
    /// The id of its `# newdoc` line, or the name of the file.
    package var id: String
    /// The text made from the forms.
    package var text: [UInt8] = []
    /// The tokens and sentences.
    package var analysis = Analysis()

    /// Creates a document.
    package init(id: String, text: [UInt8] = [], analysis: Analysis = Analysis()) {
      self.id = id
      self.text = text
      self.analysis = analysis
    }
  }

  private let name: String
  private var document: Document
  private var isOpen = false
  private var number = 0
  private var rows: [Row] = []
  private var beginsParagraph = false
  private var finished: [Document] = []
  private var numberOfUnnamed = 0

  private struct Row {
    var line: Int
    var first: Int
    /// Greater than `first` for the line of a multiword token.
    var last: Int
    var isRange: Bool
    var fields: [Substring]
  }

  /// Creates a reader.
  ///
  /// - Parameter name: What the file is called in errors, and its first document when it has no id.
  package init(name: String) {
    self.name = name
    document = Document(id: name)
  }

  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: What it is called.
  /// - Returns: Its documents.
  /// - Throws: ``DocumentError`` with the line that can't be read.
  /// - Complexity: O(*n*) in the bytes of the file.
  package static func documents(in bytes: [UInt8], name: String) throws(DocumentError) -> [Document] {
    var reader = ConlluReader(name: name)
    var start = 0
    for position in bytes.indices where bytes[position] == 0x0A {
      try reader.read(line: bytes[start..<position])
      start = position + 1
    }
    if start < bytes.count { try reader.read(line: bytes[start...]) }
    try reader.finish()
    return reader.finished
  }

  /// Takes the documents that are complete.
  package mutating func takeFinished() -> [Document] {
    defer { finished.removeAll() }
    return finished
  }

  /// Reads one line, without its line feed.
  ///
  /// - Throws: ``DocumentError`` when it is not CoNLL-U.
  package mutating func read(line: ArraySlice<UInt8>) throws(DocumentError) {
    number += 1
    var line = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    if number == 1, line.unicodeScalars.first == "\u{FEFF}" { line.unicodeScalars.removeFirst() }
    if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
      try endSentence()
    } else if line.utf8.first == UInt8(ascii: "#"), rows.isEmpty {
      readComment(line)
    } else {
      try readRow(line)
    }
  }

  /// Ends the last sentence and document.
  ///
  /// - Throws: ``DocumentError`` when the last sentence is not well formed.
  package mutating func finish() throws(DocumentError) {
    try endSentence()
    endDocument()
  }

  private mutating func readComment(_ line: String) {
    let body = line.dropFirst().drop { $0 == " " }
    if body.hasPrefix("newdoc") {
      endDocument()
      let parts = body.split(separator: "=", maxSplits: 1)
      let id = parts.count > 1 ? parts[1].trimmingBlanks : ""
      numberOfUnnamed += id.isEmpty ? 1 : 0
      document = Document(id: id.isEmpty ? "\(name)-\(numberOfUnnamed)" : id)
      isOpen = true
    } else if body.hasPrefix("newpar"), !body.hasPrefix("newpar_") {
      beginsParagraph = true
    }
  }

  private mutating func readRow(_ line: String) throws(DocumentError) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 10 else {
      throw error("expected 10 columns separated by tabulators, found \(fields.count)")
    }
    if fields[0].utf8.contains(UInt8(ascii: ".")) { return }
    let ids = fields[0].split(separator: "-", omittingEmptySubsequences: false)
    guard let first = ids.first.flatMap({ Int($0) }), let last = ids.last.flatMap({ Int($0) }), ids.count <= 2 else {
      throw error("expected a number as the id of the word, found '\(fields[0])'")
    }
    guard !fields[1].isEmpty else { throw error("the form is empty") }
    let words = rows.last(where: { !$0.isRange })?.first ?? 0
    guard first == words + 1, ids.count == 1 || last > first else {
      throw error("expected the word with id \(words + 1), found '\(fields[0])'")
    }
    rows.append(Row(line: number, first: first, last: last, isRange: ids.count == 2, fields: fields))
  }

  private mutating func endSentence() throws(DocumentError) {
    guard !rows.isEmpty else { return }
    defer { rows.removeAll(keepingCapacity: true) }
    isOpen = true
    if beginsParagraph, !document.text.isEmpty {
      if document.text.last == 0x20 { document.text.removeLast() }
      document.text += [0x0A, 0x0A]
    }
    beginsParagraph = false
    let first = document.analysis.tokens.count
    let count = rows.reduce(0) { $0 + ($1.isRange ? 0 : 1) }
    var index = 0
    while index < rows.count {
      let row = rows[index]
      let parts = row.isRange ? rows[(index + 1)...].prefix(row.last - row.first + 1) : rows[index...index]
      guard !row.isRange || parts.count == row.last - row.first + 1, !parts.contains(where: \.isRange) else {
        throw error("the words \(row.first) to \(row.last) of the multiword token are not there", line: row.line)
      }
      try appendToken(row, parts: parts, first: first, count: count)
      index += parts.count + (row.isRange ? 1 : 0)
    }
    let tokens = document.analysis.tokens
    let range = tokens[first].range.lowerBound..<tokens[tokens.count - 1].range.upperBound
    document.analysis.sentences.append(Sentence(tokens: first..<tokens.count, range: range))
  }

  private mutating func appendToken(
    _ row: Row, parts: ArraySlice<Row>, first: Int, count: Int
  ) throws(DocumentError) {
    let start = document.text.count
    document.text += Array(row.fields[1].utf8)
    let end = document.text.count
    let spaceAfter = !row.fields[9].split(separator: "|").contains("SpaceAfter=No")
    if spaceAfter { document.text.append(0x20) }
    // Words that don't spell the token ("du" = "de" + "le") all stand where the token stands.
    let isSpelled = parts.reduce(0) { $0 + $1.fields[1].utf8.count } == end - start
    var wordStart = start
    for (position, part) in parts.enumerated() {
      let wordEnd = isSpelled ? wordStart + part.fields[1].utf8.count : end
      var token = Token(range: wordStart..<wordEnd, form: String(part.fields[1]))
      token.lemma = String(part.fields[2])
      token.upos = PartOfSpeech(rawValue: String(part.fields[3])) ?? .x
      token.xpos = part.fields[4] == "_" ? "" : String(part.fields[4])
      token.relation = String(part.fields[7])
      token.spaceAfter = spaceAfter && position == parts.count - 1
      token.continuesToken = position > 0
      if part.fields[6] != "_" {
        guard let head = Int(part.fields[6]), head >= 0, head <= count else {
          throw error("expected the id of a word as head, found '\(part.fields[6])'", line: part.line)
        }
        token.head = head == 0 ? nil : first + head - 1
      }
      document.analysis.tokens.append(token)
      if isSpelled { wordStart = wordEnd }
    }
  }

  private mutating func endDocument() {
    if isOpen {
      if document.text.last == 0x20 { document.text.removeLast() }
      finished.append(document)
    }
    isOpen = false
    document = Document(id: name)
  }

  private func error(_ reason: String, line: Int? = nil) -> DocumentError {
    DocumentError(name: name, line: line ?? number, reason: reason)
  }
}

extension StringProtocol {
  /// The text without blanks at both ends.
  var trimmingBlanks: String {
    let isBlank: (UInt8) -> Bool = { $0 <= 0x20 }
    let utf8 = Array(self.utf8)
    guard let first = utf8.firstIndex(where: { !isBlank($0) }), let last = utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(decoding: utf8[first...last], as: UTF8.self)
  }
}
