/// A pattern over predicates and the edge that it gives.
package struct Rule: Sendable, Hashable {
  /// The name, unique in a rule set; claims carry it.
  package var name: String
  /// The edge type in upper case.
  package var edge: String
  /// The file it comes from.
  package var file: String
  /// The line of the file, from 1.
  package var line: Int
  /// What sets it off.
  var trigger: Trigger
  /// Where the edge starts.
  var subject: Argument?
  /// Where the edge ends.
  var object: Argument?
  /// Participants of which each pair gives an edge: "X and Y met".
  var pairs: Argument?
  /// Conditions on further words.
  var conditions: [Condition]
  /// The statuses under which the rule gives an edge; all if `nil`.
  var only: Set<ClaimStatus>?
  /// The status that the edge gets instead of the one that the text gives the trigger.
  var emits: ClaimStatus?
  /// False if the one who says so is part of the edge itself.
  var keepsAttribution: Bool
  /// The properties of the edge, by name.
  var properties: [(name: String, value: PropertySource)]
  /// How certain an edge of this rule is before anything else is known, 0 … 1.
  var confidence: Double
  /// Sentences with what they must and must not give.
  package var examples: [RuleExample]

  /// What sets a rule off.
  struct Trigger: Sendable, Hashable {
    /// Kinds of word that lemmas are listed for.
    enum Kind: String, Sendable, Hashable, CaseIterable {
      case verb, noun, adjective
    }

    /// The lemmas by kind of word.
    var lemmas: [Kind: [String]] = [:]
    /// Any noun that names a role.
    var isTitle = false
    /// Any verb, where a modal of obligation stands: "should resign".
    var isObligation = false
    /// Particles of which one must be there; `nil` if none may be, empty if it does not matter.
    var particles: [String] = []
    /// Whether the trigger must be a predicate with a copula.
    var isCopular: Bool?
    /// Whether a verb must be in the passive.
    var isPassive: Bool?
    /// Dependencies to the head of which one must hold.
    var relations: [String] = []
  }

  /// An argument: where it stands and what it may be.
  struct Argument: Sendable, Hashable {
    var path: ArgumentPath
    /// The labels it may have.
    var labels: Set<NodeLabel>
    /// True if a group or matter without a name will not do.
    var isNamed: Bool
    /// True if it must be somebody to whom the document gives a position.
    var isHolder = false
    /// Kinds of organization that it must be one of.
    var kinds: Set<String> = []
    /// Kinds of organization that it must be none of.
    var excludedKinds: Set<String> = []
  }

  /// A condition on the words at the end of a path.
  struct Condition: Sendable, Hashable {
    var path: ArgumentPath
    /// True if the words must be there, false if they must not.
    var isRequired: Bool
    /// Lemmas; any word if `nil`.
    var words: Set<String>?
  }

  package static func == (a: Rule, b: Rule) -> Bool { a.name == b.name && a.file == b.file && a.line == b.line }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Where the value of an edge property comes from.
enum PropertySource: Sendable, Hashable {
  /// The verb phrase at a path, the verb as a lemma: "recuse himself".
  case verb(ArgumentPath)
  /// The words at a path.
  case text(ArgumentPath)
  /// The dictionary form at a path.
  case lemma(ArgumentPath)
  /// The name of the role at a path.
  case title(ArgumentPath)
  /// What a vocabulary list gives for the word at a path.
  case map(list: String, ArgumentPath)
  /// How often: "twice", "two meetings", "on three occasions".
  case count
  /// Whether a position is held now, was held, or will be: from tense, and words such as "former".
  case tenure
  /// "current", or "past" where the clause is: "met him as a senator"; what it comes to depends on the other roles.
  case pastTenure
  /// Always the same.
  case constant(PropertyValue)
}

/// A sentence of a rule file with the facts that it gives.
package struct RuleExample: Sendable, Hashable {
  /// The text.
  package var text: String
  /// The edges of the rule's type that it gives, and no others: `"Ann Lee MET Bo Chen [denied] by Ann Lee {count: 2}"`.
  package var gives: [String]
  /// The line of the file, from 1.
  package var line: Int
}

/// What the model says about an edge type.
struct EdgeKind: Sendable, Hashable {
  /// The labels it may start from.
  var from: Set<NodeLabel>
  /// The labels it may point to.
  var to: Set<NodeLabel>
  /// True if both directions are the same fact.
  var isSymmetric: Bool
  /// True if the subject is the source: demands, accusations.
  var isSpeech: Bool
  /// Properties that are part of its identity.
  var identity: [String]
}
