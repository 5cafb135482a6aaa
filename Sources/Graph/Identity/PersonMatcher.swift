/// Decides which people of different documents are one.
///
/// Names block and veto; what the documents say besides (roles, places, bodies, other people) decides. Two people with
/// one name whose documents share nothing, and a family name that fits but proves nothing, stay apart and become
/// candidates.
struct PersonMatcher {
  /// A pair that was left apart.
  struct Doubt: Hashable {
    var first: Int
    var second: Int
    var reasonsFor: [String]
    var reasonsAgainst: [String]
  }

  let collection: DocumentCollection
  let vocabulary: Vocabulary
  private(set) var doubts: [Doubt] = []

  init(_ collection: DocumentCollection, _ vocabulary: Vocabulary) {
    self.collection = collection
    self.vocabulary = vocabulary
  }

  private var units: [DocumentCollection.Unit] { collection.units }

  /// Joins the people of all documents.
  ///
  /// - Complexity: O(*n* log *n* + pairs that share a family name).
  mutating func join(_ sets: inout DisjointSets) {
    let people = units.indices.filter {
      units[$0].entity.label == .person && !units[$0].isUnresolved && units[$0].person != nil
    }
    joinFullNames(people.filter { units[$0].person?.first != nil }, &sets)
    joinShortNames(people.filter { units[$0].person?.first == nil }, full: people, &sets)
  }

  // MARK: Full names

  private mutating func joinFullNames(_ people: [Int], _ sets: inout DisjointSets) {
    // Clusters so far, by the letters that a misspelling seldom touches: the first of the family name.
    var clusters: [String: [[Int]]] = [:]
    // The most complete names first, so that "J. Smith" meets both "John Smith" and "James Smith".
    let order = people.sorted { a, b in
      let (x, y) = (completeness(a), completeness(b))
      return x == y ? a < b : x > y
    }
    for unit in order {
      guard let name = units[unit].person, let initial = name.last.split(separator: " ").last?.first else { continue }
      let block = String(initial)
      var fits: [Int] = []
      for (index, cluster) in clusters[block, default: []].enumerated() {
        let likeness = cluster.map { units[$0].person?.likeness(to: name, vocabulary) ?? .different }
        guard likeness.allSatisfy({ $0 == .same }), !conflicts(unit, cluster) else { continue }
        fits.append(index)
      }
      var joined = false
      if let chosen = choice(unit, fits, clusters[block, default: []]) {
        let cluster = clusters[block, default: []][chosen]
        let evidence = weigh(unit, cluster)
        if evidence.isEnough {
          sets.join(cluster[0], unit)
          clusters[block, default: []][chosen].append(unit)
          joined = true
        } else {
          doubt(cluster[0], unit, evidence)
        }
      } else if fits.count > 1 {
        for fit in fits {
          let cluster = clusters[block, default: []][fit]
          var evidence = weigh(unit, cluster)
          evidence.against.append("the name fits several people")
          doubt(cluster[0], unit, evidence)
        }
      }
      if !joined { clusters[block, default: []].append([unit]) }
    }
  }

  private func completeness(_ unit: Int) -> Int {
    guard let name = units[unit].person else { return 0 }
    let letters = (name.first?.utf8.count ?? 0) > 1 ? 2 : 0
    return letters + min(name.middle.count, 3) + (name.generation == nil ? 0 : 1)
  }

  /// The cluster that a name belongs to; of several that fit, the one that more speaks for.
  private func choice(_ unit: Int, _ fits: [Int], _ clusters: [[Int]]) -> Int? {
    guard fits.count > 1 else { return fits.first }
    let weighed = fits.map { (fit: $0, evidence: weigh(unit, clusters[$0])) }.filter { $0.evidence.isEnough }
    let exact = weighed.filter { clusters[$0.fit].contains { units[$0].person == units[unit].person } }
    let pool = exact.isEmpty ? weighed : exact
    guard let best = pool.map(\.evidence.score).max() else { return nil }
    let top = pool.filter { $0.evidence.score == best }
    return top.count == 1 ? top[0].fit : nil
  }

  /// What no shared name can outweigh.
  private func conflicts(_ unit: Int, _ cluster: [Int]) -> Bool {
    cluster.contains { other in
      if let a = units[unit].gender, let b = units[other].gender, a != b { return true }
      // One document that names two people with one name means two.
      return units[unit].document == units[other].document
    }
  }

  // MARK: Short names

  private mutating func joinShortNames(_ people: [Int], full: [Int], _ sets: inout DisjointSets) {
    var byName: [String: Set<Int>] = [:]
    for unit in full where units[unit].person?.first != nil {
      guard let name = units[unit].person else { continue }
      for word in [name.last] + name.words { byName[word, default: []].insert(sets.root(of: unit)) }
    }
    var members: [Int: [Int]] = [:]
    for unit in full where units[unit].person?.first != nil { members[sets.root(of: unit), default: []].append(unit) }
    var alone: [String: [[Int]]] = [:]
    for unit in people {
      guard let name = units[unit].person else { continue }
      let fits = byName[name.last, default: []].sorted().filter { root in
        guard let cluster = members[root] else { return false }
        return !conflicts(unit, cluster) && cluster.contains { ($0 != unit) && generationFits(unit, $0) }
      }
      let weighed = fits.map { weigh(unit, members[$0] ?? []) }
      let sure = fits.indices.filter { weighed[$0].score >= 2 }
      if sure.count == 1 {
        sets.join(fits[sure[0]], unit)
        continue
      }
      for (fit, evidence) in zip(fits, weighed) {
        var evidence = evidence
        evidence.against.append("only the family name agrees")
        doubt(fit, unit, evidence)
      }
      // Short names of one kind: the same person where the documents share a role or company.
      let key = name.words.joined(separator: " ")
      if let index = alone[key, default: []].firstIndex(where: { !conflicts(unit, $0) && weigh(unit, $0).score >= 2 }) {
        sets.join(alone[key, default: []][index][0], unit)
        alone[key, default: []][index].append(unit)
      } else {
        alone[key, default: []].append([unit])
      }
    }
  }

  private func generationFits(_ a: Int, _ b: Int) -> Bool {
    guard let x = units[a].person?.generation, let y = units[b].person?.generation else { return true }
    return x == y
  }

  // MARK: Evidence

  /// What speaks for and against.
  struct Evidence {
    var score = 0
    var reasonsFor: [String] = []
    var against: [String] = []
    var isEnough = false
  }

  private func weigh(_ unit: Int, _ cluster: [Int]) -> Evidence {
    var evidence = Evidence()
    let mine = units[unit]
    let others = cluster.map { units[$0] }
    if others.contains(where: { $0.person == mine.person && mine.person?.first != nil }) {
      evidence.score += 1
      evidence.reasonsFor.append("the same full name")
    }
    let titles = Set(mine.roles.map(\.title))
    let theirs = Set(others.flatMap { $0.roles.map(\.title) })
    let shared = titles.intersection(theirs)
    // Two bodies for one title are two people, or one who changed office.
    let scopes = mine.roles.filter { shared.contains($0.title) }.compactMap(\.scope)
    let otherScopes = others.flatMap(\.roles).filter { shared.contains($0.title) }.compactMap(\.scope)
    let isSameBody = scopes.isEmpty || otherScopes.isEmpty || !Set(scopes).isDisjoint(with: otherScopes)
    if let title = shared.sorted().first {
      if isSameBody {
        evidence.score += 2
        evidence.reasonsFor.append("both hold the role \(title)")
      } else {
        evidence.against.append("\(title) of different bodies")
        evidence.score -= 1
      }
    } else if !titles.isEmpty, !theirs.isEmpty {
      evidence.against.append("different roles")
    }
    let ties = mine.ties.intersection(others.reduce(into: Set<String>()) { $0.formUnion($1.ties) })
    if let tie = ties.sorted().first {
      evidence.score += 2
      evidence.reasonsFor.append("both belong to \(tie)")
    }
    let context = sharedContext(unit, cluster)
    if context > 0 {
      evidence.score += min(context, 3)
      evidence.reasonsFor.append("\(context) further names in common")
    } else {
      evidence.against.append("no names in common besides")
    }
    let theirTies = others.reduce(into: Set<String>()) { $0.formUnion($1.ties) }
    let isApart = !titles.isEmpty && !theirs.isEmpty && !mine.ties.isEmpty && !theirTies.isEmpty && ties.isEmpty
    let isFull = mine.person?.first != nil && others.contains { $0.person?.first != nil }
    let isExact = others.contains { $0.person == mine.person }
    let spelled = isExact || others.contains { sameLetters(mine.person, $0.person) }
    // A full name is enough unless the documents put it into two worlds; another spelling needs something more.
    evidence.isEnough = isFull && (spelled ? !isApart || context >= (shared.isEmpty ? 2 : 1) : evidence.score >= 1)
    return evidence
  }

  /// "Mike Pence" and "Michael Pence", but not "J. Pence" or "Pense".
  private func sameLetters(_ a: PersonName?, _ b: PersonName?) -> Bool {
    guard let a, let b, a.last == b.last, let x = a.first, let y = b.first else { return false }
    return x.utf8.count > 1 && y.utf8.count > 1 && (x == y || vocabulary.areForms(x, y))
  }

  private func sharedContext(_ unit: Int, _ cluster: [Int]) -> Int {
    let mine = collection.mentioned[units[unit].document]
    let own = Set(units[unit].person?.words ?? []).union([units[unit].person?.last ?? ""])
    var shared: Set<String> = []
    for other in cluster { shared.formUnion(mine.intersection(collection.mentioned[units[other].document])) }
    return shared.subtracting(own).count
  }

  private mutating func doubt(_ a: Int, _ b: Int, _ evidence: Evidence) {
    doubts.append(
      Doubt(first: min(a, b), second: max(a, b), reasonsFor: evidence.reasonsFor, reasonsAgainst: evidence.against))
  }
}
