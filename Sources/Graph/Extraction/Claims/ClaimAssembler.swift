internal import Language

/// Makes claims of what rules propose: entities, attribution, dates, evidence, and what follows for meetings and positions.
struct ClaimAssembler {
  let tree: SyntaxTree
  let referents: Referents
  let edges: [String: EdgeKind]
  let dates: EventDates
  let documentDate: PartialDate?
  private(set) var claims: [Claim] = []
  private var seen: Set<ClaimKey> = []
  private var deferred: [Proposal] = []
  var meetings = MeetingRegistry()

  private struct ClaimKey: Hashable {
    var type: String
    var subject: Int
    var object: Int
    var status: ClaimStatus
    var sentence: Int
    var identity: [PropertyValue?]
  }

  init(
    tree: SyntaxTree, referents: Referents, edges: [String: EdgeKind], dates: EventDates, documentDate: PartialDate?
  ) {
    self.tree = tree
    self.referents = referents
    self.edges = edges
    self.dates = dates
    self.documentDate = documentDate
  }

  /// Takes the proposals of one trigger.
  mutating func add(_ proposals: [Proposal]) {
    var occasions: [String: [Proposal]] = [:]
    for proposal in proposals {
      if proposal.object == .position || proposal.subject == .position {
        deferred.append(proposal)
      } else if proposal.rule.edge == "MET" || proposal.rule.edge == "ATTENDED" {
        occasions[proposal.rule.edge, default: []].append(proposal)
      } else if let claim = claim(proposal) {
        append(claim)
      }
    }
    for edge in ["MET", "ATTENDED"] {
      if let group = occasions[edge] { addOccasion(group) }
    }
  }

  /// Adds a claim unless the sentence has given it already.
  mutating func append(_ claim: Claim) {
    let identity = (edges[claim.type]?.identity ?? []).map { claim.properties[$0] }
    let isSwapped = edges[claim.type]?.isSymmetric == true && claim.object < claim.subject
    let key = ClaimKey(
      type: claim.type, subject: isSwapped ? claim.object : claim.subject,
      object: isSwapped ? claim.subject : claim.object, status: claim.status, sentence: claim.evidence.sentence,
      identity: identity)
    if seen.insert(key).inserted { claims.append(claim) }
  }

  /// Resolves what had to wait until all roles were known, and gives all claims.
  mutating func finish(_ nounPhraseClaims: [Claim]) -> [Claim] {
    var departures = Departures(referents: referents, known: nounPhraseClaims + claims)
    for proposal in deferred {
      guard case .position = proposal.object, let subject = entity(proposal.subject) else { continue }
      let position = departures.position(of: subject, near: proposal.trigger)
      if let claim = claim(proposal, subject: subject, object: position) { append(claim) }
    }
    var all = nounPhraseClaims + claims
    departures.settlePast(&all)
    departures.endTenures(&all)
    addRoleScopes(&all)
    return all.enumerated().sorted {
      ($0.element.evidence.sentence, $0.offset) < ($1.element.evidence.sentence, $1.offset)
    }.map(\.element)
  }

  /// "resigned as Prime Minister of the United Kingdom" also says whose prime minister.
  private func addRoleScopes(_ all: inout [Claim]) {
    var known = Set(all.filter { $0.type == "ROLE_OF" && $0.status == .asserted }.map { [$0.subject, $0.object] })
    for claim in all {
      let role = claim.object
      guard ["HOLDS_ROLE", "RESIGNED_FROM", "REMOVED_FROM"].contains(claim.type),
        referents.context.entities[role].label == .role, let scope = referents.context.entities[role].scope,
        referents.context.entities.indices.contains(scope), !isOccupation(role, of: scope),
        known.insert([role, scope]).inserted
      else { continue }
      all.append(
        Claim(
          type: "ROLE_OF", subject: role, object: scope, confidence: claim.confidence, rule: claim.rule,
          evidence: claim.evidence))
    }
  }

  /// "a Swiss mathematician": Switzerland has no such office.
  private func isOccupation(_ role: Int, of scope: Int) -> Bool {
    guard referents.context.entities[scope].label == .place else { return false }
    let last = referents.context.entities[role].name.lowercased().split(separator: " ").last
    return referents.lexicon.contains("occupations", last.map(String.init) ?? "")
  }

  // MARK: Single claims

  private func entity(_ end: Proposal.End) -> Int? {
    switch end {
    case .entity(let entity): entity
    case .token(let token): referents.materialize(token)
    case .position: nil
    }
  }

  private func isGroup(_ entity: Int) -> Bool {
    referents.context.entities[entity].properties["kind"] == .string("group")
  }

  private func claim(_ proposal: Proposal) -> Claim? {
    // A group needs a named partner; look before making one.
    guard isNamed(proposal.subject) || isNamed(proposal.object) else { return nil }
    guard let subject = entity(proposal.subject), let object = entity(proposal.object) else { return nil }
    return claim(proposal, subject: subject, object: object)
  }

  private func isNamed(_ end: Proposal.End) -> Bool {
    switch end {
    case .entity(let entity): return !isGroup(entity)
    case .position: return true
    case .token(let token):
      guard let entity = referents.entity(token) else { return referents.workPhrase(token) != nil }
      return !isGroup(entity)
    }
  }

  func claim(_ proposal: Proposal, subject: Int, object: Int) -> Claim? {
    guard subject != object else { return nil }
    let rule = proposal.rule
    let time = dates.time(of: proposal.trigger)
    var status = proposal.status
    if status == .asserted, let date = time?.date, let today = documentDate,
      date.days.lowerBound > today.days.upperBound, !isPast(proposal.trigger), rule.emits == nil
    {
      status = .planned
    }
    // "demanded on Monday that he resign" dates the demand, not the resignation; it is nobody's report.
    let isWanted = status == .demanded
    let isDemand = rule.trigger.isObligation
    var attribution: [Int] = []
    if rule.keepsAttribution, !isWanted { attribution = self.attribution(proposal.reading) }
    if edges[rule.edge]?.isSpeech == true, attribution.contains(subject) { attribution = [] }
    var claim = Claim(
      type: rule.edge, subject: subject, object: object, status: status, attribution: attribution,
      date: isWanted || isDemand ? nil : time?.date, properties: proposal.properties,
      confidence: rule.confidence * proposal.reading.confidence,
      isOpen: edges[rule.edge] == nil, rule: rule.name,
      evidence: evidence(proposal.trigger, subject: proposal.subject, object: proposal.object))
    if rule.edge == "HOLDS_ROLE" {
      let period = dates.period(of: proposal.trigger)
      (claim.validFrom, claim.validTo) = (period?.from, period?.to)
    }
    if rule.edge == "HOLDS_ROLE" { claim.date = nil }
    if claim.isOpen { claim.properties["verb"] = claim.properties["verb"] ?? .string(tree.lemmas[proposal.trigger]) }
    return claim
  }

  /// True if the verb of an event, or the one that carries it, is in the past: no date makes it a plan.
  private func isPast(_ trigger: Int) -> Bool {
    var current = trigger
    while tree.tokens[current].upos != .verb, tree.child(current, "cop") == nil, let head = tree.head(current) {
      current = head
    }
    if tree.tokens[current].xpos == "VBD" { return true }
    return tree.children(current).contains {
      (tree.isRelation($0, "aux") || tree.isRelation($0, "cop")) && tree.tokens[$0].xpos == "VBD"
    }
  }

  /// The innermost source that the document knows; a speaker without a name gives none.
  func attribution(_ reading: Reading) -> [Int] {
    for group in reading.sources {
      var found: [Int] = []
      for source in group {
        let entity: Int? =
          switch source {
          case .entity(let entity): entity
          case .token(let token):
            referents.entity(token)
              ?? (referents.isGroup(token) && tree.tokens[token].xpos == "NNS" ? referents.materialize(token) : nil)
          }
        guard let entity, !found.contains(entity) else { continue }
        switch referents.context.entities[entity].label {
        case .person, .organization, .place: found.append(entity)
        default: break
        }
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  func evidence(_ trigger: Int, subject: Proposal.End, object: Proposal.End) -> Evidence {
    let sentence = tree.sentenceOf[trigger]
    func bytes(_ end: Proposal.End) -> Range<Int>? {
      switch end {
      case .token(let token):
        return tree.sentenceOf[token] == sentence ? referents.mentionBytes(token) : nil
      case .entity(let entity):
        return referents.context.entities[entity].mentions.first { $0.sentence == sentence }?.range
      case .position: return nil
      }
    }
    let sentences = referents.context.analysis.sentences
    return Evidence(
      sentence: sentence, range: sentences.indices.contains(sentence) ? sentences[sentence].range : 0..<0,
      subject: bytes(subject), object: bytes(object), trigger: tree.tokens[trigger].range)
  }

  // MARK: Occasions

  private mutating func addOccasion(_ proposals: [Proposal]) {
    guard let first = proposals.first else { return }
    if first.rule.edge == "ATTENDED" {
      for proposal in proposals { attend(proposal) }
      return
    }
    let happens = first.status == .asserted || first.status == .planned
    guard first.participants.contains(where: isNamed) else { return }
    var pairs: [Claim] = []
    for proposal in proposals {
      if let claim = claim(proposal), happens || isNamed(proposal.subject) || isNamed(proposal.object) {
        pairs.append(claim)
      }
    }
    guard let model = pairs.first else { return }
    if model.status == .asserted || model.status == .planned {
      var people: [(entity: Int, end: Proposal.End)] = []
      for end in first.participants {
        if let entity = entity(end), !people.contains(where: { $0.entity == entity }) { people.append((entity, end)) }
      }
      let meeting = meetings.meeting(
        of: people.map(\.entity), status: model.status, date: model.date, count: model.properties["count"],
        kind: kind(of: first.trigger),
        mention: Mention(
          range: tree.tokens[first.trigger].range, sentence: tree.sentenceOf[first.trigger], kind: .nominal),
        alias: occasionName(first.trigger), referents: referents)
      for person in people {
        var claim = model
        claim.type = "ATTENDED"
        (claim.subject, claim.object) = (person.entity, meeting)
        claim.evidence = evidence(first.trigger, subject: person.end, object: .position)
        append(claim)
      }
      locate(meeting, first.trigger, model)
    }
    for pair in pairs { append(pair) }
  }

  /// "met at the G20 summit": what else the meeting is called.
  private func occasionName(_ trigger: Int) -> String? {
    for child in tree.children(trigger) where tree.isRelation(child, "obl") {
      guard ["at", "during"].contains(tree.marker(child) ?? ""),
        referents.lexicon.contains("occasion-nouns", tree.lemmas[child])
      else { continue }
      var first = child
      for part in tree.children(child) where part < child && tree.isRelation(part, "compound") {
        first = min(first, tree.span(part).lowerBound)
      }
      if first < child { return referents.text(first..<child + 1, skipping: []) }
    }
    return nil
  }

  /// The kind of occasion that a trigger names.
  private func kind(of trigger: Int) -> String {
    if tree.tokens[trigger].upos == .noun { return tree.lemmas[trigger] == "talk" ? "talks" : tree.lemmas[trigger] }
    return "meeting"
  }

  private mutating func locate(_ meeting: Int, _ trigger: Int, _ model: Claim) {
    for child in tree.children(trigger) where tree.isRelation(child, "obl") || tree.isRelation(child, "nmod") {
      guard let preposition = tree.marker(child), preposition == "in" || preposition == "at",
        let place = referents.entity(child), referents.context.entities[place].label == .place
      else { continue }
      referents.context.entities[meeting].properties["place"] = .string(referents.context.entities[place].name)
      var claim = model
      claim.type = "LOCATED_IN"
      (claim.subject, claim.object) = (meeting, place)
      claim.properties = [:]
      claim.evidence = evidence(trigger, subject: .position, object: .token(child))
      append(claim)
      return
    }
  }

  /// "spoke at the hearing", "at a news conference with X": people at a named kind of occasion.
  private mutating func attend(_ proposal: Proposal) {
    guard case .token(let noun) = proposal.object, isNamed(proposal.subject), let person = entity(proposal.subject)
    else { return }
    let occasion = meetings.occasion(noun, host: person, tree: tree, referents: referents)
    if let claim = claim(proposal, subject: person, object: occasion) { append(claim) }
  }
}
