internal import Diagnostics
internal import Graph

/// Each row once for every path that a path pattern with groups, a mode or a selector takes.
final class SearchOperator: Operator {
  private let step: SearchStep
  private let machine: PathMachine
  private var batch: Batch?
  private var row = 0

  init(_ context: ExecutionContext, _ input: Operator, _ step: SearchStep) throws {
    self.step = step
    machine = try PathMachine(context, step)
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
          let found = try machine.run(from: starts[row], to: step.isEndBound ? end : nil) { edge in
            !self.step.distinctFrom.contains { current.columns[$0].holds(edge: edge, at: self.row) }
          }
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
