package import Language

/// What every candidate rule made of every word of a text, for `graphctl rules explain`.
package struct RuleExplanation: Sendable {
  /// The words with their trees.
  package var tokens: [Token]
  /// The rules that were tried, in text order.
  package var attempts: [Attempt]
  /// What the text gives.
  package var extraction: DocumentExtraction

  /// A rule tried on a word.
  package struct Attempt: Sendable {
    /// The word.
    package var token: Int
    /// The name of the rule.
    package var rule: String
    /// The edge type that the rule gives.
    package var edge: String
    /// What came of it.
    package var outcome: RuleOutcome
    /// How the text presents the event: "denied (negated: denied)".
    package var reading: String
  }
}

extension Extractor {
  /// Explains what the rules make of an analyzed text.
  package func explain(_ text: String, analysis: Analysis, date: PartialDate?) -> RuleExplanation {
    let context = ContextBuilder().context(for: analysis, text: text, date: date)
    let tree = SyntaxTree(analysis, verbs: rules.verbForms)
    let layer = PredicateLayer(tree, lexicon: rules.lexicon)
    let reader = StatusReader(tree: tree, layer: layer, lexicon: rules.lexicon, quotations: context.quotations)
    var attempts: [RuleExplanation.Attempt] = []
    let (entities, claims) = claims(of: context, documentDate: date, text: Array(text.utf8)) { token, rule, outcome in
      let reading = reader.read(token, absorbsModal: rule.trigger.isObligation)
      let reasons = reading.reasons.isEmpty ? "" : " (" + reading.reasons.joined(separator: "; ") + ")"
      attempts.append(
        RuleExplanation.Attempt(
          token: token, rule: rule.name, edge: rule.edge, outcome: outcome,
          reading: (reading.status?.rawValue ?? "no claim") + reasons))
    }
    let extraction = DocumentExtraction(
      name: "text", date: date, text: text, sentences: analysis.sentences.map(\.range), entities: entities,
      claims: claims)
    return RuleExplanation(tokens: analysis.tokens, attempts: attempts, extraction: extraction)
  }
}
