internal import Language

/// Looks for the speaker of a quotation in the words around it.
struct SpeakerFinder {
  /// What was found: a reporting verb, and who is its subject, where the document identifies that.
  struct Found {
    var speaker: Int?
    var cue: Int
  }

  let draft: DocumentDraft
  let paragraphs: [Int]
  private var text: AnalyzedText { draft.text }

  /// For each token of a title at a name: its role phrase.
  private let roleOfToken: [Int: Int]

  /// - Complexity: O(tokens of the role phrases).
  init(draft: DocumentDraft, paragraphs: [Int]) {
    self.draft = draft
    self.paragraphs = paragraphs
    var roleOfToken: [Int: Int] = [:]
    for (index, role) in draft.roles.enumerated() where role.holderRun != nil {
      guard case .role = role.relation else { continue }
      for token in role.phrase where role.scopeRun?.contains(token) != true || token == role.head {
        if roleOfToken[token] == nil { roleOfToken[token] = index }
      }
    }
    self.roleOfToken = roleOfToken
  }

  /// "…," X said. "…," said X.
  func after(_ run: Range<Int>, until ceiling: Int) -> Found? {
    let close = run.upperBound
    guard close < text.tokens.count, paragraphs[close] == paragraphs[run.lowerBound] else { return nil }
    var limit = min(ceiling, text.tokens.count)
    // The words must stand in the sentence that the quotation ends in, or in one that begins right behind it.
    let first = min(close + 1, text.tokens.count - 1)
    let sentences = [text.sentence(of: close).tokens, text.sentence(of: first).tokens]
    let endsSentence = [".", "!", "?"].contains(text.tokens[run.upperBound - 1].form)
    limit = min(
      limit,
      sentences[1].lowerBound <= close || !text.isCapitalized(first) || !endsSentence
        ? sentences[1].upperBound : sentences[0].upperBound)
    let isSameSentence = sentences[1].lowerBound <= run.upperBound - 1 || sentences[1].lowerBound <= close
    if endsSentence, !isSameSentence, text.isCapitalized(first) {
      // “….” Valeska Paris: a bare name signs.
      if let found = signature(after: close) { return found }
      return nil
    }
    if let found = signature(after: close) { return found }
    guard first < limit else { return nil }
    return cue(in: first..<limit, nearest: first, besides: run)
  }

  /// X said: "…". Of this, he said that "…".
  func before(_ run: Range<Int>, from floor: Int) -> Found? {
    let open = run.lowerBound - 1
    guard open >= 0 else { return nil }
    var start = min(text.sentence(of: min(run.lowerBound, text.tokens.count - 1)).tokens.lowerBound, open)
    start = min(start, text.sentence(of: open).tokens.lowerBound)
    // A sentence that ends in a colon before the mark is one with the quotation.
    if start == open || start == run.lowerBound, open > 0,
      text.tokens[open - 1].form == ":" || text.tokens[open - 1].form == ","
    {
      guard paragraphs[open - 1] == paragraphs[run.lowerBound] else { return nil }
      start = text.sentence(of: open - 1).tokens.lowerBound
    }
    start = max(start, floor)
    guard start < open else { return nil }
    return cue(in: start..<open, nearest: open, besides: run)
  }

  /// The reporting verb nearest to a token, with its subject.
  private func cue(in range: Range<Int>, nearest anchor: Int, besides quotation: Range<Int> = 0..<0) -> Found? {
    var best: (distance: Int, found: Found)?
    for token in range {
      guard let found = reporting(token, in: range, besides: quotation) else { continue }
      let distance = abs(token - anchor)
      let rank = (found.speaker == nil ? 0 : 1, -distance)
      if let current = best, (current.found.speaker == nil ? 0 : 1, -current.distance) >= rank { continue }
      best = (distance, found)
    }
    return best?.found
  }

  /// A verb of saying, or "according to".
  private func reporting(_ token: Int, in range: Range<Int>, besides quotation: Range<Int> = 0..<0) -> Found? {
    if text.keys[token] == "according", token + 1 < text.tokens.count, text.keys[token + 1] == "to" {
      guard let source = text.tokens[token].head else { return nil }
      return Found(speaker: entity(at: source) ?? name(in: token + 2..<min(token + 8, text.tokens.count)), cue: token)
    }
    guard text.tokens[token].upos == .verb || text.tokens[token].upos == .noun && text.keys[token] == "statement",
      draft.vocabulary.reportingVerbs.contains(text.tokens[token].lemma.lowercased()) || isStatementVerb(token)
    else { return nil }
    // A subject inside the quotation is a misreading of the tree.
    if let subject = subject(of: token), !quotation.contains(subject) {
      return Found(speaker: entity(at: subject) ?? fallback(subject, token), cue: token)
    }
    // Without a subject in the tree: the name that touches the verb.
    for neighbour in [token + 1, token - 1] where range.contains(neighbour) {
      if draft.cover[neighbour] >= 0, !quotation.contains(neighbour),
        let entity = draft.spans[draft.cover[neighbour]].entity
      {
        return Found(speaker: entity, cue: token)
      }
    }
    if range.contains(token + 1), let index = draft.roleAtStart[token + 1], let holder = draft.roles[index].holder {
      return Found(speaker: holder, cue: token)
    }
    return nil
  }

  /// "released the following statement", "issued a statement", "told reporters".
  private func isStatementVerb(_ token: Int) -> Bool {
    guard let object = text.child(of: token, "obj") else { return false }
    return ["statement", "message", "remark", "remarks", "comment", "letter", "duties", "response"].contains(
      text.keys[object])
      && ["release", "issue", "make", "send", "write", "publish", "post", "give", "outline", "put"].contains(
        text.tokens[token].lemma)
  }

  /// The subject of a verb, borrowed from the verb that it continues where it has none.
  func subject(of verb: Int) -> Int? {
    var verb = verb
    for _ in 0..<4 {
      if let subject = text.child(of: verb, "nsubj") { return subject }
      if text.child(of: verb, "nsubj:pass") != nil { return text.child(of: verb, "obl:agent") }
      guard ["conj", "xcomp", "advcl", "acl"].contains(String(text.relation(verb))), let head = text.tokens[verb].head
      else { return nil }
      if text.relation(verb) == "acl", text.tokens[head].upos != .verb { return head }
      verb = head
    }
    return nil
  }

  /// The entity that a subject names or stands for.
  func entity(at head: Int) -> Int? {
    if let index = roleOfToken[head], let holder = draft.roles[index].holder {
      return holder
    }
    if let entity = draft.entityAtHead[head], draft.entities[entity].label != .role { return speakable(entity) }
    if draft.cover[head] >= 0, let entity = draft.spans[draft.cover[head]].entity { return speakable(entity) }
    // "Trump's spokeswoman X": the name hangs on the title.
    for child in text.children(of: head)
    where ["appos", "flat", "nmod", "compound"].contains(String(text.relation(child))) {
      if text.tokens[child].relation == "nmod:poss" || text.child(of: child, "case") != nil { continue }
      if draft.cover[child] >= 0, let entity = draft.spans[draft.cover[child]].entity,
        draft.entities[entity].label == .person
      {
        return entity
      }
    }
    return nil
  }

  private func speakable(_ entity: Int) -> Int? {
    switch draft.entities[entity].label {
    case .person, .organization, .place: return entity
    default: return nil
    }
  }

  /// A pronoun that nothing explains is the last person who was a subject.
  private func fallback(_ subject: Int, _ cue: Int) -> Int? {
    let key = text.keys[subject]
    guard ["he", "she", "who"].contains(key) || key.hasSuffix("-old") || key == "old" else { return nil }
    // Who is named inside the quotation does not speak it.
    var token = text.sentence(of: subject).tokens.lowerBound - 1
    while token >= 0, text.sentenceOfToken[subject] - text.sentenceOfToken[token] <= 3 {
      if let person = draft.person(at: token), text.relation(token) == "nsubj" { return person }
      token -= 1
    }
    return nil
  }

  private func name(in range: Range<Int>) -> Int? {
    guard let token = range.first(where: { draft.cover[$0] >= 0 }) else { return nil }
    return draft.spans[draft.cover[token]].entity
  }

  // MARK: Around

  /// A name alone behind the closing mark.
  private func signature(after close: Int) -> Found? {
    var token = close + 1
    while token < text.tokens.count, ["-", "--", "\u{2013}", "\u{2014}"].contains(text.tokens[token].form) {
      token += 1
    }
    while token < text.tokens.count, draft.cover[token] < 0, draft.vocabulary.titles[text.keys[token]] != nil {
      token += 1
    }
    guard token < text.tokens.count, paragraphs[token] == paragraphs[close], draft.cover[token] >= 0 else { return nil }
    let span = draft.spans[draft.cover[token]]
    let end = span.tokens.upperBound
    guard span.label == .person, span.tokens.lowerBound == token, let entity = span.entity else { return nil }
    guard end >= text.tokens.count || paragraphs[end] != paragraphs[close] || text.breaksLine(before: end) else {
      return nil
    }
    return Found(speaker: entity, cue: close)
  }

  /// True if nothing but the quotation stands in its paragraph.
  func fillsParagraph(_ run: Range<Int>) -> Bool {
    let paragraph = paragraphs[run.lowerBound]
    let before = run.lowerBound - 2
    if before >= 0, paragraphs[before] == paragraph { return false }
    let after = run.upperBound + 1
    return after >= text.tokens.count || paragraphs[after] != paragraph
  }

  /// True if a quotation is no part of a sentence of the document's own voice.
  func isOwnSentence(_ run: Range<Int>) -> Bool {
    let before = run.lowerBound - 2
    guard before >= 0, paragraphs[before] == paragraphs[run.lowerBound] else { return true }
    return [".", "!", "?", ",", ":", "\u{201D}", "\""].contains(text.tokens[before].form)
  }

  /// True if the sentence before ends in a colon.
  func isIntroduced(_ first: Int) -> Bool {
    let before = first - 2
    return before >= 0 && text.tokens[before].form == ":"
  }

  /// The speaker whom the sentence before a quotation announces.
  func announcement(before first: Int) -> Found? {
    var token = first - 1
    while token >= 0, text.tokens[token].upos == .punct, text.tokens[token].form != ":" { token -= 1 }
    guard token >= 0, paragraphs[first] - paragraphs[token] <= 1 else { return nil }
    let sentence = text.sentence(of: token).tokens
    let isColon = text.tokens[token].form == ":"
    let isStatement = sentence.contains { isStatementVerb($0) }
    guard isColon || isStatement else {
      // The paragraph before speaks of one person who said something.
      guard paragraphs[first] != paragraphs[token] else { return nil }
      return cue(in: sentence, nearest: token).flatMap { $0.speaker == nil ? nil : $0 }
    }
    if let found = cue(in: sentence, nearest: token), found.speaker != nil { return found }
    // No reporting verb: the subject of the main clause.
    guard let root = sentence.first(where: { text.tokens[$0].head == nil }), let subject = subject(of: root),
      let entity = entity(at: subject)
    else { return nil }
    return Found(speaker: entity, cue: root)
  }

  /// A reporting verb anywhere in the sentences that the quotation touches, or in the one before it in its paragraph.
  func inParagraph(_ run: Range<Int>) -> Found? {
    let sentence = text.sentence(of: run.lowerBound).tokens
    let outside = sentence.filter { !run.contains($0) }
    var best: Found?
    for token in outside {
      if let found = reporting(token, in: sentence), found.speaker != nil { best = found }
    }
    if let best { return best }
    let previous = text.sentenceOfToken[run.lowerBound] - 1
    guard previous >= 0 else { return nil }
    let tokens = text.analysis.sentences[previous].tokens
    guard let last = tokens.last, paragraphs[last] == paragraphs[run.lowerBound], last < run.lowerBound else {
      return nil
    }
    guard let found = cue(in: tokens, nearest: last), found.speaker != nil else { return nil }
    return found
  }
}
