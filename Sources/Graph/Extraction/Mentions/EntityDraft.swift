internal import Language

/// An entity of a document while its mentions are being gathered.
struct EntityDraft: Sendable {
  var label: NodeLabel
  /// The fullest name so far.
  var name: String
  /// All forms as written, the fullest one included.
  var forms: Set<String> = []
  /// For people: the name in parts.
  var person: PersonName?
  var gender: Vocabulary.Gender?
  var properties: [String: PropertyValue] = [:]
  var scope: Int?
  /// The mentions, each place once.
  var mentions: [Mention] = []
  /// The bytes that mentions stand at.
  var places: Set<Range<Int>> = []
  /// The keys by which the entity is found again.
  var keys: Set<String> = []

  init(label: NodeLabel, name: String) {
    self.label = label
    self.name = name
  }
}

/// A document while it is being read: the text, its names, and the entities gathered so far.
struct DocumentDraft: Sendable {
  let text: AnalyzedText
  let vocabulary: Vocabulary
  var spans: [NameSpan] = []
  /// For each token the name that covers it, or -1.
  var cover: [Int] = []
  var entities: [EntityDraft] = []
  var entityAtHead: [Int: Int] = [:]
  var mentionAtHead: [Int: Range<Int>] = [:]
  var roles: [RoleMention] = []
  var roleAtHead: [Int: Int] = [:]
  var claims: [Claim] = []
  var isProse: [Bool] = []
  /// For each token the quotation that it stands in, or -1.
  var quoteOfToken: [Int] = []
  /// The places found by demonym or by name, by name.
  var placeByName: [String: Int] = [:]
  /// The organizations asked for by name.
  var organizationByName: [String: Int] = [:]
  /// The people known by office alone, by role.
  var strangerByRole: [Int: Int] = [:]
  /// For each token: the role phrase that begins there.
  var roleAtStart: [Int: Int] = [:]
  /// The roles found, by title and scope.
  var roleByTitle: [String: Int] = [:]

  init(_ text: AnalyzedText, _ vocabulary: Vocabulary) {
    self.text = text
    self.vocabulary = vocabulary
  }

  /// Adds an entity and returns its index.
  mutating func add(_ entity: EntityDraft) -> Int {
    entities.append(entity)
    return entities.count - 1
  }

  /// Notes that a run of tokens refers to an entity; `head` is where rules look for it.
  mutating func mention(_ entity: Int, _ run: Range<Int>, head: Int, _ kind: Mention.Kind) {
    guard !run.isEmpty else { return }
    let mention = Mention(range: text.range(run), sentence: text.sentenceOfToken[head], kind: kind)
    if entities[entity].places.insert(mention.range).inserted {
      entities[entity].mentions.append(mention)
    }
    if entityAtHead[head] == nil {
      entityAtHead[head] = entity
      mentionAtHead[head] = run
    }
  }

  /// Moves a mention to another entity, with the form that it has.
  mutating func move(mention run: Range<Int>, from: Int, to: Int) {
    guard from != to else { return }
    let range = text.range(run)
    let moved = entities[from].mentions.filter { $0.range == range }
    entities[from].mentions.removeAll { $0.range == range }
    entities[from].places.remove(range)
    entities[to].places.insert(range)
    entities[to].mentions.append(contentsOf: moved)
    entities[to].forms.insert(text.text(run))
    for token in run where entityAtHead[token] == from { entityAtHead[token] = to }
    for token in run where cover[token] >= 0 { spans[cover[token]].entity = to }
  }

  /// Makes one entity of two: everything of `other` becomes that of `entity`.
  ///
  /// - Complexity: O(mentions of the document).
  mutating func merge(_ other: Int, into entity: Int) {
    guard other != entity else { return }
    entities[entity].forms.formUnion(entities[other].forms)
    entities[entity].keys.formUnion(entities[other].keys)
    entities[entity].mentions += entities[other].mentions
    entities[entity].places.formUnion(entities[other].places)
    entities[other].mentions = []
    entities[other].keys = []
    for index in spans.indices where spans[index].entity == other { spans[index].entity = entity }
    entityAtHead = entityAtHead.mapValues { $0 == other ? entity : $0 }
  }

  /// The place of that name, made where the document has not named it yet.
  mutating func place(named name: String) -> Int {
    if let index = placeByName[name] { return index }
    if let index = entities.firstIndex(where: { $0.label == .place && $0.name == name }) {
      placeByName[name] = index
      return index
    }
    let label = vocabulary.names[Vocabulary.key(name)]?.label ?? .place
    if label == .organization { return organization(named: name) }
    var draft = EntityDraft(label: .place, name: name)
    if vocabulary.names[Vocabulary.key(name)]?.isCountry == true { draft.properties["kind"] = .string("country") }
    let index = add(draft)
    placeByName[name] = index
    return index
  }

  /// The organization of that name, made where the document has not named it yet.
  mutating func organization(named name: String) -> Int {
    if let index = organizationByName[name], entities[index].label == .organization, !entities[index].keys.isEmpty {
      return index
    }
    let key = Vocabulary.key(name)
    if let index = entities.firstIndex(where: {
      $0.label == .organization && ($0.name == name || $0.keys.contains(key))
    }) {
      organizationByName[name] = index
      return index
    }
    var draft = EntityDraft(label: .organization, name: name)
    draft.properties["kind"] = .string(vocabulary.kind(ofOrganization: name))
    draft.keys = [key]
    let index = add(draft)
    organizationByName[name] = index
    return index
  }

  /// The role with a title and a body, made where the document has not named it yet.
  mutating func role(titled title: String, of scope: Int?) -> Int {
    let key = Vocabulary.key(title) + "\u{0}" + (scope.map(String.init) ?? "")
    if let index = roleByTitle[key] { return index }
    var draft = EntityDraft(label: .role, name: title)
    draft.scope = scope
    let index = add(draft)
    roleByTitle[key] = index
    return index
  }

  /// The person whom a token heads a mention of.
  func person(at head: Int) -> Int? {
    guard let entity = entityAtHead[head], entities[entity].label == .person else { return nil }
    return entity
  }

  /// Evidence for what a noun phrase says.
  func evidence(subject: Range<Int>?, object: Range<Int>?, trigger: Range<Int>) -> Evidence {
    let sentence = text.sentenceOfToken[trigger.lowerBound]
    return Evidence(
      sentence: sentence, range: text.analysis.sentences[sentence].range, subject: subject.map(text.range),
      object: object.map(text.range), trigger: text.range(trigger))
  }
}
