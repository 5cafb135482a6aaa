/// How many letters two words differ by.
enum EditDistance {
  /// The Damerau–Levenshtein distance (optimal string alignment) of two words, or `nil` if it is above a limit.
  ///
  /// - Complexity: O(*n* · *m*) in the letters of the words.
  static func between(_ a: String, _ b: String, atMost limit: Int) -> Int? {
    let (a, b) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
    if abs(a.count - b.count) > limit { return nil }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = previous
    for i in 1...a.count {
      current[0] = i
      var best = i
      for j in 1...b.count {
        var cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, before[j - 2] + 1) }
        current[j] = cost
        best = min(best, cost)
      }
      if best > limit { return nil }
      (before, previous, current) = (previous, current, before)
    }
    return previous[b.count] <= limit ? previous[b.count] : nil
  }

  /// True if one of two different words may be a misspelling of the other: long enough, and hardly different.
  static func isTypo(_ a: String, _ b: String) -> Bool {
    let shorter = min(a.utf8.count, b.utf8.count)
    guard shorter >= 5, a != b else { return false }
    return between(a, b, atMost: shorter >= 9 ? 2 : 1) != nil
  }
}
