internal import Language

/// A claim as a rule proposes it, its ends still words of the text.
struct Proposal {
  /// One end of an edge.
  enum End: Hashable {
    /// What a token stands for.
    case token(Int)
    /// An entity of the document.
    case entity(Int)
    /// The position that the subject is known to hold.
    case position
  }

  var rule: Rule
  var trigger: Int
  var subject: End
  var object: End
  var reading: Reading
  var status: ClaimStatus
  var properties: [String: PropertyValue]
  /// Every participant, where the edge is one of several of the same occasion.
  var participants: [End] = []
}

/// Why a rule gave an edge, or gave none.
package enum RuleOutcome: Sendable, Hashable {
  /// It gave edges.
  case fired(Int)
  /// The trigger is not of the wanted form.
  case trigger(String)
  /// A condition on other words does not hold.
  case condition(String)
  /// An argument leads nowhere, or to nothing of the wanted label.
  case argument(String)
  /// The text does not say that it happened, and the rule wants that it does.
  case status(String)
}

/// Tries the rules that a word sets off on the predicate that it heads.
struct RuleMatcher {
  let rules: RuleSet
  let tree: SyntaxTree
  let layer: PredicateLayer
  let referents: Referents
  let reader: StatusReader

  /// Matches every rule that a token may set off.
  ///
  /// - Complexity: O(*r* · *c*) for the *r* rules of its lemma and the children of the words of its frame.
  func match(_ token: Int, trace: ((Rule, RuleOutcome) -> Void)? = nil) -> [Proposal] {
    guard let kind = kind(of: token) else { return [] }
    let isTitle = kind == .noun && referents.role(token) != nil
    let candidates = rules.candidates(kind, lemma: tree.lemmas[token], isTitle: isTitle)
    guard !candidates.isEmpty else { return [] }
    var proposals: [Proposal] = []
    for index in candidates {
      let rule = rules.rules[index]
      var found: [Proposal] = []
      let outcome = apply(rule, at: token, isTitle: isTitle, into: &found)
      proposals += found
      if rule.trigger.isObligation, case .trigger = outcome { continue }
      trace?(rule, outcome)
    }
    return proposals
  }

  private func kind(of token: Int) -> Rule.Trigger.Kind? {
    switch tree.tokens[token].upos {
    case .verb, .aux: .verb
    case .noun, .propn: .noun
    case .adj, .adv: .adjective
    default: nil
    }
  }

  // MARK: One rule

  private func apply(_ rule: Rule, at token: Int, isTitle: Bool, into found: inout [Proposal]) -> RuleOutcome {
    if let problem = triggerProblem(rule, token, isTitle) { return .trigger(problem) }
    let frame = layer.frame(token)
    for condition in rule.conditions {
      let ends = evaluate(condition.path, at: token, frame)
      let holds =
        condition.words.map { words in
          ends.contains { end in
            guard case .token(let word) = end else { return false }
            if words.contains("#" + tree.tokens[word].xpos.lowercased()) { return true }
            return words.contains(tree.lemmas[word]) || words.contains(tree.tokens[word].form.lowercased())
          }
        } ?? !ends.isEmpty
      if holds != condition.isRequired {
        return .condition("\(condition.isRequired ? "no" : "has") \(condition.path.description)")
      }
    }
    let reading = reader.read(token, absorbsModal: rule.trigger.isObligation)
    guard let status = reading.status else {
      return .status(reading.reasons.joined(separator: ", "))
    }
    if let only = rule.only, !only.contains(status) {
      return .status("\(status.rawValue): \(reading.reasons.joined(separator: ", "))")
    }
    if rule.trigger.isObligation, status == .denied || status == .demanded { return .status(status.rawValue) }
    let base = Proposal(
      rule: rule, trigger: token, subject: .position, object: .position, reading: reading,
      status: rule.emits ?? status, properties: properties(rule, at: token, frame))
    if let pairs = rule.pairs { return pair(pairs, base, frame, &found) }
    guard let subject = rule.subject, let object = rule.object else { return .argument("subject") }
    let subjects = resolve(subject, at: token, frame)
    guard !subjects.isEmpty else { return .argument("subject: \(subject.path.description)") }
    let objects = resolve(object, at: token, frame)
    guard !objects.isEmpty else { return .argument("object: \(object.path.description)") }
    for subject in subjects {
      for object in objects where object != subject {
        var proposal = base
        proposal.subject = subject
        proposal.object = object
        proposal.participants = subjects + objects
        found.append(proposal)
      }
    }
    return found.isEmpty ? .argument("subject and object are the same") : .fired(found.count)
  }

  private func pair(
    _ argument: Rule.Argument, _ base: Proposal, _ frame: Frame, _ found: inout [Proposal]
  ) -> RuleOutcome {
    let ends = resolve(argument, at: base.trigger, frame)
    guard ends.count > 1 else { return .argument("two of \(argument.path.description)") }
    for (index, first) in ends.enumerated() {
      for second in ends[(index + 1)...] where second != first {
        var proposal = base
        proposal.subject = first
        proposal.object = second
        proposal.participants = ends
        found.append(proposal)
      }
    }
    return .fired(found.count)
  }

  private func triggerProblem(_ rule: Rule, _ token: Int, _ isTitle: Bool) -> String? {
    let trigger = rule.trigger
    if trigger.isObligation, !isObligation(token) { return "no modal of obligation" }
    if let isPassive = trigger.isPassive, layer.isPassive(token) != isPassive {
      return isPassive ? "active" : "passive"
    }
    if let isCopular = trigger.isCopular, (tree.child(token, "cop") != nil) != isCopular {
      return isCopular ? "no copula" : "copula"
    }
    if !trigger.particles.isEmpty {
      let particle = layer.frame(token).particle ?? stranded(token)
      guard let particle, trigger.particles.contains(particle) else {
        return "particle \(trigger.particles.joined(separator: "/")) is missing"
      }
    }
    if !trigger.relations.isEmpty, !trigger.relations.contains(where: { tree.isRelation(token, $0) }) {
      return "is \(tree.relation(token))"
    }
    return nil
  }

  private func stranded(_ token: Int) -> String? {
    tree.children(token).first {
      $0 > token && (tree.tokens[$0].upos == .adp || tree.tokens[$0].upos == .adv) && tree.children($0).isEmpty
    }.map { tree.lemmas[$0] }
  }

  /// "should resign", "must resign", "has to resign", "needs to resign".
  private func isObligation(_ verb: Int) -> Bool {
    guard tree.tokens[verb].upos == .verb, tree.child(verb, "cop") == nil else { return false }
    if reader.modality(verb) == .obligation {
      return !tree.children(verb).contains { tree.lemmas[$0] == "have" && tree.isRelation($0, "aux") }
    }
    guard let head = tree.head(verb), tree.tokens[head].upos == .verb else { return false }
    return StatusWalk(reader: reader, trigger: verb, absorbsModal: true).isObligationCarrier(head, of: verb)
  }

  // MARK: Arguments

  private func resolve(_ argument: Rule.Argument, at token: Int, _ frame: Frame) -> [Proposal.End] {
    var seen: Set<Proposal.End> = []
    // Routes are tried in order until one gives something of the right label.
    for route in argument.path.routes {
      let ends = walk(route, from: token, frame).filter { end in
        guard seen.insert(end).inserted else { return false }
        return isAllowed(end, argument)
      }
      if !ends.isEmpty { return ends }
    }
    return []
  }

  private func isAllowed(_ end: Proposal.End, _ argument: Rule.Argument) -> Bool {
    if argument.isHolder || !argument.kinds.isEmpty || !argument.excludedKinds.isEmpty {
      let entity: Int? =
        switch end {
        case .token(let token): referents.entity(token)
        case .entity(let entity): entity
        case .position: nil
        }
      guard isFitting(entity, argument) else { return false }
    }
    return switch end {
    case .position: true
    case .entity(let entity): argument.labels.contains(referents.context.entities[entity].label)
    case .token(let token):
      if argument.labels == [.meeting] {
        // An occasion becomes a meeting when a claim needs it.
        tree.tokens[token].upos == .noun || tree.tokens[token].upos == .propn
      } else if let entity = referents.entity(token) {
        argument.labels.contains(referents.context.entities[entity].label)
      } else if argument.isNamed {
        false
      } else if argument.labels.contains(.organization), referents.isGroup(token) {
        true
      } else {
        argument.labels.contains(.event) && referents.isMatter(token)
          || argument.labels.contains(.work) && referents.workPhrase(token) != nil
      }
    }
  }

  private func isFitting(_ entity: Int?, _ argument: Rule.Argument) -> Bool {
    guard let entity else { return !argument.isHolder && argument.kinds.isEmpty }
    if argument.isHolder {
      return referents.context.nounPhraseClaims.contains { $0.type == "HOLDS_ROLE" && $0.subject == entity }
    }
    guard case .string(let kind)? = referents.context.entities[entity].properties["kind"] else {
      return argument.kinds.isEmpty
    }
    return (argument.kinds.isEmpty || argument.kinds.contains(kind)) && !argument.excludedKinds.contains(kind)
  }

  /// Everything that the first route that leads somewhere leads to.
  func evaluate(_ path: ArgumentPath, at token: Int, _ frame: Frame) -> [Proposal.End] {
    for route in path.routes {
      let ends = walk(route, from: token, frame)
      if !ends.isEmpty { return ends }
    }
    return []
  }

  private func walk(_ route: [ArgumentPath.Step], from token: Int, _ frame: Frame) -> [Proposal.End] {
    var ends: [Proposal.End] = [.token(token)]
    for (depth, step) in route.enumerated() {
      var next: [Proposal.End] = []
      for end in ends {
        guard case .token(let word) = end else { continue }
        next += take(step, at: word, depth == 0 ? frame : layer.frame(word))
      }
      ends = next
      if ends.isEmpty { break }
    }
    return ends
  }

  private func take(_ step: ArgumentPath.Step, at word: Int, _ frame: Frame) -> [Proposal.End] {
    switch step {
    case .role(let role): return take(role, at: word, frame)
    case .preposition(let preposition):
      return frame.obliques.filter { $0.preposition == preposition }.map { .token($0.token) }
    case .down(let relation): return tree.children(word, relation).map { .token($0) }
    case .up(let relation):
      guard tree.isRelation(word, relation), let head = tree.head(word) else { return [] }
      return [.token(head)]
    }
  }

  private func take(_ role: ArgumentPath.Role, at word: Int, _ frame: Frame) -> [Proposal.End] {
    func ends(_ tokens: [Int]) -> [Proposal.End] { tokens.map { .token($0) } }
    switch role {
    case .this: return [.token(word)]
    case .subject: return ends(frame.subjects)
    case .object: return ends(frame.objects)
    case .indirect: return ends(frame.indirect)
    case .clause: return ends(frame.clauses)
    case .complement: return ends(frame.complements)
    case .possessor: return ends(frame.possessors)
    case .compound:
      return ends(
        tree.children(word, "compound").filter { tree.tokens[$0].upos == .propn || tree.tokens[$0].upos == .noun })
    case .appos: return ends(tree.children(word, "appos"))
    case .modifier: return ends(tree.children(word, "amod"))
    case .carrier: return ends(frame.lightVerb.map { [$0] } ?? [])
    case .head: return ends(tree.head(word).map { [$0] } ?? [])
    case .title: return referents.role(word).map { [.entity($0)] } ?? []
    case .position: return [.position]
    case .speaker: return speaker(word)
    case .authority: return layer.isPassive(word) ? ends(referents.authority(near: word).map { [$0] } ?? []) : []
    }
  }

  /// Who says the clause of a word: the innermost source that the document knows.
  private func speaker(_ word: Int) -> [Proposal.End] {
    let reading = reader.read(word, absorbsModal: true)
    guard let source = reading.sources.first else { return [] }
    return source.compactMap { source in
      switch source {
      case .entity(let entity): .entity(entity)
      case .token(let token): referents.label(token) != nil ? .token(token) : nil
      }
    }
  }

  // MARK: Properties

  private func properties(_ rule: Rule, at token: Int, _ frame: Frame) -> [String: PropertyValue] {
    var values: [String: PropertyValue] = [:]
    for (name, source) in rule.properties {
      if let value = value(source, at: token, frame) { values[name] = value }
    }
    return values
  }

  private func value(_ source: PropertySource, at token: Int, _ frame: Frame) -> PropertyValue? {
    func first(_ path: ArgumentPath) -> Int? {
      for case .token(let word) in evaluate(path, at: token, frame) { return word }
      return nil
    }
    let phrases = Phrases(tree: tree, lexicon: rules.lexicon, referents: referents)
    switch source {
    case .constant(let value): return value
    case .tenure: return .string(phrases.tenure(token))
    case .pastTenure: return .string(phrases.pastTenure(token))
    case .count: return phrases.count(token, frame).map { .int(Int64($0)) }
    case .verb(let path): return first(path).flatMap { phrases.action($0) }.map { .string($0) }
    case .text(let path): return first(path).map { .string(phrases.plain($0)) }
    case .lemma(let path): return first(path).map { .string(tree.lemmas[$0]) }
    case .map(let list, let path):
      return first(path).flatMap { rules.vocabulary.value(list, tree.lemmas[$0]) }.map { .string($0) }
    case .title(let path):
      for end in evaluate(path, at: token, frame) {
        switch end {
        case .entity(let entity) where referents.context.entities[entity].label == .role:
          return .string(referents.context.entities[entity].name)
        case .token(let word):
          if let role = referents.role(word) { return .string(referents.context.entities[role].name) }
        default: break
        }
      }
      return nil
    }
  }
}
