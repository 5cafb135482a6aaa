/// The labels of nodes that are read from text; imported graphs may use any others.
public enum NodeLabel: String, Sendable, Hashable, CaseIterable, Comparable {
  /// A named human being.
  case person = "Person"
  /// A named body, or a group that takes part in a fact.
  case organization = "Organization"
  /// An office or position.
  case role = "Role"
  /// An occasion on which people or bodies met.
  case meeting = "Meeting"
  /// A geopolitical entity or location.
  case place = "Place"
  /// Any other thing that happened or goes on.
  case event = "Event"
  /// A named law, report, book, product, vehicle.
  case work = "Work"
  /// Something said or written by an identified speaker.
  case statement = "Statement"
  /// A source text.
  case document = "Document"

  /// Orders labels by name.
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
