internal import Diagnostics
internal import Graph

/// A query inside an expression, run for each row.
private final class SubqueryRunner {
  private let pipeline: Pipeline
  private let imports: [(reference: Reference, slot: Int)]
  private let width: Int
  let names: NameTable

  init(_ compiler: ExpressionCompiler, _ subquery: Subquery) throws {
    let context = compiler.context
    var table = NameTable()
    var imports: [(reference: Reference, slot: Int)] = []
    let used = Expression(.exists(subquery), Span(0, 0)).variableNames
    for name in used.sorted() {
      guard let reference = compiler.reference(of: name) else { continue }
      table.variables[name] = .slot(imports.count)
      imports.append((reference, imports.count))
    }
    var planner = Planner(graph: context.graph, optimizes: context.optimizes)
    planner.reserve(imports.count)
    var steps: [PlanStep]
    switch subquery {
    case .patterns(let patterns, let condition):
      steps = planner.plan(patterns: patterns, condition: condition, names: &table, used: nil)
    case .query(let query):
      let plan = planner.plan(query, names: table, layer: context.layer.layer, columns: [])
      steps = plan.parts.first?.steps ?? []
    }
    width = planner.width + PipelineBuilder.extraSlots(steps)
    var builder = PipelineBuilder(context: context, width: width)
    var marker = planner.width
    context.nesting += 1
    defer { context.nesting -= 1 }
    pipeline = try builder.build(steps, nextMarker: &marker)
    self.imports = imports
    names = table
  }

  /// Starts a run on the row of `frame`.
  func start(_ frame: Frame) {
    var batch = Batch.unit(width: width)
    for (reference, slot) in imports {
      let value: Value =
        switch reference {
        case .slot(let slot): frame.value(slot: slot)
        case .local(let index): frame.locals[index]
        }
      batch.columns[slot] =
        switch value {
        case .node(let node): .nodes([node])
        case .edge(let edge): .edges([edge])
        default: .values([value])
        }
    }
    pipeline.start(batch)
  }

  func next() throws -> Batch? { try pipeline.last.pull() }
}

extension ExpressionCompiler {
  /// Where a variable is found, be it a name or something computed before.
  fileprivate func reference(of name: String) -> Reference? {
    names.variables[name] ?? names.computed[Expression(.variable(name), Span(0, 0))].map { .slot($0) }
  }

  func exists(_ subquery: Subquery) throws -> Evaluator {
    let runner = try SubqueryRunner(self, subquery)
    return { frame in
      runner.start(frame)
      while let batch = try runner.next() { if batch.count > 0 { return .bool(true) } }
      return .bool(false)
    }
  }

  func countOf(_ subquery: Subquery) throws -> Evaluator {
    let runner = try SubqueryRunner(self, subquery)
    return { frame in
      runner.start(frame)
      var count: Int64 = 0
      while let batch = try runner.next() { count += Int64(batch.count) }
      return .int(count)
    }
  }

  func patternComprehension(_ comprehension: PatternComprehension) throws -> Evaluator {
    let runner = try ResultRunner(self, comprehension)
    return { frame in try runner.values(frame) }
  }
}

/// The results of a pattern comprehension: a subquery that returns one column.
private final class ResultRunner {
  private let runner: SubqueryRunner
  private let context: ExecutionContext

  init(_ compiler: ExpressionCompiler, _ comprehension: PatternComprehension) throws {
    context = compiler.context
    let span = comprehension.result.span
    let item = ProjectionItem(expression: comprehension.result, alias: Name("result", span), text: "result")
    let query = Query(
      form: .pattern,
      parts: [
        SingleQuery(
          layer: nil,
          clauses: [
            .match(
              MatchClause(
                isOptional: false, patterns: [comprehension.pattern], condition: comprehension.condition, span: span)),
            .return(
              ProjectionClause(
                isDistinct: false, hasStar: false, items: [item], order: [], skip: nil, limit: nil, condition: nil,
                span: span)),
          ])
      ], span: span)
    runner = try SubqueryRunner(compiler, .query(query))
  }

  func values(_ frame: Frame) throws -> Value {
    runner.start(frame)
    let mark = context.memoryMark
    defer { context.release(to: mark) }
    var out: [Value] = []
    while let batch = try runner.next() {
      // Only the projected column is left.
      guard let column = batch.columns.first(where: { if case .none = $0 { false } else { true } }) else { continue }
      out.append(contentsOf: column.values(count: batch.count))
      try context.reserve(batch.count * 16)
    }
    return .list(out)
  }
}
