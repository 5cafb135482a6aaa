/// The words of a document in the form that the coreference layer reads: numbers instead of strings.
///
/// Indices are positions in the run of tokens that is resolved, not in the whole analysis.
struct CoreferenceText {
  /// A word's relation to its head, as far as the layer tells relations apart.
  typealias Relation = CoreferenceRelation

  /// The number of words.
  let count: Int
  /// The head of each word, -1 for a root.
  private(set) var heads: [Int] = []
  private(set) var relations: [Relation] = []
  private(set) var upos: [PartOfSpeech] = []
  private(set) var xpos: [String] = []
  /// The lower-case form of each word, with a straight apostrophe, as a position in ``strings``.
  private(set) var forms: [Int] = []
  /// The same for the lemma.
  private(set) var lemmas: [Int] = []
  /// The sentence of each word.
  private(set) var sentenceOf: [Int] = []
  /// The first word of each sentence.
  private(set) var sentenceStarts: [Int] = []
  /// The entity of each word, -1 for none.
  private(set) var entityOf: [Int] = []
  private(set) var entities: [(words: Range<Int>, label: EntityMention.Label)] = []
  /// What kind of mark each word is, if any.
  private(set) var marks: [Mark] = []
  /// True if the word's first letter is an upper-case one.
  private(set) var isCapitalized: [Bool] = []

  /// Every distinct lower-case string.
  private(set) var strings: [String] = []
  /// What the lexicon says about each of ``strings``.
  private(set) var entries: [CoreferenceLexicon.Entry] = []
  private var idOf: [String: Int] = [:]
  private let lexicon: CoreferenceLexicon

  /// A role that punctuation plays.
  struct Mark: OptionSet {
    let rawValue: UInt8
    /// An opening bracket or quotation mark, or one that may be.
    static let opener = Mark(rawValue: 1)
    /// A closing bracket or quotation mark, or one that may be.
    static let closer = Mark(rawValue: 2)
    /// “ or its ASCII spelling.
    static let quotationStart = Mark(rawValue: 4)
    /// ” or its ASCII spelling.
    static let quotationEnd = Mark(rawValue: 8)
    /// A quotation mark without direction.
    static let straightQuotation = Mark(rawValue: 16)
    /// The ending of a possessive.
    static let possessive = Mark(rawValue: 32)
  }

  private static let markOfForm: [String: Mark] = [
    "(": .opener, "[": .opener, "{": .opener, "-LRB-": .opener, "-LSB-": .opener, "‘": .opener,
    ")": .closer, "]": .closer, "}": .closer, "-RRB-": .closer, "-RSB-": .closer, "’": [.closer, .possessive],
    "“": [.opener, .quotationStart], "``": [.opener, .quotationStart],
    "”": [.closer, .quotationEnd], "''": [.closer, .quotationEnd],
    "\"": [.opener, .closer, .straightQuotation], "'": [.opener, .closer, .possessive],
    "'s": .possessive, "’s": .possessive,
  ]

  /// Reads the words of `run`, whole sentences of `analysis`.
  ///
  /// - Complexity: O(*n*) in the words.
  init(_ analysis: Analysis, _ run: Range<Int>, _ lexicon: CoreferenceLexicon) {
    let run = run.clamped(to: analysis.tokens.indices)
    count = run.count
    self.lexicon = lexicon
    for token in analysis.tokens[run] {
      let head = token.head.flatMap { run.contains($0) ? $0 - run.lowerBound : nil }
      heads.append(head ?? -1)
      relations.append(Relation(token.relation))
      upos.append(token.upos)
      xpos.append(token.xpos)
      forms.append(id(of: Self.lowered(token.form)))
      lemmas.append(id(of: Self.lowered(token.lemma)))
      marks.append(token.form.utf8.count <= 5 ? Self.markOfForm[token.form] ?? [] : [])
      isCapitalized.append(Self.isCapitalized(token.form))
    }
    sentenceOf = Array(repeating: 0, count: count)
    for sentence in analysis.sentences where sentence.tokens.overlaps(run) {
      let words = sentence.tokens.clamped(to: run)
      for word in words { sentenceOf[word - run.lowerBound] = sentenceStarts.count }
      sentenceStarts.append(words.lowerBound - run.lowerBound)
    }
    if sentenceStarts.isEmpty { sentenceStarts.append(0) }
    entityOf = Array(repeating: -1, count: count)
    for entity in analysis.entities where entity.span.tokens.overlaps(run) {
      let words = entity.span.tokens.clamped(to: run)
      let own = words.lowerBound - run.lowerBound..<words.upperBound - run.lowerBound
      for word in own { entityOf[word] = entities.count }
      entities.append((own, entity.label))
    }
  }

  /// The number of a string, a new one if it was not seen before.
  mutating func id(of string: String) -> Int {
    if let id = idOf[string] { return id }
    let id = strings.count
    idOf[string] = id
    strings.append(string)
    entries.append(lexicon[string])
    return id
  }

  /// What the lexicon says about a word's form.
  func entry(ofForm word: Int) -> CoreferenceLexicon.Entry { entries[forms[word]] }

  /// What the lexicon says about a word's lemma.
  func entry(ofLemma word: Int) -> CoreferenceLexicon.Entry { entries[lemmas[word]] }

  /// A row of the lexicon's table of pronouns.
  func pronoun(_ number: Int) -> CoreferenceLexicon.Pronoun { lexicon.pronouns[number - 1] }

  /// A string in lower case, its apostrophes straight.
  static func lowered(_ string: String) -> String {
    var isPlain = true
    var isASCII = true
    for byte in string.utf8 {
      if byte >= 0x80 { isASCII = false }
      if byte >= 0x80 || (0x41...0x5A).contains(byte) { isPlain = false }
    }
    if isPlain { return string }
    let lower = string.lowercased()
    if isASCII { return lower }
    var result = String.UnicodeScalarView()
    for scalar in lower.unicodeScalars { result.append(scalar == "’" ? "'" : scalar) }
    return String(result)
  }

  private static func isCapitalized(_ form: String) -> Bool {
    guard let first = form.utf8.first else { return false }
    if first < 0x80 { return (0x41...0x5A).contains(first) }
    return form.unicodeScalars.first?.properties.isUppercase ?? false
  }
}
