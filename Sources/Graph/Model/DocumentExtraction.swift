/// What one document says: its things and its claims, before documents are brought together.
///
/// All offsets are UTF-8 bytes into the document's text.
public struct DocumentExtraction: Sendable, Hashable {
  /// The name of the document: file name or id, unique in a collection.
  public var name: String
  /// The headline, where known.
  public var title: String?
  /// The date of the document, where known.
  public var date: PartialDate?
  /// Who published it, where known.
  public var publisher: String?
  /// The place of the dateline, where known.
  public var place: String?
  /// Where it came from, where known.
  public var url: String?
  /// The untouched text.
  public var text: String
  /// The sentences.
  public var sentences: [Range<Int>]
  /// The things that the document names, ordered by first mention; claims refer to them by index.
  public var entities: [LocalEntity]
  /// The claims, ordered by sentence.
  public var claims: [Claim]

  /// Creates an extraction.
  public init(
    name: String, title: String? = nil, date: PartialDate? = nil, publisher: String? = nil, place: String? = nil,
    url: String? = nil, text: String, sentences: [Range<Int>] = [], entities: [LocalEntity] = [], claims: [Claim] = []
  ) {
    self.name = name
    self.title = title
    self.date = date
    self.publisher = publisher
    self.place = place
    self.url = url
    self.text = text
    self.sentences = sentences
    self.entities = entities
    self.claims = claims
  }
}

/// One thing as one document names it.
public struct LocalEntity: Sendable, Hashable {
  /// Its kind.
  public var label: NodeLabel
  /// The fullest form of its name, without title; a statement's is its text.
  public var name: String
  /// Other forms that refer to it by name, sorted, without `name`.
  public var aliases: [String]
  /// Further properties: `gender`, `kind`, `quoted`, `count`, `unspecified`, …
  public var properties: [String: PropertyValue]
  /// For a role: the entity that the position belongs to.
  public var scope: Int?
  /// Where the document mentions it, in order.
  public var mentions: [Mention]

  /// Creates an entity.
  public init(
    label: NodeLabel, name: String, aliases: [String] = [], properties: [String: PropertyValue] = [:],
    scope: Int? = nil, mentions: [Mention] = []
  ) {
    self.label = label
    self.name = name
    self.aliases = aliases
    self.properties = properties
    self.scope = scope
    self.mentions = mentions
  }
}

/// A place in the text that refers to an entity.
public struct Mention: Sendable, Hashable {
  /// How a mention refers.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// By name.
    case name
    /// By a description: "the attorney general".
    case nominal
    /// By a pronoun.
    case pronoun
  }

  /// The bytes of the mention.
  public var range: Range<Int>
  /// The index of its sentence.
  public var sentence: Int
  /// How it refers.
  public var kind: Kind

  /// Creates a mention.
  public init(range: Range<Int>, sentence: Int, kind: Kind) {
    self.range = range
    self.sentence = sentence
    self.kind = kind
  }
}

/// What one sentence says about two things.
public struct Claim: Sendable, Hashable {
  /// The edge type in upper case: a core type of the model, or an open one.
  public var type: String
  /// The subject, an index into the document's entities.
  public var subject: Int
  /// The object, an index into the document's entities.
  public var object: Int
  /// How the text presents it.
  public var status: ClaimStatus
  /// The entities that make the claim, where it is not the document's own voice.
  public var attribution: [Int]
  /// When it happened.
  public var date: PartialDate?
  /// Since when a state holds.
  public var validFrom: PartialDate?
  /// Until when a state held.
  public var validTo: PartialDate?
  /// The properties of the type: `tenure`, `action`, `of`, `role`, `stage`, `count`, `kind`, `verb`, …
  public var properties: [String: PropertyValue]
  /// How certain the extraction is, 0 … 1.
  public var confidence: Double
  /// True for a relation that no core type covers.
  public var isOpen: Bool
  /// The name of the rule that produced it.
  public var rule: String
  /// The words behind it.
  public var evidence: Evidence

  /// Creates a claim.
  public init(
    type: String, subject: Int, object: Int, status: ClaimStatus = .asserted, attribution: [Int] = [],
    date: PartialDate? = nil, validFrom: PartialDate? = nil, validTo: PartialDate? = nil,
    properties: [String: PropertyValue] = [:], confidence: Double = 1, isOpen: Bool = false, rule: String,
    evidence: Evidence
  ) {
    self.type = type
    self.subject = subject
    self.object = object
    self.status = status
    self.attribution = attribution
    self.date = date
    self.validFrom = validFrom
    self.validTo = validTo
    self.properties = properties
    self.confidence = confidence
    self.isOpen = isOpen
    self.rule = rule
    self.evidence = evidence
  }
}

/// The words that a claim rests on; offsets are UTF-8 bytes into the document.
public struct Evidence: Sendable, Hashable {
  /// The index of the sentence in the document.
  public var sentence: Int
  /// The bytes of the sentence.
  public var range: Range<Int>
  /// The bytes of the subject mention, where the sentence has one.
  public var subject: Range<Int>?
  /// The bytes of the object mention, where the sentence has one.
  public var object: Range<Int>?
  /// The bytes of the word that triggered the rule.
  public var trigger: Range<Int>?

  /// Creates evidence.
  public init(
    sentence: Int, range: Range<Int>, subject: Range<Int>? = nil, object: Range<Int>? = nil,
    trigger: Range<Int>? = nil
  ) {
    self.sentence = sentence
    self.range = range
    self.subject = subject
    self.object = object
    self.trigger = trigger
  }
}
