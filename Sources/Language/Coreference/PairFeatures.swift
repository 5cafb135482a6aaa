/// The features of a mention together with a mention that it may refer back to.
struct PairFeatures {
  /// What about a pair is needed more than once.
  private struct Pair {
    let kinds: Int
    let isFullEqual: Bool
    let isCoreEqual: Bool
    let isHeadEqual: Bool
    let nesting: Int
    let quotations: Int
    let clashes: Bool

    /// The strongest likeness of the two phrases, from 1 for equal ones to 10; 0 for none.
    func best(
      isAcronym: Bool, isShortName: Bool, modifiers: Int, shared: Int, relation: Int, isNamed: Bool, names: Bool
    ) -> Int {
      if isFullEqual { return 1 }
      if isCoreEqual { return 2 }
      if isAcronym { return 3 }
      if isHeadEqual { return isShortName ? 4 : modifiers < 3 ? 5 : 6 }
      if shared > 0 { return relation == 2 || relation == 3 ? 7 : 8 }
      return isNamed ? 9 : names ? 10 : 0
    }
  }

  private let earlierCores: [Int]

  /// Prepares to compute features.
  ///
  /// - Parameter earlierCores: How many earlier mentions have the core of each.
  init(earlierCores: [Int]) { self.earlierCores = earlierCores }

  /// Writes the rows of one mention's candidates.
  ///
  /// - Complexity: O(*k*) in the candidates.
  func write(
    _ index: Int, _ candidates: ArraySlice<Int32>, _ reader: borrowing MentionReader, to rows: inout FeatureWriter,
    rivals: inout [Int]
  ) {
    let mention = reader.mentions[index]
    // Candidates behind this one in the list that fit as well.
    rivals.removeAll(keepingCapacity: true)
    var fitting = 0
    for other in candidates.reversed() {
      rivals.append(fitting)
      let candidate = reader.mentions[Int(other)]
      if candidate.kind != .pronoun, !Self.clash(mention, candidate) { fitting += 1 }
    }
    for (place, other) in candidates.enumerated() {
      rows.begin()
      let nearer = rivals[candidates.count - 1 - place]
      write(index, Int(other), mention, reader.mentions[Int(other)], nearer, reader, &rows)
    }
  }

  private func write(
    _ index: Int, _ other: Int, _ a: CoreferenceMention, _ b: CoreferenceMention, _ nearer: Int,
    _ reader: borrowing MentionReader, _ rows: inout FeatureWriter
  ) {
    let pair = Pair(
      kinds: a.kind.rawValue * 3 + b.kind.rawValue, isFullEqual: a.full == b.full, isCoreEqual: a.core == b.core,
      isHeadEqual: a.headword == b.headword, nesting: Self.nesting(a, b), quotations: Self.quotations(a, b, reader),
      clashes: Self.clash(a, b))
    distance(index, other, a, b, &rows)
    strings(a, b, pair, reader, &rows)
    agreement(a, b, pair, &rows)
    structure(a, b, pair, reader, &rows)
    let (own, classes) = (a.mentionClass.rawValue, MentionClass.count)
    rows.add(own * 14 + FeatureWriter.logarithm(nearer, top: 6) * 2 + (pair.clashes ? 0 : 1), of: classes * 14)
    let salience = b.kind == .name ? earlierCores[other] : 0
    rows.add(own * 5 + FeatureWriter.logarithm(salience, top: 4), of: classes * 5)
    let extent = FeatureWriter.logarithm(b.words.count - 1, top: 3)
    rows.add((a.kind.rawValue * 4 + extent) * 2 + (b.isSpeaker ? 1 : 0), of: 24)
  }

  private func distance(
    _ index: Int, _ other: Int, _ a: CoreferenceMention, _ b: CoreferenceMention, _ rows: inout FeatureWriter
  ) {
    let (own, classes) = (a.mentionClass.rawValue, MentionClass.count)
    let gap = a.sentence - b.sentence
    rows.add(own * 8 + (gap < 0 ? 0 : FeatureWriter.logarithm(gap, top: 6) + 1), of: classes * 8)
    rows.add(own * 9 + (other > index ? 0 : FeatureWriter.logarithm(index - other, top: 8)), of: classes * 9)
    rows.add(own * classes + b.mentionClass.rawValue, of: classes * classes)
    let roles = CoreferenceRelation.roles
    rows.add((a.role * roles + b.role) * 2 + (gap == 0 ? 1 : 0), of: roles * roles * 2)
    rows.add(own * roles + b.role, of: classes * roles)
    rows.add(
      a.pronoun * CoreferenceMention.pronouns + b.pronoun, of: CoreferenceMention.pronouns * CoreferenceMention.pronouns
    )
  }

  private func strings(
    _ a: CoreferenceMention, _ b: CoreferenceMention, _ pair: Pair, _ reader: borrowing MentionReader,
    _ rows: inout FeatureWriter
  ) {
    let head = pair.isHeadEqual ? 1 : 0
    rows.add(pair.kinds * 8 + (pair.isFullEqual ? 4 : 0) + (pair.isCoreEqual ? 2 : 0) + head, of: 72)
    let shared = a.content.common(with: b.content, in: reader.pool)
    let relation =
      shared == 0
      ? 0
      : shared == a.content.count && shared == b.content.count
        ? 1 : shared == a.content.count ? 2 : shared == b.content.count ? 3 : 4
    rows.add((pair.kinds * 5 + relation) * 2 + head, of: 90)
    // Does one describe what the other names?
    let forward = a.everything.common(with: b.content, in: reader.pool)
    let backward = b.everything.common(with: a.content, in: reader.pool)
    rows.add(
      pair.kinds * 9 + Self.degree(forward, b.content.count) * 3 + Self.degree(backward, a.content.count), of: 81)
    let common = a.modifiers.common(with: b.modifiers, in: reader.pool)
    let (left, right) = (a.modifiers.count, b.modifiers.count)
    let modifiers =
      left == 0 && right == 0
      ? 0 : left == common ? (right == common ? 1 : 2) : right == common ? 3 : common > 0 ? 4 : 5
    rows.add((pair.kinds * 6 + modifiers) * 2 + head, of: 108)
    let areNames = a.kind == .name && b.kind == .name
    let isSingle = a.name.count == 1 || b.name.count == 1
    let isFirstEqual = reader.text.forms[a.name.lowerBound] == reader.text.forms[b.name.lowerBound]
    let names =
      pair.isHeadEqual
      ? (isSingle ? 1 : isFirstEqual ? 2 : 3) : isFirstEqual && isSingle ? 4 : shared > 0 ? 5 : 0
    let people = (a.label == 1 ? 1 : 0) + (b.label == 1 ? 1 : 0)
    rows.add(areNames ? 1 + names * 3 + people : 0, of: 19)
    let isAcronym =
      areNames && (a.acronym >= 0 && a.acronym == b.plain || b.acronym >= 0 && b.acronym == a.plain)
    rows.add(isAcronym ? 1 : 0, of: 2)
    let best = pair.best(
      isAcronym: isAcronym, isShortName: areNames && isSingle, modifiers: modifiers, shared: shared, relation: relation,
      isNamed: backward >= max(a.content.count, 1), names: forward >= max(b.content.count, 1))
    rows.add((a.mentionClass.rawValue * 3 + b.kind.rawValue) * 11 + best, of: MentionClass.count * 33)
  }

  private func agreement(
    _ a: CoreferenceMention, _ b: CoreferenceMention, _ pair: Pair, _ rows: inout FeatureWriter
  ) {
    let kind = a.kind.rawValue
    rows.add((pair.kinds * 3 + a.number.rawValue) * 3 + b.number.rawValue, of: 81)
    rows.add((kind * 4 + a.gender.rawValue) * 4 + b.gender.rawValue, of: 48)
    rows.add(a.label * 7 + b.label, of: 49)
    let person = b.isPerson ? 1 : 0
    rows.add((a.mentionClass.rawValue * 7 + b.label) * 2 + person, of: MentionClass.count * 14)
    rows.add((kind * 2 + (a.isPerson ? 1 : 0)) * 2 + person, of: 12)
  }

  private func structure(
    _ a: CoreferenceMention, _ b: CoreferenceMention, _ pair: Pair, _ reader: borrowing MentionReader,
    _ rows: inout FeatureWriter
  ) {
    let (own, classes, roles) = (a.mentionClass.rawValue, MentionClass.count, CoreferenceRelation.roles)
    rows.add(pair.nesting * 3 + a.kind.rawValue, of: 9)
    let tree = Self.path(a.head, b.head, reader.text.heads)
    rows.add(tree * classes + own, of: 8 * classes)
    rows.add((2...5).contains(tree) ? tree * roles * roles + a.role * roles + b.role : 0, of: 6 * roles * roles)
    rows.add(own * 8 + pair.quotations, of: classes * 8)
    let left = min(max(own - 8, 0), 10)
    let right = min(max(b.mentionClass.rawValue - 8, 0), 10)
    rows.add((left * 11 + right) * 8 + pair.quotations, of: 11 * 11 * 8)
  }

  private static func degree(_ count: Int, _ whole: Int) -> Int { count == 0 ? 0 : count < whole ? 1 : 2 }

  /// 1 if the mention lies within the candidate, 2 if it is the other way round.
  private static func nesting(_ a: CoreferenceMention, _ b: CoreferenceMention) -> Int {
    if a.words.lowerBound >= b.words.lowerBound, a.words.upperBound <= b.words.upperBound { return 1 }
    if b.words.lowerBound >= a.words.lowerBound, b.words.upperBound <= a.words.upperBound { return 2 }
    return 0
  }

  /// True if number, sex or nesting speak against a pair.
  private static func clash(_ a: CoreferenceMention, _ b: CoreferenceMention) -> Bool {
    a.number != b.number && a.number != .unknown && b.number != .unknown
      || a.gender != b.gender && a.gender != .unknown && b.gender != .unknown || nesting(a, b) > 0
  }

  /// How the heads of two mentions are connected in the tree, over three governors at most.
  private static func path(_ a: Int, _ b: Int, _ heads: [Int]) -> Int {
    if a == b { return 1 }
    let (above, other) = (heads[a], heads[b])
    if above == b { return 2 }
    if other == a { return 3 }
    if above == other, above >= 0 { return 4 }
    let second = above >= 0 ? heads[above] : -1
    if second == other, other >= 0 { return 5 }
    if second == b { return 6 }
    let third = second >= 0 ? heads[second] : -1
    return third == other && other >= 0 ? 7 : 0
  }

  /// Whether the candidate speaks in the mention's quotation, the other way round, or both stand in quotations.
  private static func quotations(_ a: CoreferenceMention, _ b: CoreferenceMention, _ reader: borrowing MentionReader)
    -> Int
  {
    let first = reader.quotations.speakers[a.quotation]
    let second = reader.quotations.speakers[b.quotation]
    if first == b.head { return 1 }
    if second == a.head { return 2 }
    if a.quotation == b.quotation { return a.quotation > 0 ? 3 : 0 }
    if a.quotation > 0, b.quotation > 0 { return first >= 0 && first == second ? 4 : 5 }
    return a.quotation > 0 ? 6 : 7
  }
}
