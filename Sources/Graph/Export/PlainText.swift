extension PropertyValue {
  /// The value as plain text: a text as it is, a list with "; " between its items, a map as JSON.
  package var plainText: String {
    switch self {
    case .null: ""
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .string(let value): value
    case .list(let items): items.map(\.plainText).joined(separator: "; ")
    case .temporal(let moment): moment.description
    case .double, .map: json
    }
  }

  /// The texts of a list, or the one text of any other value; nothing for null.
  package var texts: [String] {
    switch self {
    case .null: []
    case .list(let items): items.map(\.plainText)
    default: [plainText]
    }
  }
}
