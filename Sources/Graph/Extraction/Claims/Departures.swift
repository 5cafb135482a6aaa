/// Which position somebody leaves who "resigned", and what that does to the roles that the document gives them.
struct Departures {
  private let referents: Referents
  private let known: [Claim]
  private var unspecified: [Int: Int] = [:]

  init(referents: Referents, known: [Claim]) {
    self.referents = referents
    self.known = known
  }

  /// The role that a person holds by this document, else their body, else a role that nobody names.
  ///
  /// - Complexity: O(*c*) for the claims of the document.
  mutating func position(of person: Int, near trigger: Int) -> Int {
    let roles = known.filter { $0.type == "HOLDS_ROLE" && $0.subject == person && $0.status == .asserted }
    let order = ["current", "acting", "former"]
    func rank(_ claim: Claim) -> Int {
      guard case .string(let tenure)? = claim.properties["tenure"] else { return 0 }
      return order.firstIndex(of: tenure) ?? 9
    }
    if let best = roles.filter({ rank($0) < 9 }).min(by: { rank($0) < rank($1) }) { return best.object }
    if let body = known.first(where: {
      ($0.type == "WORKS_FOR" || $0.type == "MEMBER_OF") && $0.subject == person && $0.status == .asserted
    }) {
      return body.object
    }
    if let role = unspecified[person] { return role }
    let role = referents.append(
      LocalEntity(label: .role, name: "unspecified position", properties: ["unspecified": .bool(true)]))
    unspecified[person] = role
    return role
  }

  /// A role that somebody had in the past is "former" if they have another one now.
  func settlePast(_ claims: inout [Claim]) {
    for index in claims.indices where claims[index].properties["tenure"] == .string("past") {
      let hasOther = claims.contains {
        $0.type == "HOLDS_ROLE" && $0.subject == claims[index].subject && $0.object != claims[index].object
          && $0.properties["tenure"] == .string("current") && !isSameTitle($0.object, claims[index].object)
      }
      claims[index].properties["tenure"] = .string(hasOther ? "former" : "current")
    }
  }

  /// Whoever resigned or was dismissed is "former", and held the position until then.
  func endTenures(_ claims: inout [Claim]) {
    for departure in claims
    where departure.status == .asserted
      && (departure.type == "RESIGNED_FROM" || departure.type == "REMOVED_FROM")
    {
      var hasRole = false
      for index in claims.indices
      where claims[index].type == "HOLDS_ROLE" && claims[index].subject == departure.subject
        && claims[index].status == .asserted
      {
        let isSame =
          claims[index].object == departure.object || isSameTitle(claims[index].object, departure.object)
        if isSame { hasRole = true }
        guard isSame || (isBody(departure.object) && belongs(claims[index].object, departure)) else { continue }
        if claims[index].properties["tenure"] != .string("designate") {
          claims[index].properties["tenure"] = .string("former")
          claims[index].validTo = claims[index].validTo ?? departure.date
        }
      }
      guard !hasRole, referents.context.entities[departure.object].label == .role,
        referents.context.entities[departure.object].properties["unspecified"] == nil
      else { continue }
      var claim = departure
      claim.type = "HOLDS_ROLE"
      claim.properties = ["tenure": .string("former")]
      claim.validTo = departure.date
      claim.date = nil
      claims.append(claim)
    }
  }

  private func isBody(_ entity: Int) -> Bool { referents.context.entities[entity].label == .organization }

  private func isSameTitle(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (referents.context.entities[a], referents.context.entities[b])
    return a.label == .role && b.label == .role && a.name.lowercased() == b.name.lowercased()
  }

  /// True if leaving the body ends the role: the role is the body's, or the only one.
  private func belongs(_ role: Int, _ departure: Claim) -> Bool {
    if referents.context.entities[role].scope == departure.object { return true }
    return known.count {
      $0.type == "HOLDS_ROLE" && $0.subject == departure.subject && $0.properties["tenure"] == .string("current")
    } == 1
  }
}
