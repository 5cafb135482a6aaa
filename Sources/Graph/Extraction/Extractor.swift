public import Language

/// Turns analyzed documents into claims.
///
/// Rules are compiled once; an extractor is immutable, and any number of threads may share it.
public struct Extractor: Sendable {
  /// The compiled rules.
  package let rules: RuleSet

  /// An extractor with the rules of the product.
  ///
  /// - Parameter ruleFiles: Paths of further rule files, which add rules, words and edge types.
  /// - Throws: The mistakes in the rule files, each with file, line and remedy.
  public init(ruleFiles: [String] = []) throws {
    rules = try RuleSet.standard(extendedBy: ruleFiles)
  }

  package init(rules: RuleSet) { self.rules = rules }

  /// What a document says.
  ///
  /// - Parameters:
  ///   - name: The name of the document, unique in a collection.
  ///   - text: The untouched text.
  ///   - analysis: What the language pipeline found in `text`.
  ///   - date: The date of the document, where known; relative dates stay without a value otherwise.
  ///   - blocks: How the text is built: who is named in a heading or byline takes part in nothing.
  /// - Returns: Entities ordered by first mention, and claims ordered by sentence.
  /// - Complexity: O(*n*) in the number of tokens, for sentences of bounded length.
  public func extract(
    name: String, text: String, analysis: Analysis, date: PartialDate? = nil, blocks: [TextBlock] = []
  ) -> DocumentExtraction {
    let context = ContextBuilder().context(for: analysis, text: text, date: date, blocks: blocks)
    let (entities, claims) = claims(of: context, documentDate: date, text: Array(text.utf8))
    return DocumentExtraction(
      name: name, date: date, text: text, sentences: analysis.sentences.map(\.range), entities: entities, claims: claims
    )
  }

  /// What a document says.
  ///
  /// - Parameters:
  ///   - document: The document as it was read.
  ///   - analysis: What the language pipeline found in its text.
  ///   - defaultDate: The date to take if the document has none.
  /// - Returns: Entities ordered by first mention, and claims ordered by sentence.
  /// - Complexity: O(*n*) in the number of tokens, for sentences of bounded length.
  public func extract(
    _ document: SourceDocument, analysis: Analysis, defaultDate: PartialDate? = nil
  ) -> DocumentExtraction {
    var extraction = extract(
      name: document.name, text: String(decoding: document.text, as: UTF8.self), analysis: analysis,
      date: document.date.flatMap { PartialDate($0) } ?? defaultDate, blocks: document.blocks)
    extraction.title = document.title
    extraction.publisher = document.publisher
    extraction.place = document.place
    extraction.url = document.url
    return extraction
  }

  /// The claims of a document whose people, quotations and dates have been resolved.
  ///
  /// - Parameters:
  ///   - context: What the identity phase found.
  ///   - documentDate: The date of the document, where known.
  ///   - text: The untouched text.
  ///   - trace: Told what every candidate rule made of every word.
  /// - Returns: Entities ordered by first mention, and claims ordered by sentence.
  /// - Complexity: O(*n*) in the number of tokens, for sentences of bounded length.
  package func claims(
    of context: DocumentContext, documentDate: PartialDate?, text: [UInt8],
    trace: ((Int, Rule, RuleOutcome) -> Void)? = nil
  ) -> (entities: [LocalEntity], claims: [Claim]) {
    let tree = SyntaxTree(context.analysis, verbs: rules.verbForms)
    let layer = PredicateLayer(tree, lexicon: rules.lexicon)
    let referents = Referents(context, tree: tree, layer: layer, lexicon: rules.lexicon)
    let reader = StatusReader(tree: tree, layer: layer, lexicon: rules.lexicon, quotations: context.quotations)
    let matcher = RuleMatcher(rules: rules, tree: tree, layer: layer, referents: referents, reader: reader)
    let open = OpenRelations(rules: rules, tree: tree, layer: layer, referents: referents, reader: reader)
    var assembler = ClaimAssembler(
      tree: tree, referents: referents, edges: rules.edges, dates: EventDates(tree: tree, times: context.times),
      documentDate: documentDate)
    for (index, sentence) in context.analysis.sentences.enumerated() {
      if context.isProse.indices.contains(index), !context.isProse[index] { continue }
      for token in sentence.tokens.clamped(to: tree.tokens.indices) {
        let proposals = matcher.match(token) { trace?(token, $0, $1) }
        assembler.add(proposals + open.match(token, besides: proposals))
      }
    }
    Statements(tree: tree, layer: layer, lexicon: rules.lexicon, referents: referents, reader: reader, text: text)
      .add(to: &assembler)
    let claims = assembler.finish(context.nounPhraseClaims)
    let kept = IdleEntities.removed(referents.context.entities, claims)
    return Self.ordered(kept.entities, kept.claims)
  }

  /// Entities in the order of their first mention, and the claims that refer to them so.
  private static func ordered(_ entities: [LocalEntity], _ claims: [Claim]) -> (
    entities: [LocalEntity], claims: [Claim]
  ) {
    var firstUse = entities.map { $0.mentions.map(\.range.lowerBound).min() ?? Int.max }
    for claim in claims {
      for entity in [claim.subject, claim.object] where entities[entity].mentions.isEmpty {
        firstUse[entity] = min(firstUse[entity], claim.evidence.trigger?.lowerBound ?? claim.evidence.range.lowerBound)
      }
    }
    let order = entities.indices.sorted { (firstUse[$0], $0) < (firstUse[$1], $1) }
    var place = [Int](repeating: 0, count: entities.count)
    for (position, entity) in order.enumerated() { place[entity] = position }
    let moved = order.map { index in
      var entity = entities[index]
      entity.scope = entity.scope.map { place[$0] }
      return entity
    }
    let renumbered = claims.map { claim in
      var claim = claim
      claim.subject = place[claim.subject]
      claim.object = place[claim.object]
      claim.attribution = claim.attribution.map { place[$0] }
      return claim
    }
    return (moved, renumbered)
  }
}
