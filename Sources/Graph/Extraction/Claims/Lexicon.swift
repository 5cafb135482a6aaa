/// What a word that embeds a clause or an event says about whether it happened.
enum EmbeddingClass: String, CaseIterable, Sendable {
  /// Says it, and is the source of it: "said that he met".
  case report
  /// Takes it for granted: "revealed that he met", "the fact that he met".
  case factive
  /// Says that it is not so: "denied that he met".
  case deny
  /// Wants it: "demanded that he resign".
  case demand
  /// Announces it: "plans to meet".
  case plan
  /// Did not do it: "failed to meet".
  case fail
  /// Did it: "managed to meet".
  case achieve
  /// Leaves it open: "seems to have met", "believes that he met".
  case hedge
  /// Asks for it: "wondered whether he met".
  case ask
}

/// The words that decide about status, argument sharing and groups; all of them data.
struct Lexicon: Sendable {
  private let vocabulary: WordLists
  private let verbs: [String: EmbeddingClass]
  private let finite: [String: EmbeddingClass]
  private let infinitive: [String: EmbeddingClass]
  private let nouns: [String: EmbeddingClass]
  private let adjectives: [String: EmbeddingClass]

  init(_ vocabulary: WordLists) {
    self.vocabulary = vocabulary
    func table(_ suffix: String) -> [String: EmbeddingClass] {
      var table: [String: EmbeddingClass] = [:]
      for kind in EmbeddingClass.allCases {
        for word in vocabulary.words("\(kind.rawValue)-\(suffix)") { table[word] = kind }
      }
      return table
    }
    verbs = table("verbs")
    finite = table("verbs-that")
    infinitive = table("verbs-to")
    nouns = table("nouns")
    adjectives = table("adjectives")
  }

  /// What a verb does to the event that it governs; `nil` for a verb of no known class.
  func verbClass(_ lemma: String) -> EmbeddingClass? { verbs[lemma] }

  /// True if a verb with its particle is a word of its own: "call_off".
  func knowsVerb(_ phrase: String) -> Bool { verbs[phrase] != nil }

  /// What a verb does to a finite clause: "agreed that he met".
  func finiteClass(_ lemma: String) -> EmbeddingClass? { finite[lemma] ?? verbs[lemma] }

  /// What a verb does to an infinitive or gerund: "agreed to meet".
  func infinitiveClass(_ lemma: String) -> EmbeddingClass? { infinitive[lemma] ?? verbs[lemma] }

  /// What a noun does to its clause or complement.
  func nounClass(_ lemma: String) -> EmbeddingClass? { nouns[lemma] }

  /// What a predicate adjective does to its clause.
  func adjectiveClass(_ lemma: String) -> EmbeddingClass? { adjectives[lemma] }

  /// True for verbs whose object or addressee does what the infinitive says.
  func controlsObject(_ lemma: String) -> Bool { vocabulary.contains("object-control", lemma) }

  /// True for verbs whose subject does it even where they have an object: "promised him to go".
  func controlsSubject(_ lemma: String) -> Bool { vocabulary.contains("subject-control", lemma) }

  /// True if a list holds a word.
  func contains(_ list: String, _ lemma: String) -> Bool { vocabulary.contains(list, lemma) }

  /// What a list gives for a word.
  func value(_ list: String, _ lemma: String) -> String? { vocabulary.value(list, lemma) }
}
