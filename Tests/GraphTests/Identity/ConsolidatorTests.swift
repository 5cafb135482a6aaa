import Testing

@testable import Graph

/// Documents written by hand: entities first, claims by index.
@Suite struct ConsolidatorTests {
  private struct Person {
    var name: String
    var aliases: [String] = []
    var role: String?
    var body: String?
    var gender: String?
  }

  private func document(
    _ name: String, _ people: [Person], others: [String] = [], date: String = "2019-05-06", text: String? = nil,
    claims extra: [Claim] = []
  ) -> DocumentExtraction {
    var entities: [LocalEntity] = []
    var claims: [Claim] = []
    for person in people {
      var entity = LocalEntity(label: .person, name: person.name, aliases: person.aliases)
      if let gender = person.gender { entity.properties["gender"] = .string(gender) }
      entities.append(entity)
    }
    for (index, person) in people.enumerated() {
      guard let role = person.role else { continue }
      var scope: Int?
      if let body = person.body {
        scope = entities.firstIndex { $0.name == body } ?? entities.count
        if scope == entities.count { entities.append(LocalEntity(label: .place, name: body)) }
      }
      entities.append(LocalEntity(label: .role, name: role, scope: scope))
      claims.append(claim("HOLDS_ROLE", index, entities.count - 1, properties: ["tenure": .string("current")]))
    }
    for other in others { entities.append(LocalEntity(label: .organization, name: other)) }
    return DocumentExtraction(
      name: name, date: PartialDate(date),
      text: text ?? "Text of \(name) about \(people.map(\.name).joined(separator: " and "))",
      entities: entities, claims: claims + extra)
  }

  private func claim(
    _ type: String, _ subject: Int, _ object: Int, status: ClaimStatus = .asserted, attribution: [Int] = [],
    date: String? = nil,
    properties: [String: PropertyValue] = [:], confidence: Double = 0.9
  ) -> Claim {
    Claim(
      type: type, subject: subject, object: object, status: status, attribution: attribution,
      date: date.flatMap { PartialDate($0) },
      properties: properties, confidence: confidence, rule: "test", evidence: Evidence(sentence: 0, range: 0..<1))
  }

  private func people(_ result: Consolidator.Result) -> [String] {
    result.graph.nodes.filter { $0.label == .person }.map { "\($0.name) \($0.members.count)" }.sorted()
  }

  // MARK: People

  @Test func `joins full and short names that a role or other names support`() {
    let result = Consolidator().consolidate([
      document("a", [Person(name: "Michael Larsen", role: "Treasurer", body: "Norway")]),
      document("b", [Person(name: "Mike Larsen")]),
      document("c", [Person(name: "Larsen", role: "Treasurer", body: "Norway")]),
    ])
    #expect(people(result) == ["Michael Larsen 3"])
    #expect(result.candidates.isEmpty)
  }

  @Test(arguments: [
    ("Otto Brandt Jr.", "Otto Brandt Sr."), ("John A. Moss", "John B. Moss"), ("Anna Moss", "Peter Moss"),
  ])
  func `keeps people with one family name apart`(a: String, b: String) {
    let result = Consolidator().consolidate([document("a", [Person(name: a)]), document("b", [Person(name: b)])])
    #expect(people(result) == ["\(a) 1", "\(b) 1"].sorted())
  }

  @Test func `keeps people of different gender apart`() {
    let result = Consolidator().consolidate([
      document("a", [Person(name: "Robin Moss", gender: "female")]),
      document("b", [Person(name: "Robin Moss", gender: "male")]),
    ])
    #expect(people(result) == ["Robin Moss 1", "Robin Moss 1"])
  }

  @Test func `lists a doubtful pair instead of joining it`() throws {
    let result = Consolidator().consolidate([
      document("a", [Person(name: "John Moss", role: "Mayor", body: "Oakfield")]),
      document("b", [Person(name: "John Moss", role: "goalkeeper", body: "Leeds")]),
    ])
    #expect(people(result) == ["John Moss 1", "John Moss 1"])
    let candidate = try #require(result.candidates.first)
    #expect(candidate.keys == ["person/john-moss", "person/john-moss-2"])
    #expect(candidate.reasonsFor == ["the same full name"])
    #expect(candidate.reasonsAgainst.contains("different roles"))
  }

  @Test func `does not trust a family name alone`() {
    let result = Consolidator().consolidate([
      document("a", [Person(name: "Anna Moss")]), document("b", [Person(name: "Moss")]),
    ])
    #expect(people(result) == ["Anna Moss 1", "Moss 1"])
    #expect(result.candidates.count == 1)
  }

  @Test func `finds who is meant by an office that one person holds`() {
    var stranger = document("b", [Person(name: "Anna Moss")])
    stranger.entities += [
      LocalEntity(label: .place, name: "Norway"), LocalEntity(label: .role, name: "Envoy", scope: 1),
      LocalEntity(label: .person, name: "Norway Envoy", properties: ["unresolved": .bool(true)], scope: 2),
    ]
    stranger.claims = [claim("MET", 0, 3)]
    let known = document("a", [Person(name: "Kari Lund", role: "Ambassador", body: "Norway")])
    let result = Consolidator().consolidate([stranger, known])
    #expect(
      result.graph.edges.filter { $0.type == "MET" }.map { [$0.start, $0.end] } == [
        ["person/anna-moss", "person/kari-lund"]
      ])
    let alone = Consolidator().consolidate([stranger])
    #expect(alone.graph.edges.isEmpty)
    #expect(people(alone) == ["Anna Moss 1"])
  }

  // MARK: Facts

  @Test func `makes one edge of one fact and counts near-copies once`() throws {
    let long = (1...200).map { "word\($0 * 7 % 53)" }.joined(separator: " ")
    let pair = [Person(name: "Anna Moss"), Person(name: "Kari Lund")]
    let result = Consolidator().consolidate([
      document("a", pair, text: long, claims: [claim("MET", 0, 1)]),
      document("b", pair, text: long + " end", claims: [claim("MET", 1, 0, date: "2019-05-01")]),
      document("c", pair, claims: [claim("MET", 0, 1, status: .denied, attribution: [0])]),
    ])
    let met = result.graph.edges.filter { $0.type == "MET" }
    #expect(
      met.map(\.key) == ["person/anna-moss MET person/kari-lund", "person/anna-moss MET person/kari-lund denied"])
    let asserted = try #require(met.first)
    #expect(asserted.claims.map(\.document) == ["a", "b"])
    #expect(asserted.properties["support"] == .int(1))
    #expect(asserted.properties["date"] == .string("2019-05-01"))
    #expect(met.last?.properties["attribution"] == .string("Anna Moss"))
  }

  @Test func `keeps meetings of different days and demands of different content apart`() {
    let pair = [Person(name: "Anna Moss"), Person(name: "Kari Lund")]
    let result = Consolidator().consolidate([
      document(
        "a", pair,
        claims: [
          claim("MET", 0, 1, date: "2018-01-01"), claim("MET", 0, 1, date: "2019"),
          claim("MET", 0, 1, date: "2019-02-03"),
          claim("CALLED_ON", 0, 1, properties: ["action": .string("resign")]),
          claim("CALLED_ON", 0, 1, properties: ["action": .string("pay the fine")]),
          claim("CALLED_ON", 0, 1, properties: ["action": .string("resign now")]),
        ])
    ])
    #expect(
      result.graph.edges.filter { $0.type == "MET" }.map { $0.properties["date"] } == [
        .string("2018-01-01"), .string("2019-02-03"),
      ])
    #expect(result.graph.edges.count { $0.type == "CALLED_ON" } == 2)
  }

  @Test func `turns children round and stores what is mutual once`() {
    let pair = [Person(name: "Anna Moss"), Person(name: "Kari Lund")]
    let result = Consolidator().consolidate([
      document(
        "a", pair,
        claims: [
          claim("RELATED_TO", 0, 1, properties: ["kind": .string("child")]),
          claim("RELATED_TO", 1, 0, properties: ["kind": .string("parent")]),
          claim("SPOKE_WITH", 1, 0), claim("SPOKE_WITH", 0, 1),
        ])
    ])
    #expect(
      result.graph.edges.map(\.key) == [
        "person/anna-moss SPOKE_WITH person/kari-lund", "person/kari-lund RELATED_TO person/anna-moss",
      ])
  }

  @Test func `ends the tenure of whoever resigned`() throws {
    var first = document("a", [Person(name: "Anna Moss", role: "Mayor", body: "Oakfield")])
    first.claims.append(claim("RESIGNED_FROM", 0, 2, date: "2019-04"))
    let result = Consolidator().consolidate([
      first, document("b", [Person(name: "Anna Moss", role: "Mayor", body: "Oakfield")]),
    ])
    let role = try #require(result.graph.edges.first { $0.type == "HOLDS_ROLE" })
    #expect(role.properties["tenure"] == .string("former"))
    #expect(role.properties["validTo"] == .string("2019-04"))
  }

  // MARK: Order, removal, decisions

  private var many: [DocumentExtraction] {
    (0..<40).map { number in
      let people = [
        Person(
          name: ["Anna Moss", "A. Moss", "Moss", "Peter Moss"][number % 4], role: number % 3 == 0 ? "Mayor" : nil,
          body: "Oakfield"),
        Person(name: ["Kari Lund", "Kari B. Lund", "Lund"][number % 3], role: "Envoy", body: "Norway"),
      ]
      return document(
        "doc\(number)", people, others: ["Oakfield Council", "Bank \(number % 5)"],
        claims: [claim("MET", 0, 1, date: "2019-0\(number % 9 + 1)")])
    }
  }

  @Test func `gives the same graph for any order of documents`() {
    let expected = Consolidator().consolidate(many)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<5 { #expect(Consolidator().consolidate(many.shuffled(using: &generator)) == expected) }
  }

  @Test func `keeps every node and edge in step with its members`() {
    let graph = Consolidator().consolidate(many).graph
    let keys = Set(graph.nodes.map(\.key))
    #expect(keys.count == graph.nodes.count)
    #expect(Set(graph.edges.map(\.key)).count == graph.edges.count)
    #expect(graph.edges.allSatisfy { keys.contains($0.start) && keys.contains($0.end) && !$0.claims.isEmpty })
    #expect(graph.nodes.map(\.key) == graph.nodes.map(\.key).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func `obeys people`() throws {
    let documents = [
      document("a", [Person(name: "Anna Moss"), Person(name: "Kari Lund")], claims: [claim("MET", 0, 1)]),
      document("b", [Person(name: "Anne Moss-Berg")]), document("c", [Person(name: "Anna Moss")]),
    ]
    let anna = NodeReference(key: "person/anna-moss", anchors: [.init(document: "a", name: "Anna Moss")])
    let berg = NodeReference(key: "person/anne-moss-berg")
    let merged = Consolidator().consolidate(
      documents, decisions: [.merge(anna, berg), .rename(anna, name: "Anna Moss-Berg")])
    #expect(people(merged) == ["Anna Moss-Berg 3", "Kari Lund 1"])
    let split = Consolidator().consolidate(documents, decisions: [.split(anna, documents: ["c"])])
    #expect(people(split) == ["Anna Moss 1", "Anna Moss 1", "Anne Moss-Berg 1", "Kari Lund 1"])
    let rejected = Consolidator().consolidate(
      documents, decisions: [.reject(edge: "person/anna-moss MET person/kari-lund")])
    #expect(rejected.graph.edges.isEmpty)
  }

  @Test func `survives claims that point nowhere`() {
    var broken = document("a", [Person(name: "Anna Moss")])
    broken.claims = [claim("MET", 0, 9), claim("HOLDS_ROLE", 7, 0)]
    broken.entities.append(LocalEntity(label: .role, name: "Mayor", scope: 12))
    #expect(Consolidator().consolidate([broken]).graph.edges.isEmpty)
  }
}
