internal import Graph

/// Days that rules of time zones name.
enum GraphDate {
  /// The year of a day, counted from 1970-01-01.
  static func year(ofDay day: Int64) -> Int64 { CivilDate(days: day).civil.year }

  /// The day of the `week`-th (5: the last) `weekday` (Sunday 0) of a month.
  static func day(week: Int64, weekday: Int64, month: Int64, year: Int64) -> Int64 {
    let first = CivilDate(year: year, month: month, day: 1)
    let shift = (weekday - first.weekday % 7 + 7) % 7
    var day = first.days + shift + (week - 1) * 7
    while day >= first.days + CivilDate.length(ofMonth: month, year: year) { day -= 7 }
    return day
  }
}
