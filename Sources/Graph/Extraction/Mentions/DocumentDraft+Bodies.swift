internal import Language

/// Bodies and happenings that are named by what they belong to: "the Russian government", "Trump's campaign", "the 2016
/// presidential election".
extension DocumentDraft {
  /// Finds the bodies of places and people.
  ///
  /// - Complexity: O(tokens).
  mutating func readBodies() {
    var last: [String: Int] = [:]
    defer { mergeBareBodies(last) }
    for token in text.tokens.indices where cover[token] < 0 {
      let key = text.keys[token]
      guard let noun = vocabulary.bodyNouns[key], text.tokens[token].upos == .noun || text.tokens[token].upos == .propn,
        entityAtHead[token] == nil
      else { continue }
      let sentence = text.sentence(of: token).tokens
      if key == "office" {
        readOffice(token, in: sentence, &last)
        continue
      }
      if let (owner, run) = owner(before: token, noun, in: sentence) {
        let entity = body(of: owner, key, run.lowerBound..<token + 1, noun)
        last[key] = entity
        mention(entity, run.lowerBound..<token + 1, head: token, .name)
        continue
      }
      // "the government": the one spoken of last; "the cabinet" is a body even if nobody says whose.
      guard token > sentence.lowerBound, text.keys[token - 1] == "the", noun.owner == "P" else { continue }
      if let entity = last[key] {
        mention(entity, token - 1..<token + 1, head: token, .nominal)
        entities[entity].forms.insert(text.text(token..<token + 1))
      } else if key == "cabinet" || key == "parliament" {
        let entity = organization(named: text.tokens[token].form)
        last[key] = entity
        mention(entity, token..<token + 1, head: token, .nominal)
      }
    }
  }

  /// "the office of Prime Minister X", and "the office" after it.
  private mutating func readOffice(_ token: Int, in sentence: Range<Int>, _ last: inout [String: Int]) {
    let next = token + 1
    if next < sentence.upperBound, text.keys[next] == "of",
      let end = (next + 1..<min(sentence.upperBound, next + 8)).first(where: {
        cover[$0] >= 0 && spans[cover[$0]].label == .person
      })
    {
      let run = token..<spans[cover[end]].tokens.upperBound
      guard !text.keys[run].contains(","), text.isBelow(end, token) || text.isBelow(token, end) else { return }
      let entity = organization(named: text.text(run))
      last["office"] = entity
      mention(entity, run, head: token, .name)
    } else if let entity = last["office"], token > sentence.lowerBound, text.keys[token - 1] == "the" {
      mention(entity, token - 1..<token + 1, head: token, .nominal)
    }
  }

  /// "Parliament" is the "Dutch parliament" where the document speaks of one alone.
  private mutating func mergeBareBodies(_ last: [String: Int]) {
    for noun in last.keys.sorted() {
      let bare = entities.indices.filter { entities[$0].label == .organization && entities[$0].keys.contains(noun) }
      let owned = entities.indices.filter { entity in
        entities[entity].label == .organization
          && entities[entity].keys.contains { $0.hasPrefix("\u{0}") && $0.hasSuffix(" " + noun) }
      }
      guard owned.count == 1, let target = owned.first else { continue }
      for entity in bare where entity != target { merge(entity, into: target) }
    }
  }

  /// "Karima El Mahroug, who performs under the name “Ruby”", "the Kuomintang, known as the Nationalist Party": two names of
  /// one thing.
  ///
  /// - Complexity: O(names).
  mutating func readAliases() {
    for index in spans.indices.dropFirst() {
      let span = spans[index]
      guard let entity = span.entity,
        let previous = spans[max(0, index - 12)..<index].last(where: { $0.label == span.label && $0.entity != nil }),
        text.sentenceOfToken[previous.tokens.lowerBound] == text.sentenceOfToken[span.tokens.lowerBound],
        let other = previous.entity, other != entity
      else { continue }
      var before = span.tokens.lowerBound - 1
      while before > previous.tokens.upperBound, text.tokens[before].upos == .det || text.tokens[before].upos == .punct
      { before -= 1 }
      guard before > previous.tokens.upperBound else { continue }
      let (last, ahead) = (text.keys[before], text.keys[before - 1])
      let isAlias =
        last == "as" && ["known", "to"].contains(ahead)
        && text.keys[(before - 2)...before].contains { $0 == "known" || $0 == "referred" }
        || last == "name" && text.keys[before - 1] == "the" && text.keys[before - 2] == "under"
        || ["nicknamed", "alias", "aka", "née", "formerly"].contains(last) && span.label == .person
      if isAlias { merge(entity, into: other) }
    }
  }

  /// The place or person in front of a noun, with adjectives between.
  private func owner(before token: Int, _ noun: Vocabulary.BodyNoun, in sentence: Range<Int>) -> (Int, Range<Int>)? {
    var current = token - 1
    var steps = 0
    while current >= sentence.lowerBound, steps < 5 {
      steps += 1
      if cover[current] >= 0 {
        let span = spans[cover[current]]
        guard let entity = span.entity else { return nil }
        let fits = span.label == .place && noun.owner != "H" || span.label == .person && noun.owner != "P"
        guard fits, !(span.label == .place && noun.owner == "P" && text.keys[token] == "court") else { return nil }
        return (entity, span.tokens.lowerBound..<token + 1)
      }
      if noun.owner != "H", let name = vocabulary.place(ofDemonym: text.keys[current]),
        text.tokens[current].upos != .noun,
        let place = placeByName[name]
      {
        return (place, current..<token + 1)
      }
      let tag = text.tokens[current].upos
      let key = text.keys[current]
      guard
        tag == .adj || tag == .num || key == "'s" || key == "'" || tag == .part && key == "'s"
          || tag == .noun && steps < 3
      else { return nil }
      current -= 1
    }
    return nil
  }

  private mutating func body(of owner: Int, _ noun: String, _ run: Range<Int>, _ kind: Vocabulary.BodyNoun) -> Int {
    let key = "\u{0}" + String(owner) + " " + noun
    if let known = entities.firstIndex(where: { $0.label == .organization && $0.keys.contains(key) }) {
      entities[known].forms.insert(text.text(run))
      return known
    }
    var name = text.text(run)
    if entities[owner].label == .person {
      let last = entities[owner].name.split(separator: " ").last.map(String.init) ?? entities[owner].name
      name = last + " " + text.tokens[run.upperBound - 1].form
    }
    // "Trump Administration" may have been recognized elsewhere.
    let plain = OrganizationName.plain(Vocabulary.key(name))
    if let known = entities.firstIndex(where: { $0.label == .organization && $0.keys.contains(plain) }) {
      entities[known].keys.insert(key)
      return known
    }
    var draft = EntityDraft(label: .organization, name: name)
    draft.forms.insert(text.text(run))
    draft.keys = [key, plain]
    draft.properties["kind"] = .string(kind.kind)
    return add(draft)
  }

  // MARK: Happenings

  /// Elections and wars that a year names.
  ///
  /// - Complexity: O(tokens).
  mutating func readDatedEvents() {
    for token in text.tokens.indices where cover[token] < 0 && entityAtHead[token] == nil {
      guard text.tokens[token].upos == .noun || text.tokens[token].upos == .propn,
        vocabulary.eventNouns[Vocabulary.singular(text.keys[token])] == "election"
      else { continue }
      var first = token
      var year: Int?
      while first > text.sentence(of: token).tokens.lowerBound, token - first < 5 {
        let before = first - 1
        if let number = Int(text.keys[before]), 1700...2100 ~= number {
          year = before
          break
        }
        let tag = text.tokens[before].upos
        guard tag == .adj || tag == .noun || tag == .propn else { break }
        first = before
      }
      guard let year else { continue }
      let run = year..<token + 1
      let name = text.text(run)
      let key = Vocabulary.key(name)
      let known = entities.firstIndex { $0.label == .event && $0.keys.contains(key) }
      let entity =
        known
        ?? {
          var draft = EntityDraft(label: .event, name: name)
          draft.keys = [key]
          draft.properties["kind"] = .string("election")
          return add(draft)
        }()
      entities[entity].forms.insert(name)
      mention(entity, run, head: token, .name)
    }
  }
}
