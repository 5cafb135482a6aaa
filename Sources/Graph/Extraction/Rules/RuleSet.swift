internal import FoundationEssentials
internal import Language

/// Compiled rules with their vocabulary, indexed by the lemmas that set them off.
package struct RuleSet: Sendable {
  /// The rules, in file order.
  package let rules: [Rule]
  /// The word lists.
  package let vocabulary: WordLists
  /// The edge types of the model, by name.
  let edges: [String: EdgeKind]
  /// The vocabulary in the form that reading a text needs.
  let lexicon: Lexicon
  /// The forms of the verbs that rules and vocabulary know.
  let verbForms: VerbForms
  private let byVerb: [String: [Int]]
  private let byNoun: [String: [Int]]
  private let byAdjective: [String: [Int]]
  private let byTitle: [Int]
  private let byObligation: [Int]

  /// A rule file: its name and its text.
  package typealias Source = (file: String, text: String)

  /// Compiles rule files; later ones extend the word lists of earlier ones, and replace rules of the same name.
  ///
  /// - Throws: All mistakes in all files, as ``RuleErrors``.
  package init(_ sources: [Source]) throws(RuleErrors) {
    var errors: [RuleError] = []
    var vocabulary = WordLists()
    var edges: [String: EdgeKind] = [:]
    var drafts: [RuleDraft] = []
    for source in sources {
      let reader = RuleFileReader(source.text, file: source.file)
      errors += reader.errors
      vocabulary.merge(reader.vocabulary)
      edges.merge(reader.edges) { $1 }
      for draft in reader.drafts {
        if let index = drafts.firstIndex(where: { $0.name == draft.name }) {
          if drafts[index].file == draft.file {
            errors.append(
              RuleError(
                file: draft.file, line: draft.line, column: draft.column,
                message: "two rules are named '\(draft.name)'",
                help: "the other one is in line \(drafts[index].line)"))
          }
          drafts[index] = draft
        } else {
          drafts.append(draft)
        }
      }
    }
    var compiler = RuleCompiler(vocabulary: vocabulary, edges: edges)
    let rules = drafts.compactMap { compiler.compile($0) }
    errors += compiler.errors
    guard errors.isEmpty else { throw RuleErrors(errors: errors) }
    self.init(rules, vocabulary: vocabulary, edges: edges)
  }

  private init(_ rules: [Rule], vocabulary: WordLists, edges: [String: EdgeKind]) {
    self.rules = rules
    self.vocabulary = vocabulary
    self.edges = edges
    lexicon = Lexicon(vocabulary)
    var tables: [Rule.Trigger.Kind: [String: [Int]]] = [:]
    var byTitle: [Int] = []
    var byObligation: [Int] = []
    for (index, rule) in rules.enumerated() {
      for (kind, lemmas) in rule.trigger.lemmas {
        for lemma in lemmas { tables[kind, default: [:]][lemma, default: []].append(index) }
      }
      if rule.trigger.isTitle { byTitle.append(index) }
      if rule.trigger.isObligation { byObligation.append(index) }
    }
    byVerb = tables[.verb] ?? [:]
    var verbs = Set((tables[.verb] ?? [:]).keys)
    for list in vocabulary.names where list.contains("-verbs") || list == "irregular-past" || list == "object-control" {
      verbs.formUnion(vocabulary.words(list))
    }
    let irregular = ["irregular-past", "irregular-participle"].flatMap { list in
      vocabulary.words(list).flatMap { lemma in
        (vocabulary.value(list, lemma) ?? "").split(separator: " ").map { (form: String($0), lemma: lemma) }
      }
    }
    verbForms = VerbForms(verbs: verbs, irregular: irregular)
    byNoun = tables[.noun] ?? [:]
    byAdjective = tables[.adjective] ?? [:]
    self.byTitle = byTitle
    self.byObligation = byObligation
  }

  /// The rules that a word may set off, in file order.
  func candidates(_ kind: Rule.Trigger.Kind, lemma: String, isTitle: Bool) -> [Int] {
    var found: [Int] =
      switch kind {
      case .verb: (byVerb[lemma] ?? []) + byObligation
      case .noun: byNoun[lemma] ?? []
      case .adjective: byAdjective[lemma] ?? []
      }
    if isTitle { found += byTitle }
    return found.count > 1 ? Set(found).sorted() : found
  }

  /// True if a rule names the verb as its trigger, so that no open relation is made of it.
  func coversVerb(_ lemma: String) -> Bool { byVerb[lemma] != nil }

  /// The rules that come with the product.
  ///
  /// - Throws: ``RuleErrors`` if a resource is missing or wrong.
  package static func standard() throws(RuleErrors) -> RuleSet { try RuleSet(standardSources()) }

  /// The standard rules, extended by further files.
  ///
  /// - Throws: ``RuleErrors`` if a file cannot be read or is wrong.
  package static func standard(extendedBy paths: [String]) throws(RuleErrors) -> RuleSet {
    var sources = try standardSources()
    for path in paths {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw RuleErrors(errors: [
          RuleError(file: path, line: 1, column: 1, message: "cannot read the file", help: "check the path")
        ])
      }
      sources.append((path, String(decoding: data, as: UTF8.self)))
    }
    return try RuleSet(sources)
  }

  private static func standardSources() throws(RuleErrors) -> [Source] {
    let folder = ResourceFolder.bundled(module: "Graph").path + "/rules"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".yaml") }.sorted()
    guard !names.isEmpty else {
      throw RuleErrors(errors: [
        RuleError(file: folder, line: 1, column: 1, message: "no rule files", help: "reinstall the program")
      ])
    }
    return names.map { name in
      (name, String(decoding: FileManager.default.contents(atPath: folder + "/" + name) ?? Data(), as: UTF8.self))
    }
  }
}

/// All the mistakes of a set of rule files.
package struct RuleErrors: Error, Sendable, Hashable, CustomStringConvertible {
  /// The mistakes, in file order.
  package var errors: [RuleError]

  /// One mistake per paragraph.
  package var description: String { errors.map(\.description).joined(separator: "\n") }
}
