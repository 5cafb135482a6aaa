extension PartialDate {
  /// The first day of the period that the date names.
  package var firstDay: CivilDate {
    switch self {
    case .year(let year): CivilDate(year: Int64(year), month: 1, day: 1)
    case .month(let year, let month): CivilDate(year: Int64(year), month: Int64(month), day: 1)
    case .week(let year, let week): Self.monday(ofWeek: week, of: year)
    case .day(let year, let month, let day): CivilDate(year: Int64(year), month: Int64(month), day: Int64(day))
    }
  }

  /// The last day of the period that the date names.
  package var lastDay: CivilDate {
    switch self {
    case .year(let year): CivilDate(year: Int64(year), month: 12, day: 31)
    case .month(let year, let month):
      CivilDate(
        year: Int64(year), month: Int64(month),
        day: CivilDate.length(ofMonth: Int64(month), year: Int64(year)))
    case .week(let year, let week): CivilDate(days: Self.monday(ofWeek: week, of: year).days + 6)
    case .day: firstDay
    }
  }

  /// The week that holds 4 January is the first of its year (ISO 8601).
  private static func monday(ofWeek week: Int, of year: Int) -> CivilDate {
    let fourth = CivilDate(year: Int64(year), month: 1, day: 4)
    return CivilDate(days: fourth.days - (fourth.weekday - 1) + Int64(week - 1) * 7)
  }
}
