internal import Language

/// Relations that no core type covers, named after their verbs: `DEFEATED`, `TRAVELED_TO`.
struct OpenRelations {
  let rules: RuleSet
  let tree: SyntaxTree
  let layer: PredicateLayer
  let referents: Referents
  let reader: StatusReader

  /// The relations of a verb between two named things, none of them between a pair that a rule has joined already.
  ///
  /// - Complexity: O(*s* · *o*) for its subjects and objects.
  func match(_ verb: Int, besides proposals: [Proposal]) -> [Proposal] {
    let lemma = tree.lemmas[verb]
    guard tree.tokens[verb].upos == .verb, !rules.lexicon.contains("closed-verbs", lemma), isWord(lemma) else {
      return []
    }
    if rules.coversVerb(lemma), !rules.lexicon.contains("also-open-verbs", lemma) { return [] }
    switch rules.lexicon.verbClass(lemma) {
    case .report, .deny, .demand, .hedge, .ask, .plan: return []
    default: break
    }
    let frame = layer.frame(verb)
    guard frame.clauses.isEmpty || !frame.objects.isEmpty else { return [] }
    let subjects = frame.subjects.filter(isNamed)
    guard !subjects.isEmpty else { return [] }
    var objects: [(preposition: String?, token: Int)] = frame.objects.filter(isNamed).map { (nil, $0) }
    if objects.isEmpty, frame.objects.isEmpty || rules.lexicon.contains("light-verbs", lemma) == false {
      objects = frame.obliques.filter { oblique in
        guard isNamed(oblique.token),
          ["to", "with", "for", "against", "from", "into", "over", "on"].contains(oblique.preposition)
        else { return false }
        if frame.isPassive || !frame.objects.isEmpty { return false }
        return true
      }.map { ($0.preposition, $0.token) }
    }
    guard !objects.isEmpty else { return [] }
    let reading = reader.read(verb)
    guard let status = reading.status else { return [] }
    var found: [Proposal] = []
    for subject in subjects {
      for object in objects {
        guard let from = referents.entity(subject), let to = referents.entity(object.token), from != to else {
          continue
        }
        if proposals.contains(where: { $0.subject == .token(subject) && $0.object == .token(object.token) }) {
          continue
        }
        let past = pastTense(verb)
        let particle = frame.particle.map { "_" + $0.uppercased() } ?? ""
        let name = past.uppercased() + particle + (object.preposition.map { "_" + $0.uppercased() } ?? "")
        // The names of core types are taken.
        guard rules.edges[name] == nil else { continue }
        let rule = Rule(
          name: "open-relation", edge: name, file: "", line: 0, trigger: Rule.Trigger(), conditions: [],
          keepsAttribution: true, properties: [], confidence: 0.6, examples: [])
        found.append(
          Proposal(
            rule: rule, trigger: verb, subject: .token(subject), object: .token(object.token), reading: reading,
            status: status, properties: ["verb": .string(lemma + (frame.particle.map { " " + $0 } ?? ""))]))
      }
    }
    return found
  }

  private func isNamed(_ token: Int) -> Bool {
    guard let entity = referents.entity(token) else { return false }
    switch referents.context.entities[entity].label {
    case .person, .organization, .place, .event, .work:
      return referents.context.entities[entity].properties["kind"] != .string("group")
    default: return false
    }
  }

  private func isWord(_ lemma: String) -> Bool {
    lemma.utf8.count > 1 && lemma.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
  }

  /// The past tense of a verb: as written where it stands in the past, else from its lemma.
  func pastTense(_ verb: Int) -> String {
    let lemma = tree.lemmas[verb].replacingHyphens()
    if let irregular = rules.lexicon.value("irregular-past", lemma) { return irregular }
    if tree.tokens[verb].xpos == "VBD" || tree.tokens[verb].xpos == "VBN" {
      let form = tree.tokens[verb].form.lowercased()
      if form.hasSuffix("ed"), form.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) { return form }
    }
    if lemma.hasSuffix("e") { return lemma + "d" }
    if lemma.hasSuffix("y"), let before = lemma.dropLast().last, !"aeiou".contains(before) {
      return lemma.dropLast() + "ied"
    }
    return lemma + "ed"
  }
}

extension String {
  /// The text with "_" for "-", as edge types are written.
  fileprivate func replacingHyphens() -> String { String(map { $0 == "-" ? "_" : $0 }) }
}
