internal import Diagnostics
internal import Graph
internal import Synchronization

/// A flag that another thread or a signal handler can raise to stop a query.
package final class InterruptFlag: Sendable {
  private let raised = Atomic<Bool>(false)
  package init() {}
  package var isRaised: Bool { raised.load(ordering: .relaxed) }
  package func raise() { raised.store(true, ordering: .relaxed) }
  package func clear() { raised.store(false, ordering: .relaxed) }
}

/// What all operators of a running query share.
final class ExecutionContext {
  let graph: PropertyGraph
  let parameters: [String: Value]
  let evidence: any EvidenceSource
  let limits: ExecutionLimits
  let interrupt: InterruptFlag?
  /// The moment that `date()` and its like stand for, the same throughout a query.
  let now: ZonedDateTime
  let layer: LayerMask
  /// Whether plans of subqueries are optimized.
  let optimizes: Bool
  /// Whether operators measure their time.
  let isProfiling: Bool
  /// All operators, each behind those that feed it.
  var operators: [Operator] = []
  /// How deep the pipeline that is being built lies inside others.
  var nesting = 0
  private let deadline: ContinuousClock.Instant?
  private var work = 0
  private var memory = 0

  init(
    graph: PropertyGraph, layer: LayerMask, parameters: [String: Value], evidence: any EvidenceSource,
    limits: ExecutionLimits, interrupt: InterruptFlag?, now: ZonedDateTime, optimizes: Bool = true,
    isProfiling: Bool = false
  ) {
    self.graph = graph
    self.layer = layer
    self.parameters = parameters
    self.evidence = evidence
    self.limits = limits
    self.interrupt = interrupt
    self.now = now
    self.optimizes = optimizes
    self.isProfiling = isProfiling
    deadline = limits.seconds.map { ContinuousClock.now.advanced(by: .milliseconds(Int64(min($0, 1e9) * 1000))) }
  }

  /// Counts `amount` steps of work, and looks at the clock and the flag every few thousand.
  ///
  /// - Throws: When the time is over or the query was interrupted.
  @inline(__always)
  func tick(_ amount: Int = 1) throws {
    work += amount
    if work >= 4096 { try check() }
  }

  private func check() throws {
    work = 0
    if let interrupt, interrupt.isRaised { throw Diagnostic(.interrupted, "the query was interrupted", at: 0..<0) }
    if let deadline, ContinuousClock.now >= deadline {
      throw Diagnostic(
        .timeLimit, "the query ran longer than \(limits.seconds ?? 0) s and was stopped", at: 0..<0,
        help: "narrow it, add LIMIT, or raise --timeout")
    }
  }

  /// Counts bytes that an operator keeps.
  ///
  /// - Throws: When they are more than the limit.
  func reserve(_ bytes: Int) throws {
    memory += bytes
    guard let limit = limits.memory, memory > limit else { return }
    throw Diagnostic(
      .memoryLimit, "the query needs more than \(limit >> 20) MB of memory and was stopped", at: 0..<0,
      help: "narrow it or add LIMIT")
  }

  /// What is counted by now, to come back to when what was kept since is let go.
  var memoryMark: Int { memory }

  func release(to mark: Int) { memory = mark }
}
