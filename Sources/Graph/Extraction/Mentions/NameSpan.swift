internal import Language

/// A name in the text, cleaned of titles, articles and punctuation.
struct NameSpan: Sendable, Hashable {
  /// The tokens of the name.
  var tokens: Range<Int>
  /// What the name names.
  var label: NodeLabel
  /// The words of the name, as ``Vocabulary/key(_:)`` writes them, joined by blanks.
  var key: String
  /// The entity that it refers to, once that is known.
  var entity: Int?
}

extension NodeLabel {
  /// The label of what a named entity of the pipeline names; `nil` for times.
  init?(_ label: EntityMention.Label) {
    switch label {
    case .person: self = .person
    case .organization: self = .organization
    case .place: self = .place
    case .event: self = .event
    case .work: self = .work
    case .time: return nil
    }
  }
}
