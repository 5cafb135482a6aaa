internal import Graph

/// Reads dates, times and durations in the forms of ISO 8601 that openCypher names.
struct TemporalReader {
  enum Precision { case day, week, month, quarter, year }

  private let bytes: [UInt8]
  private var at = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { at >= bytes.count }

  func isAt(_ character: Unicode.Scalar) -> Bool { at < bytes.count && UInt32(bytes[at]) == character.value }

  mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard isAt(character) else { return false }
    at += 1
    return true
  }

  /// How many digits follow.
  private var digitCount: Int {
    var count = 0
    while at + count < bytes.count, isDigit(bytes[at + count]) { count += 1 }
    return count
  }

  /// The number in the next `count` digits.
  private mutating func number(_ count: Int) -> Int64? {
    guard digitCount >= count, count > 0, count <= 18 else { return nil }
    var value: Int64 = 0
    for _ in 0..<count {
      value = value * 10 + Int64(bytes[at] - 0x30)
      at += 1
    }
    return value
  }

  // MARK: - Dates

  /// A date, and how precisely it was told.
  mutating func date() -> (CivilDate, Precision)? {
    let isNegative = isAt("-")
    let hasSign = accept("-") || accept("+")
    let yearDigits = hasSign ? digitCount : 4
    guard yearDigits <= 9, let magnitude = number(yearDigits) else { return nil }
    let year = isNegative ? -magnitude : magnitude
    guard CivilDate.years.contains(year) else { return nil }
    let isDashed = isAt("-")
    if isDashed {
      // A dash that no part of a date follows belongs to an offset.
      at += 1
    }
    if accept("W") {
      guard let week = number(2), (1...CivilDate.weeks(ofYear: year)).contains(week) else { return nil }
      var day: Int64?
      if isDashed ? accept("-") : digitCount == 1 {
        day = number(1)
        guard let day, (1...7).contains(day) else { return nil }
      }
      let monday = CivilDate.firstMonday(ofWeekYear: year).days + (week - 1) * 7
      return (CivilDate(days: monday + (day ?? 1) - 1), day == nil ? .week : .day)
    }
    if accept("Q") {
      guard let quarter = number(1), (1...4).contains(quarter) else { return nil }
      let start = CivilDate(year: year, month: quarter * 3 - 2, day: 1)
      guard isDashed ? accept("-") : digitCount == 2 else { return (start, .quarter) }
      guard let day = number(2), day >= 1, start.days + day - 1 <= start.quarterEnd.days else { return nil }
      return (CivilDate(days: start.days + day - 1), .day)
    }
    let count = digitCount
    if count == 0 { return isDashed ? nil : (CivilDate(year: year, month: 1, day: 1), .year) }
    if count == 3 || (!isDashed && count == 3) {
      guard let day = number(3), day >= 1, day <= (CivilDate.isLeap(year) ? 366 : 365) else { return nil }
      return (CivilDate(days: CivilDate(year: year, month: 1, day: 1).days + day - 1), .day)
    }
    guard let month = number(2), (1...12).contains(month) else { return nil }
    guard isDashed ? accept("-") : digitCount == 2 else {
      return (CivilDate(year: year, month: month, day: 1), .month)
    }
    guard let day = number(2), day >= 1, day <= CivilDate.length(ofMonth: month, year: year) else { return nil }
    return (CivilDate(year: year, month: month, day: day), .day)
  }

  // MARK: - Times

  /// A time of day.
  mutating func time() -> LocalTime? {
    guard let hour = number(2), hour < 24 else { return nil }
    var minute: Int64 = 0
    var second: Int64 = 0
    var fraction: Int64 = 0
    let isSpaced = isAt(":")
    if accept(":") || digitCount >= 2 {
      guard let value = number(2), value < 60 else { return nil }
      minute = value
      if isSpaced ? accept(":") : digitCount >= 2 {
        guard let value = number(2), value < 60 else { return nil }
        second = value
        if accept(".") || accept(",") {
          guard let value = nanoseconds() else { return nil }
          fraction = value
        }
      }
    }
    return LocalTime(nanoseconds: ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + fraction)
  }

  /// The digits of a fraction of a second.
  private mutating func nanoseconds() -> Int64? {
    let count = digitCount
    guard count >= 1, count <= 9, let value = number(count) else { return nil }
    return (count..<9).reduce(value) { result, _ in result * 10 }
  }

  /// An offset from UTC in seconds.
  mutating func offset() -> Int64? {
    if accept("Z") || accept("z") { return 0 }
    let isNegative = isAt("-")
    guard accept("+") || accept("-") else { return nil }
    guard let hours = number(2), hours <= 18 else { return nil }
    var seconds = hours * 3600
    let isSpaced = isAt(":")
    if accept(":") || digitCount >= 2 {
      guard let minutes = number(2), minutes < 60 else { return nil }
      seconds += minutes * 60
      if isSpaced ? accept(":") : digitCount >= 2 {
        guard let rest = number(2), rest < 60 else { return nil }
        seconds += rest
      }
    }
    return isNegative ? -seconds : seconds
  }

  /// The name of a time zone in brackets.
  mutating func zone() -> String? {
    guard accept("[") else { return nil }
    let start = at
    while at < bytes.count, !isAt("]") { at += 1 }
    let name = String(decoding: bytes[start..<at], as: UTF8.self)
    return accept("]") ? name : nil
  }

  // MARK: - Durations

  /// A duration: `P1Y2M3W4DT5H6M7.8S`, or `P2012-02-02T14:37:21.545`.
  mutating func duration() -> CalendarDuration? {
    let isNegative = accept("-")
    guard accept("P") else { return nil }
    var parts = DurationParts()
    if digitCount == 4, at + 4 < bytes.count, bytes[at + 4] == UInt8(ascii: "-") {
      guard let year = number(4), accept("-"), let month = number(2), accept("-"), let day = number(2), accept("T"),
        let time = time(), isAtEnd
      else { return nil }
      return CalendarDuration(
        months: year * 12 + month, days: day, seconds: time.nanoseconds / 1_000_000_000,
        nanoseconds: time.nanoseconds % 1_000_000_000)
    }
    var isTime = false
    var hasPart = false
    while !isAtEnd {
      if !isTime, accept("T") {
        isTime = true
        continue
      }
      guard let (value, nanoseconds) = decimal() else { return nil }
      hasPart = true
      switch (isTime, at < bytes.count ? Unicode.Scalar(bytes[at]) : " ") {
      case (false, "Y"): parts.months += value * 12
      case (false, "M"): parts.months += value
      case (false, "W"): parts.days += value * 7
      case (false, "D"): parts.days += value
      case (true, "H"): parts.seconds += value * 3600
      case (true, "M"): parts.seconds += value * 60
      case (true, "S"):
        parts.seconds += value.rounded(.towardZero)
        parts.nanoseconds += nanoseconds
      default: return nil
      }
      at += 1
    }
    guard hasPart else { return nil }
    return isNegative ? parts.negated.duration : parts.duration
  }

  /// A number with an optional fraction, and the nanoseconds of that fraction exactly.
  private mutating func decimal() -> (Double, Int64)? {
    let isNegative = isAt("-")
    if !accept("-") { _ = accept("+") }
    let count = digitCount
    guard count > 0, let whole = number(count) else { return nil }
    var value = Double(whole)
    var fraction: Int64 = 0
    if accept(".") || accept(",") {
      let start = at
      guard let nanoseconds = nanoseconds() else { return nil }
      fraction = nanoseconds
      value += Double("0." + String(decoding: bytes[start..<at], as: UTF8.self)) ?? 0
    }
    return isNegative ? (-value, -fraction) : (value, fraction)
  }
}
