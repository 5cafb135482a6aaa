/// All entities of all documents in a fixed order, with what matching needs to know about each.
struct DocumentCollection {
  /// An entity of a document.
  struct Unit {
    /// The index of the document.
    var document: Int
    /// The index of the entity in the document.
    var index: Int
    var entity: LocalEntity
    /// The name as a key.
    var key: String
    /// For people.
    var person: PersonName?
    var gender: String?
    /// For people: titles held, lower case, with the key of the body or nothing.
    var roles: Set<RoleKey> = []
    /// Keys of places and bodies that the person stands for or belongs to.
    var ties: Set<String> = []
    /// For people: titles that a document says are over, or not yet begun.
    var isUnresolved = false
  }

  /// A title with its body.
  struct RoleKey: Hashable {
    var title: String
    var scope: String?
  }

  /// The documents, by name.
  let documents: [DocumentExtraction]
  /// The units, by document and index.
  var units: [Unit] = []
  /// The first unit of each document.
  private var offsets: [Int] = []
  /// For each document the keys of people's family names and of bodies that it mentions.
  var mentioned: [Set<String>] = []

  /// Sorts the documents by name, then content, and reads their entities.
  ///
  /// - Complexity: O(*n* log *n*) in the documents, linear in entities and claims.
  init(_ extractions: [DocumentExtraction]) {
    documents = extractions.sorted { a, b in
      a.name == b.name ? utf8Precedes(a.text, b.text) : utf8Precedes(a.name, b.name)
    }
    for (number, document) in documents.enumerated() {
      offsets.append(units.count)
      var seen: Set<String> = []
      for (index, entity) in document.entities.enumerated() {
        var unit = Unit(document: number, index: index, entity: entity, key: Self.key(entity))
        if entity.label == .person {
          unit.person = PersonName(entity.name)
          if case .string(let gender)? = entity.properties["gender"] { unit.gender = gender }
          unit.isUnresolved = entity.properties["unresolved"] != nil
          if let last = unit.person?.last, !unit.isUnresolved { seen.insert(last) }
        } else if entity.label == .organization, entity.properties["kind"] != .string("group") {
          seen.insert(unit.key)
        }
        units.append(unit)
      }
      mentioned.append(seen)
      readClaims(of: document, number)
    }
  }

  private mutating func readClaims(of document: DocumentExtraction, _ number: Int) {
    let base = offsets[number]
    for claim in document.claims
    where document.entities.indices.contains(claim.subject) && document.entities.indices.contains(claim.object) {
      let (subject, object) = (document.entities[claim.subject], document.entities[claim.object])
      guard subject.label == .person, claim.status == .asserted else { continue }
      switch claim.type {
      case "HOLDS_ROLE":
        let scope = object.scope.flatMap {
          document.entities.indices.contains($0) ? Self.key(document.entities[$0]) : nil
        }
        units[base + claim.subject].roles.insert(RoleKey(title: Self.title(object.name), scope: scope))
        if let scope { units[base + claim.subject].ties.insert(scope) }
      case "MEMBER_OF", "REPRESENTS", "WORKS_FOR": units[base + claim.subject].ties.insert(Self.key(object))
      default: break
      }
    }
  }

  /// The unit of an entity of a document; `nil` if there is no such entity.
  func unit(_ document: Int, _ index: Int) -> Int? {
    guard documents[document].entities.indices.contains(index) else { return nil }
    return offsets[document] + index
  }

  /// The key of an entity's name, without article.
  static func key(_ entity: LocalEntity) -> String {
    OrganizationName.expanded(OrganizationName.plain(Vocabulary.key(entity.name)))
  }

  /// A title as it is compared: an envoy is an ambassador.
  static func title(_ name: String) -> String {
    let key = Vocabulary.key(name)
    return key == "envoy" ? "ambassador" : key == "adviser" ? "advisor" : key
  }
}
