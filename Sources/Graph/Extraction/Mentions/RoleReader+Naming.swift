internal import Language

/// How the graph writes a title, and the body that the title itself names.
extension RoleReader {
  static let stateNouns: Set<String> = [
    "minister", "president", "general", "senator", "governor", "mayor", "justice", "ambassador", "chancellor",
    "premier",
    "representative", "king", "queen", "prince",
  ]

  /// True for offices that belong to a state, whatever person stands before them.
  func isStateOffice(_ role: RoleMention) -> Bool {
    role.isOffice && Self.stateNouns.contains(role.title.split(separator: " ").last.map { $0.lowercased() } ?? "")
      || role.title == "Secretary of State"
  }

  func name(_ role: inout RoleMention, _ draft: inout DocumentDraft) {
    if case .family = role.relation { return }
    let key = role.core.map(titleKey).joined(separator: " ").replacingHyphenBlanks()
    if key.hasPrefix("("), !role.title.isEmpty {
      role.isOffice = true
    } else if let table = vocabulary.titles[key] {
      if role.title.isEmpty { role.title = table }
      role.isOffice = true
    } else if role.title.isEmpty {
      var words = text.text(role.core)
      if vocabulary.roleNouns[titleKey(role.head)] == nil,
        role.core.count == 1 || role.core.upperBound - 1 == role.head,
        let right = corrected(titleKey(role.head))
      {
        let kept = text.text(role.core.lowerBound..<role.head)
        words = (kept.isEmpty ? "" : kept + " ") + right.prefix(1).uppercased() + right.dropFirst()
        role.isOffice = true
        if let table = vocabulary.titles[Vocabulary.key(words)] { words = table }
      }
      for prefix in ["ex-", "then-", "Ex-", "Then-"] where words.hasPrefix(prefix) {
        words.removeFirst(prefix.utf8.count)
      }
      for suffix in ["-elect", "-designate"] where words.hasSuffix(suffix) { words.removeLast(suffix.utf8.count) }
      role.title = vocabulary.titles[Vocabulary.key(words)] ?? words
      if text.isCapitalized(role.head) { role.isOffice = true }
    }
    // "Committee chairwoman X": the committee spoken of last.
    let opener = role.core.lowerBound
    if role.core.count > 1, role.scope == nil, vocabulary.titles[key] == nil,
      ["committee", "party", "company", "council", "board", "commission", "union", "club", "bank"].contains(
        text.keys[opener])
    {
      let body = spans.last {
        $0.tokens.upperBound <= opener && $0.label == .organization && $0.key.hasSuffix(text.keys[opener])
          && $0.entity != nil
      }
      role.title = vocabulary.titles[titleKey(role.head)] ?? text.text(opener + 1..<role.core.upperBound)
      role.core = opener + 1..<role.core.upperBound
      if let entity = body?.entity { setScope(entity, opener..<opener + 1, &role) }
    }
    // The chamber stays in the title and is its body.
    let first = role.core.lowerBound
    if role.scope == nil, text.keys[first] == "house" || text.keys[first] == "senate", role.core.count > 1 {
      let chamber = draft.organization(named: text.keys[first] == "house" ? "House of Representatives" : "Senate")
      draft.mention(chamber, first..<first + 1, head: first, .nominal)
      role.scope = chamber
      role.scopeRun = first..<first + 1
    }
    // A minister in "his minister" is the country's.
    if let scope = role.scope, draft.entities[scope].label == .person, isStateOffice(role) {
      role.scope = nil
      role.scopeRun = nil
    }
    if let owner = role.owner, ["his", "her", "my"].contains(text.keys[owner]), isStateOffice(role) {
      role.owner = nil
    }
    // Ambassadors of a capital are those of its country.
    if let scope = role.scope, let run = role.scopeRun, draft.entities[scope].label == .place,
      Self.delegates.contains(role.title), let country = vocabulary.metonyms[NameSpotter.key(run, in: text)]
    {
      let entity = draft.place(named: country)
      draft.move(mention: run, from: scope, to: entity)
      role.scope = entity
    }
  }
}

extension String {
  /// "vice - president" and "vice -president" as "vice-president".
  func replacingHyphenBlanks() -> String {
    guard utf8.contains(UInt8(ascii: "-")) else { return self }
    var out = ""
    for character in self {
      if character == "-", out.hasSuffix(" ") { out.removeLast() }
      if character == " ", out.hasSuffix("-") { continue }
      out.append(character)
    }
    return out
  }
}
