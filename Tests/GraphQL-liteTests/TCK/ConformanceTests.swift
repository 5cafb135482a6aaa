import Diagnostics
import Foundation
import Graph
import Testing

@testable import GraphQL_lite

/// The openCypher scenarios that lie in `shared/tck`.
@Suite struct ConformanceTests {
  /// Where the scenarios are: `GRAPHCTL_SHARED`, or `../shared` beside the repository.
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["GRAPHCTL_SHARED"] { return URL(fileURLWithPath: path) }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("shared")
  }()

  static let features: [String] = {
    let root = folder.appendingPathComponent("tck/features")
    guard let all = FileManager.default.enumerator(atPath: root.path) else { return [] }
    return all.compactMap { $0 as? String }.filter { $0.hasSuffix(".feature") }.sorted()
  }()

  @Test(.enabled(if: !features.isEmpty, "shared/tck is missing"), arguments: features)
  func `every scenario of a feature gives what it demands`(feature: String) throws {
    let url = Self.folder.appendingPathComponent("tck/features/\(feature)")
    let scenarios = GherkinReader.scenarios(in: try String(contentsOf: url, encoding: .utf8), feature: feature)
    #expect(!scenarios.isEmpty)
    for scenario in scenarios where Self.skipReason(scenario) == nil {
      if let failure = Self.failure(of: scenario) {
        Issue.record("\(scenario): \(failure)")
      }
    }
  }

  /// Whether tests that write hundreds of databases are wanted.
  static let isThorough = ProcessInfo.processInfo.environment["GRAPHCTL_THOROUGH"] != nil

  /// Scenarios on a graph that was imported into a store and read back; those whose graph has values that JSON lacks
  /// cannot be imported.
  @Test(.enabled(if: isThorough && !features.isEmpty, "set GRAPHCTL_THOROUGH to run"), arguments: features)
  func `every scenario gives the same on the graph of a store`(feature: String) throws {
    let url = Self.folder.appendingPathComponent("tck/features/\(feature)")
    let scenarios = GherkinReader.scenarios(in: try String(contentsOf: url, encoding: .utf8), feature: feature)
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("graphctl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    for (index, scenario) in scenarios.enumerated() where Self.skipReason(scenario) == nil {
      guard let script = try? Self.script(of: scenario), !script.nodes.isEmpty, let lines = script.jsonLines() else {
        continue
      }
      let file = place.appendingPathComponent("\(index).jsonl")
      try lines.write(to: file, atomically: false, encoding: .utf8)
      let store = try GraphStore.open(at: place.appendingPathComponent("\(index).db").path, for: .create)
      _ = try store.importGraph(from: [file.path])
      if let failure = try Self.failure(of: scenario, try store.loadGraph()) {
        Issue.record("\(scenario): \(failure)")
      }
    }
  }

  /// The scenarios that are not run, each with the reason.
  static let skipped: [(scenario: String, reason: String)] = [
    ("clauses/return/Return2.feature [15]", "the query deletes"),
    ("clauses/return/Return2.feature [16]", "the query deletes"),
    ("clauses/return/Return2.feature [17]", "the query deletes"),
    ("clauses/unwind/Unwind1.feature [14]", "the query merges"),
    ("clauses/with/With4.feature [7]", "the query creates"),
    ("expressions/graph/Graph3.feature [2]", "the query creates"),
    ("expressions/graph/Graph3.feature [3]", "the query creates"),
    ("expressions/graph/Graph7.feature [2]", "the query creates"),
    ("expressions/list/List12.feature [2]", "the query sets properties"),
    ("expressions/list/List6.feature [2]", "the query sets properties"),
    ("expressions/pattern/Pattern1.feature [24]", "the query sets properties"),
  ]

  static func skipReason(_ scenario: Scenario) -> String? {
    skipped.first { "\(scenario) ".hasPrefix($0.scenario + " ") }?.reason
  }

  /// What is wrong with the answer to a scenario's query; nil if nothing is.
  static func failure(of scenario: Scenario) -> String? {
    do {
      return try failure(of: scenario, try script(of: scenario).graph())
    } catch {
      return "the graph could not be set up: \(error)"
    }
  }

  /// The graph that a scenario sets up.
  private static func script(of scenario: Scenario) throws -> GraphScript {
    var script = GraphScript()
    if let name = scenario.graphName {
      let url = folder.appendingPathComponent("tck/graphs/\(name)/\(name).cypher")
      try script.run(try String(contentsOf: url, encoding: .utf8))
    }
    for setup in scenario.setup { try script.run(setup) }
    return script
  }

  private static func failure(of scenario: Scenario, _ graph: PropertyGraph) throws -> String? {
    let engine = QueryEngine(graph: graph, optimizes: ProcessInfo.processInfo.environment["TCK_PLAIN"] == nil)
    var parameters: [String: Value] = [:]
    for (name, text) in scenario.parameters {
      let value = try engine.run("RETURN \(text) AS value")
      parameters[name] = value.rows[0][0]
    }
    guard let expectation = scenario.expectation else { return "no expectation" }
    let prepared: PreparedQuery
    do {
      prepared = try engine.prepare(scenario.query, layer: .all)
    } catch {
      return failure(error, expectation, isCompileTime: true)
    }
    do {
      let result = try engine.run(prepared, parameters: parameters, limits: ExecutionLimits(seconds: 60))
      return failure(result, expectation, graph)
    } catch {
      return failure(error, expectation, isCompileTime: false)
    }
  }

  private static func failure(
    _ error: Diagnostic, _ expectation: Scenario.Expectation, isCompileTime: Bool
  ) -> String? {
    guard case .error(let kind, let phase, let detail) = expectation else {
      return "\(error.code.rawValue) \(error.message)"
    }
    if phase == "any" || detail == "*" { return nil }
    // Compile-time mistakes must be found before anything runs; the other way round is allowed.
    if phase == "compile", !isCompileTime, kind == "SyntaxError", !lateDetails.contains(detail) {
      return "found only at run time: \(error.message)"
    }
    guard let codes = codesOfDetail[detail] else { return "unknown detail \(detail): \(error.code.rawValue)" }
    return codes.contains(error.code) ? nil : "expected \(detail), found \(error.code.rawValue) \(error.message)"
  }

  private static let lateDetails: Set<String> = ["InvalidArgumentType", "NegativeIntegerArgument"]

  private static let codesOfDetail: [String: Set<Diagnostic.Code>] = [
    "UnexpectedSyntax": [.unexpectedToken, .unexpectedCharacter, .invalidNumber, .misplacedClause, .unterminated],
    "UndefinedVariable": [.undefinedVariable],
    "VariableAlreadyBound": [.variableAlreadyBound],
    "InvalidArgumentType": [.invalidArgumentType, .typeError],
    "AmbiguousAggregationExpression": [.ambiguousAggregation],
    "NonConstantExpression": [.nonConstantExpression],
    "IntegerOverflow": [.numberTooLarge, .arithmeticOverflow],
    "FloatingPointOverflow": [.numberTooLarge],
    "NegativeIntegerArgument": [.invalidCount],
    "VariableTypeConflict": [.variableTypeConflict],
    "InvalidNumberLiteral": [.invalidNumber, .unexpectedToken],
    "InvalidAggregation": [.invalidAggregation],
    "DifferentColumnsInUnion": [.differentColumnsInUnion],
    "InvalidClauseComposition": [.mixedUnion, .misplacedClause],
    "InvalidArgumentValue": [.typeError, .invalidValue, .invalidArgumentType],
    "UnknownFunction": [.unknownFunction],
    "RelationshipUniquenessViolation": [.edgeVariableReused],
    "NestedAggregation": [.nestedAggregation],
    "InvalidUnicodeLiteral": [.invalidEscape],
    "InvalidUnicodeCharacter": [.unexpectedCharacter],
    "InvalidRelationshipPattern": [.invalidPattern],
    "ColumnNameConflict": [.columnNameConflict],
    "NumberOutOfRange": [.outOfRange],
    "NoExpressionAlias": [.missingAlias],
    "NoVariablesInScope": [.noVariablesInScope],
    "InvalidNumberOfArguments": [.wrongArgumentCount],
    "InvalidParameterUse": [.invalidPattern],
    "MapElementAccessByNonString": [.typeError],
    "ListElementAccessByNonInteger": [.typeError, .invalidArgumentType],
    "MissingParameter": [.missingParameter],
  ]

  private static func failure(
    _ result: QueryResult, _ expectation: Scenario.Expectation, _ graph: PropertyGraph
  ) -> String? {
    switch expectation {
    case .error(_, _, let detail): return "expected the error \(detail), found \(result.rows.count) rows"
    case .empty: return result.rows.isEmpty ? nil : "expected no rows, found \(result.rows.count)"
    case .rows(let header, let rows, let isOrdered, let ignores):
      guard header == result.columns else {
        guard Set(header) == Set(result.columns) else { return "expected columns \(header), found \(result.columns)" }
        let places = header.map { name in result.columns.firstIndex(of: name) ?? 0 }
        var moved = result
        moved.columns = header
        moved.rows = result.rows.map { row in places.map { row[$0] } }
        return failure(moved, expectation, graph)
      }
      var expected = rows.map { row in
        row.map { ExpectedValue.canonical($0, ignoresListOrder: ignores) }.joined(separator: " | ")
      }
      var found = result.rows.map { row in
        row.map { ExpectedValue.canonical($0, graph, ignoresListOrder: ignores) }.joined(separator: " | ")
      }
      if !isOrdered {
        expected.sort()
        found.sort()
      }
      return expected == found ? nil : "expected \(expected.prefix(12)), found \(found.prefix(12))"
    }
  }
}
