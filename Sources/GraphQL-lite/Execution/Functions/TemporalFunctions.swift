internal import Diagnostics
internal import Graph

extension FunctionCatalog {
  static let temporalFunctions: [FunctionDefinition] =
    constructors("date", dateValue) + constructors("localtime", localTimeValue) + constructors("time", timeValue)
    + constructors("localdatetime", localDateTimeValue) + constructors("datetime", dateTimeValue) + [
      truncation("date") { call, unit, value, map in
        guard unit.isOfDate, let date = value.datePart else { throw unfit(call, unit) }
        return .date(try TemporalBuilder(call, map, date: unit.truncated(date), time: nil).date())
      },
      truncation("localtime") { call, unit, value, map in
        guard let time = value.timePart, !unit.isOfDate || unit == .day else { throw unfit(call, unit) }
        let builder = TemporalBuilder(call, map, date: nil, time: unit.truncated(time))
        return .localTime(try builder.time(keepsFraction: true))
      },
      truncation("time") { call, unit, value, map in
        guard let time = value.timePart, !unit.isOfDate || unit == .day else { throw unfit(call, unit) }
        let builder = TemporalBuilder(call, map, date: nil, time: unit.truncated(time))
        let offset = try builder.zone()?.offset ?? value.zonePart?.offset ?? 0
        return .time(ZonedTime(time: try builder.time(keepsFraction: true), offset: offset))
      },
      truncation("localdatetime") { call, unit, value, map in
        .localDateTime(try truncatedMoment(call, unit, value, map).0)
      },
      truncation("datetime") { call, unit, value, map in
        let (local, builder) = try truncatedMoment(call, unit, value, map)
        let given = try builder.zone()
        let zone = given != nil ? given?.name : value.zonePart?.zone
        let offset = given?.offset ?? value.zonePart?.offset ?? 0
        return .dateTime(ZonedDateTime.resolved(local, zone: zone, offset: offset))
      },
      FunctionDefinition("datetime.fromepoch", 2...2, "datetime.fromepoch(seconds, nanoseconds)") { call, values in
        if values.contains(where: \.isNull) { return .null }
        guard case .int(let seconds) = values[0], case .int(let nanoseconds) = values[1] else {
          throw call.wrongType(values[0], expected: "integers")
        }
        guard abs(seconds) < 1 << 55, (0..<1_000_000_000).contains(nanoseconds) else {
          throw call.outOfRange("the moment is out of range")
        }
        return .temporal(
          .dateTime(
            ZonedDateTime(local: LocalDateTime(epochSeconds: seconds, nanoseconds: nanoseconds), offset: 0)))
      },
      FunctionDefinition("datetime.fromepochmillis", 1...1, "datetime.fromepochmillis(milliseconds)") { call, values in
        if values[0].isNull { return .null }
        guard case .int(let millis) = values[0] else { throw call.wrongType(values[0], expected: "an integer") }
        guard abs(millis) < 1 << 62 else { throw call.outOfRange("the moment is out of range") }
        let seconds = millis >= 0 ? millis / 1000 : -((999 - millis) / 1000)
        let rest = (millis - seconds * 1000) * 1_000_000
        return .temporal(
          .dateTime(ZonedDateTime(local: LocalDateTime(epochSeconds: seconds, nanoseconds: rest), offset: 0)))
      },
    ]

  private static func unfit(_ call: Call, _ unit: TemporalUnit) -> Diagnostic {
    call.invalid("\(call.name) cannot truncate this value to '\(unit.rawValue)'")
  }

  private static func truncatedMoment(
    _ call: Call, _ unit: TemporalUnit, _ value: Temporal, _ map: MapValue
  ) throws -> (LocalDateTime, TemporalBuilder) {
    guard let date = value.datePart else { throw unfit(call, unit) }
    let time = value.timePart ?? LocalTime(nanoseconds: 0)
    let builder = TemporalBuilder(call, map, date: unit.truncated(date), time: unit.truncated(time))
    return (LocalDateTime(date: try builder.date(), time: try builder.time(keepsFraction: true)), builder)
  }

  private static func truncation(
    _ name: String, _ body: @escaping @Sendable (Call, TemporalUnit, Temporal, MapValue) throws -> Temporal
  ) -> FunctionDefinition {
    FunctionDefinition("\(name).truncate", 1...3, "\(name).truncate(unit[, value[, components]])") { call, values in
      if values.contains(where: \.isNull) { return .null }
      guard case .string(let text) = values[0] else { throw call.wrongType(values[0], expected: "a unit") }
      guard let unit = TemporalUnit(name: text) else { throw call.invalid("no unit '\(text)'") }
      var value = Temporal.dateTime(call.context.now)
      if values.count > 1 {
        guard case .temporal(let given) = values[1] else {
          throw call.wrongType(values[1], expected: "a temporal value")
        }
        value = given
      }
      var map = MapValue()
      if values.count > 2 {
        guard case .map(let given) = values[2] else { throw call.wrongType(values[2], expected: "a map") }
        map = given
      }
      return .temporal(try body(call, unit, value, map))
    }
  }

  /// The constructor, and its variants that name a clock; all clocks stand still while a query runs.
  private static func constructors(
    _ name: String, _ body: @escaping @Sendable (Call, Value) throws -> Temporal
  ) -> [FunctionDefinition] {
    [name, "\(name).transaction", "\(name).statement", "\(name).realtime"].map { spelled in
      FunctionDefinition(spelled, 0...1, "\(spelled)([text | components | value])") { call, values in
        guard let value = values.first else { return .temporal(try body(call, .temporal(.dateTime(call.context.now)))) }
        if value.isNull { return .null }
        return .temporal(try body(call, value))
      }
    }
  }

  /// Reads the whole of a text by `body`.
  private static func read<T>(_ call: Call, _ text: String, _ body: (inout TemporalReader) -> T?) throws -> T {
    var reader = TemporalReader(text)
    guard let value = body(&reader), reader.isAtEnd else { throw call.invalid("'\(text)' is not a \(call.name)") }
    return value
  }

  private static func dateValue(_ call: Call, _ value: Value) throws -> Temporal {
    switch value {
    case .string(let text): return .date(try read(call, text) { $0.date()?.0 })
    case .map(let map): return .date(try TemporalBuilder(call, map).date())
    case .temporal(let moment): if let date = moment.datePart { return .date(date) }
    default: break
    }
    throw call.wrongType(value, expected: "a text, a map or a date")
  }

  private static func localTimeValue(_ call: Call, _ value: Value) throws -> Temporal {
    switch value {
    case .string(let text): return .localTime(try read(call, text) { $0.time() })
    case .map(let map): return .localTime(try TemporalBuilder(call, map).time())
    case .temporal(let moment): if let time = moment.timePart { return .localTime(time) }
    default: break
    }
    throw call.wrongType(value, expected: "a text, a map or a time")
  }

  private static func timeValue(_ call: Call, _ value: Value) throws -> Temporal {
    switch value {
    case .string(let text):
      let time: ZonedTime = try read(call, text) { reader in
        guard let time = reader.time() else { return nil }
        if reader.isAtEnd { return ZonedTime(time: time, offset: 0) }
        return reader.offset().map { ZonedTime(time: time, offset: $0) }
      }
      return .time(time)
    case .map(let map): return .time(try TemporalBuilder(call, map).zonedTime())
    case .temporal(let moment):
      if let time = moment.timePart { return .time(ZonedTime(time: time, offset: moment.zonePart?.offset ?? 0)) }
    default: break
    }
    throw call.wrongType(value, expected: "a text, a map or a time")
  }

  private static func localDateTimeValue(_ call: Call, _ value: Value) throws -> Temporal {
    switch value {
    case .string(let text): return .localDateTime(try read(call, text) { localDateTime(&$0) })
    case .map(let map):
      let builder = try TemporalBuilder(call, map)
      return .localDateTime(LocalDateTime(date: try builder.date(), time: try builder.time()))
    case .temporal(let moment):
      if let date = moment.datePart {
        return .localDateTime(LocalDateTime(date: date, time: moment.timePart ?? LocalTime(nanoseconds: 0)))
      }
    default: break
    }
    throw call.wrongType(value, expected: "a text, a map or a date and time")
  }

  private static func localDateTime(_ reader: inout TemporalReader) -> LocalDateTime? {
    guard let (date, _) = reader.date() else { return nil }
    guard reader.accept("T") else { return LocalDateTime(date: date, time: LocalTime(nanoseconds: 0)) }
    return reader.time().map { LocalDateTime(date: date, time: $0) }
  }

  private static func dateTimeValue(_ call: Call, _ value: Value) throws -> Temporal {
    switch value {
    case .string(let text):
      let (local, offset, zone): (LocalDateTime, Int64?, String?) = try read(call, text) { reader in
        guard let local = localDateTime(&reader) else { return nil }
        let offset = reader.offset()
        return (local, offset, reader.zone())
      }
      if let zone {
        let given = try TemporalBuilder.zone(zone, call)
        if let offset {
          let moment = ZonedDateTime(local: local, offset: offset)
          return .dateTime(ZonedDateTime.at(moment.instant, zone: given.name, offset: given.offset ?? offset))
        }
        return .dateTime(ZonedDateTime.resolved(local, zone: given.name, offset: given.offset ?? 0))
      }
      return .dateTime(ZonedDateTime(local: local, offset: offset ?? 0))
    case .map(let map): return .dateTime(try TemporalBuilder(call, map).moment())
    case .temporal(let moment):
      if let date = moment.datePart {
        let local = LocalDateTime(date: date, time: moment.timePart ?? LocalTime(nanoseconds: 0))
        let zone = moment.zonePart
        return .dateTime(ZonedDateTime(local: local, offset: zone?.offset ?? 0, zone: zone?.zone))
      }
    default: break
    }
    throw call.wrongType(value, expected: "a text, a map or a date and time")
  }
}
