internal import Glibc
internal import Synchronization

/// When the clocks of a time zone change: a file of the system's zone database (RFC 9636).
final class TimeZoneRules: Sendable {
  private let transitions: [Int64]
  private let offsets: [Int64]
  private let firstOffset: Int64
  private let footer: PosixRule?

  private static let known = Mutex<[String: TimeZoneRules]>([:])

  /// The rules of the zone called `name`, such as `Europe/Berlin`; nil if the system knows none.
  static func named(_ name: String) -> TimeZoneRules? {
    known.withLock { known in
      if let rules = known[name] { return rules }
      guard let rules = TimeZoneRules(name) else { return nil }
      known[name] = rules
      return rules
    }
  }

  private init?(_ name: String) {
    let isPlain = name.utf8.allSatisfy { isWordByte($0) || $0 == 0x2F || $0 == 0x2B || $0 == 0x2D }
    guard isPlain, !name.isEmpty, !name.hasPrefix("/"), let bytes = Self.contents("/usr/share/zoneinfo/" + name),
      bytes.count > 44, bytes.starts(with: "TZif".utf8)
    else { return nil }
    func number(_ at: Int, _ size: Int) -> Int64 {
      guard at + size <= bytes.count else { return 0 }
      var value: Int64 = size == 4 ? Int64(Int8(bitPattern: bytes[at])) : Int64(Int8(bitPattern: bytes[at]))
      for byte in bytes[(at + 1)..<(at + size)] { value = value << 8 | Int64(byte) }
      return value
    }
    func counts(_ at: Int) -> [Int] { (0..<6).map { Int(number(at + 20 + $0 * 4, 4)) } }
    // Version 2 files repeat their data with 64-bit times behind the 32-bit ones.
    let first = counts(0)
    var at = 0
    var size = 4
    var count = first
    if bytes[4] >= 0x32 {
      at = 44 + first[3] * 5 + first[4] * 6 + first[5] + first[2] * 8 + first[1] + first[0]
      guard at + 44 <= bytes.count else { return nil }
      size = 8
      count = counts(at)
    }
    let times = at + 44
    let indices = times + count[3] * size
    let types = indices + count[3]
    let end = types + count[4] * 6 + count[5] + count[2] * (size + 4) + count[1] + count[0]
    guard count.allSatisfy({ $0 >= 0 }), count[4] > 0, end <= bytes.count else { return nil }
    let typeOffsets = (0..<count[4]).map { number(types + $0 * 6, 4) }
    transitions = (0..<count[3]).map { number(times + $0 * size, size) }
    offsets = (0..<count[3]).map { typeOffsets[min(Int(bytes[indices + $0]), typeOffsets.count - 1)] }
    firstOffset = typeOffsets[0]
    var rule: PosixRule?
    if size == 8, end + 1 < bytes.count {
      rule = PosixRule(String(decoding: bytes[(end + 1)...].prefix { $0 != 0x0A }, as: UTF8.self))
    }
    footer = rule
  }

  /// The offset from UTC, in seconds, at an instant in seconds since 1970.
  func offset(instant: Int64) -> Int64 {
    guard let last = transitions.last else { return footer?.offset(instant) ?? firstOffset }
    if instant >= last, let footer { return footer.offset(instant) }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : offsets[low - 1]
  }

  /// The offset when clocks show `local`; the earlier one where they show it twice.
  func offset(local: Int64) -> Int64 {
    let before = offset(instant: local - 86_400)
    if offset(instant: local - before) == before { return before }
    let after = offset(instant: local + 86_400)
    return offset(instant: local - after) == after ? after : before
  }

  private static func contents(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count <= 0 { return count < 0 ? nil : bytes }
      bytes.append(contentsOf: buffer[..<count])
      if bytes.count > 1 << 20 { return nil }
    }
  }
}

/// The rule for times behind the last transition, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
private struct PosixRule: Sendable {
  private struct Change: Sendable {
    var month: Int64
    var week: Int64
    var day: Int64
    var seconds: Int64
  }

  private var standard: Int64 = 0
  private var summer: Int64 = 0
  private var begin: Change?
  private var end: Change?

  init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard let head = parts.first, !head.isEmpty else { return nil }
    var rest = Array(head.utf8)[...]
    Self.skipName(&rest)
    guard let offset = Self.time(&rest) else { return nil }
    standard = -offset
    summer = standard + 3600
    Self.skipName(&rest)
    if !rest.isEmpty, let offset = Self.time(&rest) { summer = -offset }
    if parts.count == 3 {
      begin = Self.change(parts[1])
      end = Self.change(parts[2])
    }
  }

  private static func skipName(_ text: inout ArraySlice<UInt8>) {
    if text.first == UInt8(ascii: "<") {
      while let byte = text.popFirst() { if byte == UInt8(ascii: ">") { return } }
    }
    while let byte = text.first, (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x7A { text.removeFirst() }
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  private static func time(_ text: inout ArraySlice<UInt8>) -> Int64? {
    var sign: Int64 = 1
    if text.first == UInt8(ascii: "-") { sign = -1 }
    if text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") { text.removeFirst() }
    var seconds: Int64 = 0
    var unit: Int64 = 3600
    while unit >= 1 {
      var value: Int64 = 0
      var hasDigits = false
      while let byte = text.first, isDigit(byte), value < 1000 {
        value = value * 10 + Int64(byte - 0x30)
        hasDigits = true
        text.removeFirst()
      }
      guard hasDigits else { return nil }
      seconds += value * unit
      guard text.first == UInt8(ascii: ":") else { break }
      text.removeFirst()
      unit /= 60
    }
    return sign * seconds
  }

  /// `Mm.w.d[/time]`: day d (Sunday 0) of week w (5: the last) of month m.
  private static func change(_ text: String) -> Change? {
    let halves = text.split(separator: "/").map(String.init)
    guard let date = halves.first, date.hasPrefix("M") else { return nil }
    let numbers = date.dropFirst().split(separator: ".").compactMap { Int64($0) }
    guard numbers.count == 3, (1...12).contains(numbers[0]) else { return nil }
    var change = Change(month: numbers[0], week: numbers[1], day: numbers[2], seconds: 7200)
    if halves.count > 1 {
      var rest = Array(halves[1].utf8)[...]
      change.seconds = time(&rest) ?? 7200
    }
    return change
  }

  func offset(_ instant: Int64) -> Int64 {
    guard let begin, let end else { return standard }
    let days = instant >= 0 ? instant / 86_400 : -((86_399 - instant) / 86_400)
    let year = GraphDate.year(ofDay: days)
    let start = moment(begin, year) - standard
    let stop = moment(end, year) - summer
    let isSummer = start < stop ? instant >= start && instant < stop : !(instant >= stop && instant < start)
    return isSummer ? summer : standard
  }

  private func moment(_ change: Change, _ year: Int64) -> Int64 {
    GraphDate.day(week: change.week, weekday: change.day, month: change.month, year: year) * 86_400 + change.seconds
  }
}
