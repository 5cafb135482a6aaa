internal import Language

/// Reads the phrases that name offices, occupations and relatives.
struct RoleReader {
  let text: AnalyzedText
  let vocabulary: Vocabulary
  /// For each token the name that covers it, or -1.
  let cover: [Int]
  let spans: [NameSpan]

  static let tenures: [String: RoleMention.Tenure] = [
    "former": .former, "ex": .former, "ex-": .former, "then": .former, "then-": .former, "late": .former,
    "ousted": .former, "sacked": .former, "fired": .former, "disgraced": .former, "retired": .former,
    "onetime": .former, "one-time": .former, "erstwhile": .former, "deposed": .former, "formerly": .former,
    "acting": .acting, "interim": .acting, "caretaker": .acting,
    "incoming": .designate, "designate": .designate, "elect": .designate, "-elect": .designate,
    "outgoing": .current, "current": .current, "incumbent": .current,
  ]
  /// What a candidate runs for.
  static let candidacies: [String: String] = [
    "presidential": "President", "gubernatorial": "Governor", "mayoral": "Mayor", "senate": "Senator",
    "senatorial": "Senator", "congressional": "Representative", "vice-presidential": "Vice President",
  ]
  static let legislators: Set<String> = ["Senator", "Representative", "State Senator", "State Representative"]
  static let delegates: Set<String> = ["Ambassador", "ambassador", "Envoy", "envoy", "Special Envoy"]
  /// Nouns whose complement names the field of the office ("minister of foreign affairs").
  static let fieldNouns: Set<String> = [
    "director", "minister", "secretary", "president", "commissioner", "manager", "chief", "coordinator",
    "undersecretary",
    "professor", "chancellor", "editor", "deputy", "officer",
  ]

  init(_ draft: DocumentDraft) {
    text = draft.text
    vocabulary = draft.vocabulary
    cover = draft.cover
    spans = draft.spans
  }

  /// All role phrases, in order.
  ///
  /// - Complexity: O(tokens).
  static func roles(in draft: inout DocumentDraft) -> [RoleMention] {
    let reader = RoleReader(draft)
    var roles: [RoleMention] = []
    for sentence in draft.text.analysis.sentences {
      var token = sentence.tokens.lowerBound
      while token < sentence.tokens.upperBound {
        guard let core = reader.core(at: token, in: sentence.tokens) else {
          token += 1
          continue
        }
        token = core.upperBound
        roles.append(reader.role(core, in: sentence.tokens, &draft))
      }
    }
    return roles
  }

  // MARK: The title itself

  /// The title that begins at a token.
  func core(at token: Int, in sentence: Range<Int>) -> Range<Int>? {
    let isChamber = text.keys[token] == "house" || text.keys[token] == "senate"
    var length = 0
    var words = ""
    for index in token..<min(sentence.upperBound, token + vocabulary.longestTitle) {
      let name = cover[index]
      // A name inside a title ("Member of Parliament") must lie within it as a whole, and open it only as a chamber.
      if name >= 0, spans[name].label == .person { break }
      if name >= 0, index == token, !(isChamber && spans[name].tokens.count == 1) { break }
      // "Vice-President" may be one word or three.
      let isJoined = index > token && (!text.tokens[index - 1].spaceAfter)
      words += (index > token && !isJoined ? " " : "") + titleKey(index)
      let isWhole = name < 0 || spans[name].tokens.upperBound == index + 1
      if vocabulary.titles[words] != nil, isWhole, isNoun(index) || index > token { length = index - token + 1 }
    }
    if length > 0, length > 1 || isOneWordTitle(token), isUsed(token..<token + length) { return token..<token + length }
    guard cover[token] < 0, isNoun(token) else { return nil }
    let key = titleKey(token)
    if vocabulary.roleNouns[key] != nil || vocabulary.family[key] != nil { return token..<token + 1 }
    // "analysts Carlos Valverde and Jorge Lazarte"
    let after = token + 1
    if isPlural(token),
      vocabulary.roleNouns[Vocabulary.singular(key)] != nil || vocabulary.titles[Vocabulary.singular(key)] != nil,
      after < sentence.upperBound, cover[after] >= 0, spans[cover[after]].label == .person
    {
      return token..<after
    }
    // A misspelt title directly before a name ("Energy Minster Anna Keller").
    let next = token + 1
    if text.isCapitalized(token), key.utf8.count >= 6, next < sentence.upperBound, cover[next] >= 0,
      spans[cover[next]].label == .person, spans[cover[next]].tokens.lowerBound == next, corrected(key) != nil
    {
      return token..<next
    }
    return nil
  }

  /// "Officer" and "Agent" are titles before a name alone.
  func isUsed(_ core: Range<Int>) -> Bool {
    let noun = titleKey(core.upperBound - 1)
    if core.count > 1 || vocabulary.roleNouns[noun] != nil { return true }
    guard text.isCapitalized(core.lowerBound) else { return false }
    let next = core.upperBound
    guard next < text.tokens.count else { return false }
    return cover[next] >= 0 && spans[cover[next]].label == .person || vocabulary.honorifics[text.keys[next]] != nil
      || text.isCapitalized(next) && text.isCapitalized(core.lowerBound) || noun == "sen" || noun == "rep"
  }

  /// The role noun that a misspelt word stands for.
  func corrected(_ key: String) -> String? {
    vocabulary.roleNouns.keys.filter { EditDistance.isTypo($0, key) }.min()
  }

  func isOneWordTitle(_ token: Int) -> Bool {
    guard isNoun(token) else { return false }
    let form = text.tokens[token].form
    // "Rep.", "AG", "DA" are titles in capitals alone; "general" and "major" are mostly adjectives.
    return text.isCapitalized(token) || form.utf8.count > 3 && !form.contains(".")
  }

  func isNoun(_ token: Int) -> Bool {
    let tag = text.tokens[token].upos
    return tag == .noun || tag == .propn || (tag == .x && text.isCapitalized(token))
      || (tag == .adj && text.isCapitalized(token) && text.relation(token) == "compound")
  }

  /// The key of a word without "ex-", "then-" and "-elect".
  func titleKey(_ token: Int) -> String {
    var key = text.keys[token]
    for prefix in ["ex-", "then-"] where key.hasPrefix(prefix) { key.removeFirst(prefix.utf8.count) }
    for suffix in ["-elect", "-designate"] where key.hasSuffix(suffix) { key.removeLast(suffix.utf8.count) }
    return key
  }

}
