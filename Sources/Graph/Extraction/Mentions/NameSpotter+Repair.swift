internal import Language

/// What the rest of the document, and the words of the names, say about the spans.
extension NameSpotter {
  /// Joins a name that the recognizer cut in two, and places such as "Washington, D.C.".
  mutating func joinNeighbours() {
    spans.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    var joined: [NameSpan] = []
    for span in spans {
      guard let last = joined.last,
        text.sentenceOfToken[last.tokens.lowerBound] == text.sentenceOfToken[span.tokens.lowerBound]
      else {
        joined.append(span)
        continue
      }
      let run = last.tokens.lowerBound..<span.tokens.upperBound
      let touches = last.tokens.upperBound == span.tokens.lowerBound
      let isPerson = touches && last.label == .person && span.label == .person
      let isKnown = run.count <= 5 && last.label == .place && span.label == .place && vocabulary.names[key(run)] != nil
      if isPerson || isKnown {
        joined[joined.count - 1] = NameSpan(tokens: run, label: span.label, key: key(run), entity: nil)
      } else {
        joined.append(span)
      }
    }
    spans = joined
    recover()
  }

  mutating func recover() {
    cover = Array(repeating: -1, count: text.tokens.count)
    for (index, span) in spans.enumerated() {
      for token in span.tokens { cover[token] = index }
    }
  }

  /// Names that follow a title are people, whatever the recognizer thought of them.
  mutating func spotTitled() {
    var token = 0
    while token < text.tokens.count {
      let sentence = text.sentence(of: token).tokens
      let length =
        cover[token] < 0 && text.isCapitalized(token) ? titleLength(at: token, within: sentence.upperBound) : 0
      guard length > 0 else {
        token += 1
        continue
      }
      let begin = token + length
      takeAcronym(before: token, begin)
      token = begin
      guard begin < sentence.upperBound, isNamePart(begin) else { continue }
      let titleKey = text.keys[begin - 1]
      guard
        vocabulary.roleNouns[titleKey] != nil || vocabulary.titles[titleKey] != nil
          || vocabulary.honorifics[titleKey] != nil, text.tokens[begin - 1].spaceAfter || titleKey == "mr"
      else { continue }
      if cover[begin] >= 0 {
        let span = spans[cover[begin]]
        let isOffice = span.tokens.lowerBound == begin && span.label != .person && span.tokens.count <= 3
        if isOffice, vocabulary.names[span.key] == nil, vocabulary.kind(ofOrganization: span.key) == "other",
          vocabulary.honorifics[titleKey] != nil || span.tokens.count > 1
        {
          spans[cover[begin]].label = .person
        }
        continue
      }
      var end = begin + 1
      while end < sentence.upperBound, end - begin < 5, cover[end] < 0, isNamePart(end),
        text.relation(end) == "flat" || text.tokens[end].head == begin || text.tokens[begin].head == end
      {
        end += 1
      }
      if let run = cleaned(begin..<end, .person), vocabulary.demonyms[key(run)] == nil,
        titleLength(at: begin, within: end) == 0 || !isNameFollowing(end)
      {
        add(run, .person)
      }
      token = end
    }
  }

  /// "AIT Director Steve Young": capitals before a title and a name are a body.
  mutating func takeAcronym(before title: Int, _ name: Int) {
    let token = title - 1
    guard token >= text.sentence(of: title).tokens.lowerBound, cover[token] < 0, isNamePart(token),
      name < text.tokens.count, cover[name] >= 0 || isNamePart(name)
    else { return }
    let form = text.tokens[token].form
    guard (2...6).contains(form.utf8.count), form.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }),
      vocabulary.titles[text.keys[token]] == nil, vocabulary.names[text.keys[token]] == nil
    else { return }
    add(token..<title, .organization)
  }

  /// "Crown Prince Sultan": a title that nothing follows is the name.
  func isNameFollowing(_ end: Int) -> Bool {
    end >= text.tokens.count || cover[end] >= 0 || isNamePart(end) || text.keys[end] == "of"
  }

  func isNamePart(_ token: Int) -> Bool {
    text.tokens[token].upos == .propn && text.isCapitalized(token) && !isAddress(token)
  }

  /// Gives all spans of one name the label that most of them have.
  mutating func relabel() {
    var votes: [String: [NodeLabel: Int]] = [:]
    var surnames: [String: Int] = [:]
    for span in spans {
      votes[span.key, default: [:]][span.label, default: 0] += 2
      if span.label == .person, span.tokens.count > 1, let name = PersonName(span.key) {
        surnames[name.last, default: 0] += 1
      }
    }
    for index in spans.indices {
      if relabelByWords(index, surnames) { continue }
      let span = spans[index]
      if let known = vocabulary.names[span.key], span.label != .person || known.isCountry,
        span.tokens.count > 1 || span.label != .work
      {
        let isGiven = span.label == .person && surnames[span.key] != nil
        if !isGiven { spans[index].label = known.label }
        continue
      }
      guard var counts = votes[span.key] else { continue }
      // A family name that stands somewhere with its given name is a person's, unless a place preposition precedes.
      if surnames[span.key] != nil, !isLocative(span.tokens.lowerBound) { counts[.person, default: 0] += 5 }
      let best = counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
      if let best, best.value > counts[span.label, default: 0] { spans[index].label = best.key }
    }
  }

  /// What the words of a name themselves say: "Oslo Accords", "AG Sessions", "Piquet Sr.".
  mutating func relabelByWords(_ index: Int, _ surnames: [String: Int]) -> Bool {
    let span = spans[index]
    let words = span.key.split(separator: " ")
    // "Parti Souverain leader Marie Gagnon": no given name, and somebody else's position behind it.
    let after = span.tokens.upperBound
    if span.label == .person, words.count > 1, after + 1 < text.tokens.count, cover[after] < 0,
      vocabulary.roleNouns[text.keys[after]] != nil, !text.isCapitalized(after), cover[after + 1] >= 0,
      spans[cover[after + 1]].label == .person, let name = PersonName(span.key), let given = name.first,
      vocabulary.forenames[given] == nil, (surnames[name.last] ?? 0) < 2
    {
      spans[index].label = .organization
      return true
    }
    if span.label == .place, isStation(span.tokens) || isPaper(span) {
      spans[index].label = .organization
      return true
    }
    guard let first = words.first, let last = words.last, words.count > 1 else {
      // "Gartner analyst Phillip Redman": what stands before an occupation is where it is had.
      let next = span.tokens.upperBound
      if span.label == .person, surnames[span.key] == nil, next + 1 < text.tokens.count, cover[next] < 0,
        vocabulary.roleNouns[text.keys[next]] != nil, !text.isCapitalized(next), cover[next + 1] >= 0,
        spans[cover[next + 1]].label == .person
      {
        spans[index].label = .organization
        return true
      }
      return relabelWord(index, surnames)
    }
    if let label = vocabulary.nameParts[String(last)] ?? vocabulary.nameParts["^" + first], span.label != .person,
      label != .event || span.label != .work
    {
      spans[index].label = label
      return true
    }
    guard span.label != .person else { return false }
    if let name = PersonName(span.key), name.generation != nil, surnames[name.last] != nil {
      spans[index].label = .person
      return true
    }
    let title = titleLength(at: span.tokens.lowerBound, within: span.tokens.upperBound - 1)
    if title > 0, title < span.tokens.count {
      let rest = span.tokens.lowerBound + title..<span.tokens.upperBound
      if let name = PersonName(key(rest)), surnames[name.last] != nil {
        for token in span.tokens.lowerBound..<rest.lowerBound { cover[token] = -1 }
        spans[index] = NameSpan(tokens: rest, label: .person, key: key(rest), entity: nil)
        return true
      }
    }
    return false
  }

  /// "(KXYZ)" behind a dateline.
  func isStation(_ run: Range<Int>) -> Bool {
    let token = run.lowerBound
    guard run.count == 1, token > 0, token + 1 < text.tokens.count, text.tokens[token - 1].form == "(",
      text.tokens[token + 1].form == ")", vocabulary.states[text.keys[token]] == nil,
      vocabulary.names[text.keys[token]] == nil
    else { return false }
    return (3...6).contains(text.tokens[token].form.utf8.count)
      && !text.tokens[token].form.contains(where: \.isLowercase)
  }

  /// "told The Oregonian": an article in capitals inside a sentence belongs to a newspaper.
  func isPaper(_ span: NameSpan) -> Bool {
    let before = span.tokens.lowerBound - 1
    guard before > text.sentence(of: span.tokens.lowerBound).tokens.lowerBound, text.tokens[before].form == "The",
      text.tokens[before - 1].upos != .punct
    else { return false }
    return vocabulary.names[span.key] == nil && vocabulary.states[span.key] == nil
      && vocabulary.metonyms[span.key] == nil
      && vocabulary.nameParts[span.key.split(separator: " ").last.map(String.init) ?? ""] == nil
  }

  /// A person of one word that is none: "MAS", "to Washington".
  mutating func relabelWord(_ index: Int, _ surnames: [String: Int]) -> Bool {
    let span = spans[index]
    guard span.label == .person, span.tokens.count == 1, surnames[span.key] == nil else { return false }
    let token = span.tokens.lowerBound
    let form = text.tokens[token].form
    if (2...5).contains(form.utf8.count), form.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) {
      let around = text.sentence(of: token).tokens
      let shouting = around.count {
        text.tokens[$0].form.utf8.count > 3 && !text.tokens[$0].form.contains(where: \.isLowercase)
      }
      if shouting < 4 {
        spans[index].label = .organization
        return true
      }
    }
    let isSeat = vocabulary.metonyms[span.key] != nil || vocabulary.isPlace(span.key)
    let isTitled =
      token > 0
      && (vocabulary.honorifics[text.keys[token - 1]] != nil || vocabulary.roleNouns[text.keys[token - 1]] != nil)
    if vocabulary.metonyms[span.key] != nil, !isTitled {
      spans[index].label = .place
      return true
    }
    if isSeat, isLocative(token) || token > 0 && text.keys[token - 1] == "to" {
      spans[index].label = .place
      return true
    }
    return false
  }

  func isLocative(_ token: Int) -> Bool {
    guard token > 0 else { return false }
    return ["in", "at", "near", "from", "into"].contains(text.keys[token - 1])
  }

  /// "— Jane Doe (@jane)": who signs a post is a person.
  mutating func spotSignatures() {
    for token in text.tokens.indices where ["\u{2014}", "\u{2013}", "-", "--"].contains(text.tokens[token].form) {
      var first = token + 1
      if first < text.tokens.count { first += titleLength(at: first, within: min(text.tokens.count, first + 6)) }
      if first < text.tokens.count, text.tokens[first].form == "." { first += 1 }
      var end = first
      while end < text.tokens.count, end - first < 5, cover[end] < 0, text.isCapitalized(end),
        text.tokens[end].upos != .punct
      { end += 1 }
      guard end > first + 1, end + 1 < text.tokens.count, text.tokens[end].form == "(",
        text.tokens[end + 1].form.hasPrefix("@")
      else { continue }
      add(first..<end, .person)
    }
  }

  /// "the Clean Rivers Act": capitals that end in the word for a law or a treaty.
  mutating func spotWorks() {
    for token in text.tokens.indices where cover[token] < 0 && text.isCapitalized(token) {
      guard vocabulary.nameParts[text.keys[token]] == .work, text.tokens[token].upos != .verb else { continue }
      let sentence = text.sentence(of: token).tokens
      var first = token
      while first > sentence.lowerBound, cover[first - 1] < 0,
        text.isCapitalized(first - 1) || ["of", "and", "for", "to"].contains(text.keys[first - 1])
      {
        first -= 1
      }
      while first < token, !text.isCapitalized(first) || first == sentence.lowerBound || text.tokens[first].upos == .det
      { first += 1 }
      if first < token { add(first..<token + 1, .work) }
    }
  }

  /// Finds further occurrences of names that the document has elsewhere, and of names that everybody knows.
  mutating func spotKnown() {
    var known: [String: NodeLabel] = [:]
    var longest = 3
    for span in spans where span.label != .work && span.label != .event {
      known[span.key] = span.label
      longest = max(longest, span.tokens.count)
      if span.label == .person, span.tokens.count > 1, let name = PersonName(span.key) { known[name.last] = .person }
    }
    longest = min(longest, 8)
    spotHashtags(known)
    for token in text.tokens.indices where cover[token] < 0 && isNamePart(token) && !isAddress(token) {
      let end = min(text.sentence(of: token).tokens.upperBound, token + longest)
      guard end > token else { continue }
      for stop in stride(from: end, to: token, by: -1) where (token..<stop).allSatisfy({ cover[$0] < 0 }) {
        let key = key(token..<stop)
        let shouts = text.tokens[token].form.allSatisfy { !$0.isLowercase }
        let everybody = vocabulary.names[key].flatMap { key.utf8.count > 4 || shouts ? $0.label : nil }
        guard let label = known[key] ?? everybody, key.utf8.count > 1,
          label != .organization || stop - token > 1 || shouts || known[key] != nil
        else { continue }
        add(token..<stop, label)
        break
      }
    }
  }

  /// "#Sessions should resign": a hashtag that is the name of somebody in the document.
  mutating func spotHashtags(_ known: [String: NodeLabel]) {
    for token in text.tokens.indices where cover[token] < 0 {
      let form = text.tokens[token].form
      let isJoined = token > 0 && text.tokens[token - 1].form == "#" && !text.tokens[token - 1].spaceAfter
      guard form.hasPrefix("#") && form.utf8.count > 3 || isJoined else { continue }
      let key = form.hasPrefix("#") ? String(text.keys[token].dropFirst()) : text.keys[token]
      guard known[key] == .person else { continue }
      cover[token] = spans.count
      spans.append(NameSpan(tokens: token..<token + 1, label: .person, key: key, entity: nil))
    }
  }
}
