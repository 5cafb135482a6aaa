/// Roles as entities, and what the phrases say about their holders.
extension DocumentDraft {
  /// Gives each role phrase its owner and its role.
  mutating func settleRoles() {
    for index in roles.indices where roles[index].scope == nil {
      if let relative = relative(of: roles[index]) {
        roles[index].scope = relative
        continue
      }
      guard let owner = roles[index].owner, let entity = entityAtHead[owner] else { continue }
      // A role of a role's holder is one of the holder; nobody is his own.
      if entity != roles[index].holder { roles[index].scope = entity }
    }
    shortenTitles()
    unifyScopes()
    for index in roles.indices {
      guard case .role(let relation) = roles[index].relation, relation != .member || !roles[index].hasOwner else {
        continue
      }
      let role = role(titled: roles[index].title, of: roles[index].scope)
      var form = text.text(roles[index].core)
      if form.hasSuffix("."), form.utf8.count > 5 { form.removeLast() }
      entities[role].forms.insert(form)
      entities[role].mentions.append(
        Mention(
          range: text.range(roles[index].core), sentence: text.sentenceOfToken[roles[index].head],
          kind: roles[index].isOffice ? .name : .nominal))
      for token in roles[index].core where roleAtHead[token] == nil { roleAtHead[token] = role }
      if roleAtHead[text.head(of: roles[index].phrase)] == nil { roleAtHead[text.head(of: roles[index].phrase)] = role }
    }
  }

  /// "His wife, Lea Fast": of the men whom "his" may mean, the one called Fast.
  private func relative(of role: RoleMention) -> Int? {
    guard case .family(let kind) = role.relation, ["spouse", "child", "parent", "sibling"].contains(kind),
      let owner = role.owner, ["his", "her"].contains(text.keys[owner]), let holder = role.holder,
      let last = entities[holder].person?.last, entities[holder].person?.first != nil
    else { return nil }
    let gender: Vocabulary.Gender = text.keys[owner] == "his" ? .male : .female
    let named = entities.indices.filter { entity in
      entity != holder && entities[entity].label == .person && entities[entity].person?.last == last
        && (entities[entity].gender ?? gender) == gender
    }
    return named.count == 1 ? named.first : nil
  }

  /// "General Sessions" for an attorney general, "Secretary Clinton" for a secretary of state.
  private mutating func shortenTitles() {
    for index in roles.indices
    where ["General", "Secretary", "Minister", "Speaker", "Leader"].contains(roles[index].title) {
      guard let holder = roles[index].holder else { continue }
      let word = roles[index].title
      let longer = roles.first {
        $0.holder == holder && $0.title != word && ($0.title.hasSuffix(" " + word) || $0.title.hasPrefix(word + " "))
      }
      guard let longer else { continue }
      roles[index].title = longer.title
      roles[index].scope = roles[index].scope ?? longer.scope
    }
  }

  /// An unscoped title of somebody who has a scoped one is that one, and so is a title that the document gives one body.
  private mutating func unifyScopes() {
    var byHolder: [Int: [String: Int]] = [:]
    var byTitle: [String: Set<Int>] = [:]
    for role in roles {
      guard let scope = role.scope, case .role(.position) = role.relation else { continue }
      if let holder = role.holder {
        byHolder[holder, default: [:]][role.title] = byHolder[holder]?[role.title] ?? scope
      }
      byTitle[role.title, default: []].insert(scope)
    }
    for index in roles.indices where roles[index].scope == nil {
      if let holder = roles[index].holder {
        roles[index].scope = byHolder[holder]?[roles[index].title]
      }
      if roles[index].scope == nil, let scopes = byTitle[roles[index].title], scopes.count == 1,
        let scope = scopes.first,
        roles[index].holder == nil || isCountry(scope) && Self.legislators.contains(roles[index].title)
      {
        roles[index].scope = scope
      }
    }
  }

  private static let legislators: Set<String> = ["Senator", "Representative"]

  private func isCountry(_ entity: Int) -> Bool { entities[entity].properties["kind"] == .string("country") }

  // MARK: Claims

  /// Says what titles and appositions say about people.
  mutating func claimRoles() {
    let explicit = explicitTenures()
    for role in roles {
      guard let subject = role.holderRun, let holder = role.holder else {
        claimDescription(role)
        continue
      }
      switch role.relation {
      case .family(let kind):
        guard let scope = role.scope, entities[scope].label == .person else { continue }
        claim("RELATED_TO", holder, scope, role, subject, role.scopeRun, ["kind": .string(kind)])
      case .role(let relation):
        claimRole(role, relation, holder, subject, explicit)
      }
      for party in role.parties { claim("MEMBER_OF", holder, party, role, subject, role.partyRun, [:]) }
      if let place = role.constituency { claim("REPRESENTS", holder, place, role, subject, role.constituencyRun, [:]) }
    }
  }

  private mutating func claimRole(
    _ role: RoleMention, _ relation: Vocabulary.RoleRelation, _ holder: Int, _ subject: Range<Int>,
    _ explicit: [Int: [String: RoleMention.Tenure]]
  ) {
    if let scope = role.scope, scope != holder {
      switch relation {
      case .member: return claim("MEMBER_OF", holder, scope, role, subject, role.scopeRun, [:])
      case .works where entities[scope].label == .person || entities[scope].label == .organization:
        return claim("WORKS_FOR", holder, scope, role, subject, role.scopeRun, [:])
      case .client where entities[scope].label == .person || entities[scope].label == .organization:
        return claim("REPRESENTS", holder, scope, role, subject, role.scopeRun, [:])
      default: break
      }
    } else if relation == .member {
      return
    }
    guard let entity = roleAtHead[role.head], role.tenure != .candidate || role.title != "candidate" else { return }
    // "analysts X and Y" names what people do for a living, not a position.
    if role.isPlural, !role.isOffice, role.scope == nil { return }
    let tenure = role.tenure ?? explicit[holder]?[role.title] ?? .current
    claim("HOLDS_ROLE", holder, entity, role, subject, role.core, ["tenure": .string(tenure.rawValue)])
    if let scope = entities[entity].scope { claim("ROLE_OF", entity, scope, role, role.core, role.scopeRun, [:]) }
  }

  /// A description without a named holder still tells whose office it is ("the Russian ambassador").
  private mutating func claimDescription(_ role: RoleMention) {
    guard role.isOffice, case .role(.position) = role.relation, role.scopeRun != nil, !role.isPlural,
      let entity = roleAtHead[role.head], let scope = entities[entity].scope
    else { return }
    claim("ROLE_OF", entity, scope, role, role.core, role.scopeRun, [:])
    if let holder = role.holder, entities[holder].properties["unresolved"] != nil {
      claim(
        "HOLDS_ROLE", holder, entity, role, role.phrase, role.core,
        ["tenure": .string((role.tenure ?? .current).rawValue)])
    }
  }

  /// The tenures that the document states in words, which a plain title elsewhere does not contradict.
  private func explicitTenures() -> [Int: [String: RoleMention.Tenure]] {
    var found: [Int: [String: RoleMention.Tenure]] = [:]
    for role in roles {
      guard let holder = role.holder, let tenure = role.tenure, found[holder]?[role.title] == nil else { continue }
      found[holder, default: [:]][role.title] = tenure
    }
    return found
  }

  private mutating func claim(
    _ type: String, _ subject: Int, _ object: Int, _ role: RoleMention, _ subjectRun: Range<Int>?,
    _ objectRun: Range<Int>?,
    _ properties: [String: PropertyValue]
  ) {
    guard subject != object else { return }
    let confidence = role.link == "title" ? 0.95 : role.link == "apposition" ? 0.9 : 0.75
    claims.append(
      Claim(
        type: type, subject: subject, object: object, properties: properties,
        confidence: role.isOffice ? confidence : confidence - 0.15, rule: role.link,
        evidence: evidence(subject: subjectRun, object: objectRun, trigger: role.core)))
  }
}
