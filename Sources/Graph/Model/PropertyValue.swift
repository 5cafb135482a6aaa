/// A value that a node or an edge can carry.
public enum PropertyValue: Sendable, Hashable {
  /// No value.
  case null
  /// A truth value.
  case bool(Bool)
  /// A 64-bit integer.
  case int(Int64)
  /// A floating-point number.
  case double(Double)
  /// A text.
  case string(String)
  /// A sequence of values.
  case list([PropertyValue])
  /// Values by name.
  case map([String: PropertyValue])
}
