import Testing

@testable import Graph

@Suite struct NameIndexTests {
  /// The names that a text fits, among nodes given as label and name.
  private func resolve(_ text: String, among nodes: [(label: String, name: String)]) throws -> [String] {
    var builder = PropertyGraph.Builder()
    for (index, node) in nodes.enumerated() {
      try builder.addNode(
        id: "n\(index)", labels: [node.label], properties: [PropertyEntry("name", .string(node.name))])
    }
    let graph = builder.build()
    return graph.names.resolve(text).map { graph.property("name", ofNode: $0.node).stringValue ?? "" }
  }

  @Test(arguments: [
    ("Babbage", ["Charles Babbage"]),
    ("ada lovelace", ["Ada Lovelace"]),
    ("Lovelace – Charles", ["Ada Lovelace – Charles Babbage meeting"]),
    ("Smith", ["John Smith", "John Smith Jr."]),
    ("Nobody", []),
  ])
  func `a part of a name means who is called so, not what is called after them`(text: String, names: [String]) throws {
    let found = try resolve(
      text,
      among: [
        ("Person", "Ada Lovelace"), ("Person", "Charles Babbage"),
        ("Meeting", "Ada Lovelace – Charles Babbage meeting"), ("Person", "John Smith"), ("Person", "John Smith Jr."),
      ])
    #expect(found == names)
  }
}
