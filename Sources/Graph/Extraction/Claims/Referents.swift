internal import Language

/// Finds, and where the model wants it makes, the entities that the arguments of a predicate stand for.
///
/// Named things, pronouns and descriptions come resolved with the context. Groups without a name ("Russian officials") and
/// matters ("the investigation into …") become entities only when a claim needs them.
final class Referents {
  let tree: SyntaxTree
  let layer: PredicateLayer
  let lexicon: Lexicon
  /// The context, with the entities that claims have added.
  var context: DocumentContext
  private let mentionAround: [Int: Int]
  private var groupByName: [String: Int] = [:]
  private var matters: [(entity: Int, words: Set<String>, head: String)] = []
  private var matterAt: [Int: Int] = [:]
  private let chainOf: [Int: Int]
  private var matterOfChain: [Int: Int] = [:]

  init(_ context: DocumentContext, tree: SyntaxTree, layer: PredicateLayer, lexicon: Lexicon) {
    self.context = context
    self.tree = tree
    self.layer = layer
    self.lexicon = lexicon
    var around: [Int: Int] = [:]
    for head in context.mentionAtHead.keys.sorted() {
      guard let range = context.mentionAtHead[head] else { continue }
      for token in range where token != head {
        // The smallest mention that holds a token decides.
        if let other = around[token], let size = context.mentionAtHead[other]?.count, size <= range.count { continue }
        around[token] = head
      }
    }
    mentionAround = around
    var chainOf: [Int: Int] = [:]
    for (index, chain) in context.analysis.chains.enumerated() {
      for span in chain {
        let head = span.tokens.first { token in
          guard tree.tokens.indices.contains(token) else { return false }
          guard let parent = tree.head(token) else { return true }
          return !span.tokens.contains(parent)
        }
        if let head { chainOf[head] = index }
      }
    }
    self.chainOf = chainOf
    for (index, entity) in context.entities.enumerated() where entity.label == .organization {
      for name in [entity.name] + entity.aliases where groupByName[name.lowercased()] == nil {
        groupByName[name.lowercased()] = index
      }
    }
  }

  /// The token that an argument really is: the antecedent of a relative pronoun, the subject behind a reflexive, the
  /// whole behind "members of".
  func antecedent(_ token: Int) -> Int {
    var current = token
    if tree.isRelativePronoun(current) {
      var walk = current
      while let head = tree.head(walk) {
        if tree.relation(walk) == "acl:relcl" {
          current = head
          break
        }
        walk = head
      }
    }
    if ["himself", "herself", "itself", "themselves", "oneself"].contains(tree.tokens[current].form.lowercased()),
      context.entityAtHead[current] == nil, let verb = tree.head(current),
      let subject = layer.subjects(verb).first, subject != current
    {
      current = subject
    }
    if context.entityAtHead[current] == nil, let whole = whole(of: current) { current = whole }
    return current
  }

  /// The entity that a token refers to, or `nil`.
  ///
  /// - Complexity: O(*c*) for the children of the token.
  func entity(_ argument: Int) -> Int? {
    let token = antecedent(argument)
    if let entity = context.entityAtHead[token] { return entity }
    if let head = mentionAround[token], let entity = context.entityAtHead[head], isNamePart(token, of: head) {
      return entity
    }
    if tree.relation(token) == "appos", let head = tree.head(token), let entity = context.entityAtHead[head],
      isAgent(context.entities[entity].label), tree.tokens[token].upos == .noun
    {
      return entity
    }
    for child in tree.children(token) {
      switch tree.relation(child) {
      case "appos", "flat", "nmod:desc", "nmod:unmarked":
        if let entity = context.entityAtHead[child], isAgent(context.entities[entity].label) {
          // "the group, Hamas" and "lawyer Ann Lee"; not "officials Mary met".
          return entity
        }
      default: break
      }
    }
    return nil
  }

  private func isAgent(_ label: NodeLabel) -> Bool { label == .person || label == .organization }

  /// True if a token belongs to the name or title that a mention is headed by, not to a modifier of its own.
  private func isNamePart(_ token: Int, of head: Int) -> Bool {
    var current = token
    var steps = 0
    while steps < 6 {
      if current == head { return true }
      guard let next = tree.head(current) else { break }
      switch tree.relation(current) {
      case "flat", "nmod:desc", "appos", "goeswith", "compound":
        if tree.relation(current) == "compound", tree.tokens[current].upos == .propn,
          context.entityAtHead[next] != context.entityAtHead[head]
        {
          return false
        }
        current = next
      default: return isAbove(head, token)
      }
      steps += 1
    }
    return false
  }

  /// True if the name hangs below the token: "Attorney General" heads "Jeff Sessions".
  private func isAbove(_ head: Int, _ token: Int) -> Bool {
    guard let parent = tree.head(head), parent == token else { return false }
    return ["flat", "appos", "nmod:desc", "compound"].contains(tree.relation(head))
  }

  /// "each member of the delegation", "members of the Knesset", "some of the senators".
  private func whole(of token: Int) -> Int? {
    guard lexicon.contains("partitive-nouns", tree.lemmas[token]) else { return nil }
    let isAll =
      tree.tokens[token].xpos == "NNS" || tree.tokens[token].upos != .noun
      || tree.children(token).contains { ["each", "every", "all"].contains(tree.lemmas[$0]) }
    guard isAll else { return nil }
    return tree.children(token).first { tree.isRelation($0, "nmod") && tree.marker($0) == "of" && tree.isNominal($0) }
  }

  /// The role that a token names.
  func role(_ token: Int) -> Int? {
    if let role = context.roleAtHead[token] { return role }
    for child in tree.children(token) where ["flat", "compound"].contains(tree.relation(child)) {
      if tree.tokens[child].upos == .propn || tree.tokens[child].upos == .noun, let role = context.roleAtHead[child],
        tree.relation(child) == "flat"
      {
        return role
      }
    }
    return nil
  }

  /// The label of the entity that a token stands for, or would stand for as a group or a matter; `nil` for none.
  func label(_ token: Int) -> NodeLabel? {
    if let entity = entity(token) { return context.entities[entity].label }
    if isGroup(token) { return .organization }
    if isMatter(token) { return .event }
    if workPhrase(token) != nil { return .work }
    return nil
  }

  /// The entity of a token, made if it is a group or a matter.
  func materialize(_ token: Int) -> Int? {
    if let entity = entity(token) { return entity }
    if isGroup(token) { return group(token) }
    if isMatter(token) { return matter(token) }
    if let range = workPhrase(token) { return work(antecedent(token), range) }
    return nil
  }

  // MARK: Groups

  /// True for people or a body without a name: "Russian officials", "prosecutors", "the court".
  func isGroup(_ argument: Int) -> Bool {
    let token = antecedent(argument)
    guard entityIsFree(token) else { return false }
    let lemma = tree.lemmas[token]
    let tag = tree.tokens[token].xpos
    let isDefinite = tree.children(token).contains {
      ["the", "these", "those", "this", "that", "its", "their", "his", "her"].contains(tree.lemmas[$0])
        || tree.relation($0) == "nmod:poss"
    }
    if tag == "NNS" || tag == "NNPS" || ["police", "staff", "crew"].contains(lemma) {
      guard lexicon.contains("people-nouns", lemma), !lexicon.contains("audience-nouns", lemma) else { return false }
      // "the officials" are those of before, whoever that was.
      // A people goes by its name ("the Russians").
      return !isDefinite || tree.tokens[token].upos == .propn || tag == "NNPS" || groupPhrase(token).count > 1
        || lemma == "police" || lemma == "staff"
    }
    guard tree.tokens[token].upos == .noun else { return false }
    if lexicon.contains("body-nouns", lemma) { return true }
    return lexicon.contains("named-body-nouns", lemma) && (groupPhrase(token).count > 1 || earlierPhrase(token) != nil)
  }

  /// "the delegation": the phrase with which the text first spoke of it.
  private func earlierPhrase(_ token: Int) -> Range<Int>? {
    guard lexicon.contains("named-body-nouns", tree.lemmas[token]) else { return nil }
    var earlier = token - 1
    while earlier >= max(0, token - 1000) {
      if tree.lemmas[earlier] == tree.lemmas[token],
        tree.tokens[earlier].upos == .noun || tree.tokens[earlier].upos == .propn
      {
        let phrase = groupPhrase(earlier)
        if phrase.count > 1 { return phrase }
      }
      earlier -= 1
    }
    return nil
  }

  private func entityIsFree(_ token: Int) -> Bool {
    tree.tokens.indices.contains(token) && context.entityAtHead[token] == nil
      && (tree.tokens[token].upos == .noun || tree.tokens[token].upos == .propn)
  }

  private func group(_ argument: Int) -> Int {
    let token = antecedent(argument)
    var range = groupPhrase(token)
    if range.count == 1, let earlier = earlierPhrase(token) { range = earlier }
    let name = text(range, skipping: range.contains(token) ? skippedWords(token) : [])
    let mention = Mention(
      range: bytes(range), sentence: tree.sentenceOf[token], kind: .nominal)
    if let known = groupByName[name.lowercased()] {
      if context.entities[known].properties["kind"] == .string("group") { addMention(mention, to: known) }
      context.entityAtHead[token] = known
      return known
    }
    let entity = LocalEntity(
      label: .organization, name: name, properties: ["kind": .string("group")], mentions: [mention])
    let index = append(entity)
    groupByName[name.lowercased()] = index
    context.entityAtHead[token] = index
    context.mentionAtHead[token] = range
    return index
  }

  /// A group's name: its noun with adjectives and what directly follows ("police officers in Milan").
  private func groupPhrase(_ token: Int) -> Range<Int> {
    var range = token..<token + 1
    for child in tree.children(token) {
      switch tree.relation(child) {
      case "amod", "compound", "nmod:poss":
        // "the 15-member council": numbers count, they don't name.
        let span = tree.span(child)
        if child < token, span.upperBound <= token, tree.tokens[child].upos != .num {
          if tree.relation(child) == "nmod:poss", tree.tokens[child].upos == .pron { continue }
          range = min(range.lowerBound, span.lowerBound)..<range.upperBound
        }
      case "nmod":
        guard tree.marker(child) != "about" else { continue }
        let span = tree.span(child)
        let isShort =
          span.count <= 8 && !span.contains { tree.tokens[$0].upos == .punct || tree.tokens[$0].upos == .verb }
        if span.lowerBound == token + 1, isShort, tree.marker(child) != "by" {
          range = range.lowerBound..<max(range.upperBound, span.upperBound)
        }
      default: break
      }
    }
    // "the all-Democratic Massachusetts congressional delegation": the name begins with the proper noun.
    if let proper = (range.lowerBound..<token).first(where: { tree.tokens[$0].upos == .propn }) {
      range = proper..<range.upperBound
    }
    return range
  }

  private func skippedWords(_ token: Int) -> Set<Int> {
    Set(
      tree.children(token).filter {
        guard $0 < token else { return false }
        if tree.isRelation($0, "det") || tree.isRelation($0, "nummod") || tree.isRelation($0, "case") { return true }
        return tree.isRelation($0, "amod")
          && [
            "some", "many", "several", "few", "other", "more", "most", "such", "same", "various", "numerous", "certain",
          ]
          .contains(tree.lemmas[$0])
      })
  }

  // MARK: Authorities

  /// The nearest word for prosecutors, a court or the police in the sentences around, of the same paragraph.
  ///
  /// - Complexity: O(*n*) for the tokens of five sentences.
  func authority(near token: Int) -> Int? {
    let sentences = context.analysis.sentences
    let own = tree.sentenceOf[token]
    guard sentences.indices.contains(own) else { return nil }
    for sentence in [own, own - 1, own + 1, own - 2, own + 2] where sentences.indices.contains(sentence) {
      guard sentence == own || isSameParagraph(min(own, sentence), max(own, sentence)) else { continue }
      let found = sentences[sentence].tokens.clamped(to: tree.tokens.indices).first { word in
        guard [.noun, .propn].contains(tree.tokens[word].upos),
          lexicon.contains("authority-nouns", tree.lemmas[word])
        else { return false }
        return entity(word) != nil || isGroup(word)
      }
      if let found { return found }
    }
    return nil
  }

  private func isSameParagraph(_ first: Int, _ last: Int) -> Bool {
    let sentences = context.analysis.sentences
    let text = context.text.utf8
    for sentence in first..<last {
      let (from, to) = (sentences[sentence].range.upperBound, sentences[sentence + 1].range.lowerBound)
      guard from <= to, to <= text.count,
        let start = text.index(text.startIndex, offsetBy: from, limitedBy: text.endIndex),
        let end = text.index(start, offsetBy: to - from, limitedBy: text.endIndex)
      else { return false }
      if text[start..<end].count(where: { $0 == 0x0A }) > 1 { return false }
    }
    return true
  }

  // MARK: Matters

  /// True for an investigation, inquiry or case that facts point at.
  func isMatter(_ argument: Int) -> Bool {
    let token = antecedent(argument)
    return entityIsFree(token)
      && (lexicon.contains("matter-nouns", tree.lemmas[token])
        || lexicon.contains("incident-nouns", tree.lemmas[token]))
  }

  /// The event that a noun phrase for a matter stands for; "the investigation" is the one named before.
  private func matter(_ argument: Int) -> Int {
    let token = antecedent(argument)
    if let known = matterAt[token] { return known }
    let range = matterPhrase(token)
    let name = text(range, skipping: [])
    // "any investigations of …" after "the investigation": the text speaks of what it has named.
    let isBare =
      range.count == 1
      || tree.children(token).contains {
        tree.isRelation($0, "det") && ["any", "such", "this", "that"].contains(tree.lemmas[$0])
      }
    let words = Set(
      range.filter { [.noun, .propn, .adj, .num].contains(tree.tokens[$0].upos) }.map { tree.lemmas[$0] })
    let head = lexicon.value("matter-nouns", tree.lemmas[token]).flatMap { $0.isEmpty ? nil : $0 } ?? tree.lemmas[token]
    let mention = Mention(range: bytes(range), sentence: tree.sentenceOf[token], kind: .nominal)
    var known: Int?
    if let chain = chainOf[token] { known = matterOfChain[chain] }
    if known == nil {
      known =
        matters.last { earlier in
          guard earlier.head == head else { return false }
          if isBare { return true }
          let shared = earlier.words.intersection(words).count
          return shared * 2 > min(earlier.words.count, words.count) && shared > 1
        }?.entity
    }
    if let known {
      addMention(mention, to: known)
      if range.count > context.entities[known].name.split(separator: " ").count {
        let shorter = context.entities[known].name
        context.entities[known].name = name
        context.entities[known].aliases = Set(context.entities[known].aliases + [shorter]).filter { $0 != name }
          .sorted()
      } else if context.entities[known].name != name, !context.entities[known].aliases.contains(name) {
        context.entities[known].aliases = (context.entities[known].aliases + [name]).sorted()
      }
      matterAt[token] = known
      return known
    }
    let index = append(
      LocalEntity(label: .event, name: name, properties: ["kind": .string(head)], mentions: [mention]))
    matters.append((index, words, head))
    matterAt[token] = index
    if let chain = chainOf[token] { matterOfChain[chain] = index }
    return index
  }

  private func matterPhrase(_ token: Int) -> Range<Int> {
    var range = token..<token + 1
    let isIncident = !lexicon.contains("matter-nouns", tree.lemmas[token])
    for child in tree.children(token) {
      let span = tree.span(child)
      if isIncident, tree.relation(child) == "amod", span.upperBound <= token {
        range = min(range.lowerBound, span.lowerBound)..<range.upperBound
      }
      switch tree.relation(child) {
      case "compound", "nmod:poss":
        if tree.tokens[child].upos != .pron, span.upperBound <= token {
          range = min(range.lowerBound, span.lowerBound)..<range.upperBound
        }
      case "nmod":
        if child > token, tree.marker(child) != nil, span.count <= 16, span.lowerBound == range.upperBound {
          range = range.lowerBound..<span.upperBound
        }
      default: break
      }
    }
    if range.upperBound == token + 1, let verb = tree.head(token) {
      // "recused himself from an investigation into X": parsers like to hang "into X" on the verb.
      for sibling in tree.children(verb) where sibling > token && tree.isRelation(sibling, "obl") {
        let span = tree.span(sibling)
        guard span.lowerBound == range.upperBound, span.count <= 16, let preposition = tree.marker(sibling),
          ["into", "of", "over", "about", "related_to"].contains(preposition)
        else { continue }
        range = range.lowerBound..<span.upperBound
      }
    }
    return range
  }

  // MARK: Works

  /// The name of a law or treaty that nobody recognized: "the Clean Rivers Act".
  func workPhrase(_ argument: Int) -> Range<Int>? {
    let token = antecedent(argument)
    guard entityIsFree(token), tree.tokens[token].form.first?.isUppercase == true,
      lexicon.contains("work-nouns", tree.lemmas[token])
    else { return nil }
    let sentence = tree.sentenceOf[token]
    var first = token
    while first > 0, tree.sentenceOf[first - 1] == sentence {
      let word = tree.tokens[first - 1]
      if word.form.first?.isUppercase == true, word.upos != .det, word.upos != .pron || first - 1 > 0 {
        first -= 1
      } else if ["of", "and", "for", "to"].contains(tree.lemmas[first - 1]), first > 1,
        tree.tokens[first - 2].form.first?.isUppercase == true, tree.sentenceOf[first - 2] == sentence
      {
        first -= 2
      } else {
        break
      }
    }
    while first < token, tree.tokens[first].upos == .det { first += 1 }
    return first < token ? first..<token + 1 : nil
  }

  private func work(_ token: Int, _ range: Range<Int>) -> Int {
    let name = text(range, skipping: [])
    let mention = Mention(range: bytes(range), sentence: tree.sentenceOf[token], kind: .name)
    let known = context.entities.firstIndex { $0.label == .work && $0.name.lowercased() == name.lowercased() }
    let index = known ?? append(LocalEntity(label: .work, name: name, properties: ["kind": .string("law")]))
    addMention(mention, to: index)
    context.entityAtHead[token] = index
    context.mentionAtHead[token] = range
    return index
  }

  // MARK: Text

  /// Adds an entity, and gives its index.
  func append(_ entity: LocalEntity) -> Int {
    context.entities.append(entity)
    return context.entities.count - 1
  }

  /// Adds a mention to an entity.
  func addMention(_ mention: Mention, to entity: Int) {
    // Words are read in order, so that a new mention is nearly always the last.
    guard let last = context.entities[entity].mentions.last, mention.range.lowerBound <= last.range.lowerBound else {
      context.entities[entity].mentions.append(mention)
      return
    }
    guard !context.entities[entity].mentions.contains(mention) else { return }
    context.entities[entity].mentions.append(mention)
    context.entities[entity].mentions.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The words of a range with the spaces that the text has, leading articles left out.
  func text(_ range: Range<Int>, skipping skipped: Set<Int>) -> String {
    var text = ""
    var pendingSpace = false
    for token in range.clamped(to: tree.tokens.indices) where !skipped.contains(token) {
      if text.isEmpty, tree.tokens[token].upos == .det || tree.tokens[token].upos == .punct { continue }
      if pendingSpace, !text.isEmpty { text += " " }
      text += tree.tokens[token].form
      pendingSpace = tree.tokens[token].spaceAfter
    }
    return text
  }

  /// The bytes of a range of tokens.
  func bytes(_ range: Range<Int>) -> Range<Int> {
    let tokens = range.clamped(to: tree.tokens.indices)
    guard let first = tokens.first, let last = tokens.last else { return 0..<0 }
    let start = tree.tokens[first].range.lowerBound
    return start..<max(start, tree.tokens[last].range.upperBound)
  }

  /// The bytes of the mention that a token heads, or of the token alone.
  func mentionBytes(_ argument: Int) -> Range<Int> {
    if let range = context.mentionAtHead[argument] { return bytes(range) }
    if let head = mentionAround[argument], let range = context.mentionAtHead[head] { return bytes(range) }
    return tree.tokens[argument].range
  }
}
