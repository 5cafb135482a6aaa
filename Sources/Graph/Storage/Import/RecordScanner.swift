/// A line of a graph in JSON lines, as places in its bytes.
///
/// What can be stored as it stands is not decoded: a text that is plain, a property object that is written as the store
/// would write it.
struct GraphRecord {
  /// What a line holds.
  enum Kind { case node, edge }

  /// A text: a place in the line, or the bytes that its escapes stand for.
  enum Text {
    case plain(Range<Int>)
    case decoded([UInt8], at: Int)
  }

  var kind = Kind.node
  var id: Text?
  var labels: Range<Int>?
  /// The labels where they are known already.
  var labelNames: [String]?
  var type: Text?
  var start: Text?
  var end: Text?
  var properties = RecordProperties()
}

/// The properties of a record: those with a column of their own, and the rest as JSON.
struct RecordProperties {
  var name: GraphRecord.Text?
  var status: GraphRecord.Text?
  var date: GraphRecord.Text?
  /// The members that have no column, as the inside of an object in the store's spelling.
  var rest: [UInt8] = []
  /// Texts that the node is known by besides its name.
  var aliases: [String] = []

  /// Takes properties apart that stand at `offset` in their line.
  mutating func set(_ properties: [String: PropertyValue], of kind: GraphRecord.Kind, at offset: Int = 0) {
    var members = properties
    func take(_ name: String) -> GraphRecord.Text? {
      guard case .string(let text)? = members[name] else { return nil }
      members[name] = nil
      return .decoded(Array(text.utf8), at: offset)
    }
    if kind == .node {
      name = take("name")
      aliases = members["aliases"]?.strings ?? []
    } else {
      status = take("status")
      date = take("date")
    }
    if members.isEmpty { return }
    var builder = JSONBuilder()
    builder.members(members)
    rest = builder.bytes
  }

  mutating func removeAll() {
    name = nil
    status = nil
    date = nil
    rest.removeAll(keepingCapacity: true)
    aliases.removeAll()
  }
}

/// Reads lines of the import format.
///
/// `{"node": {"id": …, "labels": […], "properties": {…}}}` or
/// `{"edge": {"id": …, "type": …, "start": …, "end": …, "properties": {…}}}`; `from` and `to` may stand for `start` and
/// `end`.
enum RecordScanner {
  /// Reads the one object of a line into `record`, whose buffers are reused.
  static func scan(_ line: Span<UInt8>, into record: inout GraphRecord) throws(JSONError) {
    record.id = nil
    record.labels = nil
    record.type = nil
    record.start = nil
    record.end = nil
    record.properties.removeAll()
    var at = 0
    try JSONScanner.expect(0x7B, in: line, at: &at, "'{'")
    let before = at
    let kind = try JSONScanner.string(in: line, at: &at)
    if equals(kind, "node", in: line) {
      record.kind = .node
    } else if equals(kind, "edge", in: line) {
      record.kind = .edge
    } else {
      throw JSONError(
        message: "expected \"node\" or \"edge\", found \"\(JSONScanner.decode(kind, in: line))\"", offset: before)
    }
    try JSONScanner.expect(0x3A, in: line, at: &at, "':'")
    try members(of: line, at: &at, into: &record)
    try JSONScanner.expect(0x7D, in: line, at: &at, "'}'")
    JSONScanner.skipSpace(in: line, at: &at)
    guard at == line.count else { throw JSONScanner.unexpected(in: line, at: at, expected: "the end of the line") }
  }

  private static func members(of line: Span<UInt8>, at: inout Int, into record: inout GraphRecord) throws(JSONError) {
    let start = at
    try JSONScanner.expect(0x7B, in: line, at: &at, "'{'")
    if !JSONScanner.take(0x7D, in: line, at: &at) {
      repeat {
        JSONScanner.skipSpace(in: line, at: &at)
        let place = at
        let name = try JSONScanner.string(in: line, at: &at)
        try JSONScanner.expect(0x3A, in: line, at: &at, "':'")
        if equals(name, "id", in: line) {
          record.id = try text(in: line, at: &at)
        } else if equals(name, "properties", in: line) {
          try properties(in: line, at: &at, of: record.kind, into: &record.properties)
        } else if record.kind == .node, equals(name, "labels", in: line) {
          record.labels = try labels(in: line, at: &at)
        } else if record.kind == .edge, equals(name, "type", in: line) {
          record.type = try text(in: line, at: &at)
        } else if record.kind == .edge, equals(name, "start", in: line) || equals(name, "from", in: line) {
          record.start = try text(in: line, at: &at)
        } else if record.kind == .edge, equals(name, "end", in: line) || equals(name, "to", in: line) {
          record.end = try text(in: line, at: &at)
        } else {
          let expected = record.kind == .node ? "id, labels or properties" : "id, type, start, end or properties"
          throw JSONError(
            message: "unknown member \"\(JSONScanner.decode(name, in: line))\"; expected \(expected)", offset: place)
        }
      } while JSONScanner.take(0x2C, in: line, at: &at)
      try JSONScanner.expect(0x7D, in: line, at: &at, "',' or '}'")
    }
    func require(_ text: GraphRecord.Text?, _ name: StaticString) throws(JSONError) {
      if text == nil {
        throw JSONError(message: "this \(record.kind == .node ? "node" : "edge") has no \"\(name)\"", offset: start)
      }
    }
    try require(record.id, "id")
    guard record.kind == .edge else { return }
    try require(record.type, "type")
    try require(record.start, "start")
    try require(record.end, "end")
  }

  private static func text(in line: Span<UInt8>, at: inout Int) throws(JSONError) -> GraphRecord.Text {
    JSONScanner.skipSpace(in: line, at: &at)
    let start = at
    let raw = try JSONScanner.string(in: line, at: &at)
    if raw.isPlain { return .plain(raw.range) }
    // Through a String, so that invalid UTF-8 is repaired.
    return .decoded(Array(JSONScanner.decode(raw, in: line).utf8), at: start)
  }

  /// Checks an array of strings, or one string, and gives its place.
  private static func labels(in line: Span<UInt8>, at: inout Int) throws(JSONError) -> Range<Int> {
    JSONScanner.skipSpace(in: line, at: &at)
    let start = at
    if at < line.count, line[at] == 0x22 {
      _ = try JSONScanner.string(in: line, at: &at)
      return start..<at
    }
    try JSONScanner.expect(0x5B, in: line, at: &at, "an array of labels")
    if !JSONScanner.take(0x5D, in: line, at: &at) {
      repeat { _ = try JSONScanner.string(in: line, at: &at) } while JSONScanner.take(0x2C, in: line, at: &at)
      try JSONScanner.expect(0x5D, in: line, at: &at, "',' or ']'")
    }
    return start..<at
  }

  private static func properties(
    in line: Span<UInt8>, at: inout Int, of kind: GraphRecord.Kind, into properties: inout RecordProperties
  ) throws(JSONError) {
    let start = at
    if try plainProperties(in: line, at: &at, of: kind, into: &properties) { return }
    // Some member is out of order, escaped or nested: read the object as a value and write it the store's way.
    at = start
    properties.removeAll()
    JSONScanner.skipSpace(in: line, at: &at)
    if at < line.count, line[at] == 0x6E {
      _ = try JSONScanner.value(in: line, at: &at)
      return
    }
    properties.set(try JSONScanner.object(in: line, at: &at), of: kind, at: start)
  }

  /// Reads an object whose members all stand as the store writes them; false when one does not.
  private static func plainProperties(
    in line: Span<UInt8>, at: inout Int, of kind: GraphRecord.Kind, into properties: inout RecordProperties
  ) throws(JSONError) -> Bool {
    guard JSONScanner.take(0x7B, in: line, at: &at) else { return false }
    if JSONScanner.take(0x7D, in: line, at: &at) { return true }
    var previous: Range<Int>?
    repeat {
      let name = try JSONScanner.string(in: line, at: &at)
      guard name.isPlain, previous.map({ precedes($0, name.range, in: line) }) ?? true else { return false }
      previous = name.range
      try JSONScanner.expect(0x3A, in: line, at: &at, "':'")
      JSONScanner.skipSpace(in: line, at: &at)
      let start = at
      guard at < line.count else { return false }
      if line[at] == 0x22 {
        let value = try JSONScanner.string(in: line, at: &at)
        guard value.isPlain else { return false }
        if kind == .node {
          if equals(name, "name", in: line) {
            properties.name = .plain(value.range)
            continue
          }
        } else if equals(name, "date", in: line) {
          properties.date = .plain(value.range)
          continue
        } else if equals(name, "status", in: line) {
          properties.status = .plain(value.range)
          continue
        }
        if kind == .node, equals(name, "aliases", in: line) { return false }
      } else {
        guard isShortInteger(in: line, at: &at) else { return false }
      }
      if !properties.rest.isEmpty { properties.rest.append(0x2C) }
      append((name.range.lowerBound - 1)..<(name.range.upperBound + 1), of: line, to: &properties.rest)
      properties.rest.append(0x3A)
      append(start..<at, of: line, to: &properties.rest)
    } while JSONScanner.take(0x2C, in: line, at: &at)
    try JSONScanner.expect(0x7D, in: line, at: &at, "',' or '}'")
    return true
  }

  /// Reads an integer of at most 18 digits that is written the shortest way.
  private static func isShortInteger(in line: Span<UInt8>, at: inout Int) -> Bool {
    if at < line.count, line[at] == 0x2D { at += 1 }
    let start = at
    while at < line.count, line[at] >= 0x30, line[at] <= 0x39 { at += 1 }
    let digits = at - start
    guard digits > 0, digits <= 18, digits == 1 || line[start] != 0x30 else { return false }
    if line[start] == 0x30, start > 0, line[start - 1] == 0x2D { return false }
    guard at < line.count else { return false }
    return line[at] == 0x2C || line[at] == 0x7D || line[at] == 0x20
  }

  private static func append(_ range: Range<Int>, of line: Span<UInt8>, to bytes: inout [UInt8]) {
    for index in range { bytes.append(line[index]) }
  }

  @inline(__always)
  private static func equals(_ name: JSONScanner.RawString, _ word: StaticString, in line: Span<UInt8>) -> Bool {
    guard name.range.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount where line[name.range.lowerBound + index] != word.utf8Start[index] {
      return false
    }
    return true
  }

  private static func precedes(_ a: Range<Int>, _ b: Range<Int>, in line: Span<UInt8>) -> Bool {
    for index in 0..<min(a.count, b.count) {
      let (left, right) = (line[a.lowerBound + index], line[b.lowerBound + index])
      if left != right { return left < right }
    }
    return a.count < b.count
  }
}
