/// Reads the attributes of a document's mention candidates.
struct MentionReader {
  // Bounds on the words that are looked at, so that the cost stays linear whatever the trees are.
  private static let nameReach = 8
  private static let coreWords = 12
  private static let wordsBefore = 12
  private static let initials = 10
  private static let apposition = 8

  private(set) var text: CoreferenceText
  private(set) var quotations: Quotations
  /// The candidates, in order.
  private(set) var mentions: [CoreferenceMention] = []
  /// The members of all word sets.
  private(set) var pool: [Int] = []
  private let candidates: MentionCandidates
  /// Hashes of all runs of forms from the first word on.
  private var prefixes: [UInt64] = [0]
  private var powers: [UInt64] = [1]
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Reads the candidates of a text.
  ///
  /// - Complexity: O(*n*) in the words and the dependents of the candidates' heads.
  init(_ text: CoreferenceText) {
    self.text = text
    quotations = Quotations(text)
    candidates = MentionCandidates(text)
    for form in text.forms {
      // Multiplication by an odd number and a shift spread the small numbers of strings over all bits.
      var mixed = (UInt64(form) + 1) &* 0xBF58_476D_1CE4_E5B9
      mixed ^= mixed >> 29
      prefixes.append(prefixes[prefixes.count - 1] &* Self.base &+ mixed)
      powers.append(powers[powers.count - 1] &* Self.base)
    }
    let speakers = Set(quotations.speakers)
    mentions.reserveCapacity(candidates.all.count)
    for candidate in candidates.all { mentions.append(read(candidate, speakers)) }
  }

  /// The dependents of a word, in order.
  func dependents(of word: Int) -> ArraySlice<Int> { candidates.dependents(of: word) }

  /// A hash of the forms of a run of words: equal runs have equal ones.
  private func hash(_ run: Range<Int>) -> UInt64 {
    prefixes[run.upperBound] &- prefixes[run.lowerBound] &* powers[run.count]
  }

  private mutating func read(_ candidate: MentionCandidates.Candidate, _ speakers: Set<Int>) -> CoreferenceMention {
    let (words, head, isCoordination) = (candidate.words, candidate.head, candidate.isCoordination)
    let upos = text.upos[head]
    let entity = text.entityOf[head] >= 0 ? text.entities[text.entityOf[head]] : nil
    let isInner = entity.map { $0.words.contains(text.heads[head]) } ?? false
    let label = isCoordination || isInner ? nil : entity?.label
    let isNamed = label != nil && label != .time
    let name = self.name(of: candidate, isNamed ? entity?.words : nil)

    var pronoun = 0
    if upos == .pron || upos == .det, label == nil, !isCoordination {
      let known = text.entry(ofForm: head).pronoun
      pronoun = known > 0 && known < CoreferenceMention.otherPronoun ? known : CoreferenceMention.otherPronoun
    }
    let row = pronoun > 0 && pronoun < CoreferenceMention.otherPronoun ? text.pronoun(pronoun) : nil
    let kind: MentionKind
    let mentionClass: MentionClass
    if isCoordination {
      (kind, mentionClass) = (.nominal, .coordination)
    } else if pronoun > 0 {
      (kind, mentionClass) = (.pronoun, row?.mentionClass ?? .otherPronoun)
    } else if upos == .propn || isNamed {
      kind = .name
      mentionClass =
        switch label {
        case .person: .personName
        case .organization: .organizationName
        case .place: .placeName
        default: .otherName
        }
    } else {
      (kind, mentionClass) = (.nominal, describedClass(words, head))
    }
    let agreement = self.agreement(candidate, label, name, row, pronoun, kind)

    var full = words
    while full.lowerBound < head, text.upos[full.lowerBound] == .det || text.upos[full.lowerBound] == .punct {
      full = full.lowerBound + 1..<full.upperBound
    }
    while full.upperBound > head + 1, text.marks[full.upperBound - 1].contains(.possessive) {
      full = full.lowerBound..<full.upperBound - 1
    }
    var core = name
    while core.lowerBound < head, text.upos[core.lowerBound] == .det { core = core.lowerBound + 1..<core.upperBound }
    let headword =
      kind == .nominal
      ? text.lemmas[head] : label == .person ? text.forms[core.upperBound - 1] : text.forms[head]
    let description =
      pronoun > 0 || isCoordination
      ? Description() : describe(candidate, kind, name, core, full.lowerBound)
    let relation = text.relations[head]
    let governor = text.heads[head]
    return CoreferenceMention(
      words: words, head: head, isCoordination: isCoordination, sentence: text.sentenceOf[head], kind: kind,
      mentionClass: mentionClass, pronoun: pronoun, relation: relation,
      role: relation == .conj && governor >= 0 ? text.relations[governor].role : relation.role,
      number: agreement.number, gender: agreement.gender, isPerson: agreement.isPerson, label: Self.feature(of: label),
      isInner: isInner, quotation: quotations.quotationOf[head], isSpeaker: speakers.contains(head),
      determiner: min(text.entry(ofForm: words.lowerBound).determiner, MentionFeatures.determiners - 1), name: name,
      full: hash(full), core: isCoordination ? hash(full) : hash(core), headword: headword,
      acronym: kind == .name ? acronym(of: name) : -1, plain: isCoordination ? -1 : plain(core),
      content: description.content,
      modifiers: description.modifiers, everything: description.everything)
  }

  /// The entity, the proper nouns around the head, or the words up to the head.
  private func name(of candidate: MentionCandidates.Candidate, _ entity: Range<Int>?) -> Range<Int> {
    if let entity { return entity }
    let head = candidate.head
    guard text.upos[head] == .propn else { return candidate.words.lowerBound..<head + 1 }
    var (first, end) = (head, head + 1)
    while first > candidate.words.lowerBound, head - first < Self.nameReach, text.upos[first - 1] == .propn {
      first -= 1
    }
    while end < candidate.words.upperBound, end - head <= Self.nameReach, text.upos[end] == .propn { end += 1 }
    return first..<end
  }

  private func describedClass(_ words: Range<Int>, _ head: Int) -> MentionClass {
    switch text.strings[text.forms[words.lowerBound]] {
    case "the": .definite
    case "this", "that", "these", "those": .demonstrative
    case let first:
      if dependents(of: head).contains(where: { $0 >= words.lowerBound && $0 < head && text.relations[$0] == .nmodPoss }
      ) {
        .possessed
      } else {
        switch first {
        case "a", "an", "some", "any", "no", "another", "each", "every": .indefinite
        default: .bare
        }
      }
    }
  }

  private func agreement(
    _ candidate: MentionCandidates.Candidate, _ label: EntityMention.Label?, _ name: Range<Int>,
    _ row: CoreferenceLexicon.Pronoun?, _ pronoun: Int, _ kind: MentionKind
  ) -> (number: CoreferenceLexicon.Number, gender: CoreferenceLexicon.Gender, isPerson: Bool) {
    if candidate.isCoordination { return (.plural, .unknown, false) }
    if let row { return (row.number, row.gender, row.gender == .male || row.gender == .female || row.person < 3) }
    if pronoun > 0 { return (.unknown, .unknown, false) }
    let head = candidate.head
    let number: CoreferenceLexicon.Number = text.xpos[head] == "NNS" || text.xpos[head] == "NNPS" ? .plural : .singular
    var isPerson = label == .person || text.entry(ofLemma: head).isPerson
    var gender = CoreferenceLexicon.Gender.unknown
    if label == .person {
      if name.count > 1 { gender = text.entry(ofForm: name.lowerBound).forename }
      // A title before the name knows better.
      let limit = kind == .name ? name.lowerBound : head
      for word in dependents(of: head) where word >= candidate.words.lowerBound && word < limit {
        let own = text.entry(ofForm: word).gender
        if own != .unknown { gender = own }
      }
    } else if label != nil {
      gender = .thing
    }
    if kind == .nominal {
      let form = text.entry(ofForm: head).gender
      let own = form != .unknown ? form : text.entry(ofLemma: head).gender
      if own != .unknown { (gender, isPerson) = (own, true) }
    }
    return (number, gender, isPerson)
  }

  private struct Description {
    var content = WordSet.empty
    var modifiers = WordSet.empty
    var everything = WordSet.empty
  }

  /// The words that count when descriptions are compared.
  private mutating func describe(
    _ candidate: MentionCandidates.Candidate, _ kind: MentionKind, _ name: Range<Int>, _ core: Range<Int>, _ first: Int
  ) -> Description {
    let head = candidate.head
    let content = counting(max(core.lowerBound, core.upperBound - Self.coreWords)..<core.upperBound)
    let before: Range<Int>
    if kind == .name {
      before = min(max(first, name.lowerBound - Self.wordsBefore), name.lowerBound)..<name.lowerBound
    } else {
      before = min(max(core.lowerBound, head - Self.wordsBefore), head)..<head
    }
    var others = counting(before)
    for word in dependents(of: head)
    where word > head && word < candidate.words.upperBound && text.relations[word] == .appos {
      let entity = text.entityOf[word]
      let run =
        entity >= 0 ? text.entities[entity].words : max(candidates.lows[word], head + 1)..<word + 1
      others.formUnion(counting(max(run.lowerBound, run.upperBound - Self.apposition)..<run.upperBound))
    }
    if kind == .name { others.subtract(content) }
    return Description(content: store(content), modifiers: store(others), everything: store(content.union(others)))
  }

  private func counting(_ run: Range<Int>) -> Set<Int> {
    var found: Set<Int> = []
    for word in run where !text.entry(ofForm: word).isStop { found.insert(text.forms[word]) }
    return found
  }

  private mutating func store(_ set: Set<Int>) -> WordSet {
    guard !set.isEmpty else { return .empty }
    let start = pool.count
    pool.append(contentsOf: set.sorted())
    let signature = set.reduce(0 as UInt64) { $0 | 1 << UInt64($1 & 63) }
    return WordSet(range: start..<pool.count, signature: signature)
  }

  private mutating func acronym(of name: Range<Int>) -> Int {
    var initials = ""
    for word in name.prefix(Self.initials) where text.isCapitalized[word] {
      if let first = text.strings[text.forms[word]].unicodeScalars.first { initials.unicodeScalars.append(first) }
    }
    return initials.unicodeScalars.count > 1 ? text.id(of: initials) : -1
  }

  private mutating func plain(_ core: Range<Int>) -> Int {
    guard core.count == 1 else { return -1 }
    let form = text.strings[text.forms[core.lowerBound]]
    guard form.unicodeScalars.count > 1 else { return -1 }
    return text.id(of: form.filter { $0 != "." })
  }

  private static func feature(of label: EntityMention.Label?) -> Int {
    switch label {
    case nil: 0
    case .person: 1
    case .organization: 2
    case .place: 3
    case .event: 4
    case .work: 5
    case .time: 6
    }
  }
}
