/// The proleptic Gregorian calendar by day numbers.
///
/// The conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
extension PartialDate {
  /// A day as the number of days since 1970-01-01.
  package static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day with a number of days since 1970-01-01.
  package static func day(number: Int) -> PartialDate {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted + (shifted < 10 ? 3 : -9)
    return .day(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// The number of days of a month.
  package static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  /// The number of the first day of an ISO week: its Monday.
  static func monday(ofWeek week: Int, in year: Int) -> Int {
    let fourth = dayNumber(year, 1, 4)
    return fourth - weekday(fourth) + (week - 1) * 7
  }

  /// The number of ISO weeks of a year: 52 or 53.
  static func weeks(in year: Int) -> Int {
    (monday(ofWeek: 1, in: year + 1) - monday(ofWeek: 1, in: year)) / 7
  }

  /// The day of the week, 0 for Monday … 6 for Sunday.
  package static func weekday(_ number: Int) -> Int {
    let remainder = (number + 3) % 7
    return remainder < 0 ? remainder + 7 : remainder
  }

  /// The first and the last day, as numbers of days since 1970-01-01.
  package var days: ClosedRange<Int> {
    switch self {
    case .year(let year): return Self.dayNumber(year, 1, 1)...Self.dayNumber(year, 12, 31)
    case .month(let year, let month):
      let first = Self.dayNumber(year, month, 1)
      return first...first + Self.length(ofMonth: month, in: year) - 1
    case .week(let year, let week):
      let first = Self.monday(ofWeek: week, in: year)
      return first...first + 6
    case .day(let year, let month, let day):
      let number = Self.dayNumber(year, month, day)
      return number...number
    }
  }

  /// The calendar year that the date begins in.
  package var year: Int {
    switch self {
    case .year(let year), .month(let year, _), .week(let year, _), .day(let year, _, _): return year
    }
  }

  /// The month, where the date is that precise; the month of a week's Thursday.
  package var month: Int? {
    switch self {
    case .year: return nil
    case .month(_, let month), .day(_, let month, _): return month
    case .week:
      guard case .day(_, let month, _) = Self.day(number: days.lowerBound + 3) else { return nil }
      return month
    }
  }

  /// The same date at the precision of a month; a year stays what it is.
  package var monthOnly: PartialDate {
    guard let month else { return self }
    if case .week = self { return Self.day(number: days.lowerBound + 3).monthOnly }
    return .month(year, month)
  }

  /// The ISO week that holds the first day.
  package var weekOnly: PartialDate {
    if case .week = self { return self }
    let number = days.lowerBound
    let thursday = number - Self.weekday(number) + 3
    let year = Self.day(number: thursday).year
    return .week(year, (thursday - Self.dayNumber(year, 1, 1)) / 7 + 1)
  }

  /// True if every day of `other` lies in this date.
  package func contains(_ other: PartialDate) -> Bool {
    let (mine, theirs) = (days, other.days)
    return mine.lowerBound <= theirs.lowerBound && theirs.upperBound <= mine.upperBound
  }

  /// The date that lies `count` days later, as a day.
  package func adding(days count: Int) -> PartialDate { Self.day(number: days.lowerBound + count) }

  /// The month that lies `count` months later.
  package func adding(months count: Int) -> PartialDate {
    let total = year * 12 + (month ?? 1) - 1 + count
    let year = total >= 0 ? total / 12 : (total - 11) / 12
    return .month(year, total - year * 12 + 1)
  }

  /// The ISO week that lies `count` weeks later.
  package func adding(weeks count: Int) -> PartialDate { adding(days: 7 * count).weekOnly }
}
