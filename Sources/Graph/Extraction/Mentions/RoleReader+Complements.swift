internal import Language

/// What stands behind a title: "of the bank", "for foreign affairs", "to France".
extension RoleReader {
  func readRight(_ role: inout RoleMention, in sentence: Range<Int>, _ draft: inout DocumentDraft) {
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
    while token + 1 < sentence.upperBound,
      ["of", "for", "to", "at", "with", "from", "in", "on"].contains(text.keys[token])
    {
      let preposition = text.keys[token]
      // The complement must hang on the title, where the tree says anything.
      guard attaches(token, to: role) else { return }
      var next = token + 1
      while next < sentence.upperBound, text.tokens[next].upos == .det || isModifier(next) && cover[next] < 0 {
        next += 1
      }
      guard next < sentence.upperBound else { return }
      if cover[next] >= 0, let entity = spans[cover[next]].entity, spans[cover[next]].tokens.lowerBound == next {
        let span = spans[cover[next]]
        let end = span.tokens.upperBound
        // "of Trump's campaign": the owner is not the body.
        if end < sentence.upperBound,
          text.keys[end] == "'s" || text.keys[end] == "'" || text.tokens[end].upos == .noun && preposition != "in"
        {
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
        let isBody =
          preposition == "of" || (preposition == "for" && span.label != .place) || preposition == "at"
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

  func isModifier(_ token: Int) -> Bool { text.tokens[token].upos == .adj && text.keys[token] != "former" }

  func nounHead(_ token: Int, in sentence: Range<Int>) -> Int {
    var token = token
    while token + 1 < sentence.upperBound, cover[token + 1] < 0, text.tokens[token + 1].upos == .noun { token += 1 }
    return token
  }

  func attaches(_ preposition: Int, to role: RoleMention) -> Bool {
    guard let noun = text.tokens[preposition].head else { return true }
    guard text.keys[preposition] != "of" else { return true }
    guard let governor = text.tokens[noun].head else { return false }
    return role.phrase.contains(governor) || text.isBelow(governor, role.head)
  }

  func isField(_ token: Int, of role: RoleMention) -> Bool {
    guard cover[token] < 0, isFieldWord(token), vocabulary.bodyNouns[text.keys[token]] == nil else { return false }
    let isCapital = text.isCapitalized(role.head) && text.isCapitalized(token)
    return isCapital || Self.fieldNouns.contains(titleKey(role.head))
      || !isPlural(token) && text.tokens[token].upos == .noun
  }

  func isFieldName(_ span: NameSpan, of role: RoleMention) -> Bool {
    ["minister", "undersecretary", "secretary", "commissioner"].contains(titleKey(role.head)) && span.label != .place
      && span.label != .person && vocabulary.kind(ofOrganization: span.key) == "other"
      && text.tokens[span.tokens.lowerBound].form.contains(where: \.isLowercase) && vocabulary.names[span.key] == nil
  }

  func isFieldWord(_ token: Int) -> Bool {
    let tag = text.tokens[token].upos
    if tag == .adj || tag == .noun { return true }
    if tag == .propn { return text.isCapitalized(token) }
    return tag == .cconj && token + 1 < text.tokens.count && cover[token + 1] < 0 && isFieldWord(token + 1)
      && text.tokens[token + 1].upos == .noun && vocabulary.roleNouns[text.keys[token + 1]] == nil
  }
}
