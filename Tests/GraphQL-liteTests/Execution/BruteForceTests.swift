import Diagnostics
import Graph
import TestSupport
import Testing

@testable import GraphQL_lite

/// A small random graph, and all walks in it, found by trying every edge.
struct BruteForce {
  struct Step {
    var type: String?
    var direction: EdgeDirection
    var minimum = 1
    var maximum = 1
  }

  let graph: PropertyGraph

  init(seed: UInt64, nodes: Int, edges: Int) throws {
    var generator = FixedGenerator(seed: seed)
    var builder = PropertyGraph.Builder()
    for node in 0..<nodes {
      let label = ["A", "B"][Int.random(in: 0..<2, using: &generator)]
      try builder.addNode(
        id: "n\(node)", labels: [label], properties: [PropertyEntry("name", .string("n\(node)"))])
    }
    for edge in 0..<edges {
      try builder.addEdge(
        id: "e\(edge)", type: ["X", "Y"][Int.random(in: 0..<2, using: &generator)],
        start: Int32.random(in: 0..<Int32(nodes), using: &generator),
        end: Int32.random(in: 0..<Int32(nodes), using: &generator),
        properties: [PropertyEntry("w", .int(Int64.random(in: 1...5, using: &generator)))])
    }
    graph = builder.build()
  }

  /// All walks that follow the steps, each of which is repeated, together with nothing about how they were split.
  func walks(_ steps: [Step]) -> Set<PathValue> {
    var found: Set<PathValue> = []
    for node in 0..<Int32(graph.nodeCount) { extend(PathValue(nodes: [node], edges: []), steps[...], 0, &found) }
    return found
  }

  private func extend(_ path: PathValue, _ steps: ArraySlice<Step>, _ count: Int, _ found: inout Set<PathValue>) {
    guard let step = steps.first else {
      found.insert(path)
      return
    }
    if count >= step.minimum { extend(path, steps.dropFirst(), 0, &found) }
    guard count < step.maximum, let last = path.nodes.last else { return }
    for edge in 0..<Int32(graph.edgeCount) {
      if let type = step.type, graph.typeName(of: edge) != type { continue }
      let (start, end) = (graph.edgeStart[Int(edge)], graph.edgeEnd[Int(edge)])
      if step.direction != .left, start == last {
        extend(PathValue(nodes: path.nodes + [end], edges: path.edges + [edge]), steps, count + 1, &found)
      }
      if step.direction != .right, end == last, !(step.direction == .either && start == end) {
        extend(PathValue(nodes: path.nodes + [start], edges: path.edges + [edge]), steps, count + 1, &found)
      }
    }
  }

  /// Whether a path fits a mode.
  static func fits(_ path: PathValue, _ mode: PathMode) -> Bool {
    let isTrail = Set(path.edges).count == path.edges.count
    switch mode {
    case .walk: return true
    case .trail: return isTrail
    case .acyclic: return Set(path.nodes).count == path.nodes.count
    case .simple:
      let inner = path.nodes.dropFirst()
      return isTrail && Set(inner).count == inner.count && (!inner.dropLast().contains(path.nodes[0]))
    }
  }

  func cost(_ path: PathValue) -> Int64 {
    path.edges.reduce(0) { total, edge in
      if case .int(let weight) = graph.property("w", ofEdge: edge) { total + weight } else { total }
    }
  }
}

@Suite struct BruteForceTests {
  static let patterns: [(String, [BruteForce.Step])] = [
    ("-[:X]->{1,3}", [.init(type: "X", direction: .right, minimum: 1, maximum: 3)]),
    ("-[:Y]-{0,3}", [.init(type: "Y", direction: .either, minimum: 0, maximum: 3)]),
    ("<-[]-{2,3}", [.init(type: nil, direction: .left, minimum: 2, maximum: 3)]),
    (
      "-[:X]->()-[:Y]-{0,2}",
      [.init(type: "X", direction: .right), .init(type: "Y", direction: .either, minimum: 0, maximum: 2)]
    ),
    (
      "-[:X]->{1,2}()-[]-",
      [.init(type: "X", direction: .right, minimum: 1, maximum: 2), .init(type: nil, direction: .either)]
    ),
    ("-[]-{1,3}", [.init(type: nil, direction: .either, minimum: 1, maximum: 3)]),
  ]

  static let seeds: [UInt64] = Array(1...6)

  private func run(_ force: BruteForce, _ prefix: String, _ pattern: String, _ suffix: String = "") throws
    -> [PathValue]
  {
    let named = suffix.isEmpty ? pattern : pattern.split(separator: "[", maxSplits: 1).joined(separator: "[e")
    let query = "MATCH p = \(prefix) (a)\(named)(b)\(suffix) RETURN p"
    return try QueryEngine(graph: force.graph).run(query).rows.compactMap {
      if case .path(let path) = $0[0] { path } else { nil }
    }
  }

  @Test(arguments: seeds, [PathMode.walk, .trail, .simple, .acyclic])
  func `modes take the paths that fit them`(seed: UInt64, mode: PathMode) throws {
    let force = try BruteForce(seed: seed, nodes: 5, edges: 8)
    for (pattern, steps) in Self.patterns {
      let expected = force.walks(steps).filter { BruteForce.fits($0, mode) }
      let found = try run(force, mode.rawValue, pattern)
      #expect(Set(found) == expected, "\(mode.rawValue) \(pattern)")
      #expect(found.count == expected.count, "\(mode.rawValue) \(pattern)")
    }
  }

  @Test(arguments: seeds, [PathMode.walk, .trail])
  func `selectors take the shortest paths for each pair of ends`(seed: UInt64, mode: PathMode) throws {
    let force = try BruteForce(seed: seed, nodes: 5, edges: 8)
    for (pattern, steps) in Self.patterns {
      let all = force.walks(steps).filter { BruteForce.fits($0, mode) }
      let groups = Dictionary(grouping: all) { [$0.nodes.first ?? -1, $0.nodes.last ?? -1] }
      for selector in ["ANY", "ANY SHORTEST", "ALL SHORTEST", "SHORTEST 2", "SHORTEST 2 GROUPS", "ANY 2"] {
        let found = try run(force, "\(selector) \(mode.rawValue)", pattern)
        let foundGroups = Dictionary(grouping: found) { [$0.nodes.first ?? -1, $0.nodes.last ?? -1] }
        #expect(Set(foundGroups.keys) == Set(groups.keys), "\(selector) \(mode.rawValue) \(pattern)")
        for (ends, paths) in groups {
          let lengths = paths.map(\.edges.count).sorted()
          let taken = foundGroups[ends] ?? []
          #expect(Set(taken).isSubset(of: Set(paths)) && Set(taken).count == taken.count, "\(selector) \(pattern)")
          let takenLengths = taken.map(\.edges.count).sorted()
          let expected: [Int]
          switch selector {
          case "ANY": expected = takenLengths.count == 1 ? takenLengths : [-1]
          case "ANY 2": expected = takenLengths.count == min(2, paths.count) ? takenLengths : [-1]
          case "ANY SHORTEST": expected = Array(lengths.prefix(1))
          case "SHORTEST 2": expected = Array(lengths.prefix(2))
          case "ALL SHORTEST": expected = lengths.filter { $0 == lengths[0] }
          default:
            let kept = Set(Set(lengths).sorted().prefix(2))
            expected = lengths.filter { kept.contains($0) }
          }
          #expect(takenLengths == expected, "\(selector) \(mode.rawValue) \(pattern) \(ends)")
        }
      }
    }
  }

  @Test(arguments: seeds)
  func `the cheapest path costs least`(seed: UInt64) throws {
    let force = try BruteForce(seed: seed, nodes: 5, edges: 8)
    let steps = [BruteForce.Step(type: nil, direction: .right, minimum: 1, maximum: 4)]
    let all = force.walks(steps).filter { BruteForce.fits($0, .trail) }
    let groups = Dictionary(grouping: all) { [$0.nodes.first ?? -1, $0.nodes.last ?? -1] }
    let found = try run(force, "ANY CHEAPEST", "-[]->{1,4}", " COST e.w")
    #expect(found.count == groups.count)
    for path in found {
      let ends = [path.nodes.first ?? -1, path.nodes.last ?? -1]
      let least = groups[ends]?.map { force.cost($0) }.min()
      #expect(force.cost(path) == least)
    }
  }

  @Test(arguments: seeds)
  func `end points found by reachability are those of all trails`(seed: UInt64) throws {
    let force = try BruteForce(seed: seed, nodes: 6, edges: 7)
    let plain = QueryEngine(graph: force.graph, optimizes: false)
    let fast = QueryEngine(graph: force.graph)
    for pattern in ["-[*]-", "-[*1..2]-", "-[:X*0..3]->", "<-[*1..3]-", "-[:X|Y*1..4]-", "-[:Y]-+", "-[]-?"] {
      let query = "MATCH (a)\(pattern)(b) RETURN DISTINCT a.name, b.name ORDER BY a.name, b.name"
      let prepared = try fast.prepare(query)
      #expect(try fast.explain(prepared).contains { $0.label.hasPrefix("Reach") }, "\(pattern)")
      let expected = try plain.run(query).rows.map { $0.map { GroupKey($0) } }
      #expect(try fast.run(query).rows.map { $0.map { GroupKey($0) } } == expected, "\(pattern)")
    }
  }
}
