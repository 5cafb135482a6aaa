/// Writes a syntax tree as query text that parses to the same tree.
package struct Printer {
  var text = ""
  /// Whether nodes and edges are written in the path form.
  var isPathForm = false

  /// The text of `query`, one clause per line in the pattern form.
  package static func print(_ query: Query) -> String {
    var printer = Printer()
    printer.isPathForm = query.form == .path
    printer.write(query)
    return printer.text
  }

  /// The text of `expression`.
  package static func print(_ expression: Expression) -> String {
    var printer = Printer()
    printer.write(expression)
    return printer.text
  }

  /// The text of `pattern` in the pattern form.
  package static func print(_ pattern: PathPattern) -> String {
    var printer = Printer()
    printer.write(pattern)
    return printer.text
  }

  mutating func write(_ query: Query) {
    for (index, part) in query.parts.enumerated() {
      if index > 0 { text += query.unionAll[index - 1] ? "\nUNION ALL\n" : "\nUNION\n" }
      if let layer = part.layer { text += "USE \(layer.rawValue)" + (isPathForm && index == 0 ? " " : "\n") }
      for (place, clause) in part.clauses.enumerated() {
        if place > 0, !(isPathForm && index == 0) { text += "\n" }
        write(clause, isPath: isPathForm && index == 0)
      }
    }
  }

  private mutating func write(_ clause: Clause, isPath: Bool) {
    switch clause {
    case .match(let match):
      if !isPath { text += match.isOptional ? "OPTIONAL MATCH " : "MATCH " }
      list(match.patterns) { $0.write($1) }
      if let condition = match.condition {
        text += isPath ? " where " : "\nWHERE "
        write(condition)
      }
    case .unwind(let unwind):
      text += "UNWIND "
      write(unwind.list)
      text += " AS " + quoted(unwind.variable.text)
    case .with(let projection):
      text += "WITH "
      write(projection)
      if let condition = projection.condition {
        text += "\nWHERE "
        write(condition)
      }
    case .return(let projection):
      if isPath {
        if !projection.items.isEmpty || projection.hasStar { text += " return " }
        write(projection, isPath: true)
      } else {
        text += "RETURN "
        write(projection)
      }
    }
  }

  private mutating func write(_ clause: ProjectionClause, isPath: Bool = false) {
    if clause.isDistinct, !isPath { text += "DISTINCT " }
    if clause.hasStar { text += clause.items.isEmpty ? "*" : "*, " }
    list(clause.items) { printer, item in
      printer.write(item.expression)
      if let alias = item.alias { printer.text += " AS " + printer.quoted(alias.text, isAlias: true) }
    }
    let separator = isPath ? " " : "\n"
    if !clause.order.isEmpty {
      text += separator + "ORDER BY "
      list(clause.order) { printer, item in
        printer.write(item.expression)
        if item.isDescending { printer.text += " DESC" }
      }
    }
    if let skip = clause.skip {
      text += separator + "SKIP "
      write(skip)
    }
    if let limit = clause.limit {
      text += separator + "LIMIT "
      write(limit)
    }
  }

  mutating func list<T>(_ items: [T], separator: String = ", ", _ body: (inout Printer, T) -> Void) {
    for (index, item) in items.enumerated() {
      if index > 0 { text += separator }
      body(&self, item)
    }
  }

  /// A name as it must be written: in back quotes unless it is a plain word that no keyword claims.
  /// Behind `AS`, keywords are names too.
  func quoted(_ name: String, isAlias: Bool = false) -> String {
    if Self.isPlain(name), isAlias || !Self.reserved.contains(name.uppercased()) { return name }
    return "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
  }

  /// Whether a name is an ASCII word.
  static func isPlain(_ name: String) -> Bool {
    (name.utf8.first.map { !isDigit($0) } ?? false) && name.utf8.allSatisfy { isWordByte($0) }
  }

  /// A string in quotes.
  func quotedString(_ string: String, quote: Character = "'") -> String {
    var out = String(quote)
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case let scalar where Character(scalar) == quote: out += "\\\(scalar)"
      case let scalar where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + String(quote)
  }

  private static let reserved: Set<String> = [
    "AND", "OR", "XOR", "NOT", "IN", "IS", "NULL", "TRUE", "FALSE", "CASE", "WHEN", "THEN", "ELSE", "END", "WHERE",
    "AS",
    "MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "ORDER", "BY", "SKIP", "OFFSET", "LIMIT", "UNION", "STARTS",
    "ENDS",
    "CONTAINS", "EXISTS", "COUNT", "DISTINCT", "ASC", "DESC", "ASCENDING", "DESCENDING", "ALL", "ANY", "NONE", "SINGLE",
    "SHORTEST", "USE", "COST", "WALK", "TRAIL", "SIMPLE", "ACYCLIC",
  ]
}
