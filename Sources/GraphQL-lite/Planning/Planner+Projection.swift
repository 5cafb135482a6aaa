extension Planner {
  /// Plans WITH and RETURN: columns, distinct rows, order, skip and limit.
  mutating func project(
    _ clause: ProjectionClause, _ names: inout NameTable, _ steps: inout [PlanStep]
  ) -> [Int] {
    let input = names
    var computed: [Expression: Int] = [:]
    var source = names
    let sortCalls = clause.order.flatMap(\.expression.aggregateCalls)
    let calls = clause.items.flatMap(\.expression.aggregateCalls) + sortCalls
    let isGrouped = !calls.isEmpty
    if isGrouped {
      source = aggregate(clause.items.map(\.expression), calls, &steps, names)
    }
    var columns: [ProjectedColumn] = []
    var output = NameTable()
    output.localCount = names.localCount
    for item in clause.items {
      let slot = slot()
      columns.append(ProjectedColumn(expression: item.expression, slot: slot, name: item.name))
      output.variables[item.name] = .slot(slot)
      computed[item.expression] = slot
    }
    // ORDER BY and WHERE may look behind the projection, unless the rows were grouped or made distinct.
    let isAsked = !clause.order.isEmpty || clause.condition != nil
    let looksBack = !isGrouped && !clause.isDistinct && isAsked
    var carried: [Int] = []
    if looksBack { carried = input.slots }
    if isGrouped, isAsked { carried += source.computed.values }
    steps.append(.project(columns, source, keeps: carried.sorted()))
    let slots = columns.map(\.slot)
    if clause.isDistinct { steps.append(.distinct(slots)) }
    var visible = looksBack ? input : NameTable()
    visible.localCount = names.localCount
    if isGrouped { visible.computed = source.computed }
    for (expression, slot) in computed { visible.computed[expression] = slot }
    for (name, reference) in output.variables {
      visible.variables[name] = reference
      // An alias hides an input variable of the same name.
      if case .slot(let slot) = reference { visible.computed[Expression(.variable(name), clause.span)] = slot }
    }
    if !clause.order.isEmpty {
      let keys = clause.order.map { SortKey(expression: $0.expression, isDescending: $0.isDescending) }
      steps.append(.sort(keys, visible, limit: clause.limit, skip: clause.skip))
    }
    if let skip = clause.skip { steps.append(.skip(skip)) }
    if let limit = clause.limit { steps.append(.limit(limit)) }
    if let condition = clause.condition { steps.append(.filter(condition, visible)) }
    if !carried.isEmpty { steps.append(.keep(slots)) }
    names = output
    return slots
  }

  /// Plans the grouping of rows; the names that come back know keys and aggregates as computed.
  private mutating func aggregate(
    _ items: [Expression], _ calls: [Expression], _ steps: inout [PlanStep], _ names: NameTable
  ) -> NameTable {
    var keys: [ProjectedColumn] = []
    var table = NameTable()
    table.localCount = names.localCount
    for item in items where !item.containsAggregate && table.computed[item] == nil {
      let slot = slot()
      keys.append(ProjectedColumn(expression: item, slot: slot, name: Printer.print(item)))
      table.computed[item] = slot
    }
    var aggregates: [AggregateStep.Aggregate] = []
    for call in calls where table.computed[call] == nil {
      let slot = slot()
      aggregates.append(AggregateStep.Aggregate(call: call, slot: slot))
      table.computed[call] = slot
    }
    steps.append(.aggregate(AggregateStep(keys: keys, aggregates: aggregates, names: names)))
    return table
  }
}
