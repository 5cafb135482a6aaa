/// JSON as exports write it: one line, keys in the given order, all text escaped.
package enum JSONText {
  /// An object with the given members; a property without a value is left out.
  package static func object(_ members: [PropertyEntry]) -> String {
    "{"
      + members.filter { $0.value != .null }.map { "\(string($0.key)): \($0.value.json)" }.joined(separator: ", ")
      + "}"
  }

  /// A text between quotation marks.
  package static func string(_ text: String) -> String { PropertyValue.string(text).json }
}
