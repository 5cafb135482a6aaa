internal import Language

/// Who said what: a node per quotation and per reported clause.
struct Statements {
  let tree: SyntaxTree
  let layer: PredicateLayer
  let lexicon: Lexicon
  let referents: Referents
  let reader: StatusReader
  let text: [UInt8]

  /// Adds `SAID` and `ABOUT` claims for the whole document.
  ///
  /// - Complexity: O(*n*) in the length of the document, times the entities of a statement.
  func add(to assembler: inout ClaimAssembler) {
    for quotation in reader.quotations where quotation.isStatement {
      guard let speaker = quotation.speaker, let first = quotation.tokens.first else { continue }
      add(
        quotation.tokens, speakers: [.entity(speaker)], cue: quotation.cue ?? first, isQuoted: true, rule: "quotation",
        status: .asserted, to: &assembler)
    }
    addInterview(to: &assembler)
    for verb in tree.tokens.indices where tree.tokens[verb].upos == .verb { addReported(verb, to: &assembler) }
    for token in tree.tokens.indices where tree.isRelation(token, "obl") && tree.marker(token) == "according_to" {
      guard let clause = tree.head(token), !isQuoted(clause) else { continue }
      add(
        content(clause, without: token), speakers: tree.conjuncts(token).map { .token($0) }, cue: token,
        isQuoted: false, rule: "according-to", status: .asserted, to: &assembler)
    }
  }

  /// In a transcript, a turn that ends with a question puts it to whoever speaks next.
  private func addInterview(to assembler: inout ClaimAssembler) {
    let turns = reader.quotations.filter { turn in
      turn.cue == nil && turn.tokens.lowerBound > 0 && tree.tokens[turn.tokens.lowerBound - 1].form == ":"
    }
    // Who mostly asks is the interviewer; who answers may end on a rhetorical question.
    var asked: [Int: (questions: Int, turns: Int)] = [:]
    for turn in turns {
      guard let speaker = turn.speaker else { continue }
      let last = turn.tokens.last { [".", "?", "!"].contains(tree.tokens[$0].form) }
      asked[speaker, default: (0, 0)].turns += 1
      if let last, tree.tokens[last].form == "?" { asked[speaker, default: (0, 0)].questions += 1 }
    }
    let interviewers = Set(asked.filter { $0.value.questions * 2 >= $0.value.turns }.keys)
    for (turn, next) in zip(turns, turns.dropFirst()) {
      guard let asker = turn.speaker, interviewers.contains(asker), let asked = next.speaker, asker != asked,
        let last = turn.tokens.last(where: { [".", "?", "!"].contains(tree.tokens[$0].form) }),
        tree.tokens[last].form == "?"
      else { continue }
      assembler.append(
        Claim(
          type: "ASKED", subject: asker, object: asked, confidence: 0.8, rule: "interview",
          evidence: assembler.evidence(last, subject: .entity(asker), object: .entity(asked))))
    }
  }

  /// "X said that …", "…, X said".
  private func addReported(_ verb: Int, to assembler: inout ClaimAssembler) {
    let lemma = tree.lemmas[verb]
    let kind = lexicon.finiteClass(lemma)
    let isAdmission = lexicon.contains("confessing-verbs", lemma)
    guard kind == .report || kind == .deny || isAdmission else { return }
    let clause: Int
    if let complement = tree.child(verb, "ccomp") {
      clause = complement
    } else if tree.relation(verb) == "parataxis", let head = tree.head(verb), kind == .report {
      clause = head
    } else if (kind == .deny || isAdmission || lemma == "claim"), let complement = tree.child(verb, "xcomp") {
      clause = complement
    } else {
      return
    }
    guard !isQuoted(clause), !reader.isNegated(verb) else { return }
    guard !tree.marks(clause).contains("whether"), !tree.marks(clause).contains("if") else { return }
    let reading = reader.read(verb)
    guard reading.status == .asserted || reading.status == .planned else { return }
    let speakers = layer.frame(verb).subjects
    add(
      content(clause, without: verb), speakers: speakers.map { .token($0) }, cue: verb, isQuoted: false,
      rule: "reported-speech", status: kind == .deny ? .denied : reading.status ?? .asserted, to: &assembler)
  }

  private func isQuoted(_ token: Int) -> Bool {
    reader.quotations.contains { $0.isStatement && $0.speaker != nil && $0.tokens.contains(token) }
  }

  /// The words of a clause, without "that" and without the reporting clause.
  private func content(_ clause: Int, without cue: Int) -> Range<Int> {
    var range = tree.span(clause)
    let outer = tree.span(cue)
    if outer.lowerBound > clause, range.contains(outer.lowerBound), tree.relation(cue) != "root" {
      range = range.lowerBound..<outer.lowerBound
    } else if outer.upperBound <= clause, range.contains(outer.upperBound - 1) {
      range = outer.upperBound..<range.upperBound
    }
    let bounds = range
    func isEdge(_ token: Int) -> Bool { tree.tokens[token].upos == .punct }
    while let first = range.first, range.count > 1,
      isEdge(first) || (tree.relation(first) == "mark" && tree.head(first) == clause && tree.lemmas[first] == "that")
    {
      range = (first + 1)..<range.upperBound
    }
    while let last = range.last, range.count > 1, isEdge(last), ![")", "”", "\""].contains(tree.tokens[last].form) {
      range = range.lowerBound..<last
    }
    return range.isEmpty ? bounds : range
  }

  private func add(
    _ tokens: Range<Int>, speakers: [Proposal.End], cue: Int, isQuoted: Bool, rule: String, status: ClaimStatus,
    to assembler: inout ClaimAssembler
  ) {
    let range = referents.bytes(tokens)
    guard !range.isEmpty, range.upperBound <= text.count, let first = tokens.first else { return }
    var entities: [(Int, Proposal.End)] = []
    for speaker in speakers {
      switch speaker {
      case .entity(let entity): entities.append((entity, speaker))
      case .token(let token):
        if let entity = referents.entity(token) {
          entities.append((entity, speaker))
        } else if referents.isGroup(token) {
          if let entity = referents.materialize(token) { entities.append((entity, speaker)) }
        }
      case .position: break
      }
    }
    entities = entities.filter { [.person, .organization, .place].contains(referents.context.entities[$0.0].label) }
    guard !entities.isEmpty else { return }
    let words = String(decoding: text[range], as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    let statement = referents.append(
      LocalEntity(
        label: .statement, name: words, properties: ["quoted": .bool(isQuoted)],
        mentions: [Mention(range: range, sentence: tree.sentenceOf[first], kind: .name)]))
    for (entity, end) in entities {
      var evidence = assembler.evidence(first, subject: end, object: .position)
      evidence.object = range
      evidence.trigger = tree.tokens[cue].range
      let time = tree.sentenceOf[cue] == tree.sentenceOf[first] ? assembler.dates.time(of: cue)?.date : nil
      assembler.append(
        Claim(
          type: "SAID", subject: entity, object: statement, status: status == .denied ? .asserted : status, date: time,
          properties: ["quoted": .bool(isQuoted)], confidence: isQuoted ? 0.95 : 0.9, rule: rule, evidence: evidence))
    }
    addTopics(tokens, statement: statement, speakers: entities.map(\.0), rule: rule, to: &assembler)
  }

  /// A statement is about what it names.
  private func addTopics(
    _ tokens: Range<Int>, statement: Int, speakers: [Int], rule: String, to assembler: inout ClaimAssembler
  ) {
    var seen = Set(speakers)
    for token in tokens {
      guard let entity = referents.context.entityAtHead[token], seen.insert(entity).inserted else { continue }
      switch referents.context.entities[entity].label {
      case .person, .organization, .event, .work, .place: break
      default: continue
      }
      var evidence = assembler.evidence(token, subject: .position, object: .token(token))
      evidence.subject = referents.bytes(tokens)
      assembler.append(
        Claim(type: "ABOUT", subject: statement, object: entity, confidence: 0.8, rule: rule, evidence: evidence))
    }
  }
}
