import Foundation
import Testing

/// What the graph of the five documents of `seeds/` must and must not say, asked through the command line.
@Suite struct SeedsGraphTests {
  /// Each question and the names that answer it, in the order of the query.
  static let questions: [(query: String, answer: String)] = [
    ("?who -resigned_from-> ?r return ?who.name order by ?who.name", "Michael Flynn\nPaul Manafort\n"),
    ("Sessions -met-> ?who return ?who.name", "Sergey Kislyak\n"),
    ("shortest \"Michael Flynn\" -*- Kislyak return 1", "1\n"),
    // A denial and a demand are claims, not facts.
    ("MATCH ({name: 'Jeff Sessions'})-[e:RESIGNED_FROM]->() RETURN e.status", ""),
    ("USE claims MATCH ({name: 'Jeff Sessions'})-[e:RESIGNED_FROM]->() RETURN e.status", "demanded\n"),
    (
      "USE claims MATCH ({name: 'Jeff Sessions'})-[e:MET]-({name: 'Russian officials'}) RETURN DISTINCT e.status",
      "denied\n"
    ),
    (
      """
      MATCH (:Person {name: 'Michael Flynn'})-[e:RESIGNED_FROM]->(r)
      RETURN r.name + ' ' + evidence(e)[0].document + ' ' + toString(support(e))
      """, "National Security Advisor 002_85ec772c9831beb0.txt 1\n"
    ),
    (
      "MATCH ({name: 'Jeff Sessions'})-[e:HOLDS_ROLE]->({name: 'Attorney General'}) RETURN asOf(e, date('2017-03-02'))",
      "true\n"
    ),
    ("RETURN fuzzy('Kisliak')[0].name", "Sergey Kislyak\n"),
    (
      "USE all MATCH (d:Document)-[:MENTIONS]->({name: 'Michael Flynn'}) RETURN d.name",
      "002_85ec772c9831beb0.txt\n"
    ),
    ("MATCH (d:Document) RETURN count(*)", "0\n"),
  ]

  @Test func `facts are what the documents assert, with their evidence`() throws {
    let runner = try CommandRunner()
    let seeds = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../seeds").standardizedFileURL.path
    let built = try runner.run("build", "--quiet", seeds)
    try #require(built.status == 0, "\(built.errors)")
    for (query, answer) in Self.questions {
      let outcome = try runner.run("query", query, "--format", "tsv")
      let rows = outcome.output.drop { $0 != "\n" }.dropFirst()
      #expect(outcome.status == 0 && rows == answer[...], "\(query): \(outcome.output)\(outcome.errors)")
    }
    let check = try runner.run("check")
    #expect(check.status == 0, "\(check.output)\(check.errors)")
  }
}
