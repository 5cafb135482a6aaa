/// Finds nodes by their names: the property `name`, and the strings in `aliases`.
///
/// Names are compared folded: lower case, without accents, white space as one blank.
package final class NameIndex: Sendable {
  /// How a text found a node, best first.
  package enum Tier: Int, Sendable, Hashable, Comparable {
    case exact, alias, fullText, fuzzy
    package static func < (a: Tier, b: Tier) -> Bool { a.rawValue < b.rawValue }
  }

  /// A node that a text may mean.
  package struct Candidate: Sendable, Hashable {
    package let node: Int32
    package let tier: Tier
    /// Edits from the text to the name; 0 except for the tier ``Tier/fuzzy``.
    package let distance: Int
  }

  private let graph: UnownedGraph
  /// Folded names and aliases.
  private let names: StringTable
  /// Nodes by folded name, those of which it is the name before those of which it is an alias.
  private let nodesByName: Postings
  private let aliasesByName: Postings
  private let tokens: StringTable
  /// Folded names by token.
  private let namesByToken: Postings

  /// The graph owns its index, so that the index must not own the graph.
  private struct UnownedGraph: Sendable { unowned let graph: PropertyGraph }

  /// - Complexity: O(text of all names).
  init(_ graph: PropertyGraph) {
    self.graph = UnownedGraph(graph: graph)
    var names = StringTable()
    var tokens = StringTable()
    var exact: [(Int32, Int32)] = []
    var aliases: [(Int32, Int32)] = []
    let nameKey = graph.propertyNames.code(of: "name")
    let aliasKey = graph.propertyNames.code(of: "aliases")
    for node in 0..<Int32(graph.nodeCount) {
      if let nameKey, let name = graph.property(nameKey, ofNode: node).stringValue,
        let code = names.intern(foldedName(name))
      {
        exact.append((code, node))
      }
      guard let aliasKey else { continue }
      for alias in graph.property(aliasKey, ofNode: node).strings {
        if let code = names.intern(foldedName(alias)) { aliases.append((code, node)) }
      }
    }
    nodesByName = Postings(exact, keyCount: names.count)
    aliasesByName = Postings(aliases, keyCount: names.count)
    var tokenPairs: [(Int32, Int32)] = []
    for code in 0..<Int32(names.count) {
      for token in nameTokens(names[code]) {
        if let tokenCode = tokens.intern(token) { tokenPairs.append((tokenCode, code)) }
      }
    }
    namesByToken = Postings(tokenPairs, keyCount: tokens.count)
    self.names = names
    self.tokens = tokens
  }

  /// The nodes whose name is `text`, folded.
  package func nodes(named text: String) -> ArraySlice<Int32> {
    guard let code = names.code(of: foldedName(text)) else { return [] }
    return nodesByName[code]
  }

  /// The nodes that `text` fits, at the best tier that has any; the most connected first.
  ///
  /// - Complexity: O(candidates) up to the tier of full text, O(all names) for the fuzzy tier.
  package func resolve(_ text: String, fuzzy: Bool = false) -> [Candidate] {
    let folded = foldedName(text)
    if let code = names.code(of: folded) {
      if !nodesByName[code].isEmpty { return ranked(Array(nodesByName[code]), .exact) }
      if !aliasesByName[code].isEmpty { return ranked(Array(aliasesByName[code]), .alias) }
    }
    let full = fullText(folded)
    if !full.isEmpty { return ranked(full, .fullText) }
    return fuzzy ? near(text, limit: 10) : []
  }

  /// The nodes a name or alias of which has every word of `folded`.
  private func fullText(_ folded: String) -> [Int32] {
    let words = nameTokens(folded)
    var lists: [ArraySlice<Int32>] = []
    for word in words {
      guard let token = tokens.code(of: word) else { return [] }
      lists.append(namesByToken[token])
    }
    lists.sort { $0.count < $1.count }
    guard var found = lists.first.map({ Set($0) }) else { return [] }
    for list in lists.dropFirst() { found.formIntersection(list) }
    return withoutDerived(nodes(ofNames: found.sorted()))
  }

  /// The nodes less those that are called after another of them: a meeting or event whose name holds a person's whole
  /// name ("Ada Lovelace – Charles Babbage meeting") is not meant by a part of that name.
  ///
  /// Nodes that share a label never displace each other, so that of "John Smith" and "John Smith Jr." none is picked
  /// silently.
  private func withoutDerived(_ nodes: [Int32]) -> [Int32] {
    guard (2...64).contains(nodes.count) else { return nodes }
    let graph = graph.graph
    let words = nodes.map { " " + foldedName(graph.property("name", ofNode: $0).stringValue ?? "") + " " }
    let kept = nodes.indices.filter { index in
      !nodes.indices.contains { other in
        words[other].utf8.count > 2 && words[other].utf8.count < words[index].utf8.count
          && words[index].contains(words[other])
          && Set(graph.labels(of: nodes[other])).isDisjoint(with: graph.labels(of: nodes[index]))
      }
    }
    return kept.map { nodes[$0] }
  }

  /// The nodes whose names are nearest to `text` by edit distance, best first.
  ///
  /// Each word of `text` must be near a word of the name, within a third of its length and at most two edits; a whole
  /// name as near as that counts as well.
  ///
  /// - Complexity: O(words of all names), then O(names that have a near word).
  package func near(_ text: String, limit: Int) -> [Candidate] {
    let folded = foldedName(text)
    var distances: [Int32: Int] = [:]
    var isFirst = true
    for word in nameTokens(folded) {
      let bytes = Array(word.utf8)
      let bound = allowedEdits(bytes.count)
      var here: [Int32: Int] = [:]
      for token in 0..<Int32(tokens.count) {
        guard let edits = tokens.withBytes(of: token, { editDistance(bytes, $0, atMost: bound) }) else { continue }
        for name in namesByToken[token] { here[name] = min(here[name] ?? .max, edits) }
      }
      if isFirst {
        distances = here
        isFirst = false
      } else {
        var both: [Int32: Int] = [:]
        for (name, edits) in here { if let before = distances[name] { both[name] = before + edits } }
        distances = both
      }
    }
    if distances.isEmpty {
      let bytes = Array(folded.utf8)
      let bound = min(3, max(1, bytes.count / 4))
      for name in 0..<Int32(names.count) {
        if let edits = names.withBytes(of: name, { editDistance(bytes, $0, atMost: bound) }) { distances[name] = edits }
      }
    }
    var best: [Int32: Int] = [:]
    for (name, edits) in distances {
      for node in nodes(ofNames: [name]) { best[node] = min(best[node] ?? .max, edits) }
    }
    let order = best.sorted { a, b in
      if a.value != b.value { return a.value < b.value }
      return rank(a.key, before: b.key)
    }
    return order.prefix(limit).map { Candidate(node: $0.key, tier: .fuzzy, distance: $0.value) }
  }

  private func allowedEdits(_ length: Int) -> Int { length < 4 ? 0 : (length < 6 ? 1 : 2) }

  private func nodes(ofNames codes: [Int32]) -> [Int32] {
    var seen = Set<Int32>()
    var nodes: [Int32] = []
    for code in codes {
      for node in nodesByName[code] where seen.insert(node).inserted { nodes.append(node) }
      for node in aliasesByName[code] where seen.insert(node).inserted { nodes.append(node) }
    }
    return nodes
  }

  private func ranked(_ nodes: [Int32], _ tier: Tier) -> [Candidate] {
    Set(nodes).sorted { rank($0, before: $1) }.map { Candidate(node: $0, tier: tier, distance: 0) }
  }

  private func rank(_ a: Int32, before b: Int32) -> Bool {
    let graph = graph.graph
    let degreeA = graph.outgoing.entries(of: a).count + graph.incoming.entries(of: a).count
    let degreeB = graph.outgoing.entries(of: b).count + graph.incoming.entries(of: b).count
    return degreeA != degreeB ? degreeA > degreeB : a < b
  }
}

/// Lists of values by key, one after another.
private struct Postings: Sendable {
  private var starts: [Int32]
  private var values: [Int32]

  init(_ pairs: [(Int32, Int32)], keyCount: Int) {
    starts = [Int32](repeating: 0, count: keyCount + 1)
    values = [Int32](repeating: 0, count: pairs.count)
    for (key, _) in pairs { starts[Int(key) + 1] += 1 }
    for key in 0..<keyCount { starts[key + 1] += starts[key] }
    var next = starts
    for (key, value) in pairs {
      values[Int(next[Int(key)])] = value
      next[Int(key)] += 1
    }
  }

  subscript(key: Int32) -> ArraySlice<Int32> {
    guard Int(key) + 1 < starts.count else { return [] }
    return values[Int(starts[Int(key)])..<Int(starts[Int(key) + 1])]
  }
}

/// The number of insertions, deletions, substitutions and swaps of neighbours between two texts (optimal string
/// alignment), or nil when it is more than `bound`.
///
/// - Complexity: O(*n* · *m*).
package func editDistance(
  _ a: some RandomAccessCollection<UInt8>, _ b: some RandomAccessCollection<UInt8>, atMost bound: Int
) -> Int? {
  if abs(a.count - b.count) > bound { return nil }
  let a = Array(a)
  let b = Array(b)
  var before: [Int] = []
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    row.reserveCapacity(b.count + 1)
    var least = i + 1
    for j in 0..<b.count {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
      row.append(cost)
      least = min(least, cost)
    }
    if least > bound { return nil }
    before = last
    last = row
  }
  return last[b.count] <= bound ? last[b.count] : nil
}
