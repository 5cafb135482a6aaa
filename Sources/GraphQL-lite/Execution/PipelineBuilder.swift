internal import Diagnostics
internal import Graph

/// Turns planned steps into operators.
struct PipelineBuilder {
  let context: ExecutionContext
  /// Slots of a row; one more is added for each OPTIONAL MATCH.
  var width: Int

  /// How many slots the steps need beyond those planned.
  static func extraSlots(_ steps: [PlanStep]) -> Int {
    steps.reduce(0) { count, step in
      if case .optional(let inner, _) = step { return count + 1 + extraSlots(inner) }
      return count
    }
  }

  mutating func build(_ steps: [PlanStep], nextMarker: inout Int) throws -> Pipeline {
    let argument = ArgumentOperator(context, nil)
    var last: Operator = argument
    for step in steps {
      let made = try make(step, last, &nextMarker)
      (made.label, made.estimate) = PlanText.label(step)
      made.depth = context.nesting
      context.operators.append(made)
      last = made
    }
    return Pipeline(argument: argument, last: last)
  }

  private mutating func make(_ step: PlanStep, _ input: Operator, _ nextMarker: inout Int) throws -> Operator {
    switch step {
    case .scan(let scan): return try ScanOperator(context, input, scan)
    case .expand(let expand): return ExpandOperator(context, input, expand)
    case .edgeEnds(let ends): return EdgeEndsOperator(context, input, ends)
    case .repeatedExpand(let expand): return try RepeatedExpandOperator(context, input, expand)
    case .search(let search): return try SearchOperator(context, input, search)
    case .labels(let slot, let labels): return LabelOperator(context, input, slot, labels)
    case .filter(let condition, let names): return try FilterOperator(context, input, condition, names)
    case .path(let path): return PathOperator(context, input, path)
    case .project(let columns, let names, let keeps):
      return try ProjectOperator(context, input, columns, names, keeps: keeps)
    case .aggregate(let aggregate): return try AggregateOperator(context, input, aggregate, width: width)
    case .keep(let slots): return KeepOperator(context, input, slots)
    case .distinct(let slots): return DistinctOperator(context, input, slots)
    case .sort(let keys, let names, let limit, let skip):
      var bound: Int?
      if let limit { bound = try count(limit, "LIMIT") }
      if let rows = bound, let skip { bound = rows.addingReportingOverflow(try count(skip, "SKIP")).partialValue }
      return try SortOperator(
        context, input, keys, names, bound: bound.flatMap { $0 < 1_000_000 && $0 >= 0 ? $0 : nil })
    case .skip(let expression): return SkipOperator(context, input, try count(expression, "SKIP"))
    case .limit(let expression): return LimitOperator(context, input, try count(expression, "LIMIT"))
    case .unwind(let list, let names, let slot): return try UnwindOperator(context, input, list, names, slot: slot)
    case .optional(let inner, let slots):
      let marker = nextMarker
      nextMarker += 1
      context.nesting += 1
      defer { context.nesting -= 1 }
      let pipeline = try build(inner, nextMarker: &nextMarker)
      return OptionalOperator(context, input, pipeline, marker: marker, slots: slots)
    }
  }

  /// The number of rows that SKIP or LIMIT names.
  private func count(_ expression: Expression, _ clause: String) throws -> Int {
    let value = try ExpressionCompiler(context, NameTable()).compile(expression)(Frame(.unit(width: 0)))
    guard case .int(let number) = value else {
      throw Diagnostic(
        .invalidArgumentType, "\(clause) takes an integer, not \(value.typeName)", at: expression.span.range)
    }
    guard number >= 0 else {
      throw Diagnostic(.invalidCount, "\(clause) must not be negative", at: expression.span.range)
    }
    return Int(number)
  }
}
