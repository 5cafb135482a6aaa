/// What a query may use at most.
package struct ExecutionLimits: Sendable {
  /// Seconds until the query is stopped; nil for no limit.
  package var seconds: Double?
  /// Rows of the answer; nil for no limit.
  package var rows: Int?
  /// Bytes held by sorts, groups and searches; nil for no limit.
  package var memory: Int?

  package init(seconds: Double? = nil, rows: Int? = nil, memory: Int? = 4 << 30) {
    self.seconds = seconds
    self.rows = rows
    self.memory = memory
  }
}
