import Diagnostics
import Graph
import TestSupport
import Testing

@testable import GraphQL_lite

@Suite struct MutationTests {
  /// A query with some bytes changed, dropped, doubled or taken from another query.
  private func mutated(_ generator: inout FixedGenerator) -> String {
    let queries = RoundTripTests.queries
    var bytes = Array(queries[Int.random(in: 0..<queries.count, using: &generator)].utf8)
    let other = Array(queries[Int.random(in: 0..<queries.count, using: &generator)].utf8)
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(bytes[at], at: at)
      case 3:
        let start = Int.random(in: 0..<other.count, using: &generator)
        bytes.insert(contentsOf: other[start..<min(other.count, start + 12)], at: at)
      default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...9, using: &generator)))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: Array(UInt64(1)...8))
  func `mutated queries end in an answer or a diagnostic`(seed: UInt64) throws {
    var generator = FixedGenerator(seed: seed)
    let engine = QueryEngine(graph: try BruteForce(seed: seed, nodes: 6, edges: 9).graph)
    let limits = ExecutionLimits(seconds: 0.5, rows: 1000, memory: 64 << 20)
    var answers = 0
    for _ in 0..<400 {
      let text = mutated(&generator)
      if (try? engine.run(text, limits: limits)) != nil { answers += 1 }
      guard let query = try? Parser.parse(text) else { continue }
      let printed = Printer.print(query)
      #expect((try? Parser.parse(printed)) == query, "\(text) printed as \(printed)")
    }
    #expect(answers > 0)
  }

  @Test(arguments: Array(UInt64(1)...4))
  func `random bytes never trap the lexer`(seed: UInt64) {
    var generator = FixedGenerator(seed: seed)
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      if let tokens = try? Lexer.tokens(of: text) { #expect(tokens.last?.kind == .end) }
    }
  }
}
