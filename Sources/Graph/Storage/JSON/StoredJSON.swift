/// How lists and properties stand in columns: compact JSON, `NULL` for none.
enum StoredJSON {
  /// Properties as an object.
  static func object(_ properties: [String: PropertyValue]) -> String? {
    if properties.isEmpty { return nil }
    var builder = JSONBuilder()
    builder.value(.map(properties))
    return builder.text
  }

  /// Strings as an array.
  static func list(_ strings: [String]) -> String? {
    if strings.isEmpty { return nil }
    return array(strings)
  }

  /// Strings as an array, also an empty one.
  static func array(_ strings: [String]) -> String {
    var builder = JSONBuilder()
    builder.value(.list(strings.map { .string($0) }))
    return builder.text
  }

  /// Integers as an array.
  static func list(_ integers: [Int]) -> String? {
    if integers.isEmpty { return nil }
    var builder = JSONBuilder()
    builder.value(.list(integers.map { .int(Int64($0)) }))
    return builder.text
  }

  /// The properties that a column holds; none when it is `NULL` or damaged.
  static func properties(_ column: String?) -> [String: PropertyValue] {
    guard let column, case .map(let properties)? = JSONScanner.parse(column) else { return [:] }
    return properties
  }

  /// The strings that a column holds.
  static func strings(_ column: String?) -> [String] {
    guard let column, case .list(let items)? = JSONScanner.parse(column) else { return [] }
    return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  /// The integers that a column holds.
  static func integers(_ column: String?) -> [Int] {
    guard let column, case .list(let items)? = JSONScanner.parse(column) else { return [] }
    return items.compactMap { if case .int(let number) = $0 { Int(number) } else { nil } }
  }
}
