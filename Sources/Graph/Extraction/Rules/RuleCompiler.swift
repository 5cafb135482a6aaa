/// Looks up the vocabulary lists (`$name`) and edge types that drafts refer to.
struct RuleCompiler {
  let vocabulary: WordLists
  let edges: [String: EdgeKind]
  private(set) var errors: [RuleError] = []

  init(vocabulary: WordLists, edges: [String: EdgeKind]) {
    self.vocabulary = vocabulary
    self.edges = edges
  }

  mutating func compile(_ draft: RuleDraft) -> Rule? {
    guard let draftTrigger = draft.trigger else { return nil }
    let kind = edges[draft.edge]
    if let kind, kind.from.isEmpty || kind.to.isEmpty {
      report(draft, "edge type '\(draft.edge)' has no labels", "give it 'from' and 'to' under 'edges'")
    }
    var trigger = Rule.Trigger()
    for (word, list) in draftTrigger.words { trigger.lemmas[word] = expand(list, draft, line: draft.line).sorted() }
    trigger.isTitle = draftTrigger.isTitle
    trigger.isObligation = draftTrigger.isObligation
    trigger.particles = draftTrigger.particles
    trigger.isCopular = draftTrigger.isCopular
    trigger.isPassive = draftTrigger.isPassive
    trigger.relations = draftTrigger.relations
    if trigger.lemmas.isEmpty, !trigger.isTitle, !trigger.isObligation {
      report(draft, "trigger of rule '\(draft.name)' names no words", "add 'verb', 'noun' or 'adjective'")
    }
    for property in draft.properties {
      if case .map(let list, _) = property.value, !vocabulary.has(list) {
        report(draft, "no vocabulary list '\(list)'", near(list))
      }
    }
    let agents: Set<NodeLabel> = [.person, .organization, .place]
    return Rule(
      name: draft.name, edge: draft.edge, file: draft.file, line: draft.line, trigger: trigger,
      subject: draft.subject.map { argument($0, kind?.from ?? agents) },
      object: draft.object.map { argument($0, kind?.to ?? agents.union([.event, .work])) },
      pairs: draft.pairs.map { argument($0, kind?.from ?? agents) },
      conditions: (draftTrigger.conditions + draft.conditions).map { condition in
        Rule.Condition(
          path: condition.path, isRequired: condition.isRequired,
          words: condition.words.map { Set(expand($0, draft, line: condition.line)) })
      },
      only: draft.only, emits: draft.emits, keepsAttribution: draft.keepsAttribution, properties: draft.properties,
      confidence: draft.confidence, examples: draft.examples)
  }

  private func argument(_ draft: RuleDraft.Argument, _ labels: Set<NodeLabel>) -> Rule.Argument {
    Rule.Argument(
      path: draft.path, labels: draft.labels ?? labels, isNamed: draft.isNamed, isHolder: draft.isHolder,
      kinds: draft.kinds, excludedKinds: draft.excludedKinds)
  }

  private mutating func expand(_ words: [String], _ draft: RuleDraft, line: Int) -> [String] {
    var found: Set<String> = []
    for word in words {
      guard word.first == "$" else {
        found.insert(word.lowercased())
        continue
      }
      let name = String(word.dropFirst())
      if vocabulary.has(name) {
        found.formUnion(vocabulary.words(name))
      } else {
        errors.append(
          RuleError(file: draft.file, line: line, column: 1, message: "no vocabulary list '\(name)'", help: near(name)))
      }
    }
    return Array(found)
  }

  private func near(_ name: String) -> String {
    let close = vocabulary.names.filter { $0.hasPrefix(name.prefix(3)) }
    return close.isEmpty ? "define it under 'vocabulary'" : "did you mean \(close.joined(separator: ", "))?"
  }

  private mutating func report(_ draft: RuleDraft, _ message: String, _ help: String?) {
    errors.append(
      RuleError(file: draft.file, line: draft.line, column: draft.column, message: message, help: help))
  }
}
