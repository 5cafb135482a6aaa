internal import Language

/// Joins the ends of periods: "from 2009 to 2013", "between 1997 and 2001", "since May", "until March 2008".
enum PeriodJoiner {
  /// The expressions with those of a period made one.
  ///
  /// - Complexity: O(expressions).
  static func joined(_ times: [DocumentContext.ResolvedTime], in text: AnalyzedText) -> [DocumentContext.ResolvedTime] {
    var out: [DocumentContext.ResolvedTime] = []
    var index = 0
    while index < times.count {
      let time = times[index]
      let before = word(before: time.tokens.lowerBound, in: text)
      if index + 1 < times.count, let joined = period(time, times[index + 1], before, in: text) {
        out.append(joined)
        index += 2
        continue
      }
      var single = time
      if before == "since" || before == "from" && word(after: time.tokens.upperBound, in: text) == "on" {
        single.from = single.date
      } else if before == "until" || before == "till" || before == "through" {
        single.to = single.date
      }
      if single.from != nil || single.to != nil { single.date = nil }
      out.append(single)
      index += 1
    }
    return out
  }

  private static func period(
    _ first: DocumentContext.ResolvedTime, _ second: DocumentContext.ResolvedTime, _ before: String,
    in text: AnalyzedText
  ) -> DocumentContext.ResolvedTime? {
    let gap = first.tokens.upperBound..<second.tokens.lowerBound
    guard gap.count <= 2, let middle = gap.first.map({ text.keys[$0] }), first.date != nil, second.date != nil,
      text.sentenceOfToken[first.head] == text.sentenceOfToken[second.head]
    else { return nil }
    let isRange =
      before == "from" && ["to", "until", "till", "through", "-", "\u{2013}"].contains(middle)
      || before == "between" && middle == "and" || ["-", "\u{2013}"].contains(middle) && gap.count == 1
    guard isRange else { return nil }
    return DocumentContext.ResolvedTime(
      tokens: first.tokens.lowerBound..<second.tokens.upperBound, head: first.head, date: nil, from: first.date,
      to: second.date)
  }

  private static func word(before token: Int, in text: AnalyzedText) -> String {
    guard token > 0 else { return "" }
    if text.keys[token - 1] == "the" || text.keys[token - 1] == "early" || text.keys[token - 1] == "late", token > 1 {
      return text.keys[token - 2]
    }
    return text.keys[token - 1]
  }

  private static func word(after token: Int, in text: AnalyzedText) -> String {
    token < text.keys.count ? text.keys[token] : ""
  }
}
