internal import Language

/// The recognizer's spans, cleaned of titles, articles and punctuation, cut and made longer where that is due.
extension NameSpotter {
  mutating func take(_ run: Range<Int>, _ label: NodeLabel) {
    let run = run.clamped(to: 0..<text.tokens.count)
    guard !run.isEmpty, !run.contains(where: { isAddress($0) }) else { return }
    // "UK's Conservative Party" is two names, and so is "Shaath — Fatah".
    if let cut = run.dropFirst().dropLast().first(where: { isCut($0, run, label) }) {
      take(run.lowerBound..<cut, label == .organization && text.keys[cut] == "'s" ? .place : label)
      take(cut + 1..<run.upperBound, label == .person ? .organization : text.keys[cut] == "in" ? .place : label)
      return
    }
    // "Undersecretary for Education Mr. X" taken as one name.
    if label != .person, let mark = run.dropFirst().first(where: { ["mr", "mrs", "ms", "dr"].contains(text.keys[$0]) })
    {
      take(mark..<run.upperBound, .person)
      return
    }
    guard var clean = cleaned(run, label) else { return }
    if label != .person, label != .work, let kept = withoutTitle(clean) {
      if kept.isEmpty { return }
      clean = kept
    }
    let name = OrganizationName.plain(key(clean))
    guard !vocabulary.notNames.contains(name), name.utf8.count > 1 else { return }
    if clean.count == 1, label != .place || name.hasSuffix("s"), vocabulary.place(ofDemonym: name) != nil,
      vocabulary.names[name] == nil
    {
      return
    }
    // "NZ$26 million" names no country.
    if clean.upperBound < text.tokens.count, text.tokens[clean.upperBound].form.hasPrefix("$"),
      !text.tokens[clean.upperBound - 1].spaceAfter
    {
      return
    }
    // A lower-case word is a name only where the recognizer saw several of them ("department of justice").
    // "US February" is no event.
    if label == .event, let last = clean.last, TimeReader.months[text.keys[last]] != nil || Int(text.keys[last]) != nil
    {
      return
    }
    let hasCapital = clean.contains { text.isCapitalized($0) || text.tokens[$0].form.contains(where: \.isUppercase) }
    guard hasCapital || (label == .organization && clean.count > 1) else { return }
    add(extended(clean, label), label)
  }

  func isCut(_ token: Int, _ run: Range<Int>, _ label: NodeLabel) -> Bool {
    let key = text.keys[token]
    // "Institute of Physics in Oslo" is a body and a place.
    if key == "in", label == .organization || label == .place || label == .event, text.tokens[token].upos == .adp {
      return true
    }
    if key == "\u{2014}" || key == "--" || key == "\u{2013}" && text.tokens[token].spaceAfter { return true }
    guard label == .organization, key == "'s" else { return false }
    return vocabulary.isPlace(self.key(run.lowerBound..<token))
  }

  /// What is left of a name that consists of a title, or of a country and a title; `nil` if it is none.
  func withoutTitle(_ run: Range<Int>) -> Range<Int>? {
    for begin in run where vocabulary.titles[run[begin...].map { text.keys[$0] }.joined(separator: " ")] != nil {
      if begin == run.lowerBound { return run.count > 1 || !text.keys[begin].contains("house") ? begin..<begin : nil }
      return vocabulary.isPlace(key(run.lowerBound..<begin)) ? run.lowerBound..<begin : nil
    }
    return nil
  }

  /// Takes in what belongs to a name and that the recognizer left out: "Tucheng" + "jail", "Ma" + "Ying-jeou".
  func extended(_ run: Range<Int>, _ label: NodeLabel) -> Range<Int> {
    var run = run
    let sentence = text.sentence(of: run.lowerBound).tokens
    if label == .place, run.upperBound < sentence.upperBound, cover[run.upperBound] < 0,
      vocabulary.nameParts[text.keys[run.upperBound]] == .place, text.tokens[run.upperBound].upos != .verb,
      text.isBelow(run.lowerBound, run.upperBound) || text.isCapitalized(run.upperBound)
    {
      run = run.lowerBound..<run.upperBound + 1
    }
    let before = run.lowerBound - 1
    if label == .person, run.count == 1, before >= sentence.lowerBound, cover[before] < 0,
      text.tokens[before].upos == .propn,
      text.isCapitalized(before), text.tokens[before].spaceAfter, titleLength(at: before, within: run.upperBound) == 0,
      !vocabulary.notNames.contains(text.keys[before]), vocabulary.place(ofDemonym: text.keys[before]) == nil,
      vocabulary.parties[text.keys[before]] == nil,
      text.tokens[before].head == run.lowerBound || text.tokens[run.lowerBound].head == before,
      ["flat", "compound"].contains(String(text.relation(before))) || text.relation(run.lowerBound) == "flat"
    {
      run = before..<run.upperBound
    }
    return run
  }

  /// Cuts off what does not belong to a name; `nil` if nothing is left.
  func cleaned(_ run: Range<Int>, _ label: NodeLabel) -> Range<Int>? {
    var (lower, upper) = (run.lowerBound, run.upperBound)
    while upper > lower, isTail(upper - 1) { upper -= 1 }
    var moved = true
    while moved, lower < upper {
      moved = false
      let key = text.keys[lower]
      if text.tokens[lower].upos == .det || text.tokens[lower].upos == .punct || key == "'s" || key == "the" {
        lower += 1
        moved = true
      } else if label == .person, upper - lower > 1 {
        let count = titleLength(at: lower, within: upper - 1)
        if count > 0 {
          lower += count
          moved = true
        }
      }
    }
    if label == .person, let begin = afterOffice(lower..<upper) { lower = begin }
    if label == .person, let comma = (lower..<upper).first(where: { text.keys[$0] == "," || text.keys[$0] == "(" }) {
      let isGeneration = comma + 1 < upper && PersonName.generations.contains(text.keys[comma + 1])
      if !isGeneration { upper = comma }
    }
    if label == .person, upper > lower, upper < text.tokens.count {
      let next = text.keys[upper] == "," ? upper + 1 : upper
      let isSameSentence = next < text.tokens.count && text.sentenceOfToken[next] == text.sentenceOfToken[lower]
      if isSameSentence, ["jr", "sr", "ii", "iii"].contains(text.keys[next]) { upper = next + 1 }
    }
    return lower < upper ? lower..<upper : nil
  }

  /// "US President Barack Obama" begins behind the title, if only a country stands before it.
  func afterOffice(_ run: Range<Int>) -> Int? {
    guard run.count > 2 else { return nil }
    for begin in run.dropFirst().dropLast() {
      let prefix = key(run.lowerBound..<begin)
      guard vocabulary.isPlace(prefix) || vocabulary.place(ofDemonym: prefix) != nil else { continue }
      let length = titleLength(at: begin, within: run.upperBound - 1)
      if length > 0 { return begin + length }
    }
    return nil
  }

  func isTail(_ token: Int) -> Bool {
    let key = text.keys[token]
    if key == "'s" || key == "'" || key == "," || key == "-" || key == "\u{2014}" || key == "(" { return true }
    return text.tokens[token].upos == .punct && key != ")" && key != "!"
  }

  func isAddress(_ token: Int) -> Bool {
    let form = text.tokens[token].form
    if form.utf8.contains(UInt8(ascii: "@")) || form.hasPrefix("#") || form.hasPrefix("http") || form.hasPrefix("www.")
    {
      return true
    }
    guard token > 0, !text.tokens[token - 1].spaceAfter else { return false }
    return text.tokens[token - 1].form == "@" || text.tokens[token - 1].form == "#"
  }

  /// The number of tokens of the title or honorific that begins at a token, 0 for none.
  func titleLength(at token: Int, within end: Int) -> Int {
    let key = text.keys[token]
    if vocabulary.honorifics[key] != nil, text.isCapitalized(token) { return 1 }
    if key == "former" || key == "then" || key == "-" && token > 0 { return 1 }
    var words = ""
    var found = 0
    for index in token..<min(end, token + vocabulary.longestTitle) {
      words += (index > token ? " " : "") + text.keys[index]
      if vocabulary.titles[words] != nil { found = index - token + 1 }
    }
    return found
  }

  mutating func add(_ run: Range<Int>, _ label: NodeLabel) {
    guard run.allSatisfy({ cover[$0] < 0 }) else { return }
    for token in run { cover[token] = spans.count }
    spans.append(NameSpan(tokens: run, label: label, key: key(run), entity: nil))
  }

  func key(_ run: Range<Int>) -> String { Self.key(run, in: text) }

  /// The words of a name, joined as they stand: "al-Assad" stays one word whatever the tokenizer makes of it.
  static func key(_ run: Range<Int>, in text: AnalyzedText) -> String {
    var key = ""
    for token in run {
      if token > run.lowerBound, text.tokens[token - 1].spaceAfter { key += " " }
      key += text.keys[token]
    }
    return key
  }
}
