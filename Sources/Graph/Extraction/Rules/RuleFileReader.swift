internal import Yams

/// Reads one YAML file of rules, vocabulary and edge types.
///
/// Every mistake is reported with its place and a remedy; a file with mistakes gives no rules at all. Aliases are expanded at
/// most ``nodeLimit`` times, so that no file can make the reader run away.
struct RuleFileReader {
  private let file: String
  private var budget = RuleFileReader.nodeLimit
  private(set) var errors: [RuleError] = []
  /// The lists that the file defines.
  private(set) var vocabulary = WordLists()
  /// The edge types that it defines.
  private(set) var edges: [String: EdgeKind] = [:]
  /// Its rules, with vocabulary references still unresolved.
  private(set) var drafts: [RuleDraft] = []

  static let nodeLimit = 200_000
  static let byteLimit = 4_000_000

  /// Reads a text.
  init(_ text: String, file: String) {
    self.file = file
    guard text.utf8.count <= Self.byteLimit else {
      errors.append(RuleError(file: file, line: 1, column: 1, message: "file is larger than \(Self.byteLimit) bytes"))
      return
    }
    do {
      guard let root = try Yams.compose(yaml: text) else { return }
      readRoot(root)
    } catch let error as YamlError {
      errors.append(Self.convert(error, file: file))
    } catch {
      errors.append(RuleError(file: file, line: 1, column: 1, message: "\(error)"))
    }
  }

  private static func convert(_ error: YamlError, file: String) -> RuleError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return RuleError(
        file: file, line: mark.line, column: mark.column, message: "not valid YAML: \(problem)",
        help: "check indentation, quotation marks and colons here")
    case .duplicatedKeysInMapping(let duplicates, _):
      return RuleError(
        file: file, line: 1, column: 1, message: "key given twice: \(duplicates)", help: "keep one of them")
    default:
      return RuleError(file: file, line: 1, column: 1, message: "not valid YAML: \(error)")
    }
  }

  // MARK: Structure

  private mutating func readRoot(_ root: Node) {
    for (key, value) in entries(root, known: ["vocabulary", "edges", "rules"], what: "a rule file") {
      switch key {
      case "vocabulary": readVocabulary(value)
      case "edges": readEdges(value)
      default:
        for item in items(value, "rules must be a list") { readRule(item) }
      }
    }
  }

  private mutating func readVocabulary(_ node: Node) {
    for (name, list) in entries(node, known: nil, what: "vocabulary") {
      if let mapping = list.mapping {
        var words: [(String, String)] = []
        for (word, value) in mapping {
          guard spend(value), let word = word.scalar?.string, let value = value.scalar?.string else {
            report(value, "a vocabulary table maps words to words", nil)
            continue
          }
          words.append((word.lowercased(), value))
        }
        vocabulary.add(words, to: name)
      } else {
        vocabulary.add(strings(list).map { ($0.lowercased(), "") }, to: name)
      }
    }
  }

  private mutating func readEdges(_ node: Node) {
    for (name, body) in entries(node, known: nil, what: "edges") {
      var kind = EdgeKind(from: [], to: [], isSymmetric: false, isSpeech: false, identity: [])
      for (key, value) in entries(body, known: ["from", "to", "symmetric", "speech", "identity"], what: "an edge type")
      {
        switch key {
        case "from": kind.from = labels(value)
        case "to": kind.to = labels(value)
        case "symmetric": kind.isSymmetric = flag(value) ?? false
        case "speech": kind.isSpeech = flag(value) ?? false
        default: kind.identity = strings(value)
        }
      }
      edges[name] = kind
    }
  }

  private mutating func readRule(_ node: Node) {
    var draft = RuleDraft(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    let keys = [
      "name", "edge", "trigger", "subject", "object", "pairs", "where", "not", "only", "as", "attribution",
      "properties",
      "confidence", "examples", "note",
    ]
    for (key, value) in entries(node, known: keys, what: "a rule") {
      switch key {
      case "name": draft.name = string(value) ?? ""
      case "edge": draft.edge = string(value) ?? ""
      case "trigger": draft.trigger = readTrigger(value)
      case "subject": draft.subject = readArgument(value)
      case "object": draft.object = readArgument(value)
      case "pairs": draft.pairs = readArgument(value)
      case "where": draft.conditions += readConditions(value, isRequired: true)
      case "not": draft.conditions += readConditions(value, isRequired: false)
      case "only": draft.only = Set(strings(value).compactMap { status($0, value) })
      case "as": draft.emits = string(value).flatMap { status($0, value) }
      case "attribution":
        if let word = string(value) {
          if word == "none" {
            draft.keepsAttribution = false
          } else if word != "keep" {
            report(value, "attribution is 'keep' or 'none', not '\(word)'", nil)
          }
        }
      case "properties": draft.properties = readProperties(value)
      case "confidence":
        if let number = value.float, number >= 0, number <= 1 {
          draft.confidence = number
        } else {
          report(value, "confidence must be a number from 0 to 1", nil)
        }
      case "examples": draft.examples = items(value, "examples must be a list").compactMap { readExample($0) }
      default: break
      }
    }
    if draft.name.isEmpty { report(node, "rule without a name", "add 'name: …'") }
    if draft.edge.isEmpty { report(node, "rule '\(draft.name)' gives no edge", "add 'edge: TYPE'") }
    if draft.trigger == nil { report(node, "rule '\(draft.name)' has no trigger", "add 'trigger: {verb: […]}'") }
    if draft.pairs == nil, draft.subject == nil || draft.object == nil {
      report(node, "rule '\(draft.name)' needs 'subject' and 'object', or 'pairs'", nil)
    }
    drafts.append(draft)
  }

  private mutating func readTrigger(_ node: Node) -> RuleDraft.Trigger {
    var trigger = RuleDraft.Trigger()
    let keys = [
      "verb", "noun", "adjective", "title", "modal", "particle", "copula", "voice", "relation", "with", "without",
    ]
    for (key, value) in entries(node, known: keys, what: "a trigger") {
      switch key {
      case "verb": trigger.words[.verb] = strings(value)
      case "noun": trigger.words[.noun] = strings(value)
      case "adjective": trigger.words[.adjective] = strings(value)
      case "title": trigger.isTitle = flag(value) ?? false
      case "modal":
        if string(value) == "obligation" {
          trigger.isObligation = true
        } else {
          report(value, "the only modal that can be a trigger is 'obligation'", nil)
        }
      case "particle": trigger.particles = strings(value)
      case "copula": trigger.isCopular = flag(value)
      case "voice":
        switch string(value) {
        case "passive": trigger.isPassive = true
        case "active": trigger.isPassive = false
        default: report(value, "voice is 'active' or 'passive'", nil)
        }
      case "relation": trigger.relations = strings(value)
      case "with": trigger.conditions += strings(value).compactMap { condition($0, value, true) }
      default: trigger.conditions += strings(value).compactMap { condition($0, value, false) }
      }
    }
    return trigger
  }

  private mutating func condition(_ text: String, _ node: Node, _ isRequired: Bool) -> RuleDraft.Condition? {
    path(text, node).map {
      RuleDraft.Condition(path: $0, isRequired: isRequired, words: nil, line: node.mark?.line ?? 1)
    }
  }

  private mutating func readConditions(_ node: Node, isRequired: Bool) -> [RuleDraft.Condition] {
    var conditions: [RuleDraft.Condition] = []
    for (key, value) in entries(node, known: nil, what: "conditions") {
      guard let path = path(key, value) else { continue }
      // An empty list asks for any word at all.
      let words = strings(value)
      conditions.append(
        RuleDraft.Condition(
          path: path, isRequired: isRequired, words: words.isEmpty ? nil : words, line: value.mark?.line ?? 1))
    }
    return conditions
  }

  private mutating func readArgument(_ node: Node) -> RuleDraft.Argument? {
    if let text = node.scalar?.string {
      return path(text, node).map { RuleDraft.Argument(path: $0, labels: nil, isNamed: false) }
    }
    var path: ArgumentPath?
    var argument = RuleDraft.Argument(path: .itself, labels: nil, isNamed: false)
    let keys = ["path", "type", "named", "holder", "kind", "except-kind"]
    for (key, value) in entries(node, known: keys, what: "an argument") {
      switch key {
      case "path": path = string(value).flatMap { self.path($0, value) }
      case "type": argument.labels = labels(value)
      case "named": argument.isNamed = flag(value) ?? false
      case "holder": argument.isHolder = flag(value) ?? false
      case "kind": argument.kinds = Set(strings(value))
      default: argument.excludedKinds = Set(strings(value))
      }
    }
    guard let path else {
      report(node, "argument without a path", "write 'subject: PATH' or 'subject: {path: PATH, type: [Person]}'")
      return nil
    }
    argument.path = path
    return argument
  }

  private mutating func readProperties(_ node: Node) -> [(name: String, value: PropertySource)] {
    var properties: [(name: String, value: PropertySource)] = []
    for (name, value) in entries(node, known: nil, what: "properties") {
      guard let scalar = value.scalar else {
        report(value, "a property is a word, a number, or a function of a path", "for instance 'action: verb(clause)'")
        continue
      }
      if let source = propertySource(scalar.string, value) { properties.append((name, source)) }
    }
    return properties
  }

  // property ::= function '(' path ')' | 'count()' | constant
  private mutating func propertySource(_ text: String, _ node: Node) -> PropertySource? {
    guard text.last == ")", let open = text.firstIndex(of: "(") else {
      if let int = node.int { return .constant(.int(Int64(int))) }
      if let bool = node.bool { return .constant(.bool(bool)) }
      return .constant(.string(text))
    }
    let function = text[..<open]
    let argument = String(text[text.index(after: open)...].dropLast())
    switch function {
    case "count" where argument.isEmpty: return .count
    case "tenure" where argument.isEmpty: return .tenure
    case "past" where argument.isEmpty: return .pastTenure
    case "verb": return path(argument, node).map { .verb($0) }
    case "text": return path(argument, node).map { .text($0) }
    case "lemma": return path(argument, node).map { .lemma($0) }
    case "title": return path(argument, node).map { .title($0) }
    case "map":
      let parts = argument.split(separator: ",", maxSplits: 1)
      guard parts.count == 2 else {
        report(node, "map needs a list and a path", "write 'map(LIST, PATH)'")
        return nil
      }
      return path(String(parts[1]), node).map { .map(list: String(parts[0]), $0) }
    default:
      report(node, "no function '\(function)'", "functions are verb, text, lemma, title, map, count, tenure, past")
      return nil
    }
  }

  private mutating func readExample(_ node: Node) -> RuleExample? {
    var text: String?
    var gives: [String] = []
    for (key, value) in entries(node, known: ["text", "gives"], what: "an example") {
      if key == "text" { text = string(value) } else { gives = strings(value) }
    }
    guard let text else {
      report(node, "example without a text", "add 'text: …'")
      return nil
    }
    return RuleExample(text: text, gives: gives, line: node.mark?.line ?? 1)
  }

  // MARK: Values

  private mutating func path(_ text: String, _ node: Node) -> ArgumentPath? {
    do { return try ArgumentPath(text) } catch {
      report(node, "no such step in a path: '\(error.step)'", error.help)
      return nil
    }
  }

  private mutating func status(_ text: String, _ node: Node) -> ClaimStatus? {
    if let status = ClaimStatus(rawValue: text) { return status }
    report(node, "no status '\(text)'", "a status is \(ClaimStatus.allCases.map(\.rawValue).joined(separator: ", "))")
    return nil
  }

  private mutating func labels(_ node: Node) -> Set<NodeLabel> {
    var labels: Set<NodeLabel> = []
    for name in strings(node) {
      if let label = NodeLabel(rawValue: name) {
        labels.insert(label)
      } else {
        report(node, "no label '\(name)'", "a label is \(NodeLabel.allCases.map(\.rawValue).joined(separator: ", "))")
      }
    }
    return labels
  }

  private mutating func entries(_ node: Node, known: [String]?, what: String) -> [(key: String, value: Node)] {
    guard let mapping = node.mapping else {
      report(node, "\(what) must be a mapping", "write 'key: value' lines")
      return []
    }
    var entries: [(key: String, value: Node)] = []
    for (key, value) in mapping {
      guard spend(value) else { return [] }
      guard let name = key.scalar?.string else {
        report(key, "a key must be a word", nil)
        continue
      }
      if let known, !known.contains(name) {
        report(key, "unknown key '\(name)' in \(what)", "known keys are \(known.joined(separator: ", "))")
        continue
      }
      entries.append((name, value))
    }
    return entries
  }

  private mutating func items(_ node: Node, _ message: String) -> [Node] {
    guard let sequence = node.sequence else {
      report(node, message, "start each item with '- '")
      return []
    }
    var items: [Node] = []
    for item in sequence {
      guard spend(item) else { return [] }
      items.append(item)
    }
    return items
  }

  private mutating func strings(_ node: Node) -> [String] {
    if let text = node.scalar?.string { return [text] }
    return items(node, "expected a word or a list of words").compactMap { string($0) }
  }

  private mutating func string(_ node: Node) -> String? {
    if let text = node.scalar?.string { return text }
    report(node, "expected a word", nil)
    return nil
  }

  private mutating func flag(_ node: Node) -> Bool? {
    if let value = node.bool { return value }
    report(node, "expected true or false", nil)
    return nil
  }

  /// Counts a visited node; false once aliases have blown the file up beyond all measure.
  private mutating func spend(_ node: Node) -> Bool {
    budget -= 1
    if budget == 0 {
      report(node, "file expands to more than \(Self.nodeLimit) values", "remove repeated or nested aliases ('*name')")
    }
    return budget > 0
  }

  private mutating func report(_ node: Node, _ message: String, _ help: String?) {
    guard errors.count < 100 else { return }
    errors.append(
      RuleError(
        file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, message: message, help: help))
  }
}
