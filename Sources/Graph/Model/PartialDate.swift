/// A date to the precision that a text gives: a year, a month, an ISO week or a day.
///
/// Written as ISO 8601: `2016`, `2016-08`, `2010-W29`, `2017-03-02`.
public enum PartialDate: Sendable, Hashable {
  /// A year.
  case year(Int)
  /// A month of a year, 1 … 12.
  case month(Int, Int)
  /// An ISO week of a week-based year, 1 … 53.
  case week(Int, Int)
  /// A day: year, month, day.
  case day(Int, Int, Int)
}
