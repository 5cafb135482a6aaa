/// How a text presents what it says.
public enum ClaimStatus: String, Sendable, Hashable, CaseIterable {
  /// As having happened or being so.
  case asserted
  /// As not being so.
  case denied
  /// As wanted by somebody.
  case demanded
  /// As announced for the future.
  case planned
  /// As possible: hedged, conditional, alleged.
  case possible
}
