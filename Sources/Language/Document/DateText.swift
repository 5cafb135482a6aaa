/// Finds the dates that documents bear: in metadata, datelines and file names.
///
/// Results are ISO 8601 to the precision of the text: `2017-03-02`, `2017-03`, `2017`. Dates within sentences are the
/// business of later phases.
package enum DateText {
  private static let months: [[UInt8]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ].map { Array($0.utf8) }

  private static let days: [[UInt8]] = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ].map { Array($0.utf8) }

  /// The date that a value of metadata begins with: ISO 8601 ("2017-03-02T10:00:00Z"), "20170302" or a date in words.
  package static func date(inMetadata value: String) -> String? {
    let bytes = Array(value.trimmingBlanks.utf8)
    return iso(bytes[...])?.date ?? compact(bytes[...]) ?? words(bytes[...])?.date
  }

  /// The date in a file name: "2017-03-02-sessions.txt", "20170302.html", "news_2017_03_02.txt".
  ///
  /// - Complexity: O(*n*) in the bytes of the name.
  package static func date(inFileName name: String) -> String? {
    let bytes = Array((name.split(separator: "/").last ?? "").utf8)
    for start in bytes.indices {
      guard isDigit(bytes[start]), start == 0 || !isDigit(bytes[start - 1]) else { continue }
      if let found = iso(bytes[start...]), found.date.utf8.count == 10 { return found.date }
      if let found = compact(bytes[start...]) { return found }
    }
    return nil
  }

  /// An ISO date at the start: `2017-03-02`, with `-`, `_` or `/` between the numbers, or `2017-03`.
  static func iso(_ bytes: ArraySlice<UInt8>) -> (date: String, end: Int)? {
    let start = bytes.startIndex
    guard let year = number(bytes, start, 4), start + 4 < bytes.endIndex else { return nil }
    let separator = bytes[start + 4]
    guard [0x2D, 0x5F, 0x2F].contains(separator), let month = number(bytes, start + 5, 2) else { return nil }
    let end = start + 7
    if end < bytes.endIndex, bytes[end] == separator, let day = number(bytes, end + 1, 2),
      end + 3 >= bytes.endIndex || !isDigit(bytes[end + 3])
    {
      return format(year, month, day).map { ($0, end + 3) }
    }
    guard separator == 0x2D, end >= bytes.endIndex || !isDigit(bytes[end]) else { return nil }
    return format(year, month, nil).map { ($0, end) }
  }

  /// `20170302`, and no digit after it.
  private static func compact(_ bytes: ArraySlice<UInt8>) -> String? {
    let start = bytes.startIndex
    guard let year = number(bytes, start, 4), let month = number(bytes, start + 4, 2),
      let day = number(bytes, start + 6, 2), start + 8 >= bytes.endIndex || !isDigit(bytes[start + 8])
    else { return nil }
    return format(year, month, day)
  }

  /// A date in words at the start: "March 2, 2017", "Thursday, March 2, 2017", "2 March 2017", "Mar. 2, 2017",
  /// "March 2017".
  static func words(_ bytes: ArraySlice<UInt8>) -> (date: String, end: Int)? {
    var position = bytes.startIndex
    let first = skipName(bytes, position, among: days, least: 3)
    if let first { position = skip(bytes, first.end, [0x2C, 0x20, 0x2E]) }
    var day: Int?
    if let found = shortNumber(bytes, position) {
      day = found.value
      position = skip(bytes, skipOrdinal(bytes, found.end), [0x20])
    }
    guard let month = skipName(bytes, position, among: months, least: 3) else { return nil }
    position = skip(bytes, month.end, [0x2E, 0x20, 0x2C])
    if day == nil, let found = shortNumber(bytes, position) {
      day = found.value
      position = skip(bytes, skipOrdinal(bytes, found.end), [0x2C, 0x20])
    }
    guard let year = number(bytes, position, 4), position + 4 >= bytes.endIndex || !isDigit(bytes[position + 4])
    else { return nil }
    return format(year, month.index + 1, day).map { ($0, position + 4) }
  }

  private static func skip(_ bytes: ArraySlice<UInt8>, _ start: Int, _ set: [UInt8]) -> Int {
    var position = start
    while position < bytes.endIndex, position < start + 4, set.contains(bytes[position]) { position += 1 }
    return position
  }

  private static func skipOrdinal(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int {
    guard start + 2 <= bytes.endIndex else { return start }
    let ending = Array(bytes[start..<(start + 2)])
    return ["st", "nd", "rd", "th"].contains { Array($0.utf8) == ending } ? start + 2 : start
  }

  /// A name of the list in full, or its first letters.
  private static func skipName(
    _ bytes: ArraySlice<UInt8>, _ start: Int, among names: [[UInt8]], least: Int
  ) -> (index: Int, end: Int)? {
    var end = start
    while end < bytes.endIndex, isLetter(bytes[end]), end - start < 10 { end += 1 }
    let word = bytes[start..<max(start, end)].map { $0 | 0x20 }
    guard word.count >= least, end >= bytes.endIndex || !isLetter(bytes[end]) else { return nil }
    guard let index = names.firstIndex(where: { $0 == word || word.count <= 4 && $0.starts(with: word) }) else {
      return nil
    }
    return (index, end)
  }

  private static func shortNumber(_ bytes: ArraySlice<UInt8>, _ start: Int) -> (value: Int, end: Int)? {
    if let value = number(bytes, start, 2), start + 2 >= bytes.endIndex || !isDigit(bytes[start + 2]) {
      return (value, start + 2)
    }
    if let value = number(bytes, start, 1), start + 1 >= bytes.endIndex || !isDigit(bytes[start + 1]) {
      return (value, start + 1)
    }
    return nil
  }

  private static func number(_ bytes: ArraySlice<UInt8>, _ start: Int, _ count: Int) -> Int? {
    guard start >= bytes.startIndex, start + count <= bytes.endIndex else { return nil }
    var value = 0
    for position in start..<(start + count) {
      guard isDigit(bytes[position]) else { return nil }
      value = value * 10 + Int(bytes[position] - 0x30)
    }
    return value
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

  private static func format(_ year: Int, _ month: Int, _ day: Int?) -> String? {
    guard (1500...2200).contains(year), (1...12).contains(month) else { return nil }
    let prefix = "\(year)-\(month < 10 ? "0" : "")\(month)"
    guard let day else { return prefix }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    guard (1...length).contains(day) else { return nil }
    return prefix + "-\(day < 10 ? "0" : "")\(day)"
  }
}
