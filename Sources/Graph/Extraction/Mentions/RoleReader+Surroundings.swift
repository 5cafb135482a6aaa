internal import Language

/// What stands before a title: articles, owners, countries, parties, "former".
extension RoleReader {
  func role(_ core: Range<Int>, in sentence: Range<Int>, _ draft: inout DocumentDraft) -> RoleMention {
    let key = titleKey(core.upperBound - 1)
    var role = RoleMention(
      head: core.upperBound - 1, core: core, phrase: core, title: "",
      relation: .role(vocabulary.roleNouns[key] ?? .position), isOffice: false)
    if vocabulary.roleNouns[key] == nil, vocabulary.titles[key] == nil, isPlural(role.head) {
      role.isPlural = true
      role.title = vocabulary.titles[Vocabulary.singular(key)] ?? Vocabulary.singular(text.tokens[role.head].form)
      role.relation = .role(vocabulary.roleNouns[Vocabulary.singular(key)] ?? .position)
    }
    if core.count == 1, let word = vocabulary.family[key] { role.relation = .family(word.kind) }
    for token in core {
      let form = text.keys[token]
      if form.hasPrefix("ex-") || form.hasPrefix("then-") { role.tenure = .former }
      if form.hasSuffix("-elect") || form.hasSuffix("-designate") { role.tenure = .designate }
    }
    takeBracket(&role, in: sentence)
    readLeft(&role, in: sentence, &draft)
    readRight(&role, in: sentence, &draft)
    name(&role, &draft)
    return role
  }

  /// "(Attorney) General Sessions": an editor's addition belongs to the title.
  func takeBracket(_ role: inout RoleMention, in sentence: Range<Int>) {
    let first = role.core.lowerBound - 3
    guard first >= sentence.lowerBound, text.tokens[first].form == "(", text.tokens[first + 2].form == ")" else {
      return
    }
    guard let title = vocabulary.titles[text.keys[first + 1] + " " + text.keys[role.head]] else { return }
    role.title = title
    role.core = first..<role.core.upperBound
    role.phrase = first..<role.phrase.upperBound
  }

  /// "the then president", as opposed to "Then President X said".
  func isAdjectival(_ token: Int) -> Bool {
    token > text.sentence(of: token).tokens.lowerBound && !text.isCapitalized(token)
  }

  func isHyphenated(_ token: Int) -> Bool {
    token + 1 < text.tokens.count && text.tokens[token + 1].form == "-" && !text.tokens[token].spaceAfter
      || token > 0 && text.tokens[token - 1].form == "-" && !text.tokens[token - 1].spaceAfter
  }

  func readLeft(_ role: inout RoleMention, in sentence: Range<Int>, _ draft: inout DocumentDraft) {
    var token = role.core.lowerBound - 1
    while token >= sentence.lowerBound {
      let key = text.keys[token]
      let tag = text.tokens[token].upos
      if cover[token] >= 0 {
        let span = spans[cover[token]]
        guard span.label != .event, span.label != .work || span.tokens.count == 1 else { break }
        if takeName(span, &role, &draft) { token = span.tokens.lowerBound - 1 } else { break }
      } else if let tenure = Self.tenures[key], tag != .noun || key == "ex" || key == "caretaker",
        key != "then" || isAdjectival(token)
      {
        role.tenure = role.tenure ?? tenure
        token -= 1
      } else if key == "-" || key == "\u{2013}" {
        guard token > sentence.lowerBound, !text.tokens[token].spaceAfter, !text.tokens[token - 1].spaceAfter else {
          break
        }
        token -= 1
      } else if let title = Self.candidacies[key],
        titleKey(role.head) == "candidate" || titleKey(role.head) == "nominee"
      {
        role.title = title
        role.tenure = .candidate
        token -= 1
      } else if let place = vocabulary.place(ofDemonym: key), tag == .adj || tag == .propn, !isHyphenated(token) {
        let run = token..<token + 1
        let entity = draft.place(named: place)
        note(place: entity, run, &draft)
        if role.scope == nil {
          setScope(entity, run, &role)
          role.isScopeOrigin = true
        }
        token -= 1
      } else if let party = vocabulary.parties[key], key.utf8.count > 3, text.isCapitalized(token), !party.isEmpty {
        take(party: party, token..<token + 1, &role, &draft)
        token -= 1
      } else if key == "'s" || key == "'" || key == "s'" {
        guard token > sentence.lowerBound else { break }
        takeOwner(before: token, in: sentence, &role, &draft)
        return
      } else if tag == .pron, text.relation(token) == "nmod" || text.tokens[token].xpos == "PRP$" {
        role.owner = token
        role.isDefinite = true
        role.phrase = token..<role.phrase.upperBound
        return
      } else if tag == .det {
        if ["the", "this", "that"].contains(key) { role.isDefinite = true }
        if token > sentence.lowerBound, text.keys[token - 1] == "formerly" || text.keys[token - 1] == "once" {
          role.tenure = .former
        }
        if key == "a" || key == "an" { role.isIndefinite = true }
        role.phrase = token..<role.phrase.upperBound
        return
      } else if let run = bareName(endingAt: token, before: role, in: sentence) {
        let entity = draft.organization(named: text.text(run))
        draft.entities[entity].forms.insert(text.text(run))
        draft.mention(entity, run, head: run.upperBound - 1, .name)
        setScope(entity, run, &role)
        token = run.lowerBound - 1
      } else if vocabulary.titleModifiers.contains(key), role.core.lowerBound == token + 1, tag != .verb, tag != .adp {
        role.core = token..<role.core.upperBound
        token -= 1
      } else if tag == .noun, role.core.lowerBound == token + 1, text.isBelow(token, role.head), !isPlural(token) {
        role.core = token..<role.core.upperBound
        token -= 1
      } else if tag == .propn, role.core.lowerBound == token + 1, text.isCapitalized(token),
        text.isBelow(token, role.head),
        text.isCapitalized(role.head)
      {
        role.core = token..<role.core.upperBound
        token -= 1
      } else if (tag == .adj || tag == .num || tag == .adv || tag == .verb) && text.isBelow(token, role.head) {
        token -= 1
      } else {
        break
      }
      role.phrase = min(role.phrase.lowerBound, token + 1)..<role.phrase.upperBound
    }
  }

  /// "Centre leader Miriam Golan": capitals that no recognizer saw, before a title in small letters and a name.
  func bareName(endingAt token: Int, before role: RoleMention, in sentence: Range<Int>) -> Range<Int>? {
    guard role.scope == nil, !text.isCapitalized(role.core.lowerBound), role.core.lowerBound == token + 1,
      role.core.upperBound < sentence.upperBound, cover[role.core.upperBound] >= 0,
      spans[cover[role.core.upperBound]].label == .person
    else { return nil }
    var first = token + 1
    while first > sentence.lowerBound, text.tokens[first - 1].upos == .propn, text.isCapitalized(first - 1),
      cover[first - 1] < 0
    {
      first -= 1
    }
    guard first <= token, first > sentence.lowerBound || token > first else { return nil }
    let key = text.keys[first]
    guard vocabulary.parties[key] == nil, vocabulary.place(ofDemonym: key) == nil, Self.tenures[key] == nil else {
      return nil
    }
    return first..<token + 1
  }

  func isPlural(_ token: Int) -> Bool { text.tokens[token].xpos == "NNS" || text.tokens[token].xpos == "NNPS" }

  /// A name before the title: its body, its party, its state.
  func takeName(_ span: NameSpan, _ role: inout RoleMention, _ draft: inout DocumentDraft) -> Bool {
    guard let entity = span.entity else { return false }
    if let party = vocabulary.parties[span.key], !party.isEmpty, span.key.utf8.count > 3 {
      take(party: party, span.tokens, &role, &draft)
      return true
    }
    // Another person's name directly before a title belongs to another phrase, unless it is "the Trump adviser".
    if span.label == .person, text.head(of: span.tokens) < role.head, !text.isBelow(span.tokens.lowerBound, role.head) {
      return false
    }
    if span.label == .place, vocabulary.states[span.key] != nil, isLegislator(role) || !role.parties.isEmpty {
      role.constituency = entity
      role.constituencyRun = span.tokens
    } else if role.scope == nil {
      setScope(entity, span.tokens, &role)
    }
    return true
  }

  func isLegislator(_ role: RoleMention) -> Bool {
    vocabulary.titles[titleKey(role.head)].map(Self.legislators.contains) ?? false
  }

  func take(party: String, _ run: Range<Int>, _ role: inout RoleMention, _ draft: inout DocumentDraft) {
    let entity = draft.organization(named: party)
    role.parties.append(entity)
    role.partyRun = run
    draft.mention(entity, run, head: run.upperBound - 1, .nominal)
  }

  /// The possessor before "'s".
  func takeOwner(
    before mark: Int, in sentence: Range<Int>, _ role: inout RoleMention, _ draft: inout DocumentDraft
  ) {
    role.isDefinite = true
    let last = mark - 1
    if cover[last] >= 0, let entity = spans[cover[last]].entity {
      let span = spans[cover[last]]
      setScope(entity, span.tokens, &role, isOwner: true)
      var lower = span.tokens.lowerBound
      while lower > sentence.lowerBound, text.tokens[lower - 1].upos == .det { lower -= 1 }
      role.phrase = lower..<role.phrase.upperBound
    } else {
      role.owner = last
      role.phrase = text.extent(of: last).lowerBound..<role.phrase.upperBound
      if role.phrase.lowerBound < sentence.lowerBound { role.phrase = last..<role.phrase.upperBound }
    }
  }

  func setScope(_ entity: Int, _ run: Range<Int>, _ role: inout RoleMention, isOwner: Bool = false) {
    // "Moscow's U.S. envoy" is Moscow's; what stands nearer is where he works.
    if role.scope != nil, !isOwner { return }
    role.scope = entity
    role.scopeRun = run
  }

  func note(place entity: Int, _ run: Range<Int>, _ draft: inout DocumentDraft) {
    draft.entities[entity].forms.insert(text.text(run))
    draft.mention(entity, run, head: run.lowerBound, .nominal)
  }
}
