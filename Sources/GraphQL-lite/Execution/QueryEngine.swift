package import Diagnostics
package import Graph
internal import Glibc
internal import Synchronization

/// A query that was parsed, bound and planned.
package struct PreparedQuery: Sendable {
  package let text: String
  /// The query as it was written.
  package let syntax: Query
  /// What runs: the pattern form, for a query in path form its translation.
  package let bound: BoundQuery
  package let plan: Plan
  package var warnings: [Diagnostic] { bound.warnings }

  /// The query in the pattern form.
  package var patternForm: String { Printer.print(bound.query) }
}

/// The answer to a query.
package struct QueryResult: Sendable {
  package var columns: [String]
  package var rows: [[Value]]
  package var warnings: [Diagnostic]
  package var profile: [OperatorProfile]

  /// Whether nothing was found: no rows, or paths that do not exist.
  package var isEmpty: Bool {
    if rows.isEmpty { return true }
    guard columns.first == "exists", rows.count == 1, case .bool(false) = rows[0][0] else { return false }
    return true
  }
}

/// What an operator did.
package struct OperatorProfile: Sendable {
  package var label: String
  /// How deep the operator lies inside others.
  package var depth: Int
  package var estimate: Double?
  package var rows: Int
  /// Time spent in the operator itself, without those that feed it.
  package var time: Duration
}

/// Answers queries on one graph.
package final class QueryEngine: Sendable {
  package let graph: PropertyGraph
  private let evidence: any EvidenceSource
  /// Whether the planner chooses start points, orders and short cuts.
  private let optimizes: Bool
  private let layers = Mutex<[GraphLayer: LayerMask]>([:])

  package init(graph: PropertyGraph, evidence: any EvidenceSource = NoEvidence(), optimizes: Bool = true) {
    self.graph = graph
    self.evidence = evidence
    self.optimizes = optimizes
  }

  /// Parses, binds and plans `text`.
  ///
  /// - Parameters:
  ///   - text: The query.
  ///   - layer: The layer of the graph for queries that name none.
  ///   - asGraph: Whether a query in path form without `return` answers with whole paths.
  /// - Returns: What is ready to run.
  /// - Throws: The first mistake in it.
  package func prepare(
    _ text: String, layer: GraphLayer? = nil, asGraph: Bool = false
  ) throws(Diagnostic) -> PreparedQuery {
    let syntax = try Parser.parse(text)
    var query = syntax
    if query.form == .path {
      query = try PathFormTranslator.translate(query, graph: graph, asPaths: asGraph)
    }
    if let layer {
      for index in query.parts.indices where query.parts[index].layer == nil { query.parts[index].layer = layer }
    }
    let bound = try Binder.bind(query, graph: graph)
    let plan = Planner.plan(bound, graph: graph, optimizes: optimizes)
    return PreparedQuery(text: text, syntax: syntax, bound: bound, plan: plan)
  }

  /// The answer to `text`.
  ///
  /// - Throws: The first mistake in it, or what went wrong while it ran.
  package func run(
    _ text: String, parameters: [String: Value] = [:], limits: ExecutionLimits = ExecutionLimits()
  ) throws(Diagnostic) -> QueryResult {
    try run(try prepare(text), parameters: parameters, limits: limits)
  }

  /// The answer to a prepared query.
  ///
  /// - Throws: What went wrong while it ran.
  package func run(
    _ query: PreparedQuery, parameters: [String: Value] = [:], limits: ExecutionLimits = ExecutionLimits(),
    interrupt: InterruptFlag? = nil, isProfiling: Bool = false
  ) throws(Diagnostic) -> QueryResult {
    do {
      return try execute(query, parameters, limits, interrupt, isProfiling)
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      throw Diagnostic(.typeError, "\(error)", at: 0..<0)
    }
  }

  private func execute(
    _ query: PreparedQuery, _ parameters: [String: Value], _ limits: ExecutionLimits, _ interrupt: InterruptFlag?,
    _ isProfiling: Bool
  ) throws -> QueryResult {
    var rows: [[Value]] = []
    var profile: [OperatorProfile] = []
    var seen: Set<[GroupKey]> = []
    let now = Self.now()
    for part in query.plan.parts {
      let context = ExecutionContext(
        graph: graph, layer: mask(part.layer), parameters: parameters, evidence: evidence, limits: limits,
        interrupt: interrupt, now: now, optimizes: optimizes, isProfiling: isProfiling)
      let width = query.plan.width + PipelineBuilder.extraSlots(part.steps)
      var builder = PipelineBuilder(context: context, width: width)
      var marker = query.plan.width
      let pipeline = try builder.build(part.steps, nextMarker: &marker)
      pipeline.start(.unit(width: width))
      while let batch = try pipeline.last.pull() {
        for row in 0..<batch.count {
          let values = part.columns.map { batch.columns[$0].value(at: row) }
          if !query.plan.isUnionAll, !seen.insert(values.map { GroupKey($0) }).inserted { continue }
          rows.append(values)
        }
        try context.reserve(batch.count * (16 + 16 * part.columns.count))
        if let limit = limits.rows, rows.count > limit {
          throw Diagnostic(
            .rowLimit, "the answer has more than \(limit) rows", at: 0..<0, help: "add LIMIT, or raise --max-rows")
        }
      }
      profile += context.profile
    }
    return QueryResult(columns: query.plan.columns, rows: rows, warnings: query.warnings, profile: profile)
  }

  /// The operators that `query` would run, in order.
  ///
  /// - Throws: What keeps it from running.
  package func explain(_ query: PreparedQuery, parameters: [String: Value] = [:]) throws(Diagnostic)
    -> [OperatorProfile]
  {
    var profile: [OperatorProfile] = []
    for (index, part) in query.plan.parts.enumerated() {
      if index > 0 {
        profile.append(
          OperatorProfile(label: query.plan.isUnionAll ? "UnionAll" : "Union", depth: 0, rows: 0, time: .zero))
      }
      profile += Self.lines(part.steps, depth: 0)
    }
    return profile
  }

  private static func lines(_ steps: [PlanStep], depth: Int) -> [OperatorProfile] {
    var lines: [OperatorProfile] = []
    for step in steps {
      if case .optional(let inner, _) = step { lines += Self.lines(inner, depth: depth + 1) }
      let (label, estimate) = PlanText.label(step)
      lines.append(OperatorProfile(label: label, depth: depth, estimate: estimate, rows: 0, time: .zero))
    }
    return lines
  }

  private func mask(_ layer: GraphLayer) -> LayerMask {
    layers.withLock { masks in
      if let mask = masks[layer] { return mask }
      let mask = LayerMask(graph, layer: layer)
      masks[layer] = mask
      return mask
    }
  }

  /// The present moment at UTC.
  private static func now() -> ZonedDateTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let seconds = Int64(time.tv_sec)
    let date = CivilDate(days: seconds / 86_400)
    let clock = LocalTime(nanoseconds: seconds % 86_400 * 1_000_000_000 + Int64(time.tv_nsec))
    return ZonedDateTime(local: LocalDateTime(date: date, time: clock), offset: 0)
  }
}

extension ExecutionContext {
  /// What each operator did; an operator's own time is what it took without its input.
  var profile: [OperatorProfile] {
    operators.map { one in
      OperatorProfile(
        label: one.label, depth: one.depth, estimate: one.estimate, rows: one.rowsProduced,
        time: one.elapsed - (one.input?.elapsed ?? .zero))
    }
  }
}
