/// The known names that are nearest to `name` by edit distance, best first, at most `limit`.
///
/// Case, blanks, hyphens and underscores do not count. A name is near when it differs in at most a third of its letters.
///
/// - Complexity: O(text of `known` · length of `name`).
public func nearestNames(to name: String, among known: some Sequence<String>, limit: Int = 1) -> [String] {
  let wanted = simplified(name)
  let bound = max(1, (wanted.count + 1) / 3)
  var found: [(name: String, distance: Int)] = []
  for candidate in known where candidate != name {
    let distance = editDistance(wanted, simplified(candidate))
    if distance <= bound { found.append((candidate, distance)) }
  }
  found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
  return found.prefix(limit).map(\.name)
}

private func simplified(_ name: String) -> [UInt8] {
  name.lowercased().utf8.filter { $0 != 0x20 && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
}

/// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  if a.count > 200 || b.count > 200 { return .max }
  var before: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
      row.append(cost)
    }
    before = last
    last = row
  }
  return last[b.count]
}
