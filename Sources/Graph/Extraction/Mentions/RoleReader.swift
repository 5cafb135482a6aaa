internal import Language

/// Reads the phrases that name offices, occupations and relatives.
struct RoleReader {
  private let text: AnalyzedText
  private let vocabulary: Vocabulary
  /// For each token the name that covers it, or -1.
  private let cover: [Int]
  private let spans: [NameSpan]

  private static let tenures: [String: RoleMention.Tenure] = [
    "former": .former, "ex": .former, "ex-": .former, "then": .former, "then-": .former, "late": .former,
    "ousted": .former, "sacked": .former, "fired": .former, "disgraced": .former, "retired": .former,
    "onetime": .former, "one-time": .former, "erstwhile": .former, "deposed": .former, "formerly": .former,
    "acting": .acting, "interim": .acting, "caretaker": .acting,
    "incoming": .designate, "designate": .designate, "elect": .designate, "-elect": .designate,
    "outgoing": .current, "current": .current, "incumbent": .current,
  ]
  /// What a candidate runs for.
  private static let candidacies: [String: String] = [
    "presidential": "President", "gubernatorial": "Governor", "mayoral": "Mayor", "senate": "Senator",
    "senatorial": "Senator", "congressional": "Representative", "vice-presidential": "Vice President",
  ]
  private static let legislators: Set<String> = ["Senator", "Representative", "State Senator", "State Representative"]
  private static let delegates: Set<String> = ["Ambassador", "ambassador", "Envoy", "envoy", "Special Envoy"]
  /// Nouns whose complement names the field of the office ("minister of foreign affairs").
  private static let fieldNouns: Set<String> = [
    "director", "minister", "secretary", "president", "commissioner", "manager", "chief", "coordinator", "undersecretary",
    "professor", "chancellor", "editor", "deputy", "officer",
  ]

  init(_ draft: DocumentDraft) {
    text = draft.text
    vocabulary = draft.vocabulary
    cover = draft.cover
    spans = draft.spans
  }

  /// All role phrases, in order.
  ///
  /// - Complexity: O(tokens).
  static func roles(in draft: inout DocumentDraft) -> [RoleMention] {
    let reader = RoleReader(draft)
    var roles: [RoleMention] = []
    for sentence in draft.text.analysis.sentences {
      var token = sentence.tokens.lowerBound
      while token < sentence.tokens.upperBound {
        guard let core = reader.core(at: token, in: sentence.tokens) else {
          token += 1
          continue
        }
        token = core.upperBound
        roles.append(reader.role(core, in: sentence.tokens, &draft))
      }
    }
    return roles
  }

  // MARK: The title itself

  /// The title that begins at a token.
  private func core(at token: Int, in sentence: Range<Int>) -> Range<Int>? {
    let isChamber = text.keys[token] == "house" || text.keys[token] == "senate"
    var length = 0
    var words = ""
    for index in token..<min(sentence.upperBound, token + vocabulary.longestTitle) {
      let name = cover[index]
      // A name inside a title ("Member of Parliament") must lie within it as a whole, and open it only as a chamber.
      if name >= 0, spans[name].label == .person { break }
      if name >= 0, index == token, !(isChamber && spans[name].tokens.count == 1) { break }
      // "Vice-President" may be one word or three.
      let isJoined = index > token && (!text.tokens[index - 1].spaceAfter)
      words += (index > token && !isJoined ? " " : "") + titleKey(index)
      let isWhole = name < 0 || spans[name].tokens.upperBound == index + 1
      if vocabulary.titles[words] != nil, isWhole, isNoun(index) || index > token { length = index - token + 1 }
    }
    if length > 0, length > 1 || isOneWordTitle(token), isUsed(token..<token + length) { return token..<token + length }
    guard cover[token] < 0, isNoun(token) else { return nil }
    let key = titleKey(token)
    if vocabulary.roleNouns[key] != nil || vocabulary.family[key] != nil { return token..<token + 1 }
    // "analysts Carlos Valverde and Jorge Lazarte"
    let after = token + 1
    if isPlural(token), vocabulary.roleNouns[Vocabulary.singular(key)] != nil || vocabulary.titles[Vocabulary.singular(key)] != nil,
      after < sentence.upperBound, cover[after] >= 0, spans[cover[after]].label == .person
    {
      return token..<after
    }
    // A misspelt title directly before a name ("Finance Minster Benjamin Netanyahu").
    let next = token + 1
    if text.isCapitalized(token), key.utf8.count >= 6, next < sentence.upperBound, cover[next] >= 0,
      spans[cover[next]].label == .person, spans[cover[next]].tokens.lowerBound == next, corrected(key) != nil
    {
      return token..<next
    }
    return nil
  }

  /// "Officer" and "Agent" are titles before a name alone.
  private func isUsed(_ core: Range<Int>) -> Bool {
    let noun = titleKey(core.upperBound - 1)
    if core.count > 1 || vocabulary.roleNouns[noun] != nil { return true }
    guard text.isCapitalized(core.lowerBound) else { return false }
    let next = core.upperBound
    guard next < text.tokens.count else { return false }
    return cover[next] >= 0 && spans[cover[next]].label == .person || vocabulary.honorifics[text.keys[next]] != nil
      || text.isCapitalized(next) && text.isCapitalized(core.lowerBound) || noun == "sen" || noun == "rep"
  }

  /// The role noun that a misspelt word stands for.
  private func corrected(_ key: String) -> String? {
    vocabulary.roleNouns.keys.filter { EditDistance.isTypo($0, key) }.min()
  }

  private func isOneWordTitle(_ token: Int) -> Bool {
    guard isNoun(token) else { return false }
    let form = text.tokens[token].form
    // "Rep.", "AG", "DA" are titles in capitals alone; "general" and "major" are mostly adjectives.
    return text.isCapitalized(token) || form.utf8.count > 3 && !form.contains(".")
  }

  private func isNoun(_ token: Int) -> Bool {
    let tag = text.tokens[token].upos
    return tag == .noun || tag == .propn || (tag == .x && text.isCapitalized(token))
      || (tag == .adj && text.isCapitalized(token) && text.relation(token) == "compound")
  }

  /// The key of a word without "ex-", "then-" and "-elect".
  private func titleKey(_ token: Int) -> String {
    var key = text.keys[token]
    for prefix in ["ex-", "then-"] where key.hasPrefix(prefix) { key.removeFirst(prefix.utf8.count) }
    for suffix in ["-elect", "-designate"] where key.hasSuffix(suffix) { key.removeLast(suffix.utf8.count) }
    return key
  }

  // MARK: What stands around it

  private func role(_ core: Range<Int>, in sentence: Range<Int>, _ draft: inout DocumentDraft) -> RoleMention {
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
  private func takeBracket(_ role: inout RoleMention, in sentence: Range<Int>) {
    let first = role.core.lowerBound - 3
    guard first >= sentence.lowerBound, text.tokens[first].form == "(", text.tokens[first + 2].form == ")" else { return }
    guard let title = vocabulary.titles[text.keys[first + 1] + " " + text.keys[role.head]] else { return }
    role.title = title
    role.core = first..<role.core.upperBound
    role.phrase = first..<role.phrase.upperBound
  }

  /// "the then president", as opposed to "Then President X said".
  private func isAdjectival(_ token: Int) -> Bool {
    token > text.sentence(of: token).tokens.lowerBound && !text.isCapitalized(token)
  }

  private func isHyphenated(_ token: Int) -> Bool {
    token + 1 < text.tokens.count && text.tokens[token + 1].form == "-" && !text.tokens[token].spaceAfter
      || token > 0 && text.tokens[token - 1].form == "-" && !text.tokens[token - 1].spaceAfter
  }

  private func readLeft(_ role: inout RoleMention, in sentence: Range<Int>, _ draft: inout DocumentDraft) {
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
        guard token > sentence.lowerBound, !text.tokens[token].spaceAfter, !text.tokens[token - 1].spaceAfter else { break }
        token -= 1
      } else if let title = Self.candidacies[key], titleKey(role.head) == "candidate" || titleKey(role.head) == "nominee" {
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
        if token > sentence.lowerBound, text.keys[token - 1] == "formerly" || text.keys[token - 1] == "once" { role.tenure = .former }
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
      } else if tag == .propn, role.core.lowerBound == token + 1, text.isCapitalized(token), text.isBelow(token, role.head),
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
  private func bareName(endingAt token: Int, before role: RoleMention, in sentence: Range<Int>) -> Range<Int>? {
    guard role.scope == nil, !text.isCapitalized(role.core.lowerBound), role.core.lowerBound == token + 1,
      role.core.upperBound < sentence.upperBound, cover[role.core.upperBound] >= 0,
      spans[cover[role.core.upperBound]].label == .person
    else { return nil }
    var first = token + 1
    while first > sentence.lowerBound, text.tokens[first - 1].upos == .propn, text.isCapitalized(first - 1), cover[first - 1] < 0 {
      first -= 1
    }
    guard first <= token, first > sentence.lowerBound || token > first else { return nil }
    let key = text.keys[first]
    guard vocabulary.parties[key] == nil, vocabulary.place(ofDemonym: key) == nil, Self.tenures[key] == nil else { return nil }
    return first..<token + 1
  }

  private func isPlural(_ token: Int) -> Bool { text.tokens[token].xpos == "NNS" || text.tokens[token].xpos == "NNPS" }

  /// A name before the title: its body, its party, its state.
  private func takeName(_ span: NameSpan, _ role: inout RoleMention, _ draft: inout DocumentDraft) -> Bool {
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

  private func isLegislator(_ role: RoleMention) -> Bool {
    vocabulary.titles[titleKey(role.head)].map(Self.legislators.contains) ?? false
  }

  private func take(party: String, _ run: Range<Int>, _ role: inout RoleMention, _ draft: inout DocumentDraft) {
    let entity = draft.organization(named: party)
    role.parties.append(entity)
    role.partyRun = run
    draft.mention(entity, run, head: run.upperBound - 1, .nominal)
  }

  /// The possessor before "'s".
  private func takeOwner(before mark: Int, in sentence: Range<Int>, _ role: inout RoleMention, _ draft: inout DocumentDraft) {
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

  private func setScope(_ entity: Int, _ run: Range<Int>, _ role: inout RoleMention, isOwner: Bool = false) {
    // "Moscow's U.S. envoy" is Moscow's; what stands nearer is where he works.
    if role.scope != nil, !isOwner { return }
    role.scope = entity
    role.scopeRun = run
  }

  func note(place entity: Int, _ run: Range<Int>, _ draft: inout DocumentDraft) {
    draft.entities[entity].forms.insert(text.text(run))
    draft.mention(entity, run, head: run.lowerBound, .nominal)
  }

  // MARK: Complements

  private func readRight(_ role: inout RoleMention, in sentence: Range<Int>, _ draft: inout DocumentDraft) {
    var token = role.core.upperBound
    if token + 1 < sentence.upperBound, text.keys[token] == "-", ["elect", "designate"].contains(text.keys[token + 1]) {
      role.tenure = .designate
      token += 2
    } else if token < sentence.upperBound, ["elect", "designate", "-elect"].contains(text.keys[token]) {
      role.tenure = .designate
      token += 1
    }
    role.phrase = role.phrase.lowerBound..<max(role.phrase.upperBound, token)
    var isFirst = true
    while token + 1 < sentence.upperBound, ["of", "for", "to", "at", "with", "from", "in", "on"].contains(text.keys[token]) {
      let preposition = text.keys[token]
      // The complement must hang on the title, where the tree says anything.
      guard attaches(token, to: role) else { return }
      var next = token + 1
      while next < sentence.upperBound, text.tokens[next].upos == .det || isModifier(next) && cover[next] < 0 { next += 1 }
      guard next < sentence.upperBound else { return }
      if cover[next] >= 0, let entity = spans[cover[next]].entity, spans[cover[next]].tokens.lowerBound == next {
        let span = spans[cover[next]]
        let end = span.tokens.upperBound
        // "of Trump's campaign": the owner is not the body.
        if end < sentence.upperBound, text.keys[end] == "'s" || text.keys[end] == "'" || text.tokens[end].upos == .noun && preposition != "in" {
          guard end < sentence.upperBound, text.tokens[end].upos == .noun, text.isBelow(next, end) else { return }
          if role.owner == nil, role.scope == nil { setScope(entity, span.tokens, &role) }
          role.phrase = role.phrase.lowerBound..<end + 1
          token = end + 1
          continue
        }
        let isDelegate = Self.delegates.contains(vocabulary.titles[titleKey(role.head)] ?? titleKey(role.head))
        // "Minister for Education": a field that the recognizer took for a body.
        if isFirst, preposition == "of" || preposition == "for", isFieldName(span, of: role) {
          role.core = role.core.lowerBound..<end
          role.phrase = role.phrase.lowerBound..<end
          token = end
          isFirst = false
          continue
        }
        let isBody = preposition == "of" || (preposition == "for" && span.label != .place) || preposition == "at"
          || preposition == "with" || (preposition == "to" || preposition == "for") && !isDelegate
          || preposition == "in" && span.label == .place
        if isBody, preposition != "from" {
          // "a Canadian employee of the bank" is the bank's.
          if role.scope == nil || role.isScopeOrigin && span.label == .organization {
            role.scope = nil
            role.isScopeOrigin = false
            setScope(entity, span.tokens, &role)
          }
        } else if preposition == "from", isLegislator(role), span.label == .place {
          role.constituency = entity
          role.constituencyRun = span.tokens
        }
        role.phrase = role.phrase.lowerBound..<end
        token = end
      } else if isFirst, preposition == "of" || preposition == "for", next == token + 1, isField(next, of: role) {
        var end = next + 1
        while end < sentence.upperBound, cover[end] < 0, isFieldWord(end) { end += 1 }
        role.core = role.core.lowerBound..<end
        role.phrase = role.phrase.lowerBound..<end
        token = end
      } else if isFirst, preposition == "of", role.scope == nil, text.tokens[next].upos == .noun {
        // "chairman of the committee": whom the noun stands for is known later.
        let noun = nounHead(next, in: sentence)
        role.owner = role.owner ?? noun
        role.phrase = role.phrase.lowerBound..<noun + 1
        token = noun + 1
      } else {
        return
      }
      isFirst = false
    }
  }

  private func isModifier(_ token: Int) -> Bool { text.tokens[token].upos == .adj && text.keys[token] != "former" }

  private func nounHead(_ token: Int, in sentence: Range<Int>) -> Int {
    var token = token
    while token + 1 < sentence.upperBound, cover[token + 1] < 0, text.tokens[token + 1].upos == .noun { token += 1 }
    return token
  }

  private func attaches(_ preposition: Int, to role: RoleMention) -> Bool {
    guard let noun = text.tokens[preposition].head else { return true }
    guard text.keys[preposition] != "of" else { return true }
    guard let governor = text.tokens[noun].head else { return false }
    return role.phrase.contains(governor) || text.isBelow(governor, role.head)
  }

  private func isField(_ token: Int, of role: RoleMention) -> Bool {
    guard cover[token] < 0, isFieldWord(token), vocabulary.bodyNouns[text.keys[token]] == nil else { return false }
    let isCapital = text.isCapitalized(role.head) && text.isCapitalized(token)
    return isCapital || Self.fieldNouns.contains(titleKey(role.head)) || !isPlural(token) && text.tokens[token].upos == .noun
  }

  private func isFieldName(_ span: NameSpan, of role: RoleMention) -> Bool {
    ["minister", "undersecretary", "secretary", "commissioner"].contains(titleKey(role.head)) && span.label != .place
      && span.label != .person && vocabulary.kind(ofOrganization: span.key) == "other"
      && text.tokens[span.tokens.lowerBound].form.contains(where: \.isLowercase) && vocabulary.names[span.key] == nil
  }

  private func isFieldWord(_ token: Int) -> Bool {
    let tag = text.tokens[token].upos
    if tag == .adj || tag == .noun { return true }
    if tag == .propn { return text.isCapitalized(token) }
    return tag == .cconj && token + 1 < text.tokens.count && cover[token + 1] < 0 && isFieldWord(token + 1)
      && text.tokens[token + 1].upos == .noun && vocabulary.roleNouns[text.keys[token + 1]] == nil
  }

  // MARK: The name of the role

  private static let stateNouns: Set<String> = [
    "minister", "president", "general", "senator", "governor", "mayor", "justice", "ambassador", "chancellor", "premier",
    "representative", "king", "queen", "prince",
  ]

  /// True for offices that belong to a state, whatever person stands before them.
  private func isStateOffice(_ role: RoleMention) -> Bool {
    role.isOffice && Self.stateNouns.contains(role.title.split(separator: " ").last.map { $0.lowercased() } ?? "")
      || role.title == "Secretary of State"
  }

  private func name(_ role: inout RoleMention, _ draft: inout DocumentDraft) {
    if case .family = role.relation { return }
    let key = role.core.map(titleKey).joined(separator: " ").replacingHyphenBlanks()
    if key.hasPrefix("("), !role.title.isEmpty {
      role.isOffice = true
    } else if let table = vocabulary.titles[key] {
      if role.title.isEmpty { role.title = table }
      role.isOffice = true
    } else if role.title.isEmpty {
      var words = text.text(role.core)
      if vocabulary.roleNouns[titleKey(role.head)] == nil, role.core.count == 1 || role.core.upperBound - 1 == role.head,
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
      ["committee", "party", "company", "council", "board", "commission", "union", "club", "bank"].contains(text.keys[opener])
    {
      let body = spans.last {
        $0.tokens.upperBound <= opener && $0.label == .organization && $0.key.hasSuffix(text.keys[opener]) && $0.entity != nil
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
    if let owner = role.owner, ["his", "her", "my"].contains(text.keys[owner]), isStateOffice(role) { role.owner = nil }
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
  fileprivate func replacingHyphenBlanks() -> String {
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
