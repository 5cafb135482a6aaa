/// What the language pipeline found in one text.
///
/// All offsets are UTF-8 bytes into the untouched text; all indices are positions in ``tokens`` of the whole
/// document. Arrays are flat and ordered by offset.
public struct Analysis: Sendable, Hashable {
  /// The words of the text, in order.
  public var tokens: [Token]
  /// The sentences, in order; they cover every token exactly once.
  public var sentences: [Sentence]
  /// Named entities and date/time expressions, ordered by first token; they don't overlap.
  public var entities: [EntityMention]
  /// Coreference chains of two or more mentions, each ordered by first token, ordered by their first mention.
  public var chains: [[TokenSpan]]

  /// Creates an analysis from its layers.
  public init(
    tokens: [Token] = [], sentences: [Sentence] = [], entities: [EntityMention] = [], chains: [[TokenSpan]] = []
  ) {
    self.tokens = tokens
    self.sentences = sentences
    self.entities = entities
    self.chains = chains
  }
}

/// A word with its place in the text and in the tree of its sentence.
///
/// The words of one multiword token ("don't" = "do" + "n't") each have their own offsets.
public struct Token: Sendable, Hashable {
  /// Where the word stands, in UTF-8 bytes.
  public var range: Range<Int>
  /// The word as written.
  public var form: String
  /// The dictionary form.
  public var lemma: String
  /// The Universal Dependencies part of speech.
  public var upos: PartOfSpeech
  /// The Penn Treebank tag ("VBD", "NNPS"), which tells tense and number; empty when unknown.
  public var xpos: String
  /// The index of the head token in the document, or `nil` for the root of a sentence.
  public var head: Int?
  /// The Universal Dependencies relation to the head, with its subtype ("nsubj:pass", "root").
  public var relation: String
  /// True when whitespace or the end of the text follows.
  public var spaceAfter: Bool
  /// True when this word continues a multiword token that began with an earlier word.
  public var continuesToken: Bool

  /// Creates a token; without tree and tags until the encoder's heads fill them in.
  public init(
    range: Range<Int>, form: String, lemma: String = "_", upos: PartOfSpeech = .x, xpos: String = "",
    head: Int? = nil, relation: String = "_", spaceAfter: Bool = true, continuesToken: Bool = false
  ) {
    self.range = range
    self.form = form
    self.lemma = lemma
    self.upos = upos
    self.xpos = xpos
    self.head = head
    self.relation = relation
    self.spaceAfter = spaceAfter
    self.continuesToken = continuesToken
  }
}

/// A sentence of the text.
public struct Sentence: Sendable, Hashable {
  /// The tokens of the sentence.
  public var tokens: Range<Int>
  /// From the first byte of its first token to the last byte of its last.
  public var range: Range<Int>

  /// Creates a sentence.
  public init(tokens: Range<Int>, range: Range<Int>) {
    self.tokens = tokens
    self.range = range
  }
}

/// A run of tokens of one sentence.
public struct TokenSpan: Sendable, Hashable, Comparable {
  /// The tokens of the run; never empty.
  public var tokens: Range<Int>

  /// Creates a span.
  public init(_ tokens: Range<Int>) { self.tokens = tokens }

  /// Orders spans by first token, the longer one first.
  public static func < (a: Self, b: Self) -> Bool {
    (a.tokens.lowerBound, -a.tokens.upperBound) < (b.tokens.lowerBound, -b.tokens.upperBound)
  }
}

/// A named entity or a date/time expression.
public struct EntityMention: Sendable, Hashable {
  /// The kinds of entity that the pipeline tells apart.
  public enum Label: String, Sendable, Hashable, CaseIterable {
    /// A named human being; titles are not part of the span.
    case person = "Person"
    /// A named body.
    case organization = "Organization"
    /// A country, city, region, building or other location.
    case place = "Place"
    /// A named happening: election, war, conference.
    case event = "Event"
    /// A named law, book, product or other work.
    case work = "Work"
    /// A date or time expression.
    case time = "Time"
  }

  /// The tokens of the mention.
  public var span: TokenSpan
  /// Its kind.
  public var label: Label

  /// Creates a mention.
  public init(span: TokenSpan, label: Label) {
    self.span = span
    self.label = label
  }
}

/// The Universal Dependencies parts of speech.
public enum PartOfSpeech: String, Sendable, Hashable, CaseIterable {
  /// The tag `ADJ`.
  case adj = "ADJ"
  /// The tag `ADP`.
  case adp = "ADP"
  /// The tag `ADV`.
  case adv = "ADV"
  /// The tag `AUX`.
  case aux = "AUX"
  /// The tag `CCONJ`.
  case cconj = "CCONJ"
  /// The tag `DET`.
  case det = "DET"
  /// The tag `INTJ`.
  case intj = "INTJ"
  /// The tag `NOUN`.
  case noun = "NOUN"
  /// The tag `NUM`.
  case num = "NUM"
  /// The tag `PART`.
  case part = "PART"
  /// The tag `PRON`.
  case pron = "PRON"
  /// The tag `PROPN`.
  case propn = "PROPN"
  /// The tag `PUNCT`.
  case punct = "PUNCT"
  /// The tag `SCONJ`.
  case sconj = "SCONJ"
  /// The tag `SYM`.
  case sym = "SYM"
  /// The tag `VERB`.
  case verb = "VERB"
  /// The tag `X`.
  case x = "X"
}
