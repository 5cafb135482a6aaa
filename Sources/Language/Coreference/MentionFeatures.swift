/// The features of single mentions.
struct MentionFeatures {
  /// The number of values of ``CoreferenceMention/determiner``.
  static let determiners = 48
  private static let tags = ["NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "CD"]

  /// The rows of all mentions.
  private(set) var rows: FeatureWriter
  /// How many earlier mentions have the same core.
  private(set) var earlierCores: [Int] = []

  /// Computes the features of all mentions.
  ///
  /// - Parameters:
  ///   - reader: The mentions.
  ///   - recordingSizes: Whether the sizes of the templates are of interest.
  /// - Complexity: O(*m*) in the mentions and the dependents of their heads.
  init(_ reader: borrowing MentionReader, recordingSizes: Bool = false) {
    rows = FeatureWriter(recordingSizes: recordingSizes)
    let cores = Occurrences(reader.mentions.map(\.core))
    let heads = Occurrences(reader.mentions.map { UInt64($0.headword) })
    let phrases = Occurrences(reader.mentions.map(\.full))
    earlierCores = cores.before
    for (index, mention) in reader.mentions.enumerated() {
      rows.begin()
      basic(mention, reader)
      for occurrences in [cores, heads, phrases] {
        let kind = mention.kind.rawValue * 5
        rows.add(kind + FeatureWriter.logarithm(occurrences.before[index], top: 4), of: 15)
        rows.add(kind + FeatureWriter.logarithm(occurrences.behind[index], top: 4), of: 15)
      }
      let isModifier =
        switch mention.relation {
        case .compound, .nmodDesc, .amod: 1
        default: 0
        }
      rows.add((mention.kind.rawValue * 2 + (mention.isInner ? 1 : 0)) * 2 + isModifier, of: 12)
    }
  }

  private mutating func basic(_ mention: CoreferenceMention, _ reader: borrowing MentionReader) {
    let kind = mention.kind.rawValue
    let text = reader.text
    rows.add(mention.mentionClass.rawValue, of: MentionClass.count)
    rows.add(mention.pronoun, of: CoreferenceMention.pronouns)
    rows.add(mention.relation.feature, of: CoreferenceRelation.count)
    rows.add(
      mention.mentionClass.rawValue * CoreferenceRelation.roles + mention.role,
      of: MentionClass.count * CoreferenceRelation.roles)
    let governor = text.heads[mention.head]
    rows.add(governor >= 0 ? Self.number(of: text.upos[governor]) + 1 : 0, of: 18)
    rows.add(mention.label, of: 7)
    rows.add(mention.number.rawValue * 4 + mention.gender.rawValue, of: 12)
    rows.add((mention.isPerson ? 3 : 0) + kind, of: 6)
    rows.add((Self.tags.firstIndex(of: text.xpos[mention.head]) ?? -1) + 1, of: 9)
    rows.add(Self.number(of: text.upos[mention.head]), of: 17)
    rows.add(kind * 8 + FeatureWriter.logarithm(mention.words.count - 1, top: 7), of: 24)
    rows.add(mention.determiner, of: Self.determiners)
    rows.add(kind * 6 + FeatureWriter.logarithm(mention.sentence, top: 5), of: 18)
    rows.add((mention.quotation > 0 ? 2 : 0) + (mention.isSpeaker ? 1 : 0), of: 4)
    var after = 0
    for word in reader.dependents(of: mention.head) where word > mention.head && word < mention.words.upperBound {
      switch text.relations[word] {
      case .appos: after |= 1
      case .acl, .aclRelcl: after |= 2
      case .nmod: after |= 4
      default: break
      }
    }
    rows.add(kind * 8 + after, of: 24)
    let isFirst = mention.words.lowerBound == text.sentenceStarts[mention.sentence]
    rows.add(kind * 2 + (isFirst ? 1 : 0), of: 6)
  }

  /// The place of a part of speech in the alphabetical list.
  private static func number(of tag: PartOfSpeech) -> Int {
    switch tag {
    case .adj: 0
    case .adp: 1
    case .adv: 2
    case .aux: 3
    case .cconj: 4
    case .det: 5
    case .intj: 6
    case .noun: 7
    case .num: 8
    case .part: 9
    case .pron: 10
    case .propn: 11
    case .punct: 12
    case .sconj: 13
    case .sym: 14
    case .verb: 15
    case .x: 16
    }
  }
}

/// How often each value stands before and behind each place of a list.
private struct Occurrences {
  var before: [Int] = []
  var behind: [Int] = []

  init(_ values: [UInt64]) {
    var seen: [UInt64: Int] = [:]
    before.reserveCapacity(values.count)
    for value in values {
      before.append(seen[value, default: 0])
      seen[value, default: 0] += 1
    }
    behind = zip(values, before).map { seen[$0, default: 0] - $1 - 1 }
  }
}
