internal import Diagnostics
internal import Graph

/// Puts dates and times together from maps of components, which may start from other values.
struct TemporalBuilder {
  private let call: Call
  private let map: MapValue
  private let baseDate: CivilDate?
  private let baseTime: LocalTime?
  private let baseZone: (offset: Int64, zone: String?)?

  /// - Throws: When a component has the wrong type or the map has one that is unknown.
  init(_ call: Call, _ map: MapValue) throws {
    self.call = call
    self.map = map
    for key in map.keys where !Self.keys.contains(key) { throw call.invalid("\(call.name) has no component '\(key)'") }
    var date: CivilDate?
    var time: LocalTime?
    var zone: (Int64, String?)?
    if case .temporal(let moment) = map["date"] { date = moment.datePart }
    if case .temporal(let moment) = map["time"] {
      time = moment.timePart
      zone = moment.zonePart
    }
    if case .temporal(let moment) = map["datetime"] {
      date = moment.datePart
      time = moment.timePart
      zone = moment.zonePart
    }
    for (key, isKnown) in [("date", date != nil), ("time", time != nil), ("datetime", date != nil && time != nil)] {
      if map.contains(key), !isKnown {
        if map[key].isNull { continue }
        throw call.wrongType(map[key], expected: "a temporal value for '\(key)'")
      }
    }
    baseDate = date
    baseTime = time
    baseZone = zone
  }

  /// Starts from values instead of from `date` and `time` in the map.
  init(_ call: Call, _ map: MapValue, date: CivilDate?, time: LocalTime?) {
    self.call = call
    self.map = map
    baseDate = date
    baseTime = time
    baseZone = nil
  }

  private static let keys: Set<String> = [
    "date", "time", "datetime", "year", "month", "day", "week", "dayOfWeek", "quarter", "dayOfQuarter", "ordinalDay",
    "hour", "minute", "second", "millisecond", "microsecond", "nanosecond", "timezone", "epochSeconds", "epochMillis",
  ]

  private func number(_ key: String, _ range: ClosedRange<Int64>) throws -> Int64? {
    guard map.contains(key) else { return nil }
    guard case .int(let number) = map[key] else { throw call.wrongType(map[key], expected: "an integer for '\(key)'") }
    guard range.contains(number) else {
      throw call.outOfRange("'\(key)' must be \(range.lowerBound) to \(range.upperBound), found \(number)")
    }
    return number
  }

  // MARK: - Dates

  /// The date that the components make.
  func date() throws -> CivilDate {
    let given = try number("year", CivilDate.years)
    let week = try number("week", 1...53)
    let weekday = try number("dayOfWeek", 1...7)
    if week != nil || weekday != nil {
      let base = baseDate?.week
      guard let year = given ?? base?.year else { throw missing("year") }
      guard let week = week ?? base?.week else { throw missing("week") }
      guard week <= CivilDate.weeks(ofYear: year) else { throw call.outOfRange("\(year) has no week \(week)") }
      let monday = CivilDate.firstMonday(ofWeekYear: year).days + (week - 1) * 7
      return CivilDate(days: monday + (weekday ?? baseDate?.weekday ?? 1) - 1)
    }
    guard let year = given ?? baseDate?.civil.year else { throw missing("year") }
    if let ordinal = try number("ordinalDay", 1...366) {
      guard ordinal < 366 || CivilDate.isLeap(year) else { throw call.outOfRange("\(year) has no day \(ordinal)") }
      return CivilDate(days: CivilDate(year: year, month: 1, day: 1).days + ordinal - 1)
    }
    let quarter = try number("quarter", 1...4)
    let dayOfQuarter = try number("dayOfQuarter", 1...92)
    if quarter != nil || dayOfQuarter != nil {
      let start = CivilDate(year: year, month: (quarter ?? baseDate?.quarter ?? 1) * 3 - 2, day: 1)
      let inherited = baseDate.map { $0.days - $0.quarterStart.days + 1 }
      let day = dayOfQuarter ?? inherited ?? 1
      guard start.days + day - 1 <= start.quarterEnd.days else {
        throw call.outOfRange("the quarter has no day \(day)")
      }
      return CivilDate(days: start.days + day - 1)
    }
    let month = try number("month", 1...12) ?? baseDate?.civil.month ?? 1
    let length = CivilDate.length(ofMonth: month, year: year)
    if let day = try number("day", 1...31) {
      if map.contains("day"), baseDate == nil, !map.contains("month") { throw missing("month") }
      guard day <= length else { throw call.outOfRange("month \(month) of \(year) has no day \(day)") }
      return CivilDate(year: year, month: month, day: day)
    }
    return CivilDate(year: year, month: month, day: min(length, baseDate?.civil.day ?? 1))
  }

  private func missing(_ key: String) -> Diagnostic { call.invalid("\(call.name) needs '\(key)'") }

  // MARK: - Times

  /// The time that the components make; midnight where there are none.
  ///
  /// With `keepsFraction`, a smaller part of a second is added to the base's larger ones, as truncation does, instead of
  /// replacing them.
  func time(keepsFraction: Bool = false) throws -> LocalTime {
    let base = baseTime?.nanoseconds ?? 0
    let hour = try number("hour", 0...23) ?? base / 3_600_000_000_000
    let minute = try number("minute", 0...59) ?? base / 60_000_000_000 % 60
    let second = try number("second", 0...59) ?? base / 1_000_000_000 % 60
    let hasMilliseconds = map.contains("millisecond")
    let hasMicroseconds = map.contains("microsecond")
    let milliseconds = try number("millisecond", 0...999)
    let microseconds = try number("microsecond", 0...(hasMilliseconds ? 999 : 999_999))
    let nanoseconds = try number("nanosecond", 0...(hasMicroseconds ? 999 : (hasMilliseconds ? 999_999 : 999_999_999)))
    var fraction = base % 1_000_000_000
    if milliseconds != nil || microseconds != nil || nanoseconds != nil {
      let given = (milliseconds ?? 0) * 1_000_000 + (microseconds ?? 0) * 1000 + (nanoseconds ?? 0)
      fraction = keepsFraction ? fraction + given : given
    }
    return LocalTime(nanoseconds: ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + fraction)
  }

  // MARK: - Zones

  /// The zone that the map names, if it does.
  func zone() throws -> (offset: Int64?, name: String?)? {
    guard map.contains("timezone") else { return nil }
    guard case .string(let text) = map["timezone"] else {
      throw call.wrongType(map["timezone"], expected: "a string for 'timezone'")
    }
    return try Self.zone(text, call)
  }

  /// Reads an offset or the name of a zone.
  static func zone(_ text: String, _ call: Call) throws -> (offset: Int64?, name: String?) {
    var reader = TemporalReader(text)
    if let offset = reader.offset(), reader.isAtEnd { return (offset, nil) }
    guard TimeZoneRules.named(text) != nil else { throw call.invalid("no time zone '\(text)'") }
    return (nil, text)
  }

  /// The time with its offset; a zone that the map names moves a time that has one.
  func zonedTime() throws -> ZonedTime {
    let time = try time()
    guard let zone = try zone() else { return ZonedTime(time: time, offset: baseZone?.offset ?? 0) }
    let target = try zone.offset ?? offsetNow(zone.name)
    guard let base = baseZone else { return ZonedTime(time: time, offset: target) }
    let shift = CalendarDuration(seconds: target - base.offset)
    return ZonedTime(time: time.moved(shift, 1), offset: target)
  }

  private func offsetNow(_ name: String?) throws -> Int64 {
    guard let rules = name.flatMap({ TimeZoneRules.named($0) }) else { return 0 }
    return rules.offset(instant: call.context.now.instant.seconds)
  }

  /// The moment; a zone that the map names moves one that has a zone.
  func moment() throws -> ZonedDateTime {
    if let seconds = try number("epochSeconds", -1 << 55...1 << 55) { return try epoch(seconds, 0) }
    if let millis = try number("epochMillis", .min...Int64.max) {
      let seconds = millis >= 0 ? millis / 1000 : -((999 - millis) / 1000)
      return try epoch(seconds, (millis - seconds * 1000) * 1_000_000)
    }
    let local = LocalDateTime(date: try date(), time: try time())
    let zone = try zone()
    guard let base = baseZone else {
      return ZonedDateTime.resolved(local, zone: zone?.name, offset: zone?.offset ?? 0)
    }
    let source = ZonedDateTime.resolved(local, zone: base.zone, offset: base.offset)
    guard let zone else { return source }
    return ZonedDateTime.at(source.instant, zone: zone.name, offset: zone.offset ?? 0)
  }

  private func epoch(_ seconds: Int64, _ nanoseconds: Int64) throws -> ZonedDateTime {
    let zone = try zone()
    let extra = try number("nanosecond", 0...999_999_999) ?? nanoseconds
    return ZonedDateTime.at(
      LocalDateTime(epochSeconds: seconds, nanoseconds: extra), zone: zone?.name, offset: zone?.offset ?? 0)
  }
}

extension LocalDateTime {
  /// The date and time that many seconds after 1970-01-01T00:00.
  init(epochSeconds: Int64, nanoseconds: Int64) {
    let days = epochSeconds >= 0 ? epochSeconds / 86_400 : -((86_399 - epochSeconds) / 86_400)
    self.init(
      date: CivilDate(days: days),
      time: LocalTime(nanoseconds: (epochSeconds - days * 86_400) * 1_000_000_000 + nanoseconds))
  }
}

extension Temporal {
  var datePart: CivilDate? {
    switch self {
    case .date(let date): date
    case .localDateTime(let moment): moment.date
    case .dateTime(let moment): moment.local.date
    default: nil
    }
  }

  var timePart: LocalTime? {
    switch self {
    case .localTime(let time): time
    case .time(let time): time.time
    case .localDateTime(let moment): moment.time
    case .dateTime(let moment): moment.local.time
    default: nil
    }
  }

  var zonePart: (offset: Int64, zone: String?)? {
    switch self {
    case .time(let time): (time.offset, nil)
    case .dateTime(let moment): (moment.offset, moment.zone)
    default: nil
    }
  }
}
