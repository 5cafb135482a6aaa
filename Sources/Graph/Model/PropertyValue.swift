/// A value that a node or an edge can hold.
///
/// What JSON has, 64-bit integers apart from floats, and temporal values. A property whose value is `null` is absent.
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
  /// Values by name; written in order of the names.
  case map([String: PropertyValue])
  /// A date, a time, a moment or a duration.
  indirect case temporal(Temporal)
}

/// The name of a property and its value.
package struct PropertyEntry: Sendable, Hashable {
  package var key: String
  package var value: PropertyValue
  package init(_ key: String, _ value: PropertyValue) {
    self.key = key
    self.value = value
  }

  /// The entries of `properties`, in order of their names.
  package static func sorted(_ properties: [String: PropertyValue]) -> [PropertyEntry] {
    properties.sorted { $0.key < $1.key }.map { PropertyEntry($0.key, $0.value) }
  }
}

extension PropertyValue {
  /// The string, if it is one.
  package var stringValue: String? { if case .string(let text) = self { text } else { nil } }

  /// The value as a list of strings: a list's strings, a string alone, nothing for other values.
  package var strings: [String] {
    switch self {
    case .string(let text): [text]
    case .list(let values): values.compactMap(\.stringValue)
    default: []
    }
  }

  /// The value as JSON text; temporal values are ISO 8601 strings, numbers that JSON lacks are `null`.
  package var json: String {
    var bytes: [UInt8] = []
    JSONWriter.write(self, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Writes JSON bytes.
package enum JSONWriter {
  /// Appends `value` to `out`.
  package static func write(_ value: PropertyValue, to out: inout [UInt8]) {
    switch value {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let flag): out.append(contentsOf: (flag ? "true" : "false").utf8)
    case .int(let number): out.append(contentsOf: String(number).utf8)
    case .double(let number): out.append(contentsOf: (number.isFinite ? number.description : "null").utf8)
    case .string(let text): write(text, to: &out)
    case .temporal(let moment): write(moment.description, to: &out)
    case .list(let values):
      out.append(UInt8(ascii: "["))
      for (index, element) in values.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        write(element, to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .map(let entries):
      out.append(UInt8(ascii: "{"))
      var isFirst = true
      for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
        if !isFirst { out.append(UInt8(ascii: ",")) }
        isFirst = false
        write(key, to: &out)
        out.append(UInt8(ascii: ":"))
        write(value, to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  /// Appends `text` as a JSON string with its quotes.
  package static func write(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case 0x0A: out.append(contentsOf: "\\n".utf8)
      case 0x0D: out.append(contentsOf: "\\r".utf8)
      case 0x09: out.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        let hex = Array("0123456789abcdef".utf8)
        out.append(contentsOf: "\\u00".utf8)
        out.append(hex[Int(byte >> 4)])
        out.append(hex[Int(byte & 15)])
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
