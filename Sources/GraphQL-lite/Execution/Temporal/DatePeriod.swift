internal import Graph

/// The days that a date of some precision covers: a day, a week, a month, a quarter or a year.
struct DatePeriod {
  var first: CivilDate
  var last: CivilDate

  init(first: CivilDate, last: CivilDate) {
    self.first = first
    self.last = last
  }

  /// Reads `2017-03-02`, `2016-08`, `2016`, `2010-W29`, and the other forms of ISO 8601; a time behind it is ignored.
  init?(_ text: String) {
    var reader = TemporalReader(text)
    guard let (date, precision) = reader.date(), reader.isAtEnd || reader.isAt("T") else { return nil }
    first = date
    let (year, month, _) = date.civil
    switch precision {
    case .day: last = date
    case .week: last = CivilDate(days: date.days + 6)
    case .month: last = CivilDate(days: date.days + CivilDate.length(ofMonth: month, year: year) - 1)
    case .quarter: last = CivilDate(days: date.quarterEnd.days)
    case .year: last = CivilDate(year: year, month: 12, day: 31)
    }
  }
}

extension CivilDate {
  /// The quarter of the year, 1 … 4.
  var quarter: Int64 { (civil.month - 1) / 3 + 1 }

  /// The first day of the quarter.
  var quarterStart: CivilDate { CivilDate(year: civil.year, month: quarter * 3 - 2, day: 1) }

  /// The last day of the quarter.
  var quarterEnd: CivilDate {
    let (year, _, _) = civil
    let month = quarter * 3
    return CivilDate(year: year, month: month, day: CivilDate.length(ofMonth: month, year: year))
  }

  /// The day of the year, from 1.
  var ordinal: Int64 { days - CivilDate(year: civil.year, month: 1, day: 1).days + 1 }

  /// The year that the ISO week belongs to, and the week in it, from 1.
  var week: (year: Int64, week: Int64) {
    // The Thursday of a week decides which year it belongs to.
    let thursday = CivilDate(days: days - weekday + 4)
    return (thursday.civil.year, (thursday.ordinal - 1) / 7 + 1)
  }

  /// The Monday of the first ISO week of `year`.
  static func firstMonday(ofWeekYear year: Int64) -> CivilDate {
    let fourth = CivilDate(year: year, month: 1, day: 4)
    return CivilDate(days: fourth.days - fourth.weekday + 1)
  }

  /// The number of ISO weeks of `year`.
  static func weeks(ofYear year: Int64) -> Int64 {
    (firstMonday(ofWeekYear: year + 1).days - firstMonday(ofWeekYear: year).days) / 7
  }

  /// The day `months` later, or the last of its month where that has no such day; nil beyond the years that can be told.
  func adding(months: Int64) -> CivilDate? {
    let (year, month, day) = civil
    let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    if overflow { return nil }
    let newYear = total >= 0 ? total / 12 : -((11 - total) / 12)
    guard CivilDate.years.contains(newYear) else { return nil }
    let newMonth = total - newYear * 12 + 1
    return CivilDate(
      year: newYear, month: newMonth, day: min(day, CivilDate.length(ofMonth: newMonth, year: newYear)))
  }

  /// The years that a date can have.
  static let years: ClosedRange<Int64> = -999_999_999...999_999_999

  /// Whether the year is one that a date can have.
  var isInRange: Bool { abs(days) < 365_250_000_000 && CivilDate.years.contains(civil.year) }
}
