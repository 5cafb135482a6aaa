/// Rows of comma-separated values as RFC 4180 defines them, with line feeds.
package enum CSVText {
  /// A row; a field with a comma, quotation mark or line break stands between quotation marks.
  package static func row(_ fields: [String], separator: Character = ",") -> String {
    fields.map { quote($0, separator: separator) }.joined(separator: String(separator)) + "\n"
  }

  private static func quote(_ field: String, separator: Character) -> String {
    let needsQuotes = field.utf8.contains { byte in
      byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D || byte == separator.asciiValue
    }
    guard needsQuotes else { return field }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
