internal import Diagnostics
internal import Graph

/// Each row once for every path that a path pattern with groups, a mode or a selector takes.
final class SearchOperator: Operator {
  private let step: SearchStep
  private let machine: PathMachine
  private var batch: Batch?
  private var row = 0
  private var shortest: ShortestPathSearch?

  init(_ context: ExecutionContext, _ input: Operator, _ step: SearchStep) throws {
    self.step = step
    machine = try PathMachine(context, step)
    if context.optimizes, step.isEndBound, let edge = step.simpleEdge, step.mode == .trail || step.mode == .walk {
      shortest = ShortestPathSearch(context, edge.test, maximum: edge.maximum)
    }
    super.init(context, input)
  }

  override func reset() {
    super.reset()
    batch = nil
  }

  override func next() throws -> Batch? {
    while true {
      if batch == nil {
        guard let next = try input?.pull() else { return nil }
        batch = next
        row = 0
      }
      guard let current = batch else { return nil }
      var selection: [Int32] = []
      var results: [PathMatch] = []
      let starts = current.columns[step.start].nodeIDs(count: current.count)
      let ends = step.isEndBound ? current.columns[step.end].nodeIDs(count: current.count) : []
      machine.frame = Frame(current)
      while row < current.count, results.count < Batch.targetCount {
        let end = step.isEndBound ? ends[row] : -1
        if starts[row] >= 0, !step.isEndBound || end >= 0 {
          machine.frame.row = row
          let found = try matches(current, from: starts[row], to: step.isEndBound ? end : nil)
          for match in found {
            results.append(match)
            selection.append(Int32(row))
          }
        }
        row += 1
      }
      if row >= current.count { batch = nil }
      if !results.isEmpty { return output(current, selection, results) }
    }
  }

  private func matches(_ current: Batch, from start: Int32, to end: Int32?) throws -> [PathMatch] {
    // What a search keeps is let go when it is over.
    let mark = context.memoryMark
    defer { context.release(to: mark) }
    if shortest != nil, let end, end != start {
      let all = step.selector == .allShortest
      let paths = try shortest?.paths(from: start, to: end, all: all, allows: { _ in true }) ?? []
      return paths.map { path in
        PathMatch(nodes: path.nodes, edges: path.edges, bindings: bindings(of: path))
      }
    }
    return try machine.run(from: start, to: end) { edge in
      !self.step.distinctFrom.contains { current.columns[$0].holds(edge: edge, at: self.row) }
    }
  }

  /// What the variable of the repeated edge is bound to along a path.
  private func bindings(of path: PathValue) -> [(variable: Int, id: Int32)] {
    guard let variable = step.simpleEdge?.test.variable else { return [] }
    return path.edges.map { (variable, $0) }
  }

  private func output(_ current: Batch, _ selection: [Int32], _ results: [PathMatch]) -> Batch {
    var out = current.gathered(selection)
    if !step.isEndBound { out.columns[step.end] = .nodes(results.map { $0.nodes.last ?? -1 }) }
    for output in step.outputs {
      out.columns[output.slot] = .values(results.map { value(output, in: $0) })
    }
    if let path = step.path {
      out.columns[path] = .values(
        results.map { match in
          .path(
            step.isReversed
              ? PathValue(nodes: match.nodes.reversed(), edges: match.edges.reversed())
              : PathValue(nodes: match.nodes, edges: match.edges))
        })
    }
    if let edges = step.edges { out.columns[edges] = .values(results.map { .list($0.edges.map { .edge($0) }) }) }
    return out
  }

  private func value(_ output: SearchStep.Output, in match: PathMatch) -> Value {
    var found = match.bindings.filter { $0.variable == output.variable }.map { binding -> Value in
      output.isEdge ? .edge(binding.id) : .node(binding.id)
    }
    if output.isList { return .list(step.isReversed ? found.reversed() : found) }
    return found.popLast() ?? .null
  }
}

/// A path that was found, with what its variables were bound to on the way.
struct PathMatch {
  var nodes: [Int32] = []
  var edges: [Int32] = []
  var bindings: [(variable: Int, id: Int32)] = []
}

extension SearchStep {
  /// The one repeated edge of the pattern, if there is nothing else to be tested and only shortest paths are wanted.
  fileprivate var simpleEdge: (test: PathAutomaton.EdgeTest, maximum: Int)? {
    guard selector == .anyShortest || selector == .allShortest, let edge = repeatedEdge, edge.minimum <= 1 else {
      return nil
    }
    return edge.test.conditions.isEmpty ? (edge.test, edge.maximum ?? Int(Int32.max)) : nil
  }
}
