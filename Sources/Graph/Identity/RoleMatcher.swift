/// Decides which roles of different documents are one, and who is meant where a document names only an office.
struct RoleMatcher {
  let collection: DocumentCollection

  private var units: [DocumentCollection.Unit] { collection.units }

  /// A title of a body, after places and bodies have been joined.
  struct Office: Hashable {
    var title: String
    var scope: Int?
  }

  /// Joins the roles with one title and one body; an unscoped one joins the scoped one of its holders.
  ///
  /// - Complexity: O(roles + claims).
  func join(_ sets: inout DisjointSets) {
    var offices: [Int: Office] = [:]
    for unit in units.indices where units[unit].entity.label == .role { offices[unit] = office(unit, sets) }
    let holders = holders(sets)
    // The bodies that each person's titles belong to somewhere.
    var known: [Int: [String: Set<Int>]] = [:]
    for (role, people) in holders {
      guard let office = offices[role], let scope = office.scope else { continue }
      for person in people { known[person, default: [:]][office.title, default: []].insert(scope) }
    }
    var first: [Office: Int] = [:]
    for unit in units.indices where units[unit].entity.label == .role {
      guard var office = offices[unit] else { continue }
      if office.scope == nil, let people = holders[unit], !people.isEmpty {
        let scopes = people.map { known[$0]?[office.title] ?? [] }
        // All holders must agree, or the title stays without a body.
        if let only = scopes.first, only.count == 1, scopes.allSatisfy({ $0 == only }) { office.scope = only.first }
      }
      // An unnamed position is one of its own in each document.
      if units[unit].entity.properties["unspecified"] == .bool(true) { continue }
      if let other = first[office] { sets.join(other, unit) } else { first[office] = unit }
    }
  }

  private func office(_ unit: Int, _ sets: DisjointSets) -> Office {
    let entity = units[unit].entity
    let scope = entity.scope.flatMap { collection.unit(units[unit].document, $0) }.map { sets.root(of: $0) }
    return Office(title: DocumentCollection.title(entity.name), scope: scope)
  }

  /// The people who hold each role unit.
  private func holders(_ sets: DisjointSets) -> [Int: Set<Int>] {
    var holders: [Int: Set<Int>] = [:]
    for (number, document) in collection.documents.enumerated() {
      for claim in document.claims where claim.type == "HOLDS_ROLE" && claim.status == .asserted {
        guard let subject = collection.unit(number, claim.subject), let object = collection.unit(number, claim.object),
          !units[subject].isUnresolved
        else { continue }
        holders[object, default: []].insert(sets.root(of: subject))
      }
    }
    return holders
  }

  /// Finds who is meant by the people that documents know by office alone; those nobody or several fit have no entry.
  ///
  /// - Complexity: O(roles + claims).
  func strangers(_ sets: DisjointSets) -> [Int: Int] {
    var holders: [Office: Set<Int>] = [:]
    for (number, document) in collection.documents.enumerated() {
      for claim in document.claims where claim.type == "HOLDS_ROLE" && claim.status == .asserted {
        guard claim.properties["tenure"] != .string("former"), let subject = collection.unit(number, claim.subject),
          let object = collection.unit(number, claim.object), !units[subject].isUnresolved
        else { continue }
        holders[office(object, sets), default: []].insert(sets.root(of: subject))
      }
    }
    var found: [Int: Int] = [:]
    for unit in units.indices where units[unit].isUnresolved {
      guard let role = units[unit].entity.scope.flatMap({ collection.unit(units[unit].document, $0) }) else { continue }
      let people = holders[office(role, sets), default: []]
      if people.count == 1, let person = people.first { found[unit] = person }
    }
    return found
  }

  /// The only position that each person is known to hold or to have held.
  func onlyRoles(_ sets: DisjointSets) -> [Int: Int] {
    var roles: [Int: Set<Int>] = [:]
    for (number, document) in collection.documents.enumerated() {
      for claim in document.claims where claim.type == "HOLDS_ROLE" && claim.status == .asserted {
        guard let subject = collection.unit(number, claim.subject), let object = collection.unit(number, claim.object),
          units[object].entity.properties["unspecified"] == nil
        else { continue }
        roles[sets.root(of: subject), default: []].insert(sets.root(of: object))
      }
    }
    return roles.compactMapValues { $0.count == 1 ? $0.first : nil }
  }
}
