internal import Language

/// Pronouns and descriptions, by the coreference chains and, where those are silent, by what was spoken of last.
extension DocumentDraft {
  private static let male: Set<String> = ["he", "him", "his", "himself"]
  private static let female: Set<String> = ["she", "her", "hers", "herself"]
  private static let things: Set<String> = ["it", "its", "itself"]
  private static let speakers: Set<String> = [
    "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself",
  ]

  /// Reads the chains: each unnamed mention is what the nearest name of its chain names.
  ///
  /// - Complexity: O(mentions of the chains).
  mutating func resolveChains() {
    learnGenders()
    for chain in text.analysis.chains {
      let mentions = chain.map { (run: $0.tokens, head: text.head(of: $0.tokens)) }
      let known = mentions.map { named($0.run, $0.head) }
      guard known.contains(where: { $0 != nil }) else { continue }
      var last = known.lazy.compactMap { $0 }.first
      for (index, mention) in mentions.enumerated() {
        if let entity = known[index] {
          last = entity
          continue
        }
        guard let entity = last, entityAtHead[mention.head] == nil, agrees(mention.run, mention.head, entity) else {
          continue
        }
        let kind: Mention.Kind = text.tokens[mention.head].upos == .pron ? .pronoun : .nominal
        self.mention(entity, mention.run, head: mention.head, kind)
      }
    }
    resolvePronouns()
  }

  /// The entity that a chain's mention names, title and name taken as one.
  private func named(_ run: Range<Int>, _ head: Int) -> Int? {
    if let entity = entityAtHead[head] { return entity }
    // A short phrase around one name ("former mayor X") is that name, if the name is no possessor in it.
    guard run.count <= 8 else { return nil }
    for token in run where cover[token] >= 0 {
      let span = spans[cover[token]]
      guard span.label == .person, let entity = span.entity else { return nil }
      let name = text.head(of: span.tokens)
      let relation = text.tokens[name].relation
      return relation == "flat" || relation == "appos" || relation == "nmod:desc" ? entity : nil
    }
    return nil
  }

  /// People called "he" in their chains are men.
  private mutating func learnGenders() {
    for chain in text.analysis.chains {
      var votes: [Vocabulary.Gender: Int] = [:]
      var people: Set<Int> = []
      for span in chain {
        let head = text.head(of: span.tokens)
        if Self.male.contains(text.keys[head]) { votes[.male, default: 0] += 1 }
        if Self.female.contains(text.keys[head]) { votes[.female, default: 0] += 1 }
        if let entity = named(span.tokens, head), entities[entity].label == .person { people.insert(entity) }
      }
      guard people.count == 1, let entity = people.first, entities[entity].gender == nil else { continue }
      let (men, women) = (votes[.male, default: 0], votes[.female, default: 0])
      if men > women { entities[entity].gender = .male }
      if women > men { entities[entity].gender = .female }
    }
  }

  /// True if a pronoun or description can mean an entity.
  private func agrees(_ run: Range<Int>, _ head: Int, _ entity: Int) -> Bool {
    let draft = entities[entity]
    let key = text.keys[head]
    if text.tokens[head].upos == .pron || text.tokens[head].upos == .det {
      if Self.speakers.contains(key) { return false }
      if Self.male.contains(key) { return draft.label == .person && draft.gender != .female }
      if Self.female.contains(key) { return draft.label == .person && draft.gender != .male }
      if Self.things.contains(key) { return draft.label != .person && draft.label != .role }
      return ["they", "them", "their", "themselves", "who", "whom", "whose", "which", "that", "this"].contains(key)
    }
    // Descriptions: definite ones, of the right kind.
    guard text.tokens[head].upos == .noun || text.tokens[head].upos == .propn else { return false }
    guard run.count <= 10, cover[head] < 0 else { return false }
    let first = text.keys[run.lowerBound]
    let isDefinite =
      ["the", "this", "that", "these", "those", "its", "his", "her", "their", "our"].contains(first)
      || text.child(of: head, "nmod:poss") != nil
    guard isDefinite, text.child(of: head, "cop") == nil else { return false }
    let isHuman = vocabulary.roleNouns[key] != nil || ["man", "woman", "person", "boy", "girl", "leader"].contains(key)
    let isPlural = text.tokens[head].xpos == "NNS"
    switch draft.label {
    case .person: return isHuman && !isPlural
    case .organization, .place:
      let kind =
        vocabulary.organizationKinds[key] != nil
        || [
          "company", "firm", "country", "nation", "city", "state", "region",
          "organization", "organisation", "body", "agency", "island", "province", "town", "newspaper",
        ].contains(key)
      return kind && !isHuman && !isPlural
    default: return !isHuman
    }
  }

  // MARK: Pronouns without a chain

  /// "he", "she", "his", "her" that no chain explains: the last subject of the right gender, of this sentence or the two
  /// before it; "its" is the body that its clause speaks of.
  private mutating func resolvePronouns() {
    for token in text.tokens.indices where text.tokens[token].upos == .pron && entityAtHead[token] == nil {
      let key = text.keys[token]
      if Self.male.contains(key) || Self.female.contains(key) {
        guard let entity = antecedent(of: token, Self.male.contains(key) ? .male : .female) else { continue }
        mention(entity, token..<token + 1, head: token, .pronoun)
      } else if key == "its", let entity = body(before: token) {
        mention(entity, token..<token + 1, head: token, .pronoun)
      }
    }
  }

  /// The person whom a pronoun most likely means, other than those in `excluded`.
  func antecedent(of pronoun: Int, _ gender: Vocabulary.Gender, besides excluded: Int? = nil) -> Int? {
    let sentence = text.sentenceOfToken[pronoun]
    let isPossessive = text.tokens[pronoun].relation == "nmod:poss"
    var best: (score: Int, entity: Int)?
    for distance in 0...3 where sentence - distance >= 0 {
      if let best, best.score >= 6 - 5 * distance { break }
      let tokens = text.analysis.sentences[sentence - distance].tokens
      for token in max(tokens.lowerBound, pronoun - 2000)..<max(tokens.upperBound, pronoun - 2000)
      where token < pronoun {
        guard let entity = person(at: token), mentionAtHead[token] != nil, entity != excluded else { continue }
        if let known = entities[entity].gender ?? entities[entity].person?.gender(vocabulary), known != gender {
          continue
        }
        // "Smith met him": subject and object of one verb are two people.
        if distance == 0, !isPossessive, text.tokens[token].head == text.tokens[pronoun].head { continue }
        var score = -5 * distance + weight(of: token)
        if entities[entity].gender == gender { score += 1 }
        // Who is spoken of inside a quotation is not who speaks around it.
        if quoteOfToken[token] != quoteOfToken[pronoun], quoteOfToken[token] >= 0 { score -= 4 }
        // Later mentions win over earlier ones of the same weight within a sentence.
        if best.map({ $0.score < score || $0.score == score && distance == 0 }) ?? true { best = (score, entity) }
      }
    }
    return best?.entity
  }

  /// How much a mention's place in its sentence makes it what is spoken of.
  private func weight(of token: Int) -> Int {
    switch text.relation(token) {
    case "nsubj":
      guard let verb = text.tokens[token].head else { return 5 }
      let relation = text.relation(verb)
      return relation == "root" || relation == "conj" || relation == "parataxis" ? 5 : 3
    case "root": return 4
    case "appos":
      // "His lawyer, X, stated": the apposition is as much a subject as its noun.
      return text.tokens[token].head.map { text.relation($0) == "nsubj" ? 5 : 2 } ?? 2
    case "obj", "obl", "conj": return 2
    case "nmod": return 1
    default: return 1
    }
  }

  /// The organization or place nearest before "its" in the sentence.
  private func body(before pronoun: Int) -> Int? {
    let first = max(text.sentence(of: pronoun).tokens.lowerBound, pronoun - 200)
    var token = pronoun - 1
    while token >= first {
      if let entity = entityAtHead[token], [.organization, .place].contains(entities[entity].label),
        ["nsubj", "obj", "conj", "root", "obl"].contains(String(text.relation(token)))
      {
        return entity
      }
      token -= 1
    }
    return nil
  }
}
