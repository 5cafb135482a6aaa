internal import Language

/// Parties and constituencies behind names.
extension DocumentDraft {
  /// Reads the affixes behind people's names and says what they say.
  mutating func readAffixes() {
    let reader = AffixReader(bytes: text.bytes, vocabulary: vocabulary)
    for span in spans where span.label == .person {
      guard let person = span.entity else { continue }
      let end = text.range(span.tokens).upperBound
      guard let affix = reader.affix(after: end) else { continue }
      let run = tokens(covering: affix.range, after: span.tokens.upperBound)
      guard !run.isEmpty else { continue }
      release(run)
      if let party = affix.party, !party.isEmpty {
        let entity = organization(named: party)
        let word = run.lowerBound..<run.lowerBound + 1
        entities[entity].forms.insert(text.text(bytes: affix.range))
        mention(entity, word, head: word.lowerBound, .nominal)
        claims.append(
          Claim(
            type: "MEMBER_OF", subject: person, object: entity, confidence: 0.97, rule: "party affix",
            evidence: evidence(subject: span.tokens, object: word, trigger: run)))
      }
      if let name = affix.place, let range = affix.placeRange {
        let place = place(named: vocabulary.names[Vocabulary.key(name)]?.name ?? name)
        let words = tokens(covering: range, after: span.tokens.upperBound)
        guard !words.isEmpty else { continue }
        if affix.district == nil { entities[place].forms.insert(text.text(words)) }
        mention(place, words, head: words.upperBound - 1, .name)
        var claim = Claim(
          type: "REPRESENTS", subject: person, object: place, confidence: 0.97, rule: "party affix",
          evidence: evidence(subject: span.tokens, object: words, trigger: run))
        if let district = affix.district { claim.properties["district"] = .string(district) }
        claims.append(claim)
      }
    }
  }

  /// "Ma of the Kuomintang", "Chen, from the Progressive Party", "his Likud party".
  mutating func readMemberships() {
    for span in spans where span.label == .organization {
      guard let body = span.entity else { continue }
      let isParty = entities[body].properties["kind"] == .string("party")
      let head = text.head(of: span.tokens)
      if isParty, let owner = text.child(of: head, "nmod:poss"), let person = person(at: owner), owner < head {
        member(person, mentionAtHead[owner] ?? owner..<owner + 1, of: body, span.tokens, "MEMBER_OF", "possessed party")
        continue
      }
      readPossessed(span, body, isParty)
      var before = span.tokens.lowerBound - 1
      if before > 0, text.tokens[before].upos == .det { before -= 1 }
      guard before > 0, text.keys[before] == "of" || isParty && text.keys[before] == "from" else { continue }
      let end = text.keys[before - 1] == "," ? before - 1 : before
      guard end > 0, cover[end - 1] >= 0, end == before || isParty else { continue }
      let name = spans[cover[end - 1]]
      guard name.label == .person, name.tokens.upperBound == end, let person = name.entity,
        !roles.contains(where: { $0.holderRun == name.tokens && $0.scope == body })
      else { continue }
      member(
        person, name.tokens, of: body, span.tokens, isEmployer(body) && !isParty ? "WORKS_FOR" : "MEMBER_OF",
        "name of body")
    }
    readPartisans()
  }

  /// Companies, newspapers, offices and schools employ; parties, leagues and bands have members.
  private func isEmployer(_ body: Int) -> Bool {
    if entities[body].properties["kind"] != .string("other") { return true }
    let words = Vocabulary.key(entities[body].name).split(separator: " ")
    return words.contains {
      ["university", "college", "school", "institute", "hospital", "museum", "center", "centre", "foundation"]
        .contains($0)
    }
  }

  /// "the BBC's John Smith".
  private mutating func readPossessed(_ span: NameSpan, _ body: Int, _ isParty: Bool) {
    let mark = span.tokens.upperBound
    guard mark + 1 < text.tokens.count, text.keys[mark] == "'s" || text.keys[mark] == "'", cover[mark + 1] >= 0 else {
      return
    }
    let name = spans[cover[mark + 1]]
    guard name.label == .person, name.tokens.lowerBound == mark + 1, let person = name.entity else { return }
    member(person, name.tokens, of: body, span.tokens, isParty ? "MEMBER_OF" : "WORKS_FOR", "possessor of name")
  }

  /// "X, a New York Democrat", "Y, a Republican from Texas".
  private mutating func readPartisans() {
    for span in spans where span.label == .person {
      guard let person = span.entity else { continue }
      var token = span.tokens.upperBound
      guard token + 2 < text.tokens.count, text.keys[token] == ",", ["a", "an", "the"].contains(text.keys[token + 1])
      else { continue }
      token += 2
      var place: NameSpan?
      if cover[token] >= 0, spans[cover[token]].label == .place {
        place = spans[cover[token]]
        token = spans[cover[token]].tokens.upperBound
      }
      guard token < text.tokens.count, text.tokens[token].upos == .noun || text.tokens[token].upos == .propn,
        let party = vocabulary.parties[text.keys[token]], !party.isEmpty,
        ["democrat", "republican", "tory"].contains(text.keys[token])
      else { continue }
      let body = organization(named: party)
      let word = token..<token + 1
      mention(body, word, head: token, .nominal)
      member(person, span.tokens, of: body, word, "MEMBER_OF", "partisan")
      if place == nil, token + 2 < text.tokens.count, ["of", "from"].contains(text.keys[token + 1]),
        cover[token + 2] >= 0,
        spans[cover[token + 2]].label == .place
      {
        place = spans[cover[token + 2]]
      }
      if let place, let entity = place.entity {
        member(person, span.tokens, of: entity, place.tokens, "REPRESENTS", "partisan")
      }
    }
  }

  private mutating func member(
    _ person: Int, _ subject: Range<Int>, of body: Int, _ object: Range<Int>, _ type: String, _ rule: String
  ) {
    claims.append(
      Claim(
        type: type, subject: person, object: body, confidence: 0.85, rule: rule,
        evidence: evidence(subject: subject, object: object, trigger: object)))
  }

  /// The tokens that share bytes with a range, looked for from a token on.
  private func tokens(covering range: Range<Int>, after first: Int) -> Range<Int> {
    var lower = first
    while lower < text.tokens.count, text.tokens[lower].range.upperBound <= range.lowerBound { lower += 1 }
    var upper = lower
    while upper < text.tokens.count, text.tokens[upper].range.lowerBound < range.upperBound { upper += 1 }
    return lower..<upper
  }

  /// Takes back the names that the recognizer saw inside an affix.
  private mutating func release(_ run: Range<Int>) {
    for token in run where cover[token] >= 0 {
      let index = cover[token]
      let span = spans[index]
      let range = text.range(span.tokens)
      if let entity = span.entity {
        entities[entity].mentions.removeAll { $0.range == range }
        let form = text.text(span.tokens)
        if !spans.indices.contains(where: {
          $0 != index && spans[$0].entity == entity && text.text(spans[$0].tokens) == form
        }) {
          entities[entity].forms.remove(form)
        }
        for inner in span.tokens where entityAtHead[inner] == entity { entityAtHead[inner] = nil }
      }
      for inner in span.tokens { cover[inner] = -1 }
      spans[index].entity = nil
    }
  }
}
