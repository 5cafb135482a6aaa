/// Decides which meetings and statements of different documents are one.
struct OccasionMatcher {
  let collection: DocumentCollection

  private var units: [DocumentCollection.Unit] { collection.units }

  /// Joins meetings with the same participants at compatible dates, and the same words of one speaker.
  ///
  /// - Complexity: O(claims + meetings of the same participants).
  func join(_ sets: inout DisjointSets) {
    var participants: [Int: Set<Int>] = [:]
    var speakers: [Int: Int] = [:]
    for (number, document) in collection.documents.enumerated() {
      for claim in document.claims {
        guard let subject = collection.unit(number, claim.subject), let object = collection.unit(number, claim.object)
        else { continue }
        if claim.type == "ATTENDED" { participants[object, default: []].insert(sets.root(of: subject)) }
        if claim.type == "SAID" { speakers[object] = sets.root(of: subject) }
      }
    }
    var meetings: [Set<Int>: [Int]] = [:]
    var statements: [String: Int] = [:]
    for unit in units.indices {
      switch units[unit].entity.label {
      case .meeting:
        guard let people = participants[unit], !people.isEmpty else { continue }
        if let other = meetings[people, default: []].first(where: { areOne($0, unit, people.count) }) {
          sets.join(other, unit)
        } else {
          meetings[people, default: []].append(unit)
        }
      case .statement:
        let key =
          (speakers[unit].map(String.init) ?? "") + "\u{0}" + units[unit].key.filter { $0.isLetter || $0.isNumber }
        if let other = statements[key] { sets.join(other, unit) } else { statements[key] = unit }
      default: continue
      }
    }
  }

  private func areOne(_ a: Int, _ b: Int, _ people: Int) -> Bool {
    let (x, y) = (units[a], units[b])
    guard x.document != y.document else { return x.key == y.key }
    // "X's news conference" says too little to be the same in another document, unless the name agrees.
    if people < 2, x.key != y.key { return false }
    if let first = text(x, "kind"), let second = text(y, "kind"), first != second { return false }
    if let first = text(x, "date").flatMap({ PartialDate($0) }),
      let second = text(y, "date").flatMap({ PartialDate($0) })
    {
      return first.contains(second) || second.contains(first)
    }
    // Undated meetings are one where the documents are of one month.
    guard let first = collection.documents[x.document].date, let second = collection.documents[y.document].date else {
      return true
    }
    return abs(first.days.lowerBound - second.days.lowerBound) <= 31
  }

  private func text(_ unit: DocumentCollection.Unit, _ property: String) -> String? {
    guard case .string(let value)? = unit.entity.properties[property] else { return nil }
    return value
  }
}
