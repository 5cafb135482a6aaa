internal import Graph

extension Temporal {
  /// The component called `name`; nil if this type of value has none of that name.
  func component(_ name: String) -> Value? {
    switch self {
    case .date(let date): return date.component(name).map { .int($0) }
    case .localTime(let time): return time.component(name).map { .int($0) }
    case .time(let time): return time.time.component(name).map { .int($0) } ?? zone(name, time.offset, nil)
    case .localDateTime(let moment):
      return (moment.date.component(name) ?? moment.time.component(name)).map { .int($0) }
    case .dateTime(let moment):
      if let number = moment.local.date.component(name) ?? moment.local.time.component(name) { return .int(number) }
      switch name {
      case "epochSeconds": return .int(moment.instant.seconds)
      case "epochMillis": return .int(moment.instant.seconds * 1000 + moment.local.time.nanoseconds / 1_000_000 % 1000)
      default: return zone(name, moment.offset, moment.zone)
      }
    case .duration(let duration): return duration.component(name).map { .int($0) }
    }
  }

  private func zone(_ name: String, _ offset: Int64, _ zone: String?) -> Value? {
    switch name {
    case "timezone": .string(zone ?? offsetDescription(offset))
    case "offset": .string(offsetDescription(offset))
    case "offsetMinutes": .int(offset / 60)
    case "offsetSeconds": .int(offset)
    default: nil
    }
  }

  private func offsetDescription(_ offset: Int64) -> String {
    // The printed time of day is always 00:00 here, so that the offset is what is left.
    String(ZonedTime(time: LocalTime(nanoseconds: 0), offset: offset).description.dropFirst(5))
  }
}

extension CivilDate {
  fileprivate func component(_ name: String) -> Int64? {
    switch name {
    case "year": civil.year
    case "quarter": quarter
    case "month": civil.month
    case "week": week.week
    case "weekYear": week.year
    case "day": civil.day
    case "ordinalDay": ordinal
    case "weekDay", "dayOfWeek": weekday
    case "dayOfQuarter", "quarterDay": days - quarterStart.days + 1
    default: nil
    }
  }
}

extension LocalTime {
  fileprivate func component(_ name: String) -> Int64? {
    switch name {
    case "hour": nanoseconds / 3_600_000_000_000
    case "minute": nanoseconds / 60_000_000_000 % 60
    case "second": nanoseconds / 1_000_000_000 % 60
    case "millisecond": nanoseconds / 1_000_000 % 1000
    case "microsecond": nanoseconds / 1000 % 1_000_000
    case "nanosecond": nanoseconds % 1_000_000_000
    default: nil
    }
  }
}

extension CalendarDuration {
  fileprivate func component(_ name: String) -> Int64? {
    switch name {
    case "years": months / 12
    case "quarters": months / 3
    case "months": months
    case "weeks": days / 7
    case "days": days
    case "hours": seconds / 3600
    case "minutes": seconds / 60
    case "seconds": seconds
    case "milliseconds": seconds &* 1000 &+ nanoseconds / 1_000_000
    case "microseconds": seconds &* 1_000_000 &+ nanoseconds / 1000
    case "nanoseconds": seconds &* 1_000_000_000 &+ nanoseconds
    case "quartersOfYear": months / 3 % 4
    case "monthsOfQuarter": months % 3
    case "monthsOfYear": months % 12
    case "daysOfWeek": days % 7
    case "minutesOfHour": seconds / 60 % 60
    case "secondsOfMinute": seconds % 60
    case "millisecondsOfSecond": nanoseconds / 1_000_000
    case "microsecondsOfSecond": nanoseconds / 1000
    case "nanosecondsOfSecond": nanoseconds
    default: nil
    }
  }
}
