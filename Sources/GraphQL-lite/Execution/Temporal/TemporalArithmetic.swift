internal import Diagnostics
internal import Graph

extension CalendarDuration {
  /// The duration times a number.
  func scaled(by factor: Double, _ span: Span) throws -> CalendarDuration {
    if factor == -1,
      let negated = CalendarDuration.normalized(
        months: 0 &- months, days: 0 &- days, seconds: 0 &- seconds, nanoseconds: 0 - nanoseconds)
    {
      return negated
    }
    return try mapped(span) { $0 * factor }
  }

  /// The duration divided by a number that is not 0.
  func divided(by divisor: Double, _ span: Span) throws -> CalendarDuration { try mapped(span) { $0 / divisor } }

  private func mapped(_ span: Span, _ change: (Double) -> Double) throws -> CalendarDuration {
    var parts = DurationParts(
      months: change(Double(months)), days: change(Double(days)), seconds: change(Double(seconds)))
    // The nanoseconds apart, so that they are not lost behind large numbers of seconds.
    guard let nanoseconds = Int64(exactly: change(Double(nanoseconds)).rounded(.towardZero)) else {
      throw overflowed(span)
    }
    parts.nanoseconds = nanoseconds
    guard let duration = parts.duration else { throw overflowed(span) }
    return duration
  }

  /// The sum of two durations, part by part.
  func adding(_ other: CalendarDuration, sign: Int64, _ span: Span) throws -> CalendarDuration {
    let (months, a) = self.months.addingReportingOverflow(other.months &* sign)
    let (days, b) = self.days.addingReportingOverflow(other.days &* sign)
    let (seconds, c) = self.seconds.addingReportingOverflow(other.seconds &* sign)
    guard !a, !b, !c,
      let sum = CalendarDuration.normalized(
        months: months, days: days, seconds: seconds, nanoseconds: nanoseconds + other.nanoseconds * sign)
    else { throw overflowed(span) }
    return sum
  }
}

extension Temporal {
  /// The value later, or earlier where `sign` is -1, by `duration`: first the months, then the days, then the time.
  func adding(_ duration: CalendarDuration, sign: Int64, _ span: Span) throws -> Temporal {
    switch self {
    case .duration(let own): return .duration(try own.adding(duration, sign: sign, span))
    case .date(let date):
      let days = duration.days &+ duration.seconds / 86_400
      return .date(try date.moved(months: duration.months &* sign, days: days &* sign, span))
    case .localTime(let time): return .localTime(time.moved(duration, sign))
    case .time(let time): return .time(ZonedTime(time: time.time.moved(duration, sign), offset: time.offset))
    case .localDateTime(let moment): return .localDateTime(try moment.moved(duration, sign, span))
    case .dateTime(let moment):
      // Days follow the calendar of the zone, hours the clock at UTC.
      let calendar = CalendarDuration(months: duration.months, days: duration.days)
      let local = try moment.local.moved(calendar, sign, span)
      let resolved = ZonedDateTime.resolved(local, zone: moment.zone, offset: moment.offset)
      let clock = CalendarDuration(seconds: duration.seconds, nanoseconds: duration.nanoseconds)
      let instant = try resolved.instant.moved(clock, sign, span)
      return .dateTime(ZonedDateTime.at(instant, zone: moment.zone, offset: moment.offset))
    }
  }
}

extension CivilDate {
  func moved(months: Int64, days: Int64, _ span: Span) throws -> CivilDate {
    guard let date = adding(months: months) else { throw outOfCalendar(span) }
    let (total, overflow) = date.days.addingReportingOverflow(days)
    let moved = CivilDate(days: total)
    guard !overflow, moved.isInRange else { throw outOfCalendar(span) }
    return moved
  }
}

extension LocalTime {
  static let day: Int64 = 86_400_000_000_000

  func moved(_ duration: CalendarDuration, _ sign: Int64) -> LocalTime {
    let change = (duration.seconds % 86_400 * 1_000_000_000 + duration.nanoseconds) * sign
    let total = (nanoseconds + change) % Self.day
    return LocalTime(nanoseconds: total < 0 ? total + Self.day : total)
  }
}

extension LocalDateTime {
  func moved(_ duration: CalendarDuration, _ sign: Int64, _ span: Span) throws -> LocalDateTime {
    let date = try date.moved(months: duration.months &* sign, days: duration.days &* sign, span)
    let change = duration.seconds % 86_400 * 1_000_000_000 * sign + duration.nanoseconds * sign
    var total = time.nanoseconds + change
    var days = duration.seconds / 86_400 &* sign
    while total < 0 {
      total += LocalTime.day
      days -= 1
    }
    days += total / LocalTime.day
    return LocalDateTime(
      date: try date.moved(months: 0, days: days, span), time: LocalTime(nanoseconds: total % LocalTime.day))
  }
}

private func outOfCalendar(_ span: Span) -> Diagnostic {
  Diagnostic(.outOfRange, "the date is beyond the years -999999999 to 999999999", at: span.range)
}

extension ZonedDateTime {
  /// The moment at which clocks in a zone show `local`.
  static func resolved(_ local: LocalDateTime, zone: String?, offset: Int64) -> ZonedDateTime {
    guard let zone, let rules = TimeZoneRules.named(zone) else { return ZonedDateTime(local: local, offset: offset) }
    return ZonedDateTime(local: local, offset: rules.offset(local: local.seconds), zone: zone)
  }

  /// What clocks in a zone show at `instant`, which is at UTC.
  static func at(_ instant: LocalDateTime, zone: String?, offset: Int64) -> ZonedDateTime {
    let rules = zone.flatMap { TimeZoneRules.named($0) }
    let offset = rules?.offset(instant: instant.seconds) ?? offset
    var seconds = instant.seconds &+ offset
    let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
    seconds -= days * 86_400
    let time = LocalTime(nanoseconds: seconds * 1_000_000_000 + instant.time.nanoseconds % 1_000_000_000)
    return ZonedDateTime(
      local: LocalDateTime(date: CivilDate(days: days), time: time), offset: offset, zone: rules == nil ? nil : zone)
  }
}
