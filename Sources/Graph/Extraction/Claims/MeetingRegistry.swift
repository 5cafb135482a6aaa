internal import Language

/// The meetings of one document: one entity per occasion, however often the text comes back to it.
struct MeetingRegistry {
  private var meetings: [Record] = []
  private var occasions: [(head: String, name: String, entity: Int)] = []
  private var occasionAt: [Int: Int] = [:]

  private struct Record {
    var people: Set<Int>
    var status: ClaimStatus
    var date: PartialDate?
    var entity: Int
  }

  /// The meeting of some participants, made if the document has not told of it.
  ///
  /// - Complexity: O(*m*) for the meetings known.
  mutating func meeting(
    of people: [Int], status: ClaimStatus, date: PartialDate?, count: PropertyValue?, kind: String, mention: Mention,
    alias: String?, referents: Referents
  ) -> Int {
    let set = Set(people)
    for index in meetings.indices
    where meetings[index].people == set && meetings[index].status == status
      && (meetings[index].date == date || meetings[index].date == nil || date == nil)
    {
      let entity = meetings[index].entity
      if let date, meetings[index].date == nil {
        meetings[index].date = date
        referents.context.entities[entity].properties["date"] = .string(date.description)
      }
      if let count { referents.context.entities[entity].properties["count"] = count }
      referents.addMention(mention, to: entity)
      return entity
    }
    let names = people.map { referents.context.entities[$0].name }
    var name = names.joined(separator: " – ") + " " + (kind == "talks" ? "talks" : kind)
    let twins = meetings.count { $0.people == set }
    if twins > 0 { name += date.map { " (\($0.description))" } ?? " (\(status.rawValue))" }
    var properties: [String: PropertyValue] = ["kind": .string(kind)]
    if let count { properties["count"] = count }
    if let date { properties["date"] = .string(date.description) }
    let entity = referents.append(
      LocalEntity(
        label: .meeting, name: name, aliases: alias.map { [$0] } ?? [], properties: properties, mentions: [mention]))
    meetings.append(Record(people: set, status: status, date: date, entity: entity))
    return entity
  }

  /// The occasion that a noun phrase names: "a news conference", "the NAACP meeting".
  mutating func occasion(_ noun: Int, host: Int, tree: SyntaxTree, referents: Referents) -> Int {
    if let entity = referents.entity(noun), referents.context.entities[entity].label == .meeting { return entity }
    if let known = occasionAt[noun] { return known }
    let head = tree.lemmas[noun]
    var range = noun..<noun + 1
    for child in tree.children(noun) where tree.isRelation(child, "compound") || tree.isRelation(child, "amod") {
      let span = tree.span(child)
      if referents.context.times.contains(where: { $0.tokens.contains(child) }) { continue }
      if span.upperBound <= noun { range = min(range.lowerBound, span.lowerBound)..<range.upperBound }
    }
    for child in tree.children(noun) where tree.isRelation(child, "nmod") && tree.marker(child) == "of" {
      let span = tree.span(child)
      if span.lowerBound == noun + 1, span.count <= 8 { range = range.lowerBound..<span.upperBound }
    }
    let phrase = referents.text(range, skipping: [])
    var name = phrase
    if let owner = tree.child(noun, "nmod:poss").flatMap({ referents.entity($0) }) {
      name = referents.context.entities[owner].name + " " + name
    } else if !name.contains(where: \.isUppercase) {
      name = referents.context.entities[host].name + " " + name
    }
    let known = occasions.last { $0.name.lowercased() == name.lowercased() }
    let entity =
      known?.entity
      ?? referents.append(
        LocalEntity(
          label: .meeting, name: name, aliases: phrase != name && phrase.contains(" ") ? [phrase] : [],
          properties: ["kind": .string(range.count == 1 ? head : kind(noun, tree))],
          mentions: [
            Mention(range: referents.bytes(range), sentence: tree.sentenceOf[noun], kind: .nominal)
          ]))
    if known == nil { occasions.append((head, name, entity)) }
    occasionAt[noun] = entity
    return entity
  }

  /// "news conference", "confirmation hearing": the noun with the noun before it.
  private func kind(_ noun: Int, _ tree: SyntaxTree) -> String {
    let before = tree.children(noun, "compound").last.map { tree.tokens[$0].upos == .noun ? tree.lemmas[$0] + " " : "" }
    return (before ?? "") + tree.lemmas[noun]
  }
}
