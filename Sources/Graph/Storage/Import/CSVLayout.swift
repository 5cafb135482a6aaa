/// What the columns of a CSV file of nodes or edges mean.
///
/// Ours (`id`, `labels`; `id`, `type`, `start`, `end`), Neo4j's (`:ID`, `:LABEL`; `:START_ID`, `:END_ID`, `:TYPE`; typed
/// properties such as `born:int`) and what people commonly write (`source`, `target`, `from`, `to`, `label`).
struct CSVLayout {
  /// What a column holds.
  enum Role: Hashable {
    case id, labels, type, start, end
    case property(String, ValueKind)
  }

  /// How the cells of a property are read.
  enum ValueKind: Hashable {
    /// Numbers and truth values by their looks.
    case any
    case text, integer, float, bool
    /// Several texts, separated by `;`.
    case list
  }

  /// The roles of the columns, in order.
  let roles: [Role]
  /// Whether the rows are edges.
  let isEdges: Bool

  init(header: [String]) throws(JSONError) {
    let names = header.map { $0.lowercased() }
    isEdges =
      names.contains(where: Self.starts.contains) && names.contains(where: Self.ends.contains)
      || names.contains { $0.hasPrefix(":start_id") }
    var roles: [Role] = []
    var seen: Set<Role> = []
    for (name, folded) in zip(header, names) {
      let role = Self.role(name, folded, isEdges: isEdges)
      // A second column for one purpose is a property like others.
      let isFirst = seen.insert(role).inserted
      roles.append(isFirst ? role : .property(name, .any))
    }
    let needed: [(Role, String)] = isEdges ? [(.start, "start"), (.end, "end"), (.type, "type")] : [(.id, "id")]
    for (role, name) in needed where !seen.contains(role) {
      throw JSONError(message: "the header has no column '\(name)'", offset: 0)
    }
    self.roles = roles
  }

  private static let starts: Set<String> = ["start", "from", "source", "src", "start_id"]
  private static let ends: Set<String> = ["end", "to", "target", "dst", "end_id"]

  private static func role(_ name: String, _ folded: String, isEdges: Bool) -> Role {
    if isEdges {
      if starts.contains(folded) || folded.hasPrefix(":start_id") { return .start }
      if ends.contains(folded) || folded.hasPrefix(":end_id") { return .end }
      if folded == "type" || folded == ":type" { return .type }
    } else if ["label", "labels", ":label"].contains(folded) {
      return .labels
    }
    if folded == "id" || folded == ":id" || folded.hasSuffix(":id") || folded.contains(":id(") { return .id }
    return property(name)
  }

  private static func property(_ name: String) -> Role {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 2, let kind = kinds[parts[1].lowercased()] { return .property(String(parts[0]), kind) }
    // Dates and names stay as they are written, also where they look like numbers.
    return .property(name, texts.contains(name) ? .text : name == "aliases" ? .list : .any)
  }

  private static let texts: Set<String> = ["name", "text", "title", "date", "validFrom", "validTo", "status", "url"]

  private static let kinds: [String: ValueKind] = [
    "string": .text, "date": .text, "datetime": .text, "int": .integer, "long": .integer, "short": .integer,
    "byte": .integer, "float": .float, "double": .float, "boolean": .bool, "string[]": .list,
  ]
}
