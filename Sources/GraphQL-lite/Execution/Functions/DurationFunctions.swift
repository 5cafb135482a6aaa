internal import Diagnostics
internal import Graph

extension FunctionCatalog {
  static let durationFunctions: [FunctionDefinition] = [
    FunctionDefinition("duration", 1...1, "duration(text | components)") { call, values in
      switch values[0] {
      case .null: return .null
      case .temporal(.duration): return values[0]
      case .string(let text):
        var reader = TemporalReader(text)
        guard let duration = reader.duration(), reader.isAtEnd else {
          throw call.invalid("'\(text)' is not a duration")
        }
        return .temporal(.duration(duration))
      case .map(let map): return .temporal(.duration(try duration(call, map)))
      default: throw call.wrongType(values[0], expected: "a text or a map")
      }
    },
    difference("between") { $0.between },
    difference("inMonths") { $0.inMonths },
    difference("inDays") { $0.inDays },
    difference("inSeconds") { $0.inSeconds },
  ]

  private static func difference(
    _ name: String, _ body: @escaping @Sendable (TemporalDifference) -> CalendarDuration
  ) -> FunctionDefinition {
    FunctionDefinition("duration.\(name)", 2...2, "duration.\(name)(from, to)") { call, values in
      if values.contains(where: \.isNull) { return .null }
      guard case .temporal(let from) = values[0], case .temporal(let to) = values[1],
        let difference = TemporalDifference(from: from, to: to)
      else { throw call.wrongType(values[0], expected: "two dates or times") }
      return .temporal(.duration(body(difference)))
    }
  }

  private static func duration(_ call: Call, _ map: MapValue) throws -> CalendarDuration {
    var parts = DurationParts()
    for (key, value) in zip(map.keys, map.values) {
      if value.isNull { continue }
      guard let number = value.number else { throw call.wrongType(value, expected: "a number for '\(key)'") }
      switch key {
      case "years": parts.months += number * 12
      case "quarters": parts.months += number * 3
      case "months": parts.months += number
      case "weeks": parts.days += number * 7
      case "days": parts.days += number
      case "hours": parts.seconds += number * 3600
      case "minutes": parts.seconds += number * 60
      case "seconds": parts.seconds += number
      case "milliseconds": add(number, perSecond: 1000, to: &parts)
      case "microseconds": add(number, perSecond: 1_000_000, to: &parts)
      case "nanoseconds": add(number, perSecond: 1_000_000_000, to: &parts)
      default: throw call.invalid("duration has no component '\(key)'")
      }
    }
    guard let duration = parts.duration else { throw call.outOfRange("the duration does not fit 64 bits") }
    return duration
  }

  /// Adds parts of a second without losing nanoseconds.
  private static func add(_ number: Double, perSecond: Double, to parts: inout DurationParts) {
    let seconds = (number / perSecond).rounded(.towardZero)
    let rest = ((number - seconds * perSecond) * (1e9 / perSecond)).rounded(.towardZero)
    parts.seconds += seconds
    parts.nanoseconds += Int64(exactly: rest) ?? 0
  }
}
