internal import Language

/// Brings role phrases and names together: "Senator X", "X, the head of Y,", "the head of Y, X,".
extension DocumentDraft {
  /// Finds the holder of each role phrase that stands at a name.
  ///
  /// - Complexity: O(roles).
  mutating func linkRoles() {
    var linkedBefore: [Int: Int] = [:]
    for (index, role) in roles.enumerated() { roleAtStart[role.phrase.lowerBound] = index }
    for index in roles.indices.reversed() {
      if linkFollowing(index) { continue }
      // "Chairman and CEO X": the first of two titles belongs to the same name, and both to the same body.
      guard let next = linkedBefore[roles[index].phrase.upperBound + 1] ?? following(index), roles[next].holder != nil,
        roles[next].link == "title", !roles[next].isDefinite,
        roles[next].phrase.lowerBound == roles[index].phrase.upperBound + 1
      else { continue }
      let joint = roles[index].phrase.upperBound
      guard text.keys[joint] == "and" || text.keys[joint] == "&" || text.keys[joint] == "/" else { continue }
      roles[index].holder = roles[next].holder
      roles[index].holderRun = roles[next].holderRun
      if roles[next].scope == nil, roles[next].owner == nil {
        roles[next].scope = roles[index].scope
        roles[next].scopeRun = roles[index].scopeRun
      } else if roles[index].scope == nil, roles[index].owner == nil {
        roles[index].scope = roles[next].scope
        roles[index].scopeRun = roles[next].scopeRun
      }
      linkedBefore[roles[index].phrase.lowerBound] = index
    }
    for index in roles.indices where roles[index].holder == nil { linkApposition(index) }
  }

  private func following(_ index: Int) -> Int? { index + 1 < roles.count ? index + 1 : nil }

  /// The person span that begins at a token, honorifics skipped.
  private func personSpan(at token: Int) -> NameSpan? {
    var token = token
    // A splitter may have cut "Rep." in two.
    if token > 0, token + 1 < text.tokens.count, text.tokens[token].form == ".", !text.tokens[token - 1].spaceAfter,
      text.keys[token - 1].utf8.count <= 4, vocabulary.titles[text.keys[token - 1]] != nil
    {
      token += 1
    }
    while token < text.tokens.count, cover[token] < 0, vocabulary.honorifics[text.keys[token]] != nil,
      text.isCapitalized(token)
    {
      token += 1
    }
    guard token < text.tokens.count, cover[token] >= 0 else { return nil }
    let span = spans[cover[token]]
    return span.label == .person && span.tokens.lowerBound == token && span.entity != nil ? span : nil
  }

  /// "Senator X": the name stands directly behind the title.
  private mutating func linkFollowing(_ index: Int) -> Bool {
    let end = roles[index].phrase.upperBound
    // Splitters take the full stop of "Rep." for the end of a sentence.
    guard end < text.tokens.count,
      text.sentenceOfToken[end] == text.sentenceOfToken[roles[index].head]
        || text.tokens[end - 1].form.hasSuffix(".") || text.keys[end - 1].utf8.count <= 4
    else { return false }
    guard let span = personSpan(at: end), !text.breaksLine(before: end) else {
      return linkThroughTitle(index)
    }
    // The tree may say that the name is another argument ("gave the president Smith's letter").
    let name = text.head(of: span.tokens)
    let relation = text.relation(name)
    let isTogether =
      text.sentenceOfToken[name] != text.sentenceOfToken[roles[index].head] || text.isBelow(name, roles[index].head)
      || text.isBelow(roles[index].head, name)
      || text.tokens[name].head == text.tokens[roles[index].head].head
    guard isTogether || roles[index].isOffice || relation == "appos" else { return false }
    link(index, to: span, "title")
    takeComplement(index, after: span)
    if roles[index].isPlural { linkConjuncts(index, after: span) }
    return true
  }

  /// "Premier X of Quebec", "Representative Y of Texas".
  private mutating func takeComplement(_ index: Int, after span: NameSpan) {
    let end = span.tokens.upperBound
    guard end + 1 < text.tokens.count, text.keys[end] == "of", roles[index].owner == nil else { return }
    let next = text.tokens[end + 1].upos == .det ? end + 2 : end + 1
    guard next < text.tokens.count, cover[next] >= 0, let place = spans[cover[next]].entity else { return }
    if spans[cover[next]].label == .organization, roles[index].scope == nil, roles[index].isOffice,
      entities[place].properties["kind"] != .string("party")
    {
      roles[index].scope = place
      roles[index].scopeRun = spans[cover[next]].tokens
    }
    guard spans[cover[next]].label == .place else { return }
    if ["Senator", "Representative"].contains(roles[index].title) {
      roles[index].constituency = place
      roles[index].constituencyRun = spans[cover[next]].tokens
    } else if roles[index].scope == nil, roles[index].isOffice {
      roles[index].scope = place
      roles[index].scopeRun = spans[cover[next]].tokens
    }
  }

  /// "President-elect and former senator X", "National Security Advisor Dr. X": another title stands between.
  private mutating func linkThroughTitle(_ index: Int) -> Bool {
    guard let next = following(index), roles[next].phrase.lowerBound == roles[index].phrase.upperBound,
      let holder = roles[next].holder, roles[next].link == "title", !roles[next].isDefinite
    else { return false }
    roles[index].holder = holder
    roles[index].holderRun = roles[next].holderRun
    // "Saudi leader King X" is king of the same country.
    if roles[next].scope == nil, roles[next].owner == nil, let scope = roles[index].scope,
      entities[scope].label == .place
    {
      roles[next].scope = scope
      roles[next].scopeRun = roles[index].scopeRun
    }
    return true
  }

  private mutating func linkConjuncts(_ index: Int, after span: NameSpan) {
    var token = span.tokens.upperBound
    var extra: [RoleMention] = []
    var isLast = false
    while !isLast, token + 1 < text.tokens.count, [",", "and", "&"].contains(text.keys[token]) {
      let next = text.keys[token + 1] == "and" ? token + 2 : token + 1
      isLast = text.keys[next - 1] == "and" || text.keys[next - 1] == "&"
      guard let other = personSpan(at: next) else { break }
      var role = roles[index]
      role.holder = other.entity
      role.holderRun = other.tokens
      extra.append(role)
      token = other.tokens.upperBound
    }
    // A list without "and" is none.
    if isLast { roles.append(contentsOf: extra) }
  }

  private mutating func link(_ index: Int, to span: NameSpan, _ rule: String) {
    // Nobody is his own aide: "Sessions' spokeswoman Sessions" is a misreading.
    guard span.entity != roles[index].scope || roles[index].scope == nil else { return }
    roles[index].holder = span.entity
    roles[index].holderRun = span.tokens
    roles[index].link = rule
  }

  // MARK: Appositions

  private mutating func linkApposition(_ index: Int) {
    let role = roles[index]
    guard !role.isPlural else { return }
    let sentence = text.sentence(of: role.head).tokens
    let end = role.phrase.upperBound
    // "the head of Y, X, said": a name follows the comma.
    if end + 1 < sentence.upperBound, isBreak(end),
      role.isDefinite || role.hasOwner || role.isOffice && !role.isIndefinite,
      let span = personSpan(at: end + 1) ?? titledSpan(at: end + 1), isApposition(role, span.tokens, named: true)
    {
      link(index, to: span, "apposition")
      return
    }
    // "X, the head of Y, said", "X — Y's head —", "X (the head of Y)".
    let begin = role.phrase.lowerBound
    if begin - 1 > sentence.lowerBound, isBreak(begin - 1), let span = personSpan(endingAt: begin - 1),
      isApposition(role, span.tokens, named: false)
    {
      link(index, to: span, "apposition")
      return
    }
    // Further titles after the first: "X, head of Y and former Z".
    if index > 0, roles[index - 1].link == "apposition", let run = roles[index - 1].holderRun,
      run.upperBound <= roles[index - 1].phrase.lowerBound, roles[index - 1].phrase.upperBound <= begin,
      text.sentenceOfToken[run.lowerBound] == text.sentenceOfToken[role.head]
    {
      let gap = roles[index - 1].phrase.upperBound..<begin
      let isJoint = gap.count <= 2 && gap.allSatisfy { [",", "and", ";"].contains(text.keys[$0]) } && !gap.isEmpty
      let isConjunct = text.relation(role.head) == "conj" && text.isBelow(role.head, roles[index - 1].head)
      if isConjunct || isJoint && (text.relation(role.head) != "nsubj") {
        roles[index].holder = roles[index - 1].holder
        roles[index].holderRun = run
        roles[index].link = "apposition"
      }
    }
  }

  /// "the president of the court, Judge X": another title stands before the name.
  private func titledSpan(at token: Int) -> NameSpan? {
    guard let index = roleAtStart[token], roles[index].link == "title", let run = roles[index].holderRun,
      run.lowerBound >= roles[index].phrase.upperBound
    else { return nil }
    return spans[cover[run.lowerBound]]
  }

  private func isBreak(_ token: Int) -> Bool {
    [",", "-", "--", "\u{2013}", "\u{2014}", "(", ":"].contains(text.keys[token])
  }

  /// The person span that ends before a token; an affix ("D-Vermont,") may stand between.
  private func personSpan(endingAt end: Int) -> NameSpan? {
    guard end > 0, cover[end - 1] >= 0 else { return nil }
    let span = spans[cover[end - 1]]
    return span.label == .person && span.tokens.upperBound == end && span.entity != nil ? span : nil
  }

  /// True if the tree, or else the punctuation, makes a title and a name one thing.
  private func isApposition(_ role: RoleMention, _ name: Range<Int>, named nameFollows: Bool) -> Bool {
    let title = role.head
    let head = text.head(of: name)
    for (a, b) in [(title, head), (head, title)] where text.tokens[a].head == b {
      let relation = text.relation(a)
      if relation == "appos" || relation == "parataxis" || relation == "list" || relation == "dep" || relation == "flat"
      {
        return true
      }
      if relation == "conj" { return false }
    }
    if text.relation(title) == "conj" || nameFollows && text.relation(head) == "conj" { return false }
    // Without the tree's word: the phrase must be closed off on both sides.
    let end = nameFollows ? name.upperBound : role.phrase.upperBound
    guard end < text.tokens.count else { return true }
    let closes = [",", ".", ")", ";", "-", "--", "\u{2013}", "\u{2014}", ":"].contains(text.keys[end])
    if nameFollows { return closes || text.tokens[end].upos == .verb || text.tokens[end].upos == .aux }
    // "X, president of Y, and Z" may be a list of people.
    guard closes else { return false }
    let isSubject = text.relation(title) == "nsubj"
    return !isSubject && (role.isDefinite || role.hasOwner || role.tenure != nil || role.isIndefinite || role.isOffice)
  }
}
