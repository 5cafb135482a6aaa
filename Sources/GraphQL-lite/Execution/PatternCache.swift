internal import Diagnostics

/// The last regular expression of an operator, since it is mostly the same in every row.
final class PatternCache {
  private var pattern: String?
  private var compiled: RegularExpression?

  func matches(_ text: String, pattern: String, _ span: Span, _ context: ExecutionContext) throws -> Bool {
    if self.pattern != pattern {
      do {
        compiled = try RegularExpression(pattern)
      } catch {
        throw Diagnostic(.invalidValue, "not a regular expression: \(error.message)", at: span.range)
      }
      self.pattern = pattern
    }
    try context.tick(text.utf8.count)
    return compiled?.matches(text) ?? false
  }
}
