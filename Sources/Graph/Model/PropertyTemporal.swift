/// A calendar day of the proleptic Gregorian calendar.
public struct CivilDate: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01.
  public var days: Int64

  /// Creates the day that many days after 1970-01-01.
  public init(days: Int64) { self.days = days }

  /// The day `day` of month `month` (1…12) of `year`; the caller has checked that it exists.
  ///
  /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil.
  public init(year: Int64, month: Int64, day: Int64) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    days = era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month (1…12) and day of month: civil_from_days of the same source.
  public var civil: (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
    return (year, civilMonth, dayOfYear - (153 * month + 2) / 5 + 1)
  }

  /// The day of the week, Monday = 1 … Sunday = 7.
  public var weekday: Int64 { ((days + 3) % 7 + 7) % 7 + 1 }

  /// Whether `a` is before `b`.
  public static func < (a: CivilDate, b: CivilDate) -> Bool { a.days < b.days }

  /// Whether `year` has a 29 February.
  public static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// How many days month `month` of `year` has.
  public static func length(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// A time of day without an offset, in nanoseconds since midnight.
public struct LocalTime: Sendable, Hashable, Comparable {
  /// The nanoseconds.
  public var nanoseconds: Int64
  /// Creates the time that many nanoseconds after midnight.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }
  /// Whether `a` is before `b`.
  public static func < (a: LocalTime, b: LocalTime) -> Bool { a.nanoseconds < b.nanoseconds }
}

/// A time of day with an offset from UTC in seconds.
public struct ZonedTime: Sendable, Hashable {
  /// The time of day.
  public var time: LocalTime
  /// Seconds east of UTC.
  public var offset: Int64
  /// Creates the value from its parts.
  public init(time: LocalTime, offset: Int64) {
    self.time = time
    self.offset = offset
  }
}

/// A day and a time of day without an offset.
public struct LocalDateTime: Sendable, Hashable, Comparable {
  /// The day.
  public var date: CivilDate
  /// The time of day.
  public var time: LocalTime
  /// Creates the value from its parts.
  public init(date: CivilDate, time: LocalTime) {
    self.date = date
    self.time = time
  }
  /// Whether `a` is before `b`.
  public static func < (a: LocalDateTime, b: LocalDateTime) -> Bool { (a.date, a.time) < (b.date, b.time) }

  /// Seconds since 1970-01-01T00:00, as if at UTC.
  public var seconds: Int64 { date.days &* 86_400 &+ time.nanoseconds / 1_000_000_000 }
}

/// A moment: day, time of day, offset from UTC in seconds, and the zone's name when one was given.
public struct ZonedDateTime: Sendable, Hashable {
  /// The day and the time of day at the offset.
  public var local: LocalDateTime
  /// Seconds east of UTC.
  public var offset: Int64
  /// The name of the time zone, such as `Europe/Berlin`.
  public var zone: String?
  /// Creates the value from its parts.
  public init(local: LocalDateTime, offset: Int64, zone: String? = nil) {
    self.local = local
    self.offset = offset
    self.zone = zone
  }
}

/// An amount of time in parts that have no fixed ratio: months, days, and seconds with nanoseconds (0 ..< 10⁹).
public struct CalendarDuration: Sendable, Hashable {
  /// The months.
  public var months: Int64
  /// The days.
  public var days: Int64
  /// The seconds, rounded down.
  public var seconds: Int64
  /// The nanoseconds.
  public var nanoseconds: Int64
  /// Creates the value from its parts.
  public init(months: Int64 = 0, days: Int64 = 0, seconds: Int64 = 0, nanoseconds: Int64 = 0) {
    self.months = months
    self.days = days
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }
}

/// A temporal value of the query language.
public enum Temporal: Sendable, Hashable {
  /// A day.
  case date(CivilDate)
  /// A time of day.
  case localTime(LocalTime)
  /// A time of day with an offset.
  case time(ZonedTime)
  /// A day with a time of day.
  case localDateTime(LocalDateTime)
  /// A moment.
  case dateTime(ZonedDateTime)
  /// An amount of time.
  case duration(CalendarDuration)
}

extension CivilDate: CustomStringConvertible {
  /// ISO 8601: `2017-03-02`; years beyond four digits carry a sign.
  public var description: String {
    let (year, month, day) = civil
    let magnitude = padded(year.magnitude, 4)
    let sign = year < 0 ? "-" : (year > 9999 ? "+" : "")
    return "\(sign)\(magnitude)-\(padded(UInt64(month), 2))-\(padded(UInt64(day), 2))"
  }
}

extension LocalTime: CustomStringConvertible {
  /// ISO 8601 with as many parts as are not zero, at least hours and minutes.
  public var description: String {
    let seconds = nanoseconds / 1_000_000_000
    let fraction = nanoseconds % 1_000_000_000
    var text = "\(padded(UInt64(seconds / 3600), 2)):\(padded(UInt64(seconds / 60 % 60), 2))"
    if seconds % 60 != 0 || fraction != 0 { text += ":\(padded(UInt64(seconds % 60), 2))" }
    if fraction != 0 { text += "." + decimals(fraction) }
    return text
  }
}

extension ZonedTime: CustomStringConvertible {
  /// The ISO 8601 form.
  public var description: String { time.description + offsetText(offset) }
}

extension LocalDateTime: CustomStringConvertible {
  /// The ISO 8601 form.
  public var description: String { "\(date)T\(time)" }
}

extension ZonedDateTime: CustomStringConvertible {
  /// The ISO 8601 form.
  public var description: String { "\(local)\(offsetText(offset))" + (zone.map { "[\($0)]" } ?? "") }
}

extension CalendarDuration: CustomStringConvertible {
  /// ISO 8601, years and hours split off: `P1Y2M3DT4H5M6.7S`.
  public var description: String {
    var text = "P"
    if months / 12 != 0 { text += "\(months / 12)Y" }
    if months % 12 != 0 { text += "\(months % 12)M" }
    if days != 0 { text += "\(days)D" }
    guard seconds != 0 || nanoseconds != 0 else { return text == "P" ? "PT0S" : text }
    text += "T"
    var whole = seconds
    var fraction = nanoseconds
    // Seconds are floored; print toward zero, as the sign belongs to the whole.
    if whole < 0, fraction > 0 {
      whole += 1
      fraction = 1_000_000_000 - fraction
    }
    let negative = seconds < 0
    if whole / 3600 != 0 { text += "\(whole / 3600)H" }
    if whole / 60 % 60 != 0 { text += "\(whole / 60 % 60)M" }
    let rest = whole % 60
    if rest != 0 || fraction != 0 {
      if negative, rest == 0 { text += "-" }
      text += "\(rest)"
      if fraction != 0 { text += "." + decimals(fraction) }
      text += "S"
    }
    return text
  }
}

extension Temporal: CustomStringConvertible {
  /// The ISO 8601 form.
  public var description: String {
    switch self {
    case .date(let value): value.description
    case .localTime(let value): value.description
    case .time(let value): value.description
    case .localDateTime(let value): value.description
    case .dateTime(let value): value.description
    case .duration(let value): value.description
    }
  }
}

private func padded(_ number: UInt64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

private func decimals(_ nanoseconds: Int64) -> String {
  var digits = padded(nanoseconds.magnitude, 9)
  while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
  return digits
}

private func offsetText(_ offset: Int64) -> String {
  if offset == 0 { return "Z" }
  let size = offset.magnitude
  let seconds = size % 60 == 0 ? "" : ":" + padded(size % 60, 2)
  return (offset < 0 ? "-" : "+") + padded(size / 3600, 2) + ":" + padded(size / 60 % 60, 2) + seconds
}
