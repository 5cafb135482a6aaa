internal import Language

/// What takes part in an event that a word of the text names, whatever the construction.
struct Frame {
  /// Who acts, by head token; conjuncts listed.
  var subjects: [Int] = []
  /// What is acted on.
  var objects: [Int] = []
  /// The receiver of "told him", "offered her".
  var indirect: [Int] = []
  /// Prepositional arguments: the preposition and the head token of its noun.
  var obliques: [(preposition: String, token: Int)] = []
  /// Clauses that complete the meaning: "that he met", "to resign".
  var clauses: [Int] = []
  /// A predicate noun or adjective over the object or subject: "named him envoy", "became president".
  var complements: [Int] = []
  /// Possessors: "Flynn's resignation".
  var possessors: [Int] = []
  /// The particle of a phrasal verb.
  var particle: String?
  /// True where the patient stands as subject.
  var isPassive = false
  /// The light verb that carries the noun: "held a meeting".
  var lightVerb: Int?
}

/// Predicate-argument structure over the dependency trees of one document.
///
/// Rules see the same frame for "X fired Y", "Y was fired by X", "Y, fired by X last week", "X, who fired Y", "X wanted to
/// fire Y" and "X met Y and fired Z". Frames are computed on demand and kept.
final class PredicateLayer {
  let tree: SyntaxTree
  let lexicon: Lexicon
  private var frames: [Int: Frame] = [:]
  private var subjectsOf: [Int: [Int]] = [:]

  init(_ tree: SyntaxTree, lexicon: Lexicon) {
    self.tree = tree
    self.lexicon = lexicon
  }

  /// The frame of a word. O(*c*) for the children of the words that it shares arguments with.
  func frame(_ token: Int) -> Frame {
    if let known = frames[token] { return known }
    let isCopular = tree.child(token, "cop") != nil
    var frame: Frame
    if tree.tokens[token].upos == .verb || (tree.tokens[token].upos == .aux && !isCopular) {
      frame = verbFrame(token)
    } else {
      frame = nounFrame(token)
      if isCopular || tree.child(token, "nsubj") != nil || tree.isRelation(token, "xcomp") {
        let subjects = self.subjects(token)
        if !subjects.isEmpty { frame.subjects = subjects }
      }
      fillRelativeGap(token, &frame)
    }
    frame.particle = tree.child(token, "compound:prt").map { tree.lemmas[$0] }
    frames[token] = frame
    return frame
  }

  /// True if the grammatical subject of a verb is its patient.
  func isPassive(_ verb: Int) -> Bool {
    for child in tree.children(verb) {
      switch tree.relation(child) {
      case "nsubj:pass", "aux:pass", "csubj:pass": return true
      default: break
      }
    }
    guard tree.tokens[verb].xpos == "VBN", tree.tokens[verb].upos == .verb else { return false }
    if tree.children(verb).contains(where: { tree.isRelation($0, "aux") }) { return false }
    switch tree.relation(verb) {
    case "acl", "acl:relcl", "advcl", "amod", "xcomp":
      return tree.child(verb, "nsubj") == nil
    case "conj":
      guard let head = tree.head(verb), tree.child(verb, "nsubj") == nil else { return false }
      return tree.tokens[head].upos == .verb && isPassive(head)
    default: return false
    }
  }

  /// The predicate that a conjunct is coordinated with: a finite one does not continue an infinitive.
  ///
  /// "is not fit [to serve] and [must resign]": parsers like to hang the second on the nearest verb.
  func conjunctHost(_ conjunct: Int) -> Int {
    guard var host = tree.head(conjunct) else { return conjunct }
    guard isFinite(conjunct) else { return host }
    while !isFinite(host), tree.tokens[host].upos == .verb, let next = tree.head(host),
      tree.isClausal(next) || tree.tokens[next].upos == .verb
    {
      host = next
    }
    return host
  }

  /// The noun that an infinitive belongs to, where the parser hung it on the verb: "faced [calls] to resign".
  func nounHost(_ clause: Int) -> Int? {
    guard ["advcl", "xcomp"].contains(tree.relation(clause)), tree.marks(clause).contains("to"),
      let verb = tree.head(clause), tree.tokens[verb].upos == .verb,
      let noun = tree.children(verb).last(where: {
        $0 > verb && $0 < clause && tree.relation($0) == "obj" && tree.tokens[$0].upos == .noun
      }), let kind = lexicon.nounClass(tree.lemmas[noun]), kind != .factive, kind != .report,
      lexicon.contains("light-verbs", tree.lemmas[verb]) || lexicon.contains("receiving-verbs", tree.lemmas[verb])
    else { return nil }
    return noun
  }

  /// True if a predicate has a tense or a modal.
  func isFinite(_ predicate: Int) -> Bool {
    switch tree.tokens[predicate].xpos {
    case "VBD", "VBZ", "VBP": return true
    default: break
    }
    return tree.children(predicate).contains {
      (tree.isRelation($0, "aux") || tree.isRelation($0, "cop"))
        && ["MD", "VBD", "VBZ", "VBP"].contains(tree.tokens[$0].xpos)
    }
  }

  // MARK: Verbs

  private func verbFrame(_ verb: Int) -> Frame {
    var frame = Frame()
    frame.isPassive = isPassive(verb)
    let surface = subjects(verb)
    if frame.isPassive { frame.objects = surface } else { frame.subjects = surface }
    for child in tree.children(verb) {
      collect(child, of: verb, into: &frame)
    }
    shareConjunctObject(verb, &frame)
    fillRelativeGap(verb, &frame)
    if frame.clauses.isEmpty { findInfinitive(verb, &frame) }
    // A lone receiver is an object: "accused him of it" is read both ways.
    if frame.objects.isEmpty, !frame.isPassive { frame.objects = frame.indirect }
    return frame
  }

  private func collect(_ child: Int, of verb: Int, into frame: inout Frame) {
    let tokens = nominals(child)
    switch tree.relation(child) {
    case "obj":
      if frame.isPassive || !frame.objects.isEmpty { frame.complements += tokens } else { frame.objects += tokens }
    case "iobj": frame.indirect += tokens
    case "obl:agent":
      if let preposition = tree.marker(child), preposition != "by" {
        frame.obliques += tokens.map { (preposition, $0) }
      } else {
        frame.subjects += tokens
      }
    case "obl", "obl:arg", "nmod", "obl:unmarked":
      guard let preposition = tree.marker(child) else { break }
      if preposition == "by", frame.isPassive, frame.subjects.isEmpty {
        frame.subjects += tokens
      } else {
        for token in tokens {
          frame.obliques.append((token == child ? preposition : tree.marker(token) ?? preposition, token))
        }
      }
    case "ccomp": frame.clauses += clauses(child)
    case "xcomp":
      if tree.isClausal(child) || tree.marks(child).contains("to") {
        frame.clauses += clauses(child)
      } else {
        frame.complements += tokens
        if let preposition = tree.marker(child) { frame.obliques += tokens.map { (preposition, $0) } }
      }
    case "advcl":
      // "accused him of lying", "apologized for lying": the marker is a preposition before a gerund.
      let marks = tree.marks(child)
      if marks.contains("for"), tree.child(child, "nsubj") != nil || marks.contains("to") {
        frame.clauses += clauses(child)
      } else if let preposition = marks.first, tree.tokens[child].xpos == "VBG" {
        frame.obliques.append((preposition, child))
      } else if tree.tokens[child].upos != .verb, tree.child(child, "cop") == nil, let preposition = marks.first {
        frame.obliques += tokens.map { (preposition, $0) }
      }
    default: break
    }
  }

  /// "X fired and sued Y", "X hired Y and fired Z": a conjunct without an object of its own may share the last one's.
  private func shareConjunctObject(_ verb: Int, _ frame: inout Frame) {
    guard frame.objects.isEmpty, frame.obliques.isEmpty, frame.clauses.isEmpty, !frame.isPassive else { return }
    let next = tree.children(verb).first {
      tree.isRelation($0, "conj") && tree.tokens[$0].upos == .verb && $0 == verb + 2
        && tree.child($0, "nsubj") == nil && !isPassive($0)
    }
    guard let next else { return }
    let shared = self.frame(next)
    frame.objects = shared.objects
    frame.obliques = shared.obliques.filter { $0.token > next }
    frame.clauses = shared.clauses
  }

  /// "the envoy he met", "the man whom they accuse": the antecedent fills the place that the relative clause leaves.
  private func fillRelativeGap(_ verb: Int, _ frame: inout Frame) {
    guard tree.relation(verb) == "acl:relcl", let antecedent = tree.head(verb), tree.isNominal(antecedent) else {
      return
    }
    // "the college where they met": the place is no participant.
    guard !tree.children(verb).contains(where: { tree.tokens[$0].xpos == "WRB" }) else { return }
    if let stranded = tree.children(verb).last(where: {
      tree.tokens[$0].upos == .adp && tree.children($0).isEmpty && $0 > verb
        && ["obl", "case", "advmod", "compound:prt"].contains(tree.relation($0))
    }) {
      frame.obliques.append((tree.lemmas[stranded], antecedent))
      return
    }
    let hasPronoun = tree.children(verb).contains { child in
      tree.isRelativePronoun(child) || tree.children(child).contains(where: tree.isRelativePronoun)
    }
    guard tree.tokens[verb].upos == .verb, !hasPronoun, tree.child(verb, "nsubj") != nil, frame.objects.isEmpty,
      !frame.isPassive
    else { return }
    frame.objects = [antecedent]
  }

  /// An infinitive that the parser hung on the object or as an adjunct: "urged [Y to resign]", "calls on Y [to resign]".
  private func findInfinitive(_ verb: Int, _ frame: inout Frame) {
    guard lexicon.controlsObject(tree.lemmas[verb]) else { return }
    let hosts = [verb] + frame.objects + frame.indirect + frame.obliques.map(\.token)
    for host in hosts {
      for child in tree.children(host) {
        let relation = tree.relation(child)
        if relation == "advcl" || relation == "acl" || relation == "xcomp", tree.marks(child).contains("to"),
          child > verb
        {
          frame.clauses += clauses(child)
          return
        }
      }
    }
  }

  /// A clause and the clauses coordinated with it that have no subject of their own.
  private func clauses(_ head: Int) -> [Int] {
    [head] + tree.children(head, "conj").filter { tree.isClausal($0) && tree.child($0, "nsubj") == nil }
  }

  /// A nominal with its conjuncts; nothing for an expletive.
  private func nominals(_ token: Int) -> [Int] { tree.conjuncts(token) }

  // MARK: Subjects

  /// The surface subjects of a predicate: its own, or those that coordination, control, raising or attribution lend it.
  func subjects(_ predicate: Int) -> [Int] {
    if let known = subjectsOf[predicate] { return known }
    subjectsOf[predicate] = []  // An unfinished search finds nothing: no endless recursion.
    let found = findSubjects(predicate)
    subjectsOf[predicate] = found
    return found
  }

  private func findSubjects(_ predicate: Int) -> [Int] {
    let all = tree.children(predicate).filter {
      tree.isRelation($0, "nsubj") && tree.relation($0) != "nsubj:outer"
    }
    // "called for Y to go": of two subjects, the one behind the verb is that of the infinitive.
    let own = all.count > 1 ? all.filter { $0 < predicate } : all
    if let first = own.first ?? all.first {
      // "attorney general": two parts of one title are no two subjects.
      return own.count > 1 && own.contains(first + 1) ? nominals(own[own.count - 1]) : nominals(first)
    }
    guard let head = tree.head(predicate) else { return [] }
    if let noun = nounHost(predicate) { return nounController(of: predicate, noun: noun) }
    if tree.relation(predicate) == "xcomp" || tree.relation(predicate) == "advcl" || tree.relation(predicate) == "ccomp"
    {
      let strayed = tree.children(head).filter {
        tree.isRelation($0, "nsubj") && $0 > head && $0 < predicate
          && tree.children(head).contains(where: { subject in
            tree.isRelation(subject, "nsubj") && subject < head
          })
      }
      if let subject = strayed.first { return nominals(subject) }
    }
    switch tree.relation(predicate) {
    case "conj", "parataxis":
      guard tree.relation(predicate) == "conj" else { return [] }
      let host = conjunctHost(predicate)
      return tree.isClausal(host) || tree.tokens[host].upos == .aux ? subjects(host) : []
    case "xcomp", "ccomp":
      if tree.relation(predicate) == "ccomp", !tree.marks(predicate).contains("to") { return [] }
      return controller(of: predicate, governor: head)
    case "advcl", "advcl:relcl":
      guard tree.tokens[predicate].xpos != "VBD" || tree.marks(predicate).isEmpty else { return [] }
      if tree.marks(predicate).contains("to"), lexicon.controlsObject(tree.lemmas[head]) {
        return controller(of: predicate, governor: head)
      }
      if lexicon.contains("object-gerund", tree.lemmas[head]), tree.tokens[predicate].xpos == "VBG",
        let object = tree.child(head, "obj") ?? tree.child(head, "iobj"), !tree.marks(predicate).isEmpty
      {
        return nominals(object)  // "congratulated him on becoming", "accused him of lying"
      }
      return tree.isClausal(head) || tree.tokens[head].upos == .verb ? subjects(head) : []
    case "acl", "acl:relcl":
      return nounController(of: predicate, noun: head)
    default: return []
    }
  }

  /// Who would do what an open complement says: "urged [Y] to go", "[X] plans to go", "[Y] was asked to go".
  private func controller(of complement: Int, governor: Int) -> [Int] {
    if !isPassive(governor), !lexicon.controlsSubject(tree.lemmas[governor]) {
      for relation in ["obj", "iobj"] {
        if let object = tree.child(governor, relation) {
          // "issued a call to resign", "has a duty to resign": the noun is no controller.
          if tree.tokens[object].upos == .noun, !lexicon.controlsObject(tree.lemmas[governor]) { break }
          return nominals(object)
        }
      }
      if lexicon.controlsObject(tree.lemmas[governor]) {
        for child in tree.children(governor) where tree.isRelation(child, "obl") {
          if let preposition = tree.marker(child), ["on", "upon", "for", "with", "to"].contains(preposition) {
            return nominals(child)
          }
        }
      }
    }
    return subjects(governor)
  }

  /// Who would do what the clause of a noun says: "his decision to go", "pressure on X to go", "faces calls to go".
  private func nounController(of clause: Int, noun: Int) -> [Int] {
    guard tree.marks(clause).contains("to") else {
      // "issued a statement urging him": who issued it urges.
      if tree.relation(clause) == "acl", tree.tokens[clause].xpos == "VBG",
        lexicon.contains("document-nouns", tree.lemmas[noun])
      {
        let authors = frame(noun).subjects
        if !authors.isEmpty { return authors }
      }
      return [noun]
    }
    let isDemand = lexicon.nounClass(tree.lemmas[noun]) == .demand
    for child in tree.children(noun) {
      if tree.isRelation(child, "nmod"), let preposition = tree.marker(child),
        preposition == "on" || preposition == "for"
      {
        return nominals(child)
      }
    }
    if !isDemand, let possessor = tree.child(noun, "nmod:poss") { return nominals(possessor) }
    if let verb = tree.head(noun), tree.tokens[verb].upos == .verb {
      if isDemand, tree.relation(noun) == "obj", !lexicon.contains("receiving-verbs", tree.lemmas[verb]) { return [] }
      return subjects(verb)
    }
    // "the person to ask", "officials to meet".
    return tree.tokens[noun].upos == .propn || tree.tokens[noun].upos == .pron ? [noun] : []
  }

  // MARK: Nouns

  private func nounFrame(_ noun: Int) -> Frame {
    var frame = Frame()
    for child in tree.children(noun) {
      let relation = tree.relation(child)
      if relation == "nmod:poss" {
        frame.possessors += nominals(child)
      } else if tree.isRelation(child, "nmod") || tree.isRelation(child, "obl") {
        guard let preposition = tree.marker(child) else { continue }
        for token in nominals(child) {
          frame.obliques.append((token == child ? preposition : tree.marker(token) ?? preposition, token))
        }
      } else if tree.isRelation(child, "acl") || tree.isRelation(child, "ccomp") || tree.isRelation(child, "advcl") {
        let marks = tree.marks(child)
        if marks.contains("to") || marks.contains("that") {
          frame.clauses += clauses(child)
        } else if let preposition = marks.first, tree.tokens[child].xpos == "VBG" {
          frame.obliques.append((preposition, child))
        }
      }
    }
    if frame.clauses.isEmpty, let verb = tree.head(noun), tree.relation(noun) == "obj" {
      frame.clauses = tree.children(verb).filter { nounHost($0) == noun }
    }
    addLightVerb(noun, &frame)
    frame.subjects = frame.possessors
    if frame.subjects.isEmpty {
      frame.subjects = frame.obliques.filter { $0.preposition == "by" }.map(\.token)
    }
    if frame.subjects.isEmpty, let verb = frame.lightVerb {
      let carried = self.frame(verb)
      frame.subjects = carried.subjects.filter { $0 != noun }
    }
    return frame
  }

  /// "held a meeting with", "conversations that he had with": the verb's arguments are the noun's.
  private func addLightVerb(_ noun: Int, _ frame: inout Frame) {
    var verb: Int?
    if let head = tree.head(noun), tree.tokens[head].upos == .verb, lexicon.contains("light-verbs", tree.lemmas[head]),
      tree.relation(noun) == "obj" || tree.relation(noun) == "nsubj:pass"
    {
      verb = head
    } else if let clause = tree.child(noun, "acl"), tree.tokens[clause].upos == .verb,
      lexicon.contains("light-verbs", tree.lemmas[clause]), !tree.marks(clause).contains("to")
    {
      verb = clause
    }
    guard let verb else { return }
    frame.lightVerb = verb
    for child in tree.children(verb) where tree.isRelation(child, "obl") {
      guard let preposition = tree.marker(child) else { continue }
      for token in nominals(child) {
        let own = token == child ? preposition : tree.marker(token) ?? preposition
        frame.obliques.append((own, token))
      }
    }
  }
}
