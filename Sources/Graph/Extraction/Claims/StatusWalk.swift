internal import Language

/// One walk from the word that names an event up to the root of its sentence.
struct StatusWalk {
  let reader: StatusReader
  let trigger: Int
  let absorbsModal: Bool
  var reading = Reading()
  /// Positions in the text of the report verbs behind `reading.sources`, in the same order.
  private var sourceVerbs: [Int] = []
  /// True once the event is taken for granted, so that what stands above only tells who says so.
  private var isBackground = false
  /// True while a "would" waits for the verb above to tell what it means.
  private var hasOpenWould = false

  init(reader: StatusReader, trigger: Int, absorbsModal: Bool) {
    self.reader = reader
    self.trigger = trigger
    self.absorbsModal = absorbsModal
  }

  private var tree: SyntaxTree { reader.tree }
  private var lexicon: Lexicon { reader.lexicon }

  /// How many of the sources stand inside a quotation, and so are more inner than its speaker.
  func sourcesInsideQuotation(_ quotation: DocumentContext.Quotation) -> Int {
    sourceVerbs.prefix { quotation.tokens.contains($0) }.count
  }

  /// Walks up, clause by clause.
  mutating func run() {
    var current = trigger
    var isClause =
      tree.tokens[trigger].upos == .verb || tree.child(trigger, "cop") != nil
      || (tree.child(trigger, "nsubj") != nil && tree.tokens[trigger].upos != .noun)
    var isLocalDone = false
    var below: Int?
    // Every step moves to a head, and the tree has no cycles: the walk ends at the root.
    while true {
      if isClause {
        if isLocalDone { readSources(current) } else { readClause(current, from: below) }
      }
      isLocalDone = false
      guard let next = isClause ? stepFromClause(current) : stepFromNoun(current) else { break }
      (below, current, isClause, isLocalDone) = (isClause ? nil : current, next.token, next.isClause, next.isLocalDone)
    }
    if hasOpenWould, !isBackground { weaken("would") }
    if reading.status == .asserted, isDemandedByNeighbor { demand("demand before it") }
    if reader.isQuestion(trigger), reading.status != nil, !isBackground { weaken("question") }
  }

  /// Where a step leads.
  private struct Step {
    var token: Int
    var isClause: Bool
    /// True if what the word itself says has been taken into account.
    var isLocalDone = false
  }

  // MARK: Effects

  private mutating func weaken(_ reason: String) {
    guard reading.status != nil, reading.status != .possible else { return }
    reading.status = .possible
    reading.reasons.append("possible: \(reason)")
  }

  private mutating func negate(_ reason: String) {
    reading.reasons.append("negated: \(reason)")
    switch reading.status {
    case .asserted, .planned: reading.status = .denied
    case .denied: reading.status = .possible
    case .demanded: reading.status = nil
    case .possible, nil: break
    }
  }

  private mutating func demand(_ reason: String) {
    reading.reasons.append("demanded: \(reason)")
    switch reading.status {
    case .asserted, .planned, .demanded: reading.status = .demanded
    case .denied: reading.status = nil
    case .possible, nil: break
    }
  }

  private mutating func plan(_ reason: String) {
    guard reading.status == .asserted else { return }
    reading.reasons.append("planned: \(reason)")
    reading.status = .planned
  }

  private mutating func addSource(_ tokens: [Int], at verb: Int) {
    guard !tokens.isEmpty, !sourceVerbs.contains(verb) else { return }
    reading.sources.append(tokens.map { .token($0) })
    sourceVerbs.append(verb)
  }

  /// What a clause says about itself: negation, auxiliaries, adverbs, conditions, named sources.
  private mutating func readClause(_ clause: Int, from noun: Int? = nil, softly: Bool = false) {
    readSources(clause)
    guard !isBackground else { return }
    let isTrigger = clause == trigger
    for child in tree.children(clause) where tree.isRelation(child, "advmod") {
      if lexicon.contains("hedging-adverbs", tree.lemmas[child]) { weaken(tree.tokens[child].form) }
      if lexicon.contains("failing-adverbs", tree.lemmas[child]), tree.head(child) == clause, isTrigger {
        weaken(tree.tokens[child].form)
      }
    }
    if isTrigger, absorbsModal, tree.children(clause).contains(where: { tree.lemmas[$0] == "only" }) { weaken("only") }
    if !softly, !(isTrigger && absorbsModal), reader.isNegated(clause, besides: noun) { negate("not") }
    let isTo = tree.marks(clause).contains("to")
    switch reader.modality(clause) {
    case .none:
      let token = tree.tokens[clause]
      let isBare =
        token.upos == .verb && token.xpos == "VB" && !tree.children(clause).contains { tree.isRelation($0, "aux") }
      if tree.relation(clause) == "root" || tree.relation(clause) == "parataxis", isBare, !(isTrigger && absorbsModal) {
        // "Cheney to meet Abdullah" announces, "Resign!" demands.
        if isTo { plan("to") } else if tree.child(clause, "nsubj") == nil { demand("imperative") }
      }
    case .future: plan("will")
    case .would: hasOpenWould = true
    case .weak: weaken("modal")
    case .obligation:
      if !(isTrigger && absorbsModal) {
        if tree.children(clause).contains(where: { tree.lemmas[$0] == "have" && tree.isRelation($0, "aux") }) {
          weaken("must have")
        } else {
          demand("should")
        }
      }
    case .unfulfilled:
      reading.status = nil
      reading.reasons.append("should have")
    }
    readConditions(clause)
  }

  private mutating func readConditions(_ clause: Int) {
    for mark in tree.marks(clause) {
      if lexicon.contains("conditional-marks", mark) { weaken(mark) }
      if lexicon.contains("denying-marks", mark) { negate(mark) }
    }
    if let marker = tree.marker(clause), lexicon.contains("denying-marks", marker) { negate(marker) }
    // "asked him if he knew" asks for it, "asked him to go if he knew" is conditional.
    guard lexicon.verbClass(tree.lemmas[clause]) != .ask, !lexicon.contains("whether-verbs", tree.lemmas[clause]) else {
      return
    }
    for child in tree.children(clause) where tree.isRelation(child, "advcl") {
      let marks = tree.marks(child)
      let isEven = tree.children(child).contains { tree.lemmas[$0] == "even" }
      if !isEven, marks.contains(where: { ["if", "unless", "provided", "assuming", "in_case", "lest"].contains($0) }) {
        weaken("conditional")
      }
    }
  }

  /// "according to X", "…, X said": sources beside the clause.
  private mutating func readSources(_ clause: Int) {
    for child in tree.children(clause) {
      if tree.isRelation(child, "obl"), tree.marker(child) == "according_to" {
        addSource(tree.conjuncts(child), at: child)
      } else if tree.relation(child) == "parataxis", tree.tokens[child].upos == .verb,
        lexicon.finiteClass(tree.lemmas[child]) == .report, tree.child(child, "ccomp") == nil,
        !reader.isNegated(child)
      {
        addSource(reader.layer.frame(child).subjects, at: child)
      }
    }
  }

  // MARK: Steps from clauses

  private mutating func stepFromClause(_ clause: Int) -> Step? {
    guard let head = tree.head(clause) else { return nil }
    let relation = tree.relation(clause)
    let isHeadClausal = tree.isClausal(head)
    let marks = tree.marks(clause)
    switch relation {
    case "conj":
      let head = layer.conjunctHost(clause)
      shareModality(clause, with: head)
      return Step(token: head, isClause: isHeadClausal || tree.tokens[head].upos == .verb, isLocalDone: true)
    case "parataxis", "dep", "list", "discourse":
      guard tree.tokens[head].upos == .verb, lexicon.finiteClass(verb(head)) == .report else { return nil }
      embed(.report, governor: head)
      return Step(token: head, isClause: true, isLocalDone: true)
    case "acl:relcl" where isContentClause(clause, of: head), "acl" where isContentClause(clause, of: head):
      embedUnderNoun(clause, head)
      return Step(token: head, isClause: isHeadClausal, isLocalDone: !isHeadClausal)
    case "acl:relcl", "advcl:relcl":
      if isIndefinite(head) { weaken(tree.tokens[head].form) }
      settleWould()
      isBackground = true
      return Step(token: head, isClause: isHeadClausal, isLocalDone: false)
    case "acl":
      if marks.contains("to") || marks.contains("that") || marks.contains("of") || marks.contains("for") {
        embedUnderNoun(clause, head)
      } else {
        if reader.isNegativePhrase(head) { weaken("no") }
        isBackground = true
      }
      return Step(token: head, isClause: isHeadClausal, isLocalDone: isHeadClausal ? false : true)
    case "advcl": return stepFromAdverbial(clause, head, marks)
    case "ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer", "obj", "obl", "nsubj", "nsubj:pass", "appos", "nmod":
      return stepFromComplement(clause, head, marks)
    default:
      return Step(token: head, isClause: isHeadClausal)
    }
  }

  /// "will meet and discuss": a conjunct without subject and auxiliary shares those of the first.
  private mutating func shareModality(_ clause: Int, with first: Int) {
    guard !isBackground, tree.child(clause, "nsubj") == nil,
      !tree.children(clause).contains(where: { tree.isRelation($0, "aux") })
    else { return }
    let tag = tree.tokens[clause].xpos
    guard tag == "VB" || tag == "VBN" || tree.tokens[clause].upos != .verb else { return }
    switch reader.modality(first) {
    case .future: plan("will")
    case .would: hasOpenWould = true
    case .weak: weaken("modal")
    case .obligation: if !absorbsModal { demand("should") }
    case .unfulfilled: reading.status = nil
    case .none: break
    }
    let isOr = tree.children(clause).contains { tree.isRelation($0, "cc") && ["or", "nor"].contains(tree.lemmas[$0]) }
    if reader.isNegated(first), tag == "VB" || isOr { negate("not") }
    readConditions(first)
  }

  private mutating func stepFromComplement(_ clause: Int, _ head: Int, _ marks: [String]) -> Step? {
    if let noun = layer.nounHost(clause) {
      embedUnderNoun(clause, noun)
      return Step(token: noun, isClause: false)
    }
    let token = tree.tokens[clause]
    let isGerund = token.xpos == "VBG" && !tree.children(clause).contains { tree.isRelation($0, "aux") }
    let isOpen = tree.relation(clause) == "xcomp" || marks.contains("to") || isGerund
    if marks.contains("whether") || (marks.contains("if") && tree.relation(clause) == "ccomp") {
      if !isBackground { weaken("whether") }
      isBackground = true
    }
    if tree.tokens[head].upos == .verb || tree.tokens[head].upos == .aux {
      var kind = isOpen ? lexicon.infinitiveClass(verb(head)) : lexicon.finiteClass(verb(head))
      if isObligationCarrier(head, of: clause) { kind = .demand }
      if head != trigger, absorbsModal, clause == trigger, isObligationCarrier(head, of: clause) {
        if reader.modality(head) == .would || reader.modality(head) == .weak { weaken("modal") }
        return Step(token: head, isClause: true, isLocalDone: true)
      }
      if kind == .report, !isOpen, token.upos == .verb, token.xpos == "VB", !marks.contains("to"),
        !tree.children(clause).contains(where: { tree.isRelation($0, "aux") }), tree.child(clause, "nsubj") != nil
      {
        kind = .demand  // "insisted that he resign"
      }
      if isOpen, layer.isPassive(head), kind == .report { kind = .hedge }  // "is said to have met"
      embed(kind ?? .hedge, governor: head)
      return Step(token: head, isClause: true, isLocalDone: kind != .achieve)
    }
    if tree.tokens[head].upos == .adj || tree.tokens[head].upos == .adv {
      embed(lexicon.adjectiveClass(tree.lemmas[head]) ?? .hedge, governor: head, isAdjective: true)
      return Step(token: head, isClause: true, isLocalDone: true)
    }
    if tree.relation(clause) == "ccomp" || tree.relation(clause) == "xcomp" || tree.isRelation(clause, "csubj") {
      embedUnderNoun(clause, head)
      return Step(token: head, isClause: tree.isClausal(head), isLocalDone: false)
    }
    return Step(token: head, isClause: tree.isClausal(head))
  }

  private var layer: PredicateLayer { reader.layer }

  /// A verb as the word lists have it: "call", but "call_off".
  private func verb(_ token: Int) -> String {
    guard let particle = tree.child(token, "compound:prt") else { return tree.lemmas[token] }
    let phrase = tree.lemmas[token] + "_" + tree.lemmas[particle]
    if lexicon.knowsVerb(phrase) { return phrase }
    // "called up the reserves" demands nothing.
    return lexicon.verbClass(tree.lemmas[token]) == .demand ? phrase : tree.lemmas[token]
  }

  /// "has to resign", "needs to resign", "is to resign".
  func isObligationCarrier(_ verb: Int, of clause: Int) -> Bool {
    let lemma = tree.lemmas[verb]
    guard lemma == "have" || lemma == "need" || lemma == "get", tree.relation(clause) == "xcomp",
      tree.marks(clause).contains("to"), tree.child(verb, "obj") == nil
    else { return false }
    return tree.tokens[verb].xpos != "VBD" && tree.tokens[verb].xpos != "VBN"
  }

  private mutating func stepFromAdverbial(_ clause: Int, _ head: Int, _ marks: [String]) -> Step? {
    let isHeadClausal = tree.isClausal(head)
    let step = Step(token: head, isClause: isHeadClausal)
    if let noun = layer.nounHost(clause) {
      embedUnderNoun(clause, noun)
      return Step(token: noun, isClause: false)
    }
    if marks.contains("to") || (marks.isEmpty && tree.tokens[clause].xpos == "VB") {
      if lexicon.controlsObject(tree.lemmas[head]), let kind = lexicon.infinitiveClass(verb(head)) {
        embed(kind, governor: head)
        return Step(token: head, isClause: true, isLocalDone: kind != .achieve)
      }
      if tree.tokens[head].upos == .adj, let kind = lexicon.adjectiveClass(tree.lemmas[head]) {
        embed(kind, governor: head, isAdjective: true)
        return Step(token: head, isClause: true, isLocalDone: true)
      }
      let isMotion = lexicon.contains("motion-verbs", tree.lemmas[head]) && tree.tokens[head].xpos == "VBD"
      if isMotion { reading.confidence *= 0.7 } else if !isBackground { plan("purpose") }
      return step
    }
    if marks.contains(where: { lexicon.contains("conditional-marks", $0) }) {
      settleWould()
      isBackground = true
      return step
    }
    if marks.contains(where: { lexicon.contains("denying-marks", $0) }) {
      isBackground = true
      return step
    }
    let isTemporal = marks.contains { ["when", "once", "until", "before", "after", "as_soon_as", "till"].contains($0) }
    if isTemporal, ["VBZ", "VBP"].contains(tree.tokens[clause].xpos), !isBackground {
      switch reader.modality(head) {
      case .future: plan("will")
      case .none: break
      default: weaken("modal")
      }
    }
    if marks.isEmpty, !isBackground {
      // "…, meeting X": shares the time of the main clause, not its negation.
      settleWould()
      readClause(head, softly: true)
    }
    settleWould()
    isBackground = true
    return Step(token: head, isClause: isHeadClausal, isLocalDone: marks.isEmpty)
  }

  private mutating func settleWould() {
    if hasOpenWould, !isBackground { weaken("would") }
    hasOpenWould = false
  }

  // MARK: Embedding

  /// Applies what a governing predicate says about the clause below it.
  private mutating func embed(_ kind: EmbeddingClass, governor: Int, isAdjective: Bool = false) {
    let isNegated = reader.isNegated(governor)
    let word = tree.tokens[governor].form
    let modality = reader.modality(governor)
    let speakers = isAdjective ? [] : layer.frame(governor).subjects
    switch kind {
    case .report, .deny:
      resolveWould(governor)
      if kind == .report { addSource(speakers, at: governor) }
      guard !isBackground else {
        if kind == .deny { addSource(speakers, at: governor) }
        return
      }
      if kind == .deny {
        addSource(speakers, at: governor)
        if isNegated { weaken("not \(word)") } else { negate(word) }
      } else if isNegated {
        weaken("not \(word)")
      }
      if modality == .weak || modality == .obligation || modality == .would || modality == .unfulfilled {
        weaken("modal")
      }
      readConditions(governor)
    case .factive:
      resolveWould(governor)
      if !isAdjective, lexicon.contains("confessing-verbs", tree.lemmas[governor]) { addSource(speakers, at: governor) }
      if isNegated, !isAdjective, lexicon.contains("showing-verbs", tree.lemmas[governor]), !isBackground {
        weaken("not \(word)")
      } else if isNegated, isAdjective, !isBackground {
        weaken("not \(word)")
      }
    case .demand:
      guard !isBackground else { return }
      if isNegated { dropUnlessPossible("not \(word)") } else { demand(word) }
      if modality == .weak || modality == .would { weaken("modal") }
      readConditions(governor)
    case .plan:
      resolveWould(governor)
      guard !isBackground else { return }
      if !isNegated, lexicon.contains("agreeing-verbs", tree.lemmas[governor]),
        lexicon.contains("departure-verbs", tree.lemmas[trigger])
      {
        return  // "agreed to resign": who says so goes.
      }
      if isNegated { negate("not \(word)") } else { plan(word) }
      if modality == .weak || modality == .would { weaken("modal") }
    case .fail:
      guard !isBackground else { return }
      if isNegated { weaken("not \(word)") } else { negate(word) }
      if modality == .weak || modality == .would { weaken("modal") }
    case .achieve:
      return
    case .hedge:
      let isOpinion = lexicon.contains("opinion-verbs", tree.lemmas[governor])
      if isOpinion, isOwnOpinion(speakers) || absorbsModal {
        // "I believe that he lied": what speakers believe they say; "she thinks that he should resign": she wants it.
        resolveWould(governor)
        if !isOwnOpinion(speakers) { addSource(speakers, at: governor) }
        if isNegated, !isBackground { negate("not \(word)") }
        return
      }
      if isOpinion { addSource(speakers, at: governor) }
      guard !isBackground else { return }
      if isNegated, lexicon.contains("opinion-verbs", tree.lemmas[governor]) {
        negate("not \(word)")
      } else {
        weaken(word)
      }
      hasOpenWould = false
    case .ask:
      guard !isBackground else { return }
      weaken(word)
    }
  }

  private func isOwnOpinion(_ subjects: [Int]) -> Bool {
    subjects.contains { ["i", "we"].contains(tree.tokens[$0].form.lowercased()) }
  }

  /// "said he would recuse himself" is a plan; "would" without a past verb above is no more than possible.
  private mutating func resolveWould(_ governor: Int) {
    guard hasOpenWould else { return }
    hasOpenWould = false
    let tag = tree.tokens[governor].xpos
    if tag == "VBD" || tag == "VBN" || tag == "VBG" { plan("would") } else { weaken("would") }
  }

  private mutating func dropUnlessPossible(_ reason: String) {
    reading.reasons.append(reason)
    reading.status = nil
  }

  /// "his decision to resign", "no evidence that he met", "denial of a meeting".
  private mutating func embedUnderNoun(_ clause: Int, _ noun: Int) {
    settleWould()
    let word = tree.tokens[noun].form
    let isAbsent = reader.isNegativePhrase(noun)
    let kind = lexicon.nounClass(tree.lemmas[noun]) ?? .hedge
    guard !isBackground else { return }
    switch kind {
    case .report:
      let frame = layer.frame(noun)
      let speakers = frame.possessors.isEmpty && frame.lightVerb != nil ? frame.subjects : frame.possessors
      addSource(speakers, at: noun)
      if speakers.isEmpty, lexicon.contains("unsourced-nouns", tree.lemmas[noun]) { weaken(word) }
    case .factive, .achieve: break
    case .deny: negate(word)
    case .demand: demand(word)
    case .plan: plan(word)
    case .fail: negate(word)
    case .hedge, .ask: weaken(word)
    }
    if isAbsent {
      if kind == .demand || kind == .fail { dropUnlessPossible("no \(word)") } else { weaken("no \(word)") }
    }
  }

  /// True for "the claim that he met", also where the parser took it for a relative clause.
  private func isContentClause(_ clause: Int, of noun: Int) -> Bool {
    guard lexicon.nounClass(tree.lemmas[noun]) != nil, tree.isNominal(noun), clause > noun + 1,
      tree.lemmas[noun + 1] == "that"
    else { return false }
    let subjects = tree.children(clause, "nsubj")
    guard let subject = subjects.first, subject != noun + 1 else { return false }
    // "the claim that he made" has a gap, "the claim that he met X" has none.
    return tree.relation(clause) == "acl" || tree.child(clause, "obj").map { $0 != noun + 1 } ?? false
  }

  /// "anyone who met", "no one who met", "whoever met".
  private func isIndefinite(_ noun: Int) -> Bool {
    ["anyone", "anybody", "whoever", "someone", "somebody", "nobody", "none", "everyone", "those"].contains(
      tree.lemmas[noun])
      || reader.isNegativePhrase(noun)
      || tree.children(noun).contains { tree.isRelation($0, "det") && ["any", "every"].contains(tree.lemmas[$0]) }
  }

  // MARK: Steps from nouns

  private mutating func readNoun(_ noun: Int) {
    guard !isBackground else { return }
    if reader.isNegativePhrase(noun) { negate("no") }
    for child in tree.children(noun)
    where tree.isRelation(child, "amod") || tree.isRelation(child, "det")
      || tree.isRelation(child, "compound")
    {
      let word = tree.lemmas[child]
      let form = tree.tokens[child].form.lowercased()
      if lexicon.contains("hedging-modifiers", word) || lexicon.contains("hedging-modifiers", form) { weaken(form) }
      if lexicon.contains("planning-modifiers", word) || lexicon.contains("planning-modifiers", form) { plan(form) }
      if lexicon.contains("denying-modifiers", form) { weaken(form) }
      if lexicon.contains("demanding-modifiers", form) { demand(form) }
      if tree.children(child).contains(where: { lexicon.contains("hedging-adverbs", tree.lemmas[$0]) }) {
        weaken("adverb")
      }
    }
  }

  private mutating func stepFromNoun(_ noun: Int) -> Step? {
    readNoun(noun)
    if let clause = tree.child(noun, "acl:relcl"), layer.frame(noun).lightVerb == clause {
      readClause(clause)
      settleWould()
    }
    guard let head = tree.head(noun) else { return nil }
    let relation = tree.relation(noun)
    let isHeadVerb = tree.tokens[head].upos == .verb
    let isHeadClausal = tree.isClausal(head)
    switch relation {
    case "conj", "appos", "compound", "nmod:poss", "flat", "nmod:desc", "dep", "list":
      return Step(
        token: head, isClause: isHeadVerb || (relation == "conj" && isHeadClausal && !tree.isNominal(head)),
        isLocalDone: false)
    case "obj" where isHeadVerb, "nsubj:pass" where isHeadVerb, "iobj" where isHeadVerb:
      return stepFromObject(noun, head)
    case "nsubj" where isHeadVerb:
      let isExistential = tree.lemmas[head] == "be" || tree.child(head, "expl") != nil || tree.lemmas[head] == "exist"
      if isExistential || lexicon.contains("occurrence-verbs", tree.lemmas[head]) {
        return Step(token: head, isClause: true)
      }
      return soft(head)
    case "obl", "obl:agent", "obl:unmarked", "advcl", "obl:arg": return stepFromOblique(noun, head)
    case "nmod", "nmod:unmarked", "acl": return stepFromModifier(noun, head)
    case "xcomp", "ccomp", "root", "parataxis": return soft(head)
    default: return soft(head)
    }
  }

  /// The event is taken for granted, but the clause may be about the future or a possibility.
  private mutating func soft(_ head: Int) -> Step {
    readClause(head, softly: true)
    settleWould()
    isBackground = true
    return Step(token: head, isClause: tree.isClausal(head), isLocalDone: true)
  }

  private mutating func stepFromObject(_ noun: Int, _ verb: Int) -> Step {
    let lemma = self.verb(verb)
    if lexicon.contains("doing-verbs", lemma) { return Step(token: verb, isClause: true) }
    guard !isBackground else { return Step(token: verb, isClause: true, isLocalDone: true) }
    let isNegated = reader.isNegated(verb) && !reader.isNegativePhrase(noun)
    let word = tree.tokens[verb].form
    switch lexicon.verbClass(lemma) {
    case .deny:
      addSource(layer.frame(verb).subjects, at: verb)
      // "denied any contact": what "any" leaves open, the denial settles.
      if isNegated { weaken("not \(word)") } else { reading.status = reading.status == nil ? nil : .denied }
    case .demand: if isNegated { dropUnlessPossible("not \(word)") } else { demand(word) }
    case .plan: if isNegated { negate("not \(word)") } else { plan(word) }
    case .fail where ["refuse", "reject", "decline", "oppose"].contains(lemma) && hasOwnSubject(noun):
      // "refused his resignation": he did resign.
      isBackground = true
      return Step(token: verb, isClause: true)
    case .fail:
      if ["cancel", "avoid", "prevent", "scrap", "boycott", "call_off"].contains(lemma) {
        negate(word)
      } else {
        weaken(word)
      }
    case .hedge, .ask: weaken(word)
    case .report where lemma == "allege" || lemma == "claim": weaken(word)
    case .report where lemma == "announce" && !isDeparture: return Step(token: verb, isClause: true)
    case .report, .factive, .achieve, nil:
      isBackground = true
      return Step(token: verb, isClause: true)
    }
    if reader.modality(verb) == .weak || reader.modality(verb) == .would { weaken("modal") }
    isBackground = true
    return Step(token: verb, isClause: true)
  }

  private func hasOwnSubject(_ noun: Int) -> Bool {
    tree.children(noun).contains { tree.relation($0) == "nmod:poss" || tree.marker($0) == "of" }
  }

  /// True where a word that demands stands right before the noun phrase, whatever the parser made of it.
  private var isDemandedByNeighbor: Bool {
    guard tree.tokens[trigger].upos == .noun, isDeparture else { return false }
    var first = trigger
    for child in tree.children(trigger) where child < trigger {
      if ["det", "amod", "nmod:poss", "compound"].contains(tree.relation(child)) {
        first = min(first, tree.span(child).lowerBound)
      }
    }
    // A misread possessor still stands before the noun: "demand Keller's immediate resignation".
    while first > 0,
      [.adj, .propn, .det].contains(tree.tokens[first - 1].upos) || tree.tokens[first - 1].xpos == "POS"
        || tree.tokens[first - 1].xpos == "PRP$"
    {
      first -= 1
    }
    guard first > 0 else { return false }
    func demands(_ token: Int) -> Bool {
      lexicon.verbClass(tree.lemmas[token]) == .demand || lexicon.nounClass(tree.lemmas[token]) == .demand
    }
    if tree.tokens[first - 1].upos != .adp { return demands(first - 1) }
    return first > 1 && tree.lemmas[first - 1] == "for" && demands(first - 2)
  }

  private var isDeparture: Bool { lexicon.value("nominalizations", tree.lemmas[trigger]) != nil }

  private mutating func stepFromOblique(_ noun: Int, _ head: Int) -> Step {
    let marker = tree.marker(noun) ?? tree.marks(noun).first ?? ""
    guard !isBackground else { return Step(token: head, isClause: tree.isClausal(head), isLocalDone: true) }
    if lexicon.contains("denying-marks", marker) {
      negate(marker)
      isBackground = true
      return Step(token: head, isClause: tree.isClausal(head))
    }
    let isNegated = reader.isNegated(head)
    let word = tree.tokens[head].form
    if lexicon.verbClass(tree.lemmas[head]) == .ask || (tree.lemmas[head] == "ask" && marker != "for") {
      weaken(word)
      isBackground = true
      return Step(token: head, isClause: true)
    }
    if marker == "for" || marker == "to" || marker == "on" || marker == "in" || marker == "of" {
      let kind =
        tree.tokens[head].upos == .adj
        ? lexicon.adjectiveClass(tree.lemmas[head]) : lexicon.verbClass(tree.lemmas[head])
      switch kind {
      case .demand where marker == "for" || marker == "to":
        if isNegated { dropUnlessPossible("not \(word)") } else { demand(word) }
        if reader.modality(head) == .weak || reader.modality(head) == .would { weaken("modal") }
        readConditions(head)
        isBackground = true
        return Step(token: head, isClause: true)
      case .plan where marker == "for" || marker == "to" || marker == "on":
        if isNegated { negate("not \(word)") } else { plan(word) }
        isBackground = true
        return Step(token: head, isClause: true)
      case .hedge where marker == "for" || marker == "of", .ask where marker == "for":
        weaken(word)
        isBackground = true
        return Step(token: head, isClause: true)
      case .factive where tree.tokens[head].upos == .adj && marker == "of" && isNegated:
        weaken("not \(word)")
      case .fail where marker == "of" || marker == "to": weaken(word)
      default: break
      }
    }
    if lexicon.contains("doing-verbs", tree.lemmas[head]) || lexicon.contains("meeting-verbs", tree.lemmas[head]) {
      return Step(token: head, isClause: true)
    }
    return soft(head)
  }

  private mutating func stepFromModifier(_ noun: Int, _ head: Int) -> Step {
    let marker = tree.marker(noun) ?? ""
    if !isBackground {
      let word = tree.tokens[head].form
      if lexicon.contains("denying-marks", marker) { negate(marker) }
      switch lexicon.nounClass(tree.lemmas[head]) {
      case .deny where marker == "of": negate(word)
      case .demand where marker == "for" || marker == "to" || marker == "of":
        if reader.isNegativePhrase(head) { dropUnlessPossible("no \(word)") } else { demand(word) }
      case .plan where marker == "for" || marker == "of" || marker == "to": plan(word)
      case .fail where marker == "of" || marker == "to": negate(word)
      case .hedge where marker == "of" || marker == "for", .ask where marker == "of": weaken(word)
      default:
        if reader.isNegativePhrase(head) { weaken("no \(word)") }
      }
    }
    return Step(token: head, isClause: tree.isClausal(head) && !tree.isNominal(head), isLocalDone: false)
  }
}
