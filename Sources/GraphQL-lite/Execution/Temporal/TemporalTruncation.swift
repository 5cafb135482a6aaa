internal import Graph

/// The units that values are truncated to.
enum TemporalUnit: String, CaseIterable {
  case millennium, century, decade, year, weekYear, quarter, month, week, day
  case hour, minute, second, millisecond, microsecond

  init?(name: String) {
    guard let unit = TemporalUnit.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) else {
      return nil
    }
    self = unit
  }

  /// Whether a date has the unit.
  var isOfDate: Bool {
    switch self {
    case .hour, .minute, .second, .millisecond, .microsecond: false
    default: true
    }
  }

  /// The first day of the unit that holds `date`.
  func truncated(_ date: CivilDate) -> CivilDate {
    let (year, month, _) = date.civil
    func years(_ count: Int64) -> CivilDate {
      let start = year >= 0 ? year / count * count : -((count - 1 - year) / count * count)
      return CivilDate(year: start, month: 1, day: 1)
    }
    switch self {
    case .millennium: return years(1000)
    case .century: return years(100)
    case .decade: return years(10)
    case .year: return years(1)
    case .weekYear: return CivilDate.firstMonday(ofWeekYear: date.week.year)
    case .quarter: return date.quarterStart
    case .month: return CivilDate(year: year, month: month, day: 1)
    case .week: return CivilDate(days: date.days - date.weekday + 1)
    default: return date
    }
  }

  /// The start of the unit that holds `time`; midnight for units of dates.
  func truncated(_ time: LocalTime) -> LocalTime {
    let unit: Int64 =
      switch self {
      case .hour: 3_600_000_000_000
      case .minute: 60_000_000_000
      case .second: 1_000_000_000
      case .millisecond: 1_000_000
      case .microsecond: 1000
      default: LocalTime.day
      }
    return LocalTime(nanoseconds: time.nanoseconds / unit * unit)
  }
}
