/// How a mention refers: the finest distinction that the features of the resolver make.
///
/// The raw values are part of the model: they index its weights.
enum MentionClass: Int, Sendable, CaseIterable {
  case personName, organizationName, placeName, otherName
  case definite, demonstrative, possessed, indefinite, bare
  case i, we, you, he, she, it, they
  case demonstrativePronoun, otherPronoun
  case coordination

  /// The number of classes.
  static let count = allCases.count
}

/// The three kinds of mention: named, described, or only pointed at.
enum MentionKind: Int, Sendable {
  case name, nominal, pronoun
}
