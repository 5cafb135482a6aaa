internal import Language

/// Finds date expressions and resolves them against the date of the document.
struct TimeReader {
  let text: AnalyzedText
  /// The date of the document, to the day where relative days are to be resolved.
  let today: PartialDate?
  /// The resolved expressions, in order.
  private(set) var times: [DocumentContext.ResolvedTime] = []

  static let months: [String: Int] = [
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10,
    "november": 11, "nov": 11, "december": 12, "dec": 12,
  ]
  static let weekdays: [String: Int] = [
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tues": 1, "tue": 1, "wed": 2, "thurs": 3, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
  ]
  private static let numbers: [String: Int] = [
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "several": 0, "few": 0,
  ]
  private static let units: [String: String] = [
    "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month", "year": "year",
    "years": "year",
  ]
  private static let partsOfDay: Set<String> = ["morning", "afternoon", "evening", "night", "noon", "midnight"]

  init(_ text: AnalyzedText, date: PartialDate?) {
    self.text = text
    today = date
  }

  /// All date expressions of the text, ordered.
  ///
  /// - Complexity: O(tokens).
  static func times(in text: AnalyzedText, date: PartialDate?) -> [DocumentContext.ResolvedTime] {
    var reader = TimeReader(text, date: date)
    for sentence in text.analysis.sentences {
      var token = sentence.tokens.lowerBound
      while token < sentence.tokens.upperBound {
        if let (run, date) = reader.expression(at: token, in: sentence.tokens) {
          reader.append(run, date, in: sentence.tokens)
          token = run.upperBound
        } else {
          token += 1
        }
      }
    }
    return PeriodJoiner.joined(reader.times, in: text)
  }

  private mutating func append(_ run: Range<Int>, _ date: PartialDate?, in sentence: Range<Int>) {
    // "last Sunday, March 6": one date, the more exact words win.
    if let last = times.last, last.tokens.upperBound < run.lowerBound, sentence.contains(last.tokens.lowerBound),
      text.keys[last.tokens.upperBound] == ",", run.lowerBound == last.tokens.upperBound + 1,
      Self.weekdays[text.keys[last.tokens.upperBound - 1]] != nil, Self.months[text.keys[run.lowerBound]] != nil
    {
      let joined = last.tokens.lowerBound..<run.upperBound
      times[times.count - 1] = DocumentContext.ResolvedTime(tokens: joined, head: last.head, date: date ?? last.date)
      return
    }
    times.append(DocumentContext.ResolvedTime(tokens: run, head: text.head(of: run), date: date))
  }

  // MARK: Expressions

  /// The longest expression that begins at a token.
  private func expression(at token: Int, in sentence: Range<Int>) -> (Range<Int>, PartialDate?)? {
    let key = text.keys[token]
    if let found = isoDate(at: token, in: sentence) { return found }
    if let found = calendarDate(at: token, in: sentence) { return found }
    if let found = relative(at: token, in: sentence) { return found }
    if let found = counted(at: token, in: sentence) { return found }
    if let day = Self.weekdays[key], key.utf8.count > 3, text.isCapitalized(token) {
      return (token..<partOfDay(after: token + 1, in: sentence), weekday(day, at: token))
    }
    if let found = bareYear(at: token, in: sentence) { return found }
    return nil
  }

  private func partOfDay(after token: Int, in sentence: Range<Int>) -> Int {
    token < sentence.upperBound && Self.partsOfDay.contains(text.keys[token]) ? token + 1 : token
  }

  /// "2017-03-02", which tokenizers cut in many ways.
  private func isoDate(at token: Int, in sentence: Range<Int>) -> (Range<Int>, PartialDate?)? {
    let start = text.tokens[token].range.lowerBound
    guard start + 10 <= text.bytes.count, text.bytes[start + 4] == UInt8(ascii: "-"),
      text.bytes[start + 7] == UInt8(ascii: "-")
    else {
      return nil
    }
    guard let date = PartialDate(String(decoding: text.bytes[start..<start + 10], as: UTF8.self)) else { return nil }
    var end = token
    while end < sentence.upperBound, text.tokens[end].range.upperBound <= start + 10 { end += 1 }
    // A date that opens the text is its header and dates nothing in it.
    let isHeader = token <= 1
    return (token..<max(end, token + 1), isHeader ? nil : date)
  }

  /// "March 2, 2017", "2 March 2017", "March 2017", "March 2", "last August", "March of this year".
  private func calendarDate(at token: Int, in sentence: Range<Int>) -> (Range<Int>, PartialDate?)? {
    var month = token
    var day: Int?
    if let number = ordinal(token), token + 1 < sentence.upperBound {
      month = text.keys[token + 1] == "of" ? token + 2 : token + 1
      day = number
    }
    var modifier: String?
    if day == nil, ["last", "next", "this", "early", "late", "mid"].contains(text.keys[token]),
      token + 1 < sentence.upperBound
    {
      modifier = text.keys[token]
      month = token + 1
    }
    guard month < sentence.upperBound, let number = Self.months[text.keys[month]], isMonth(month) else { return nil }
    var end = month + 1
    if day == nil, end < sentence.upperBound, let found = ordinal(end), !isYear(end) {
      day = found
      end += 1
    }
    var year: Int?
    var next = end
    if next < sentence.upperBound, text.keys[next] == "," || text.keys[next] == "of" { next += 1 }
    if next < sentence.upperBound, isYear(next) {
      year = Int(text.keys[next])
      end = next + 1
    } else if next + 1 < sentence.upperBound, text.keys[next + 1] == "year",
      ["this", "last", "next"].contains(text.keys[next])
    {
      year = today.map { $0.year + (text.keys[next] == "last" ? -1 : text.keys[next] == "next" ? 1 : 0) }
      end = next + 2
    }
    let run = token..<end
    if let year { return (run, Self.date(year, number, day)) }
    guard let today else { return (run, nil) }
    if day == nil, modifier == nil, !isTemporal(month) { return nil }
    return (run, Self.date(nearestYear(number, day, modifier, today, at: month), number, day))
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int?) -> PartialDate? {
    guard let day else { return .month(year, month) }
    guard day >= 1, day <= PartialDate.length(ofMonth: month, in: year) else { return nil }
    return .day(year, month, day)
  }

  /// The year of a month that stands without one.
  private func nearestYear(_ month: Int, _ day: Int?, _ modifier: String?, _ today: PartialDate, at token: Int) -> Int {
    let now = today.month ?? 12
    switch modifier {
    case "last": return month < now ? today.year : today.year - 1
    case "next": return month > now ? today.year : today.year + 1
    default: break
    }
    if isFuture(token) { return month >= now ? today.year : today.year + 1 }
    // Without a sign of the future a date lies behind, unless it is only weeks ahead.
    if month > now, month - now > (day == nil ? 0 : 4), !isPlanned(token) { return today.year - 1 }
    return today.year
  }

  /// "may" and "march" are months in capitals alone; other forms need a preposition or a number.
  private func isMonth(_ token: Int) -> Bool {
    guard text.isCapitalized(token) else { return false }
    if ["may", "march", "mar", "sun", "sat", "jan"].contains(text.keys[token]) {
      let tag = text.tokens[token].upos
      return tag == .propn || tag == .noun
    }
    return true
  }

  /// True if a bare month dates something ("in March"), false in a name ("March Madness").
  private func isTemporal(_ month: Int) -> Bool {
    guard month > 0 else { return false }
    return [
      "in", "since", "until", "till", "by", "from", "to", "during", "of", "before", "after", "between", "and",
      "through",
    ]
    .contains(text.keys[month - 1])
  }

  private func ordinal(_ token: Int) -> Int? {
    var key = Substring(text.keys[token])
    for suffix in ["st", "nd", "rd", "th"] where key.hasSuffix(suffix) { key = key.dropLast(2) }
    guard key.utf8.count <= 2, let number = Int(key), 1...31 ~= number else { return nil }
    return number
  }

  private func isYear(_ token: Int) -> Bool {
    let key = text.keys[token]
    guard key.utf8.count == 4, let year = Int(key) else { return false }
    return 1500...2100 ~= year
  }

  /// "in 1999", "the 2016 campaign"; numbers of other things are left alone.
  private func bareYear(at token: Int, in sentence: Range<Int>) -> (Range<Int>, PartialDate?)? {
    guard isYear(token), let year = Int(text.keys[token]) else { return nil }
    let before = token > sentence.lowerBound ? text.keys[token - 1] : ""
    let relation = text.relation(token)
    if [
      "in", "since", "until", "till", "by", "from", "to", "during", "between", "and", "early", "late", "before",
      "after",
      "of", "through", "mid-", "-", "\u{2013}",
    ].contains(before), relation != "nummod" {
      return (token..<token + 1, .year(year))
    }
    // "during the 2016 campaign": the noun carries the date.
    guard relation == "nummod" || relation == "compound" || relation == "nmod", let noun = text.tokens[token].head,
      let mark = text.child(of: noun, "case"), text.keys[mark] == "during", noun > token, noun - token <= 3,
      ["campaign", "election", "elections", "season", "primary", "primaries", "race"].contains(text.keys[noun])
    else { return nil }
    return (token..<noun + 1, .year(year))
  }

  // MARK: Relative to the document

  private func relative(at token: Int, in sentence: Range<Int>) -> (Range<Int>, PartialDate?)? {
    let key = text.keys[token]
    let next = token + 1 < sentence.upperBound ? text.keys[token + 1] : ""
    switch key {
    case "today", "tonight": return (token..<token + 1, day(0))
    case "yesterday": return (token..<partOfDay(after: token + 1, in: sentence), day(-1))
    case "tomorrow": return (token..<partOfDay(after: token + 1, in: sentence), day(1))
    case "last", "this", "next", "past", "previous", "coming", "following":
      if Self.partsOfDay.contains(next), key == "this" || key == "last" {
        return (token..<token + 2, day(key == "last" ? -1 : 0))
      }
      if let day = Self.weekdays[next], next.utf8.count > 3 {
        let end = partOfDay(after: token + 2, in: sentence)
        switch key {
        case "next", "coming", "following": return (token..<end, future(day, includingToday: false))
        case "last", "past", "previous": return (token..<end, past(day, includingToday: false))
        default:
          return (token..<end, isFuture(token) ? future(day, includingToday: true) : past(day, includingToday: true))
        }
      }
      let step = ["last", "previous"].contains(key) ? -1 : key == "next" || key == "coming" ? 1 : 0
      if key == "following" || key == "previous" || key == "next" && isAnchored(token),
        next == "day" || next == "week" || next == "month" || next == "year"
      {
        return (token..<token + 2, anchored(next, key == "previous" ? -1 : 1))
      }
      // "the past week" is a stretch, not a week of the calendar.
      guard key != "past", key != "coming", key != "following" else { return nil }
      guard let unit = Self.units[next], next == unit, let today else {
        return Self.units[next] == next && !next.isEmpty ? (token..<token + 2, nil) : nil
      }
      return (token..<token + 2, shifted(today, unit, step))
    default: return nil
    }
  }

  /// "the next day" counts from the day spoken of before, "next week" from today.
  private func isAnchored(_ token: Int) -> Bool {
    token > 0 && text.keys[token - 1] == "the"
  }

  private func shifted(_ date: PartialDate, _ unit: String, _ step: Int) -> PartialDate? {
    switch unit {
    case "day": return date.isDay ? date.adding(days: step) : nil
    case "week": return date.isDay ? date.adding(weeks: step) : nil
    case "month": return date.month == nil ? nil : date.adding(months: step)
    default: return .year(date.year + step)
    }
  }

  private func day(_ step: Int) -> PartialDate? {
    guard let today, today.isDay else { return nil }
    return today.adding(days: step)
  }

  /// "three days ago", "two weeks before", "six days later", "the day before".
  private func counted(at token: Int, in sentence: Range<Int>) -> (Range<Int>, PartialDate?)? {
    guard let count = Self.numbers[text.keys[token]] ?? Int(text.keys[token]), count < 1000,
      token + 2 < sentence.upperBound + 0,
      let unit = Self.units[text.keys[token + 1]], token + 2 < sentence.upperBound
    else {
      // "the day before", "a day earlier"
      if text.keys[token] == "day", token > sentence.lowerBound, text.keys[token - 1] == "the",
        token + 1 < sentence.upperBound,
        ["before", "after"].contains(text.keys[token + 1]), text.tokens[token + 1].upos == .adv
      {
        return (token..<token + 2, anchored("day", text.keys[token + 1] == "after" ? 1 : -1))
      }
      return nil
    }
    let word = text.keys[token + 2]
    guard ["ago", "before", "earlier", "later", "after"].contains(word),
      text.tokens[token + 2].upos == .adv || word == "ago" || word == "later"
    else {
      return nil
    }
    let run = token..<token + 3
    guard count > 0 else { return (run, nil) }
    if word == "ago" { return (run, today.flatMap { coarse($0, unit, -count) }) }
    let anchor = word == "before" || word == "earlier" ? lastDate ?? today : lastDate
    return (run, anchor.flatMap { coarse($0, unit, word == "later" || word == "after" ? count : -count) })
  }

  /// A count of weeks gives a week, a count of months a month.
  private func coarse(_ date: PartialDate, _ unit: String, _ count: Int) -> PartialDate? {
    shifted(date, unit, count)
  }

  private var lastDate: PartialDate? { times.last { $0.date != nil }?.date }

  private func anchored(_ unit: String, _ step: Int) -> PartialDate? {
    guard let anchor = lastDate ?? today else { return nil }
    return shifted(anchor, unit, step)
  }

  // MARK: Weekdays

  private func weekday(_ day: Int, at token: Int) -> PartialDate? {
    isFuture(token) ? future(day, includingToday: true) : past(day, includingToday: true)
  }

  private func past(_ day: Int, includingToday: Bool) -> PartialDate? {
    guard let today, today.isDay else { return nil }
    let number = today.days.lowerBound
    let back = (PartialDate.weekday(number) - day + 7) % 7
    return .day(number: number - (back == 0 && !includingToday ? 7 : back))
  }

  private func future(_ day: Int, includingToday: Bool) -> PartialDate? {
    guard let today, today.isDay else { return nil }
    let number = today.days.lowerBound
    let ahead = (day - PartialDate.weekday(number) + 7) % 7
    return .day(number: number + (ahead == 0 && !includingToday ? 7 : ahead))
  }

  /// True if the verb that an expression hangs on speaks of the future.
  private func isFuture(_ token: Int) -> Bool {
    var current = token
    for _ in 0..<8 {
      guard let head = text.tokens[current].head else { break }
      current = head
      guard text.tokens[current].upos == .verb || text.child(of: current, "cop") != nil else { continue }
      let auxiliaries = text.children(of: current).filter { text.relation($0) == "aux" }.map { text.keys[$0] }
      if auxiliaries.contains(where: { ["will", "'ll", "shall", "wo"].contains($0) }) { return true }
      return isPlanned(current)
    }
    return false
  }

  /// "is scheduled for", "is to be held", "plans to".
  private func isPlanned(_ token: Int) -> Bool {
    var current: Int? = token
    for _ in 0..<8 {
      guard let word = current else { return false }
      if ["schedule", "plan", "expect", "slate", "set", "due", "intend"].contains(text.tokens[word].lemma) {
        return true
      }
      if text.tokens[word].upos == .verb, text.children(of: word).contains(where: { text.keys[$0] == "to" }),
        text.child(of: word, "cop") != nil || text.children(of: word).contains(where: { text.tokens[$0].lemma == "be" })
      {
        return true
      }
      current = text.tokens[word].head
    }
    return false
  }
}

extension PartialDate {
  /// True for a date of a single day.
  var isDay: Bool {
    if case .day = self { return true }
    return false
  }
}
