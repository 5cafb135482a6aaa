internal import Graph

/// Amounts of a duration that may be fractions; what is left of a part goes over to the next smaller one.
struct DurationParts {
  var months = 0.0
  var days = 0.0
  var seconds = 0.0
  var nanoseconds: Int64 = 0

  var negated: DurationParts {
    DurationParts(months: -months, days: -days, seconds: -seconds, nanoseconds: -nanoseconds)
  }

  /// The duration; nil where a part does not fit 64 bits. A month has 30.436875 days on average.
  var duration: CalendarDuration? {
    let wholeMonths = months.rounded(.towardZero)
    let allDays = days + (months - wholeMonths) * 30.436875
    let wholeDays = allDays.rounded(.towardZero)
    let allSeconds = seconds + (allDays - wholeDays) * 86_400
    let wholeSeconds = allSeconds.rounded(.towardZero)
    let fraction = ((allSeconds - wholeSeconds) * 1e9).rounded(.towardZero)
    guard let months = Int64(exactly: wholeMonths), let days = Int64(exactly: wholeDays),
      let seconds = Int64(exactly: wholeSeconds), let rest = Int64(exactly: fraction)
    else { return nil }
    return CalendarDuration.normalized(months: months, days: days, seconds: seconds, nanoseconds: rest &+ nanoseconds)
  }
}

extension CalendarDuration {
  /// A duration whose nanoseconds are 0 ..< 10⁹, the rest moved to the seconds; nil on overflow.
  static func normalized(months: Int64, days: Int64, seconds: Int64, nanoseconds: Int64) -> CalendarDuration? {
    var carry = nanoseconds / 1_000_000_000
    var rest = nanoseconds % 1_000_000_000
    if rest < 0 {
      rest += 1_000_000_000
      carry -= 1
    }
    let (total, overflow) = seconds.addingReportingOverflow(carry)
    if overflow { return nil }
    return CalendarDuration(months: months, days: days, seconds: total, nanoseconds: rest)
  }
}
