internal import Graph

extension Planner {
  /// Plans the patterns of one MATCH on rows that have `names`.
  mutating func match(
    _ patterns: [PathPattern], _ condition: Expression?, _ names: inout NameTable, _ steps: inout [PlanStep],
    used: Set<String>?, isDistinct: Bool
  ) {
    let graph = PatternGraph(patterns, condition: condition, fresh: freshStart)
    nextFresh(graph)
    var matcher = MatchPlanner(
      planner: self, graph: graph, names: names, steps: steps, used: used, isDistinct: isDistinct, patterns: patterns)
    matcher.run()
    self = matcher.planner
    names = matcher.names
    steps = matcher.steps
  }
}

/// Orders the parts of one MATCH, and places its conditions as early as they can be tested.
struct MatchPlanner {
  var planner: Planner
  let graph: PatternGraph
  var names: NameTable
  var steps: [PlanStep]
  /// The names that are used after the MATCH; nil when any may be.
  let used: Set<String>?
  let isDistinct: Bool
  let patterns: [PathPattern]
  private var boundNodes: Set<Int> = []
  private var doneEdges: Set<Int> = []
  private var doneSearches: Set<Int> = []
  private var donePaths: Set<Int> = []
  private var doneConjuncts: Set<Int> = []
  private var edgeSlots: [Int: Int] = [:]
  private var rows = 1.0
  private let outerNames: Set<String>
  private var localNames: Set<String> = []

  init(
    planner: Planner, graph: PatternGraph, names: NameTable, steps: [PlanStep], used: Set<String>?, isDistinct: Bool,
    patterns: [PathPattern]
  ) {
    self.planner = planner
    self.graph = graph
    self.names = names
    self.steps = steps
    self.used = used
    self.isDistinct = isDistinct
    self.patterns = patterns
    outerNames = Set(names.variables.keys)
    for node in graph.nodes { localNames.insert(node.name) }
    for edge in graph.edges { localNames.insert(edge.name) }
    for path in graph.paths { localNames.insert(path.name) }
    for search in graph.searches { localNames.formUnion(search.pattern.variableNames) }
    localNames.subtract(outerNames)
    // Names in conditions that nothing here binds belong to comprehensions and subqueries.
    localNames = localNames.filter { name in isBindable(name) }
  }

  private func isBindable(_ name: String) -> Bool {
    if graph.nodes.contains(where: { $0.name == name }) || graph.edges.contains(where: { $0.name == name }) {
      return true
    }
    if graph.paths.contains(where: { $0.name == name }) { return true }
    return graph.searches.contains { $0.pattern.bindableNames.contains(name) }
  }

  mutating func run() {
    for (index, node) in graph.nodes.enumerated() where names.variables[node.name] != nil {
      boundNodes.insert(index)
      testLabels(index)
      requirePresence(index)
    }
    applyConjuncts()
    while true {
      if let edge = nextEdge() {
        expand(edge)
      } else if let node = selectiveEnd() {
        scan(node)
      } else if let search = nextSearch() {
        run(search)
      } else if let node = nextStart() {
        scan(node)
      } else {
        break
      }
      buildPaths()
      applyConjuncts()
    }
    buildPaths()
    applyConjuncts()
  }

  // MARK: - Conditions

  /// A node that was bound before may be null, which matches nothing; labels and edges see to that themselves.
  private mutating func requirePresence(_ node: Int) {
    let isTouched =
      graph.edges.contains { $0.from == node || $0.to == node }
      || graph.searches.contains { $0.from == node || $0.to == node } || !graph.nodes[node].labels.isEmpty
    if isTouched { return }
    let span = Span(0, 0)
    steps.append(
      .filter(Expression(.isNull(Expression(.variable(graph.nodes[node].name), span), negated: true), span), names))
  }

  private mutating func applyConjuncts() {
    for (index, conjunct) in graph.conjuncts.enumerated() where !doneConjuncts.contains(index) {
      let needed = conjunct.variableNames.intersection(localNames)
      guard needed.allSatisfy({ names.variables[$0] != nil }) else { continue }
      doneConjuncts.insert(index)
      steps.append(.filter(conjunct, names))
      rows *= 0.3
    }
  }

  private mutating func testLabels(_ node: Int, except: LabelExpression? = nil) {
    guard case .slot(let slot)? = names.variables[graph.nodes[node].name] else { return }
    for labels in graph.nodes[node].labels where labels != except { steps.append(.labels(slot: slot, labels)) }
  }

  private mutating func bind(_ name: String) -> Int {
    let slot = planner.slot()
    names.variables[name] = .slot(slot)
    return slot
  }

  // MARK: - Start points

  private func nextStart() -> Int? {
    let open = graph.nodes.indices.filter { !boundNodes.contains($0) }
    guard planner.optimizes else { return open.first }
    return open.min { cost($0) < cost($1) }
  }

  private func cost(_ node: Int) -> Double { source(node).1 }

  /// The best way to find candidates of a node, and how many there may be.
  private func source(_ node: Int) -> (ScanStep.Source, Double, LabelExpression?, Int?) {
    let name = graph.nodes[node].name
    let count = Double(planner.graph.nodeCount)
    var best: (ScanStep.Source, Double, LabelExpression?, Int?) = (.all, count, nil, nil)
    for labels in graph.nodes[node].labels {
      guard case .name(let label) = labels else { continue }
      let code = planner.graph.labels.code(of: label.text)
      let size = code.map { Double(planner.graph.nodes(label: $0).count) } ?? 0
      if size < best.1 || (size <= best.1 && best.2 == nil) { best = (.label(label.text), size, labels, nil) }
    }
    guard planner.optimizes else { return best }
    for (index, conjunct) in graph.conjuncts.enumerated() where !doneConjuncts.contains(index) {
      guard let (kind, value) = lookup(conjunct, name) else { continue }
      switch kind {
      case "name":
        var size = 2.0
        if case .string(let text) = value.kind { size = Double(planner.graph.names.nodes(named: text).count) }
        if size < best.1 { best = (.name(value, names), size, nil, nil) }
      case "elementid": best = (.elementID(value, names), 1, nil, nil)
      case "id": best = (.id(value, names), 1, nil, nil)
      default: best.1 *= 0.1
      }
    }
    return best
  }

  /// What a conjunct such as `n.name = value` or `elementId(n) = value` looks up, if the value is known already.
  private func lookup(_ conjunct: Expression, _ name: String) -> (String, Expression)? {
    guard case .comparison(let first, let chain) = conjunct.kind, chain.count == 1, chain[0].comparison == .equal else {
      return nil
    }
    for (key, value) in [(first, chain[0].operand), (chain[0].operand, first)] {
      guard value.variableNames.intersection(localNames).allSatisfy({ names.variables[$0] != nil }) else { continue }
      switch key.kind {
      case .property(let base, let property):
        guard case .variable(name) = base.kind else { continue }
        return (property.text == "name" ? "name" : "property", value)
      case .function(let call):
        guard call.arguments.count == 1, case .variable(name) = call.arguments[0].kind else { continue }
        let function = call.name.text.lowercased()
        if function == "elementid" || function == "id" { return (function, value) }
      default: continue
      }
    }
    return nil
  }

  private mutating func scan(_ node: Int) {
    let (source, estimate, labels, _) = source(node)
    let slot = bind(graph.nodes[node].name)
    boundNodes.insert(node)
    steps.append(
      .scan(ScanStep(slot: slot, name: display(graph.nodes[node]), source: source, estimate: rows * estimate)))
    rows *= max(estimate, 1)
    testLabels(node, except: labels)
  }

  private func display(_ node: PatternGraph.Node) -> String { node.isNamed ? node.name : "" }

  // MARK: - Edges

  private func nextEdge() -> Int? {
    let open = graph.edges.indices.filter { index in
      guard !doneEdges.contains(index) else { return false }
      let edge = graph.edges[index]
      return boundNodes.contains(edge.from) || boundNodes.contains(edge.to) || isBoundEdge(index)
    }
    guard planner.optimizes else { return open.first }
    return open.min { fanOut($0) < fanOut($1) }
  }

  private func isBoundEdge(_ index: Int) -> Bool { outerNames.contains(graph.edges[index].name) }

  /// How many rows one row becomes along an edge, roughly.
  private func fanOut(_ index: Int) -> Double {
    let edge = graph.edges[index]
    if isBoundEdge(index) { return 0 }
    let isInto = boundNodes.contains(edge.from) && boundNodes.contains(edge.to)
    let test = TypeTest(edge.types, graph: planner.graph)
    let edges = test.types.map { $0.reduce(0) { $0 + planner.graph.typeCounts[Int($1)] } } ?? planner.graph.edgeCount
    var degree = Double(edges) / Double(max(planner.graph.nodeCount, 1)) * (edge.direction == .either ? 2 : 1)
    if let quantifier = edge.quantifier {
      let length = Double(min(quantifier.maximum ?? 12, 12))
      var total = degree
      for _ in 1..<max(2, Int(length)) { total = total * max(degree, 1.1) + degree }
      degree = total + 1000
    } else {
      let target = boundNodes.contains(edge.from) ? edge.to : edge.from
      if !isInto {
        let size = source(target).1
        degree *= max(0.001, size / Double(max(planner.graph.nodeCount, 1)))
      }
    }
    return isInto ? degree * 0.001 : degree
  }

  private mutating func expand(_ index: Int) {
    doneEdges.insert(index)
    let edge = graph.edges[index]
    let distinct = distinctFrom(index)
    if isBoundEdge(index) { return follow(index, distinct) }
    let isForward = boundNodes.contains(edge.from)
    let near = isForward ? edge.from : edge.to
    let far = isForward ? edge.to : edge.from
    guard case .slot(let from)? = names.variables[graph.nodes[near].name] else { return }
    let isInto = boundNodes.contains(far)
    var direction = edge.direction
    if !isForward { direction = direction == .right ? .left : (direction == .left ? .right : .either) }
    let needsEdge = edge.needsEdge && isWanted(edge) || mayClash(index)
    var edgeSlot: Int?
    if needsEdge {
      let slot = planner.slot()
      edgeSlot = slot
      edgeSlots[index] = slot
      names.variables[edge.name] = .slot(slot)
    }
    let to: Int
    if isInto, case .slot(let slot)? = names.variables[graph.nodes[far].name] {
      to = slot
    } else {
      to = bind(graph.nodes[far].name)
    }
    let fan = fanOut(index)
    rows *= max(fan, 0.01)
    let text = planText(edge, near: near, far: far, direction: direction)
    if let quantifier = edge.quantifier {
      let alone = distinct.isEmpty && edgeSlot == nil
      steps.append(
        .repeatedExpand(
          RepeatedExpandStep(
            from: from, to: to, isInto: isInto, edges: edgeSlot, edgeName: edge.name, direction: direction,
            types: edge.types, minimum: quantifier.minimum, maximum: quantifier.maximum, conditions: edge.conditions,
            names: names, distinctFrom: distinct,
            onlyEnds: planner.optimizes && isDistinct && alone && quantifier.minimum <= 1, estimate: rows, text: text)))
      if !isForward, let edgeSlot { reverseList(edgeSlot, edge.name) }
    } else {
      steps.append(
        .expand(
          ExpandStep(
            from: from, to: to, isInto: isInto, edge: edgeSlot, direction: direction, types: edge.types,
            distinctFrom: distinct, estimate: rows, text: text)))
    }
    if !isInto {
      boundNodes.insert(far)
      testLabels(far)
    }
  }

  /// A list of edges that was gathered from its far end is turned round.
  private mutating func reverseList(_ slot: Int, _ name: String) {
    let span = Span(0, 0)
    let call = FunctionCall(
      name: Name("reverse", span), isDistinct: false, arguments: [Expression(.variable(name), span)])
    steps.append(
      .project(
        [ProjectedColumn(expression: Expression(.function(call), span), slot: slot, name: name)], names,
        keeps: (names.slots + edgeSlots.values).filter { $0 != slot }.sorted()))
  }

  private func planText(_ edge: PatternGraph.Edge, near: Int, far: Int, direction: EdgeDirection) -> String {
    "(\(display(graph.nodes[edge.from])))\(edge.text)(\(display(graph.nodes[edge.to])))"
  }

  /// Whether anything looks at the edge's variable.
  private func isWanted(_ edge: PatternGraph.Edge) -> Bool {
    guard planner.optimizes, edge.quantifier != nil || edge.isNamed else { return true }
    guard let used else { return true }
    if used.contains(edge.name) { return true }
    if graph.conjuncts.contains(where: { $0.mentions(edge.name) }) { return true }
    if graph.searches.contains(where: { $0.pattern.variableNames.contains(edge.name) }) { return true }
    return graph.paths.contains { path in
      path.parts.contains { if case .edge(let index) = $0 { graph.edges[index].name == edge.name } else { false } }
    }
  }

  /// Whether another edge of the MATCH may be the same edge, so that this one must be remembered.
  private func mayClash(_ index: Int) -> Bool {
    graph.edges.indices.contains { $0 != index && overlaps($0, index) } || !graph.searches.isEmpty
  }

  private func overlaps(_ a: Int, _ b: Int) -> Bool {
    guard let first = TypeTest(graph.edges[a].types, graph: planner.graph).types,
      let second = TypeTest(graph.edges[b].types, graph: planner.graph).types
    else { return true }
    return first.contains { second.contains($0) }
  }

  /// The slots of edges matched before that the edge must differ from.
  private func distinctFrom(_ index: Int) -> [Int] {
    edgeSlots.filter { $0.key < 0 || overlaps($0.key, index) }.map(\.value).sorted()
  }

  private mutating func follow(_ index: Int, _ distinct: [Int]) {
    let edge = graph.edges[index]
    guard case .slot(let edgeSlot)? = names.variables[edge.name] else { return }
    let isFromBound = boundNodes.contains(edge.from)
    let from = slot(of: edge.from)
    let isToBound = boundNodes.contains(edge.to) || edge.to == edge.from
    let to = slot(of: edge.to)
    edgeSlots[index] = edgeSlot
    steps.append(
      .edgeEnds(
        EdgeEndsStep(
          edge: edgeSlot, from: from, isFromBound: isFromBound, to: to, isToBound: isToBound,
          direction: edge.direction, types: edge.types, distinctFrom: distinct, isList: edge.quantifier != nil,
          minimum: edge.quantifier?.minimum ?? 1, maximum: edge.quantifier == nil ? 1 : edge.quantifier?.maximum,
          text: planText(edge, near: edge.from, far: edge.to, direction: edge.direction))))
    for (node, wasBound) in [(edge.from, isFromBound), (edge.to, isToBound)] where !wasBound {
      boundNodes.insert(node)
      testLabels(node)
    }
  }

  private mutating func slot(of node: Int) -> Int {
    if case .slot(let slot)? = names.variables[graph.nodes[node].name] { return slot }
    return bind(graph.nodes[node].name)
  }

  // MARK: - Searches

  private func nextSearch() -> Int? {
    let open = graph.searches.indices.filter { !doneSearches.contains($0) }
    let anchored = open.filter {
      boundNodes.contains(graph.searches[$0].from) || boundNodes.contains(graph.searches[$0].to)
    }
    return anchored.first
  }

  /// The open end of a search for shortest paths, if few nodes can be there: between two known nodes, it meets in the
  /// middle.
  private func selectiveEnd() -> Int? {
    guard planner.optimizes else { return nil }
    for (index, search) in graph.searches.enumerated() where !doneSearches.contains(index) {
      guard search.pattern.selector != nil || search.pattern.function != nil else { continue }
      for (near, far) in [(search.from, search.to), (search.to, search.from)]
      where boundNodes.contains(near) && !boundNodes.contains(far) && source(far).1 <= 4 {
        return far
      }
    }
    return nil
  }

  private mutating func run(_ index: Int) {
    doneSearches.insert(index)
    let search = graph.searches[index]
    let isReversed = !boundNodes.contains(search.from)
    let near = isReversed ? search.to : search.from
    let far = isReversed ? search.from : search.to
    guard case .slot(let start)? = names.variables[graph.nodes[near].name] else { return }
    var builder = AutomatonBuilder()
    let elements = isReversed ? Self.reversed(search.pattern.elements) : search.pattern.elements
    let automaton = builder.build(elements)
    let before = names
    let isEndBound = boundNodes.contains(far)
    let end: Int
    if isEndBound, case .slot(let slot)? = names.variables[graph.nodes[far].name] {
      end = slot
    } else {
      end = bind(graph.nodes[far].name)
      boundNodes.insert(far)
    }
    var outputs: [SearchStep.Output] = []
    for (variable, info) in automaton.variables.enumerated() {
      if info.name == graph.nodes[near].name || info.name == graph.nodes[far].name || info.name.hasPrefix(" ") {
        continue
      }
      let isTaken = names.variables[info.name] != nil
      let slot = isTaken ? planner.slot() : bind(info.name)
      outputs.append(
        SearchStep.Output(variable: variable, slot: slot, isEdge: info.isEdge, isList: info.isList))
      if isTaken { pendingEqual.append((info.name, slot)) }
    }
    var path: Int?
    if let variable = search.pattern.variable {
      path = bind(variable.text)
    }
    let mode = search.pattern.mode ?? .trail
    let isUnique = mode == .trail && search.pattern.selector == nil && search.pattern.function == nil
    let distinct = isUnique ? edgeSlots.values.sorted() : []
    var edges: Int?
    if isUnique, !graph.edges.isEmpty || graph.searches.count > 1 {
      let slot = planner.slot()
      edgeSlots[-1 - index] = slot
      edges = slot
    }
    var selector = search.pattern.selector
    if search.pattern.function == .shortestPath { selector = .anyShortest }
    if search.pattern.function == .allShortestPaths { selector = .allShortest }
    steps.append(
      .search(
        SearchStep(
          automaton: automaton, start: start, end: end, isEndBound: isEndBound, selector: selector, mode: mode,
          isReversed: isReversed, outputs: outputs, path: path, edges: edges, cost: search.pattern.cost?.property.text,
          distinctFrom: distinct, names: before,
          repeatedEdge: isEndBound ? Self.repeatedEdge(elements, automaton) : nil,
          text: Printer.print(search.pattern))))
    if !isEndBound { testLabels(far) }
    for (name, slot) in pendingEqual {
      var table = names
      table.variables[" same"] = .slot(slot)
      let span = Span(0, 0)
      let same = Expression(
        .comparison(
          Expression(.variable(name), span),
          [ComparisonStep(comparison: .equal, operand: Expression(.variable(" same"), span))]), span)
      steps.append(.filter(same, table))
    }
    pendingEqual = []
  }

  /// The only edge of a path, if it is repeated. The conditions of both end nodes were tested when they were bound.
  private static func repeatedEdge(_ elements: [PathElement], _ automaton: PathAutomaton) -> SearchStep.RepeatedEdge? {
    guard elements.count == 3, case .edge(let edge) = elements[1], let quantifier = edge.quantifier else { return nil }
    for step in automaton.steps.joined() {
      guard case .edge(let test) = step.action else { continue }
      return SearchStep.RepeatedEdge(test: test, minimum: quantifier.minimum, maximum: quantifier.maximum)
    }
    return nil
  }

  private var pendingEqual: [(String, Int)] = []

  /// The elements as they are met from the other end.
  private static func reversed(_ elements: [PathElement]) -> [PathElement] {
    elements.reversed().map { element in
      switch element {
      case .node: return element
      case .edge(var edge):
        edge.direction = edge.direction == .right ? .left : (edge.direction == .left ? .right : .either)
        return .edge(edge)
      case .group(var group):
        group.elements = reversed(group.elements)
        return .group(group)
      }
    }
  }

  // MARK: - Paths

  private mutating func buildPaths() {
    for (index, path) in graph.paths.enumerated() where !donePaths.contains(index) {
      var parts: [PathStep.Part] = []
      for part in path.parts {
        switch part {
        case .node(let node):
          guard boundNodes.contains(node), case .slot(let slot)? = names.variables[graph.nodes[node].name] else {
            break
          }
          parts.append(.node(slot))
        case .edge(let edge):
          guard doneEdges.contains(edge), case .slot(let slot)? = names.variables[graph.edges[edge].name] else { break }
          parts.append(graph.edges[edge].quantifier == nil ? .edge(slot) : .edges(slot))
        }
      }
      guard parts.count == path.parts.count else { continue }
      donePaths.insert(index)
      let slot = bind(path.name)
      steps.append(.path(PathStep(slot: slot, parts: parts, name: path.name)))
    }
  }
}

extension PathPattern {
  /// The names of variables that the pattern itself binds.
  var bindableNames: Set<String> {
    var names: Set<String> = []
    if let variable { names.insert(variable.text) }
    func collect(_ elements: [PathElement]) {
      for element in elements {
        switch element {
        case .node(let node): if let name = node.variable?.text { names.insert(name) }
        case .edge(let edge): if let name = edge.variable?.text { names.insert(name) }
        case .group(let group): collect(group.elements)
        }
      }
    }
    collect(elements)
    return names
  }
}
