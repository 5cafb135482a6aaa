/// A candidate with everything that the features ask of it.
///
/// Strings are numbers of ``CoreferenceText/strings`` or 64-bit hashes of runs of them.
struct CoreferenceMention {
  let words: Range<Int>
  let head: Int
  let isCoordination: Bool
  let sentence: Int
  let kind: MentionKind
  let mentionClass: MentionClass
  /// The pronoun's number in the lexicon plus one; ``otherPronoun`` for those it lacks, 0 for no pronoun.
  let pronoun: Int
  /// The relation of the head.
  let relation: CoreferenceRelation
  /// The grammatical role, that of the first conjunct for all conjuncts.
  let role: Int
  let number: CoreferenceLexicon.Number
  let gender: CoreferenceLexicon.Gender
  let isPerson: Bool
  /// The kind of the entity whose head this is, as it indexes the weights; 0 for none.
  let label: Int
  /// True for a word inside a name that is not the name's head.
  let isInner: Bool
  /// The quotation of the head, 0 for none.
  let quotation: Int
  /// True if the head is the speaker of a quotation.
  let isSpeaker: Bool
  /// The determiner in the lexicon plus one, 0 for none.
  let determiner: Int
  /// The words of the name, or those up to the head.
  let name: Range<Int>
  /// The whole phrase without a leading determiner and a final possessive.
  let full: UInt64
  /// The name, or the words up to the head, without a leading determiner.
  let core: UInt64
  /// The last word of a person's name, the head's form of other names, the head's lemma.
  let headword: Int
  /// The lower-case initials of a name of several words, -1 for none.
  let acronym: Int
  /// The core without full stops if it is a single word, -1 otherwise.
  let plain: Int
  /// Words that count of the core: sorted, in the reader's pool.
  let content: WordSet
  /// Other words that describe the referent.
  let modifiers: WordSet
  /// Both.
  let everything: WordSet

  /// The value of ``pronoun`` for pronouns that the lexicon lacks.
  static let otherPronoun = 55
  /// The number of values of ``pronoun``.
  static let pronouns = 56
}

/// A sorted set of strings in a pool that mentions share.
struct WordSet {
  let range: Range<Int>
  /// A bit for every member, to see quickly that two sets have nothing in common.
  let signature: UInt64

  /// The number of members.
  var count: Int { range.count }

  static let empty = WordSet(range: 0..<0, signature: 0)

  /// The number of members that two sets of `pool` share.
  ///
  /// - Complexity: O(*m* + *n*), usually O(1).
  func common(with other: WordSet, in pool: [Int]) -> Int {
    guard signature & other.signature != 0 else { return 0 }
    var (i, j, shared) = (range.lowerBound, other.range.lowerBound, 0)
    while i < range.upperBound, j < other.range.upperBound {
      let (a, b) = (pool[i], pool[j])
      if a == b { shared += 1 }
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    return shared
  }
}
