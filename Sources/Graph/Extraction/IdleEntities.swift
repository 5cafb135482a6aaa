/// Drops what a document names without saying anything about it.
enum IdleEntities {
  /// The entities without the roles, and the people known by office alone, that no claim speaks of; the claims refer to
  /// the entities that are left.
  ///
  /// "A senator may …" names an office and no fact; names of people, bodies and places are kept, since they were named.
  ///
  /// - Complexity: O(entities + claims).
  static func removed(_ entities: [LocalEntity], _ claims: [Claim]) -> (entities: [LocalEntity], claims: [Claim]) {
    var isUsed = entities.map { $0.label != .role && $0.properties["unresolved"] == nil }
    for claim in claims {
      for entity in [claim.subject, claim.object] + claim.attribution { isUsed[entity] = true }
    }
    for index in entities.indices where isUsed[index] {
      if let scope = entities[index].scope { isUsed[scope] = true }
    }
    var place = [Int](repeating: 0, count: entities.count)
    var kept: [LocalEntity] = []
    for index in entities.indices where isUsed[index] {
      place[index] = kept.count
      kept.append(entities[index])
    }
    for index in kept.indices { kept[index].scope = kept[index].scope.map { place[$0] } }
    let moved = claims.map { claim in
      var claim = claim
      (claim.subject, claim.object) = (place[claim.subject], place[claim.object])
      claim.attribution = claim.attribution.map { place[$0] }
      return claim
    }
    return (kept, moved)
  }
}
