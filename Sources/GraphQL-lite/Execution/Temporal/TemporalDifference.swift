internal import Graph

/// The time from one value to another.
struct TemporalDifference {
  private let from: LocalDateTime
  private let to: LocalDateTime
  /// Whether both have a date, so that months and days can be told.
  private let hasDates: Bool

  /// - Returns: Nil when one of them is a duration.
  init?(from a: Temporal, to b: Temporal) {
    if case .duration = a { return nil }
    if case .duration = b { return nil }
    hasDates = a.datePart != nil && b.datePart != nil
    var start = Self.local(a)
    var end = Self.local(b)
    // Two values with offsets are compared at UTC, on the calendar of the first.
    if let zoneA = a.zonePart, let zoneB = b.zonePart {
      if hasDates {
        let second = ZonedDateTime(local: end, offset: zoneB.offset).instant
        end = ZonedDateTime.at(second, zone: zoneA.zone, offset: zoneA.offset).local
      } else {
        end = Self.shifted(end, zoneA.offset - zoneB.offset)
      }
    }
    if !hasDates {
      // Without dates on both sides, only the times of day count.
      let day = CivilDate(days: 0)
      let shift = end.date.days - (b.datePart?.days ?? 0)
      start.date = day
      end.date = CivilDate(days: shift)
    }
    from = start
    to = end
    if let zoneA = a.zonePart, zoneA.zone != nil || b.zonePart?.zone != nil, let zoneB = b.zonePart, hasDates {
      let first = ZonedDateTime(local: Self.local(a), offset: zoneA.offset).instant
      let second = ZonedDateTime(local: Self.local(b), offset: zoneB.offset).instant
      instants = (first, second)
    } else {
      instants = nil
    }
  }

  /// The two moments at UTC, where a zone's clocks may have changed between them.
  private let instants: (LocalDateTime, LocalDateTime)?

  private static func local(_ value: Temporal) -> LocalDateTime {
    LocalDateTime(
      date: value.datePart ?? CivilDate(days: 0), time: value.timePart ?? LocalTime(nanoseconds: 0))
  }

  private static func shifted(_ moment: LocalDateTime, _ seconds: Int64) -> LocalDateTime {
    LocalDateTime(
      epochSeconds: moment.seconds + seconds, nanoseconds: moment.time.nanoseconds % 1_000_000_000)
  }

  /// Seconds and nanoseconds from one moment to another, both rounded toward zero with the same sign.
  private static func exact(_ from: LocalDateTime, _ to: LocalDateTime) -> (seconds: Int64, nanoseconds: Int64) {
    var seconds = to.seconds - from.seconds
    var nanoseconds = to.time.nanoseconds % 1_000_000_000 - from.time.nanoseconds % 1_000_000_000
    if seconds > 0, nanoseconds < 0 {
      seconds -= 1
      nanoseconds += 1_000_000_000
    } else if seconds < 0, nanoseconds > 0 {
      seconds += 1
      nanoseconds -= 1_000_000_000
    }
    return (seconds, nanoseconds)
  }

  /// Everything as seconds.
  var inSeconds: CalendarDuration {
    let (seconds, nanoseconds) = Self.exact(instants?.0 ?? from, instants?.1 ?? to)
    return CalendarDuration.normalized(months: 0, days: 0, seconds: seconds, nanoseconds: nanoseconds)
      ?? CalendarDuration()
  }

  /// Whole days.
  var inDays: CalendarDuration {
    guard hasDates else { return CalendarDuration() }
    return CalendarDuration(days: Self.exact(from, to).seconds / 86_400)
  }

  /// Whole months.
  var inMonths: CalendarDuration {
    guard hasDates else { return CalendarDuration() }
    return CalendarDuration(months: months)
  }

  private var months: Int64 {
    let (a, b) = (from.date.civil, to.date.civil)
    var months = (b.year - a.year) * 12 + b.month - a.month
    let restA = a.day * LocalTime.day + from.time.nanoseconds
    let restB = b.day * LocalTime.day + to.time.nanoseconds
    if months > 0, restB < restA { months -= 1 }
    if months < 0, restB > restA { months += 1 }
    return months
  }

  /// Months, then days, then seconds.
  var between: CalendarDuration {
    guard hasDates else { return inSeconds }
    let months = months
    let middle = LocalDateTime(date: from.date.adding(months: months) ?? from.date, time: from.time)
    let (seconds, nanoseconds) = Self.exact(middle, to)
    return CalendarDuration.normalized(
      months: months, days: seconds / 86_400, seconds: seconds % 86_400, nanoseconds: nanoseconds)
      ?? CalendarDuration()
  }
}
