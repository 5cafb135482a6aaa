/// Where a piece of syntax stands, in UTF-8 offsets.
///
/// Two spans are always equal, so that pieces of syntax compare by what they say and not by where.
package struct Span: Sendable, Hashable {
  package var lower: Int32
  package var upper: Int32

  package init(_ lower: Int, _ upper: Int) {
    self.lower = Int32(truncatingIfNeeded: lower)
    self.upper = Int32(truncatingIfNeeded: upper)
  }

  package var range: Range<Int> { Int(lower)..<Int(max(lower, upper)) }

  /// From the start of this span to the end of `other`.
  package func union(_ other: Span) -> Span { Span(Int(lower), Int(max(upper, other.upper))) }

  package static func == (a: Span, b: Span) -> Bool { true }
  package func hash(into hasher: inout Hasher) {}
}

/// A name and where it stands.
package struct Name: Sendable, Hashable {
  package var text: String
  package var span: Span
  package init(_ text: String, _ span: Span) {
    self.text = text
    self.span = span
  }
}
