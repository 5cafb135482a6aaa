internal import Language

/// Brings the names of a document together into entities: full and short names, abbreviations, misspellings.
extension DocumentDraft {
  /// Reads the names and makes an entity for each thing that they name.
  ///
  /// - Complexity: O(names × entities of the label).
  mutating func clusterNames() {
    spans = NameSpotter.names(in: text, vocabulary)
    cover = Array(repeating: -1, count: text.tokens.count)
    for (index, span) in spans.enumerated() {
      for token in span.tokens { cover[token] = index }
    }
    clusterPeople()
    for index in spans.indices where spans[index].label != .person && spans[index].entity == nil {
      spans[index].entity = spans[index].label == .organization ? nil : thing(spans[index])
    }
    clusterOrganizations()
    for span in spans {
      guard let entity = span.entity else { continue }
      entities[entity].forms.insert(form(span.tokens))
      mention(entity, span.tokens, head: text.head(of: span.tokens), .name)
      // A title may head the phrase; the name inside then hangs on it.
      let first = span.tokens.lowerBound
      if entityAtHead[first] == nil { entityAtHead[first] = entity; mentionAtHead[first] = span.tokens }
    }
  }

  /// A name as written, without the possessive.
  private func form(_ run: Range<Int>) -> String {
    let name = text.text(run)
    // The full stop of the sentence may stick to the last word; that of "Jr." and "Inc." belongs to it.
    guard name.hasSuffix("."), !name.dropLast().contains("."), let last = name.dropLast().split(separator: " ").last,
      !["jr", "sr", "inc", "corp", "co", "ltd", "bros"].contains(last.lowercased())
    else { return name }
    return String(name.dropLast())
  }

  // MARK: People

  /// The full names first, then the short ones, which need somebody to belong to.
  private mutating func clusterPeople() {
    let people = spans.indices.filter { spans[$0].label == .person }
    var names: [Int: PersonName] = [:]
    for index in people { names[index] = PersonName(spans[index].key) }
    var index = PersonIndex()
    for span in people {
      guard let name = names[span], name.first != nil else { continue }
      spans[span].entity = fullName(name, at: span, &index)
    }
    for span in people {
      if let entity = spans[span].entity {
        index.count(entity)
        continue
      }
      guard let name = names[span] else { continue }
      let entity = shortName(name, at: span, &index)
      spans[span].entity = entity
      index.count(entity)
    }
  }

  /// The people found so far by the words of their names, so that a name is compared with few.
  private struct PersonIndex {
    private var byWord: [String: [Int]] = [:]
    private var all: [Int] = []
    private var mentions: [Int: Int] = [:]

    mutating func add(_ entity: Int, _ name: PersonName) {
      for word in Set(name.words + [name.last]) { byWord[word, default: []].append(entity) }
      all.append(entity)
    }

    mutating func count(_ entity: Int) { mentions[entity, default: 0] += 1 }

    /// How often an entity has been named so far.
    func mentions(of entity: Int) -> Int { mentions[entity, default: 0] }

    /// The people who share a word with a name; all of them, for misspellings, where they are few.
    func candidates(_ name: PersonName) -> [Int] {
      if all.count <= 500 { return all }
      return Set((name.words + [name.last]).flatMap { byWord[$0, default: []] }).sorted()
    }
  }

  private mutating func fullName(_ name: PersonName, at index: Int, _ known: inout PersonIndex) -> Int {
    let honorific = honorificGender(before: spans[index].tokens.lowerBound)
    for entity in known.candidates(name) {
      guard let other = entities[entity].person, other.first != nil else { continue }
      guard other.likeness(to: name, vocabulary) == .same else { continue }
      if let honorific, let gender = entities[entity].gender, honorific != gender { continue }
      if name.words.count > other.words.count || isBetter(name, than: other, at: index) {
        entities[entity].person = merged(name, other)
        entities[entity].name = form(spans[index].tokens)
        known.add(entity, name)
      }
      return entity
    }
    var draft = EntityDraft(label: .person, name: form(spans[index].tokens))
    draft.person = name
    draft.gender = honorific ?? name.gender(vocabulary)
    let entity = add(draft)
    known.add(entity, name)
    return entity
  }

  private func merged(_ name: PersonName, _ other: PersonName) -> PersonName {
    var name = name
    if name.generation == nil { name.generation = other.generation }
    return name
  }

  /// Of two spellings with as many words, the one that occurs more often is the right one.
  private func isBetter(_ name: PersonName, than other: PersonName, at index: Int) -> Bool {
    guard name.words.count == other.words.count, name.words != other.words else {
      return name.generation != nil && other.generation == nil
    }
    func count(_ words: [String]) -> Int {
      spans.count { $0.label == .person && ($0.key == words.joined(separator: " ") || $0.key == words.last) }
    }
    return count(name.words) > count(other.words)
  }

  private mutating func shortName(_ name: PersonName, at index: Int, _ people: inout PersonIndex) -> Int {
    let honorific = honorificGender(before: spans[index].tokens.lowerBound)
    var best: (score: Int, entity: Int)?
    for entity in people.candidates(name) {
      guard let known = entities[entity].person else { continue }
      if let a = name.generation, let b = known.generation, a != b { continue }
      if let honorific, let gender = entities[entity].gender, honorific != gender { continue }
      var score = 0
      if known.words == name.words || known.last == name.last {
        score = 40
      } else if known.last.hasSuffix(" " + name.last) {
        score = 30
      } else if name.words.count == 1, known.words.contains(name.last) {
        score = known.words.first == name.last ? 20 : 15
      } else if EditDistance.isTypo(known.last, name.last) {
        score = 10
      } else {
        continue
      }
      // Of two people with the name, a document calls the one it speaks of more by it alone.
      let before = people.mentions(of: entity)
      score = score * 1000 + min(before, 99) * 2 + (before == 0 ? 0 : 500)
      if let current = best, current.score >= score { continue }
      best = (score, entity)
    }
    if let best {
      if entities[best.entity].gender == nil { entities[best.entity].gender = honorific }
      return best.entity
    }
    var draft = EntityDraft(label: .person, name: form(spans[index].tokens))
    draft.person = name
    draft.gender = honorific
    let entity = add(draft)
    people.add(entity, name)
    return entity
  }

  private func lastMention(of entity: Int, before index: Int) -> Int? {
    spans[..<index].lastIndex { $0.entity == entity }
  }

  /// The gender that "Mr." or "Ms." before a name tells.
  func honorificGender(before token: Int) -> Vocabulary.Gender? {
    let name = token
    var token = token - 1
    for _ in 0..<3 where token >= 0 {
      if name - token > 1, text.keys[token] == "," || text.keys[token] == "and" { return nil }
      if let entry = vocabulary.honorifics[text.keys[token]], text.isCapitalized(token) { return entry }
      if let word = vocabulary.family[text.keys[token]], name - token == 1 { return word.gender }
      if text.keys[token].hasSuffix("woman") { return .female }
      if text.keys[token].hasSuffix("man"), vocabulary.titles[text.keys[token]] != nil {
        // A congressman is a man; "chairman" is used of both.
        return text.keys[token] == "congressman" ? .male : nil
      }
      token -= 1
    }
    return nil
  }

  // MARK: Places and other things

  private mutating func thing(_ span: NameSpan) -> Int {
    let key = OrganizationName.plain(span.key)
    if let known = vocabulary.names[span.key] ?? vocabulary.names[key], known.label == .place {
      return place(named: known.name)
    }
    if span.label == .place {
      // "Springfield, Ill."
      if let state = vocabulary.states[span.key], state != form(span.tokens), span.tokens.lowerBound > 0,
        text.keys[span.tokens.lowerBound - 1] == ","
      {
        return place(named: state)
      }
      if let name = vocabulary.place(ofDemonym: key), key.hasSuffix("n") || key.hasSuffix("i") || key.hasSuffix("ese") {
        return place(named: name)
      }
      let word = key.hasPrefix("city of ") ? String(key.dropFirst(8)) : key
      if let index = entities.firstIndex(where: { $0.label == .place && $0.keys.contains(word) }) { return index }
      // "Washington" where the document also has "Washington, D.C.".
      let longer = spans.first {
        $0.label == .place && $0.key.hasPrefix(word) && $0.key != word && vocabulary.names[$0.key] != nil
      }
      if let longer, let known = vocabulary.names[longer.key] { return place(named: known.name) }
      var draft = EntityDraft(label: .place, name: calm(stripped(form(span.tokens))))
      draft.keys = [word]
      if vocabulary.states[word] != nil { draft.properties["kind"] = .string("state") }
      let index = add(draft)
      placeByName[draft.name] = index
      return index
    }
    if let index = entities.firstIndex(where: { $0.label == span.label && $0.keys.contains(key) }) { return index }
    var draft = EntityDraft(label: span.label, name: stripped(form(span.tokens)))
    draft.keys = [key]
    if span.label == .event, let last = key.split(separator: " ").last, let kind = vocabulary.eventNouns[String(last)] {
      draft.properties["kind"] = .string(kind)
    }
    return add(draft)
  }

  /// "Boston" for "BOSTON" in a dateline; abbreviations stay.
  private func calm(_ name: String) -> String {
    guard name.utf8.count > 4, !name.contains(where: \.isLowercase), !name.contains(".") else { return name }
    return name.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.prefix(1) + word.dropFirst().lowercased()
    }.joined(separator: " ")
  }

  private func stripped(_ name: String) -> String {
    for article in ["the ", "The ", "THE "] where name.hasPrefix(article) { return String(name.dropFirst(4)) }
    return name
  }

  // MARK: Organizations

  /// The longest names first, so that short ones and abbreviations find what they stand for.
  private mutating func clusterOrganizations() {
    let order = spans.indices.filter { spans[$0].label == .organization }.sorted { a, b in
      (-spans[a].key.utf8.count, a) < (-spans[b].key.utf8.count, b)
    }
    var first: [Int: Int] = [:]
    var byKey: [String: Int] = [:]
    for index in order {
      let key = OrganizationName.plain(spans[index].key)
      let entity = byKey[key] ?? organization(key, at: index)
      byKey[key] = entity
      entities[entity].keys.insert(OrganizationName.expanded(key))
      first[entity] = min(first[entity] ?? index, index)
      spans[index].entity = entity
    }
  }

  private mutating func organization(_ key: String, at index: Int) -> Int {
    let written = stripped(form(spans[index].tokens))
    if let known = vocabulary.names[key], known.label == .organization {
      return organization(named: known.name)
    }
    if let party = vocabulary.parties[key], !party.isEmpty, key.utf8.count > 4 { return organization(named: party) }
    let key = OrganizationName.expanded(key)
    var candidates: [Int] = []
    for entity in entities.indices where entities[entity].label == .organization {
      let keys = entities[entity].keys
      if keys.contains(key) { return entity }
      if let turned = OrganizationName.turned(key), keys.contains(turned) {
        // The official order is the name.
        if key.hasPrefix("department of") || key.hasPrefix("ministry of") { entities[entity].name = written }
        return entity
      }
      let isUpper = written.allSatisfy { !$0.isLowercase }
      if keys.contains(where: { long in
        isUpper && OrganizationName.isAbbreviation(key, of: long)
          || OrganizationName.isShort(key, of: long, vocabulary) || OrganizationName.isTypo(key, long)
      }) {
        candidates.append(entity)
      }
    }
    // Several bodies end in "Committee": the one named last before is meant.
    if let chosen = candidates.max(by: { a, b in
      (lastMention(of: a, before: index) ?? -1, b) < (lastMention(of: b, before: index) ?? -1, a)
    }) {
      return chosen
    }
    var draft = EntityDraft(label: .organization, name: official(written, key))
    draft.properties["kind"] = .string(vocabulary.kind(ofOrganization: key))
    draft.keys = [key]
    return add(draft)
  }

  /// "Department of Justice" for "Justice Department": the official form, where the order of words tells it.
  private func official(_ name: String, _ key: String) -> String {
    guard key.hasSuffix(" department"), !key.contains(" of "), let noun = name.split(separator: " ").last else {
      return name
    }
    let words = name.split(separator: " ").dropLast()
    guard words.count == 1,
      [
        "justice", "state", "treasury", "defense", "energy", "labor", "commerce", "agriculture",
        "education", "interior", "transportation",
      ].contains(words[0].lowercased())
    else { return name }
    let place = words[0].lowercased() == "treasury" || words[0].lowercased() == "interior" ? "the " : ""
    let capital = noun.prefix(1).uppercased() + noun.dropFirst()
    let word = words[0].prefix(1).uppercased() + words[0].dropFirst()
    return capital + " of " + place + word
  }
}
