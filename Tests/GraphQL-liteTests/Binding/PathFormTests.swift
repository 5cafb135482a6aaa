import Diagnostics
import Graph
import TestSupport
import Testing

@testable import GraphQL_lite

@Suite struct PathFormTests {
  static let graph: PropertyGraph? = {
    var script = GraphScript()
    try? script.run(
      """
      CREATE (s:Person {name: 'Ada Lovelace', aliases: ['Ada']}), (c:Person {name: 'Charles Babbage'}),
        (l:Person {name: 'William Lovelace'}), (r:Role {name: 'Professor'}), (u:Organization {name: 'Cambridge'}),
        (x:Person {name: 'John Smith'}), (y:Person {name: 'John Smith'}),
        (c)-[:MET]->(s), (c)-[:HOLDS_ROLE {date: '1828'}]->(r), (r)-[:ROLE_OF]->(u), (s)-[:RELATED_TO]->(l)
      """)
    return try? script.graph()
  }()

  @Test(arguments: [
    (
      "Ada -met-> ?who",
      "MATCH (ada:Person {name: 'Ada Lovelace'})-[:MET]-(who)\nRETURN DISTINCT who"
    ),
    (
      "?who:Person -holds_role[date]-> ?role",
      "MATCH (who:Person)-[edge:HOLDS_ROLE]->(role)\nRETURN DISTINCT who, edge.date AS date, role"
    ),
    (
      "\"Charles Babbage\" -\"holds role\"-> ? -Role-of-> ?x".replacingRole,
      "MATCH (babbage:Person {name: 'Charles Babbage'})-[:HOLDS_ROLE]->()-[:ROLE_OF]->(x)\nRETURN DISTINCT x"
    ),
    (
      "?p -met-> Ada where ?p -holds_role-> ?",
      "MATCH (p)-[:MET]-(ada:Person {name: 'Ada Lovelace'})\nWHERE EXISTS { MATCH (p)-[:HOLDS_ROLE]->() }\nRETURN DISTINCT p"
    ),
    (
      "shortest Ada -*- Cambridge",
      "OPTIONAL MATCH path = ANY SHORTEST (ada:Person {name: 'Ada Lovelace'})-[*]-(cambridge:Organization {name: 'Cambridge'})\n"
        + "RETURN DISTINCT path IS NOT NULL AS exists, path"
    ),
    (
      "?a -related_to{1,2}-> ?b return ?a.name as n order by n limit 3",
      "MATCH (a)-[:RELATED_TO]->{1,2}(b)\nRETURN DISTINCT a.name AS n\nORDER BY n\nLIMIT 3"
    ),
    (
      "USE claims ?a -!met- ?b",
      "USE claims\nMATCH (a)-[:!MET]-(b)\nRETURN DISTINCT a, b"
    ),
  ])
  func `stands for a pattern`(path: String, pattern: String) throws {
    let graph = try #require(Self.graph)
    let translated = try PathFormTranslator.translate(try Parser.parse(path), graph: graph)
    #expect(Printer.print(translated) == pattern)
    // The translation is a query of its own with the same tree.
    #expect(try Parser.parse(pattern) == translated)
  }

  @Test(arguments: [
    ("«Lovelace» -met-> ?x", Diagnostic.Code.ambiguousName, 2, 0),
    ("«\"John Smith\"» -met-> ?x", .ambiguousName, 2, 0),
    ("«Adda» -met-> ?x", .unknownName, 0, 1),
    ("«Nobody» -met-> ?x", .unknownName, 0, 0),
  ])
  func `names that fit none or several nodes are reported with candidates`(
    marked: String, code: Diagnostic.Code, notes: Int, suggestions: Int
  ) throws {
    let (text, span) = try #require(unmark(marked))
    let graph = try #require(Self.graph)
    let found = try #require(throws: Diagnostic.self) {
      try PathFormTranslator.translate(try Parser.parse(text), graph: graph)
    }
    #expect(found.code == code)
    #expect(found.span == span)
    #expect(found.notes.count >= notes)
    if suggestions > 0 { #expect(found.help?.contains("Ada Lovelace") == true) }
  }
}

extension String {
  /// Unquoted types have no hyphens.
  fileprivate var replacingRole: String { split(separator: "Role-of").joined(separator: "role_of") }
}
