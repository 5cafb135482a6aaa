internal import Language

/// Definite descriptions: "the attorney general" stands for whoever holds that office.
extension DocumentDraft {
  private static let delegates: Set<String> = ["ambassador", "envoy", "special envoy"]

  /// Finds the holders of descriptions, and makes a nameless person for a described one that the document never names,
  /// so that the collection may know who it is.
  ///
  /// - Complexity: O(roles²) in the worst case; the roles of one title in practice.
  mutating func resolveDescriptions() {
    for index in roles.indices where roles[index].holder == nil && isDescription(roles[index]) {
      if let other = holder(for: index) {
        roles[index].holder = roles[other].holder
        roles[index].link = "description"
        if roles[index].scope == nil || roles[index].title == roles[other].title {
          roles[index].scope = roles[other].scope ?? roles[index].scope
        }
      } else if roles[index].scope != nil, roles[index].isOffice, case .role(.position) = roles[index].relation {
        roles[index].holder = stranger(for: roles[index])
        roles[index].link = "description"
      } else {
        continue
      }
      guard let holder = roles[index].holder else { continue }
      mention(holder, roles[index].phrase, head: text.head(of: roles[index].phrase), .nominal)
      if entityAtHead[roles[index].head] == nil {
        entityAtHead[roles[index].head] = holder
        mentionAtHead[roles[index].head] = roles[index].phrase
      }
    }
  }

  /// True for a phrase that refers to one person, false for a predicate ("is the head") and a bare title.
  private func isDescription(_ role: RoleMention) -> Bool {
    guard role.isDefinite, !role.isIndefinite, !role.isPlural, case .role(let kind) = role.relation, kind != .member
    else { return false }
    let tag = text.tokens[role.head].xpos
    guard tag != "NNS", tag != "NNPS", entityAtHead[role.head] == nil else { return false }
    let head = text.head(of: role.phrase)
    guard text.child(of: head, "cop") == nil else { return false }
    // "as the president", "named him the director"
    if let mark = text.child(of: head, "case"), text.keys[mark] == "as" { return false }
    let relation = text.relation(head)
    return !["xcomp", "compound", "flat", "appos", "advcl", "ccomp", "vocative"].contains(String(relation))
      && text.tokens[head].relation != "nmod:desc"
  }

  /// The role phrase whose holder a description means.
  private func holder(for index: Int) -> Int? {
    let role = roles[index]
    var best: (score: Int, index: Int)?
    // Nobody remembers a holder named hundreds of titles ago.
    for other in max(0, index - 500)..<min(roles.count, index + 100)
    where other != index && roles[other].holder != nil && !roles[other].isPlural {
      guard case .role = roles[other].relation, fits(role, roles[other]) else { continue }
      var score = 0
      if role.scope != nil, roles[other].scope == role.scope { score += 8 }
      if role.title == roles[other].title { score += 4 }
      if other < index { score += 2 }
      // "The mayor" is who is mayor now.
      if roles[other].tenure == .former, role.tenure != .former { score -= 7 }
      // Of two holders, the one spoken of last.
      let distance = abs(roles[other].head - role.head)
      score = score * 100_000 - min(distance, 99_999)
      if best.map({ $0.score < score }) ?? true { best = (score, other) }
    }
    return best?.index
  }

  private func fits(_ description: RoleMention, _ known: RoleMention) -> Bool {
    if let a = description.scope, let b = known.scope, a != b, !isSameGovernment(a, b) { return false }
    // "the president of the Supreme Court" is not the President whom the document names without a body.
    if let scope = description.scope, known.scope == nil, entities[scope].label != .place { return false }
    if let owner = description.owner, known.owner == nil, known.scope == nil, text.tokens[owner].upos == .pron {
      // "his lawyer" is nobody whom the text names as somebody's lawyer without an owner.
      return description.title == known.title && known.isOffice
    }
    let (a, b) = (description.title.lowercased(), known.title.lowercased())
    if a == b { return true }
    if Self.delegates.contains(a), Self.delegates.contains(b) { return true }
    // "the minister" for the Finance Minister, "the secretary" for the Secretary of State, "the leader" for a party's.
    guard description.core.count == 1, description.scope == nil, description.owner == nil else { return false }
    let words = b.split(separator: " ")
    return words.first == Substring(a) && words.dropFirst().first == "of"
      || words.last == Substring(a) && words.count > 1
        && !["president", "general", "minister"].contains(a)
      || a == "minister" && words.last == "minister" && words.first != "prime"
  }

  private func isSameGovernment(_ a: Int, _ b: Int) -> Bool {
    func country(_ entity: Int) -> String? {
      if entities[entity].label == .place {
        return vocabulary.metonyms[Vocabulary.key(entities[entity].name)] ?? entities[entity].name
      }
      let name = entities[entity].name
      return name.hasPrefix("Palestin") ? "Palestine" : nil
    }
    guard let first = country(a), let second = country(b) else { return false }
    return first == second || first.hasPrefix("Palestin") && second.hasPrefix("Palestin")
  }

  /// A person known only by office.
  private mutating func stranger(for role: RoleMention) -> Int {
    var title = role.title
    if Self.delegates.contains(title.lowercased()) { title = "Ambassador" }
    let office = self.role(titled: title, of: role.scope)
    if let known = strangerByRole[office] { return known }
    let body = role.scope.map { entities[$0].name + " " } ?? ""
    var draft = EntityDraft(label: .person, name: body + title)
    draft.properties["unresolved"] = .bool(true)
    draft.scope = office
    let index = add(draft)
    strangerByRole[office] = index
    return index
  }
}
