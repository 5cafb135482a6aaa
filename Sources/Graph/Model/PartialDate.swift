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

extension PartialDate: LosslessStringConvertible {
  /// Reads an ISO 8601 date; a time of day after `T` or a blank is left out.
  ///
  /// `nil` if the text is no date, or names a month, week or day that the calendar does not have.
  public init?(_ text: String) {
    var bytes = Array(text.utf8)
    while bytes.last == 0x20 { bytes.removeLast() }
    if let cut = bytes.firstIndex(where: { $0 == UInt8(ascii: "T") || $0 == 0x20 }) {
      // Only a time may follow; "2017-03-02 to 2017-03-05" is no date.
      guard cut + 1 < bytes.count, Self.isDigit(bytes[cut + 1]) else { return nil }
      guard bytes[(cut + 1)...].contains(UInt8(ascii: ":")) else { return nil }
      bytes.removeSubrange(cut...)
    }
    let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let first = parts.first, first.count == 4, let year = Self.number(first) else { return nil }
    switch parts.count {
    case 1: self = .year(year)
    case 2:
      if parts[1].first == UInt8(ascii: "W") {
        guard parts[1].count == 3, let week = Self.number(parts[1].dropFirst()) else { return nil }
        guard week >= 1, week <= Self.weeks(in: year) else { return nil }
        self = .week(year, week)
      } else {
        guard parts[1].count == 2, let month = Self.number(parts[1]), 1...12 ~= month else { return nil }
        self = .month(year, month)
      }
    case 3:
      guard parts[1].count == 2, let month = Self.number(parts[1]), 1...12 ~= month else { return nil }
      guard parts[2].count == 2, let day = Self.number(parts[2]) else { return nil }
      guard day >= 1, day <= Self.length(ofMonth: month, in: year) else { return nil }
      self = .day(year, month, day)
    default: return nil
    }
  }

  /// The date in ISO 8601.
  public var description: String {
    switch self {
    case .year(let year): return Self.padded(year, 4)
    case .month(let year, let month): return Self.padded(year, 4) + "-" + Self.padded(month, 2)
    case .week(let year, let week): return Self.padded(year, 4) + "-W" + Self.padded(week, 2)
    case .day(let year, let month, let day):
      return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func number(_ digits: some Collection<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension PartialDate: Comparable {
  /// Orders dates by their first day; where two begin together, the less precise one comes first.
  public static func < (a: PartialDate, b: PartialDate) -> Bool {
    let (left, right) = (a.days, b.days)
    return (left.lowerBound, -left.upperBound) < (right.lowerBound, -right.upperBound)
  }
}
