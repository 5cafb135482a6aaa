import Diagnostics
import Graph
import TestSupport
import Testing

@testable import GraphQL_lite

@Suite struct BinderTests {
  static let graph: PropertyGraph? = {
    var script = GraphScript()
    try? script.run("CREATE (:Person {name: 'Ada'})-[:MET {count: 1}]->(:Person {name: 'Charles'})")
    return try? script.graph()
  }()

  private func bind(_ text: String) throws -> BoundQuery {
    try Binder.bind(try Parser.parse(text), graph: try #require(Self.graph))
  }

  @Test(arguments: [
    ("MATCH (a) RETURN «b»", Diagnostic.Code.undefinedVariable),
    ("MATCH (a) WHERE «aa».x = 1 RETURN a", .undefinedVariable),
    ("MATCH (a) WITH a.name AS name RETURN «a»", .undefinedVariable),
    ("MATCH (a) WHERE (a)-->(«b») RETURN a", .undefinedVariable),
    ("RETURN «siz»(1)", .unknownFunction),
    ("RETURN «size(1, 2)»", .wrongArgumentCount),
    ("RETURN size(«1»)", .invalidArgumentType),
    ("MATCH (a) RETURN type(«a»)", .invalidArgumentType),
    ("RETURN NOT «1»", .invalidArgumentType),
    ("RETURN 1 AND «true»", .invalidArgumentType),
    ("RETURN 1 IN «2»", .invalidArgumentType),
    ("MATCH (a) WHERE «count(a)» > 1 RETURN a", .invalidAggregation),
    ("MATCH (a) RETURN count(«count(a)»)", .nestedAggregation),
    ("MATCH (a), (b) RETURN «a».x + count(b)", .ambiguousAggregation),
    ("RETURN 1 AS x, 2 AS «x»", .columnNameConflict),
    ("MATCH (a) WITH «a.name» RETURN 1 AS x", .missingAlias),
    ("MATCH (a)-[«a»]->() RETURN 1 AS x", .variableTypeConflict),
    ("MATCH (a)-[r]->()-[«r»]->() RETURN 1 AS x", .edgeVariableReused),
    ("MATCH p = (a)-->(), «p» = ()-->() RETURN 1 AS x", .variableAlreadyBound),
    ("MATCH (a) UNWIND [1] AS «a» RETURN a", .variableAlreadyBound),
    ("MATCH (a) RETURN a LIMIT «a.x»", .nonConstantExpression),
    ("MATCH (a) RETURN a LIMIT «-1»", .invalidCount),
    ("MATCH (a) RETURN a SKIP «1.5»", .invalidArgumentType),
    ("«RETURN *»", .noVariablesInScope),
    ("MATCH (a «$p») RETURN a", .invalidPattern),
    ("MATCH WALK (a)-->«*»(b) RETURN a", .invalidPattern),
    ("MATCH (a) RETURN [x IN [1] | «count(*)»]", .invalidAggregation),
    ("MATCH (a) RETURN size(«(a)-->()»)", .unexpectedToken),
    ("RETURN «true».x", .invalidArgumentType),
    ("MATCH (a) RETURN DISTINCT a.name ORDER BY «a».age", .undefinedVariable),
  ])
  func `points at the mistake`(marked: String, code: Diagnostic.Code) throws {
    let (text, span) = try #require(unmark(marked))
    let found = try #require(throws: Diagnostic.self) { try bind(text) }
    #expect(found.code == code)
    if code != .invalidArgumentType || !marked.contains("AND") { #expect(found.span == span) }
  }

  @Test(arguments: [
    ("MATCH (a:«Persn») RETURN a", Diagnostic.Code.unknownLabel, "did you mean 'Person'?"),
    ("MATCH (a)-[:«MEETS»]->() RETURN a", .unknownEdgeType, "did you mean 'MET'?"),
    ("MATCH (a) RETURN a.«nam»", .unknownProperty, "did you mean 'name'?"),
    ("MATCH (a {«nmae»: 'x'}) RETURN a", .unknownProperty, "did you mean 'name'?"),
  ])
  func `warns of names that the graph does not have`(marked: String, code: Diagnostic.Code, help: String) throws {
    let (text, span) = try #require(unmark(marked))
    let warning = try #require(try bind(text).warnings.first)
    #expect(warning.code == code)
    #expect(warning.span == span)
    #expect(warning.help == help)
    #expect(warning.severity == .warning)
  }
}
