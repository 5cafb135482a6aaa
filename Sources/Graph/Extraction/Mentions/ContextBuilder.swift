package import Language

/// Reads who and what a document speaks of, who speaks in it, and when things happened.
///
/// The phases run in a fixed order, each on what the ones before it found: names, roles at names, party affixes,
/// descriptions, coreference, roles, quotations, times.
package struct ContextBuilder: Sendable {
  private let vocabulary: Vocabulary

  /// Creates a builder.
  package init(vocabulary: Vocabulary = .standard) { self.vocabulary = vocabulary }

  /// Fills the context of a document.
  ///
  /// - Parameters:
  ///   - analysis: What the language pipeline found in `text`.
  ///   - text: The untouched text.
  ///   - date: The date of the document, against which relative dates are resolved.
  ///   - blocks: How the text is built; without blocks, headings and bylines are told by their look.
  /// - Returns: The context, with every entity that has a mention.
  /// - Complexity: O(bytes + tokens + names × entities).
  package func context(
    for analysis: Analysis, text: String, date: PartialDate? = nil, blocks: [TextBlock] = []
  ) -> DocumentContext {
    let table = AnalyzedText(analysis, text: text)
    var draft = DocumentDraft(table, vocabulary)
    draft.isProse = ProseFinder(text: table, blocks: blocks).isProse()
    draft.quoteOfToken = Array(repeating: -1, count: analysis.tokens.count)
    for (index, run) in QuotationMarks(table).runs().enumerated() where !run.isNested {
      for token in run.tokens { draft.quoteOfToken[token] = index }
    }
    draft.clusterNames()
    draft.readAliases()
    draft.readDemonyms()
    draft.readBodies()
    draft.readDatedEvents()
    draft.roles = RoleReader.roles(in: &draft)
    draft.readAffixes()
    draft.linkRoles()
    draft.resolveDescriptions()
    draft.resolveChains()
    draft.settleRoles()
    draft.claimRoles()
    draft.readMemberships()
    draft.crownHeads()
    let quotations = draft.findQuotations()
    draft.openSpeech(quotations)
    var (context, new) = draft.context(text: text, date: date)
    context.quotations = quotations.map { quotation in
      var quotation = quotation
      quotation.speaker = quotation.speaker.flatMap { new[$0] }
      return quotation
    }
    context.times = TimeReader.times(in: table, date: date)
    return context
  }
}

extension DocumentDraft {
  /// The word that heads a title with a name stands for the person, whatever the tree made of the phrase.
  mutating func crownHeads() {
    for role in roles where role.link == "title" {
      guard let holder = role.holder, let run = role.holderRun, role.phrase.upperBound <= run.lowerBound else {
        continue
      }
      let whole = role.phrase.lowerBound..<run.upperBound
      let head = text.head(of: whole)
      if role.scopeRun?.contains(head) == true, role.scopeRun != role.core.first.map({ $0..<$0 + 1 }) { continue }
      entityAtHead[head] = holder
      if mentionAtHead[head] == nil || !run.contains(head) { mentionAtHead[head] = run }
    }
  }

  /// What somebody says is running text, and so are the label before it and the signature behind it, whatever they look
  /// like.
  mutating func openSpeech(_ quotations: [DocumentContext.Quotation]) {
    for quotation in quotations where quotation.speaker != nil && !quotation.tokens.isEmpty {
      for token in [quotation.tokens.lowerBound - 1, quotation.tokens.upperBound]
      where text.tokens.indices.contains(token) {
        guard !text.breaksLine(before: max(token, quotation.tokens.lowerBound)) || token < quotation.tokens.lowerBound
        else { continue }
        isProse[text.sentenceOfToken[token]] = true
      }
      for token in quotation.tokens { isProse[text.sentenceOfToken[token]] = true }
    }
  }

  /// The places that adjectives name: "Israeli", "Russian".
  mutating func readDemonyms() {
    for token in text.tokens.indices where cover[token] < 0 {
      let tag = text.tokens[token].upos
      // "African-American" and "Moroccan-born" tell where somebody comes from, and name no party to a fact.
      let isHyphenated =
        token + 1 < text.tokens.count && text.tokens[token + 1].form == "-" && !text.tokens[token].spaceAfter
        || token > 0 && text.tokens[token - 1].form == "-" && !text.tokens[token - 1].spaceAfter
      guard !isHyphenated, tag == .adj || tag == .propn, text.tokens[token].xpos != "NNPS", text.isCapitalized(token),
        let name = vocabulary.place(ofDemonym: text.keys[token]), vocabulary.demonyms[text.keys[token]] != nil,
        ["amod", "compound", "conj", "nmod"].contains(String(text.relation(token)))
      else { continue }
      let entity = place(named: name)
      entities[entity].forms.insert(text.tokens[token].form)
      mention(entity, token..<token + 1, head: token, .nominal)
    }
  }

  /// The context, with the entities ordered by first mention and those dropped that nothing mentions.
  func context(text source: String, date: PartialDate?) -> (DocumentContext, [Int: Int]) {
    var isUsed = entities.map { !$0.mentions.isEmpty }
    for claim in claims {
      isUsed[claim.subject] = true
      isUsed[claim.object] = true
    }
    for (index, entity) in entities.enumerated() where isUsed[index] {
      if let scope = entity.scope { isUsed[scope] = true }
    }
    let order = entities.indices.filter { isUsed[$0] }.sorted { a, b in
      let first = entities[a].mentions.map(\.range.lowerBound).min() ?? Int.max
      let second = entities[b].mentions.map(\.range.lowerBound).min() ?? Int.max
      return (first, a) < (second, b)
    }
    var new: [Int: Int] = [:]
    for (index, old) in order.enumerated() { new[old] = index }
    let moved = claims.compactMap { claim -> Claim? in
      guard let subject = new[claim.subject], let object = new[claim.object] else { return nil }
      guard isProse.indices.contains(claim.evidence.sentence), isProse[claim.evidence.sentence] else { return nil }
      var claim = claim
      (claim.subject, claim.object) = (subject, object)
      claim.attribution = claim.attribution.compactMap { new[$0] }
      return claim
    }
    let context = DocumentContext(
      analysis: text.analysis, text: source, date: date, vocabulary: vocabulary, entities: order.map { local($0, new) },
      entityAtHead: entityAtHead.compactMapValues { new[$0] }, mentionAtHead: mentionAtHead,
      roleAtHead: roleAtHead.compactMapValues { new[$0] },
      nounPhraseClaims: distinct(moved).sorted { $0.evidence.sentence < $1.evidence.sentence }, isProse: isProse)
    return (context, new)
  }

  /// The claims without repetitions in one sentence.
  private func distinct(_ claims: [Claim]) -> [Claim] {
    struct Identity: Hashable {
      var type: String
      var subject: Int
      var object: Int
      var sentence: Int
    }
    var seen: Set<Identity> = []
    return claims.filter {
      seen.insert(Identity(type: $0.type, subject: $0.subject, object: $0.object, sentence: $0.evidence.sentence))
        .inserted
    }
  }

  private func local(_ index: Int, _ new: [Int: Int]) -> LocalEntity {
    let draft = entities[index]
    var properties = draft.properties
    if draft.label == .person, let gender = draft.gender ?? draft.person?.gender(vocabulary) {
      properties["gender"] = .string(gender.rawValue)
    }
    return LocalEntity(
      label: draft.label, name: draft.name, aliases: draft.forms.subtracting([draft.name]).sorted(),
      properties: properties,
      scope: draft.scope.flatMap { new[$0] },
      mentions: draft.mentions.sorted {
        ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
      })
  }
}
