package import Language

/// A document between analysis and claims: who and what is mentioned where, who speaks, and when.
///
/// The identity phase fills it; the rules read it.
package struct DocumentContext: Sendable {
  /// What the language pipeline found.
  package var analysis: Analysis
  /// The untouched text.
  package var text: String
  /// The date of the document, where known.
  package var date: PartialDate?
  /// The words that the phases know.
  package var vocabulary: Vocabulary
  /// The things that the document names. The rules append what only they see: meetings, statements, unspecified roles,
  /// groups without a name ("Russian officials"), and matters such as "the investigation into …".
  package var entities: [LocalEntity]
  /// For each token that heads a mention (name, description or pronoun): the entity it refers to.
  package var entityAtHead: [Int: Int]
  /// For each such head token: the tokens of the whole mention.
  package var mentionAtHead: [Int: Range<Int>]
  /// For each token that heads a title: the role it names, wherever the title stands ("Attorney General Jeff
  /// Sessions", "the attorney general", "resigned as prime minister", "is the ambassador of Russia").
  package var roleAtHead: [Int: Int]
  /// What noun phrases say by themselves: titles, appositions, party and state ("Sen. X, D-Vermont").
  package var nounPhraseClaims: [Claim]
  /// Direct quotations and their speakers, ordered.
  package var quotations: [Quotation]
  /// Dates that the text gives, ordered by tokens.
  package var times: [ResolvedTime]
  /// For each sentence: true when it is running text, false for headings, bylines, captions.
  package var isProse: [Bool]

  /// A direct quotation.
  package struct Quotation: Sendable, Hashable {
    /// The tokens between the quotation marks, or of the transcript turn; may span sentences.
    package var tokens: Range<Int>
    /// Who speaks, where known.
    package var speaker: Int?
    /// The reporting verb ("said"), where there is one.
    package var cue: Int?
    /// False for a scare quote or a quoted fragment inside a reported clause.
    package var isStatement: Bool

    package init(tokens: Range<Int>, speaker: Int?, cue: Int?, isStatement: Bool) {
      self.tokens = tokens
      self.speaker = speaker
      self.cue = cue
      self.isStatement = isStatement
    }
  }

  /// A date/time expression with its value.
  package struct ResolvedTime: Sendable, Hashable {
    /// The tokens of the expression.
    package var tokens: Range<Int>
    /// The syntactic head of the expression, which attaches to the verb or noun that it dates.
    package var head: Int
    /// Its value; `nil` when it is relative and the document has no date.
    package var date: PartialDate?
    /// For a period ("from 2009 to 2013", "since May"): its begin and end.
    package var from: PartialDate?
    /// The end of a period.
    package var to: PartialDate?

    package init(tokens: Range<Int>, head: Int, date: PartialDate?, from: PartialDate? = nil, to: PartialDate? = nil) {
      self.tokens = tokens
      self.head = head
      self.date = date
      self.from = from
      self.to = to
    }
  }

  package init(
    analysis: Analysis, text: String = "", date: PartialDate? = nil, vocabulary: Vocabulary = .standard,
    entities: [LocalEntity] = [], entityAtHead: [Int: Int] = [:],
    mentionAtHead: [Int: Range<Int>] = [:], roleAtHead: [Int: Int] = [:], nounPhraseClaims: [Claim] = [],
    quotations: [Quotation] = [],
    times: [ResolvedTime] = [], isProse: [Bool] = []
  ) {
    self.analysis = analysis
    self.text = text
    self.date = date
    self.vocabulary = vocabulary
    self.entities = entities
    self.entityAtHead = entityAtHead
    self.mentionAtHead = mentionAtHead
    self.roleAtHead = roleAtHead
    self.nounPhraseClaims = nounPhraseClaims
    self.quotations = quotations
    self.times = times
    self.isProse = isProse
  }
}
