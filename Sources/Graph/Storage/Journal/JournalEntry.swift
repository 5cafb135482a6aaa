/// A human decision as the journal keeps it.
public struct JournalEntry: Sendable, Hashable {
  /// Its number; later decisions have larger ones.
  public var id: Int
  /// When it was made: ISO 8601, UTC.
  public var time: String
  /// What was decided.
  public var decision: IdentityDecision
  /// Whether it was taken back.
  public var isUndone: Bool
}

/// How decisions stand in the journal: the action by name, its arguments as JSON.
enum DecisionCoder {
  /// The name of an action.
  static func action(_ decision: IdentityDecision) -> String {
    switch decision {
    case .merge: "merge"
    case .split: "split"
    case .rename: "rename"
    case .retype: "retype"
    case .accept: "accept"
    case .reject: "reject"
    }
  }

  /// The arguments of a decision.
  static func arguments(_ decision: IdentityDecision) -> [String: PropertyValue] {
    switch decision {
    case .merge(let a, let b): ["first": value(a), "second": value(b)]
    case .split(let node, let documents): ["node": value(node), "documents": .list(documents.map { .string($0) })]
    case .rename(let node, let name): ["node": value(node), "name": .string(name)]
    case .retype(let node, let label): ["node": value(node), "label": .string(label.rawValue)]
    case .accept(let edge), .reject(let edge): ["edge": .string(edge)]
    }
  }

  /// A decision from its action and arguments; `nil` when they make none.
  static func decision(action: String, arguments: [String: PropertyValue]) -> IdentityDecision? {
    func text(_ name: String) -> String? { arguments[name]?.stringValue }
    switch action {
    case "merge":
      guard let first = reference(arguments["first"]), let second = reference(arguments["second"]) else { return nil }
      return .merge(first, second)
    case "split":
      return reference(arguments["node"]).map { .split($0, documents: arguments["documents"]?.strings ?? []) }
    case "rename":
      guard let node = reference(arguments["node"]), let name = text("name") else { return nil }
      return .rename(node, name: name)
    case "retype":
      guard let node = reference(arguments["node"]), let label = text("label").flatMap(NodeLabel.init(rawValue:))
      else { return nil }
      return .retype(node, label: label)
    case "accept": return text("edge").map { .accept(edge: $0) }
    case "reject": return text("edge").map { .reject(edge: $0) }
    default: return nil
    }
  }

  private static func value(_ node: NodeReference) -> PropertyValue {
    .map([
      "key": .string(node.key),
      "anchors": .list(node.anchors.map { .list([.string($0.document), .string($0.name)]) }),
    ])
  }

  private static func reference(_ value: PropertyValue?) -> NodeReference? {
    guard case .map(let members)? = value, let key = members["key"]?.stringValue else { return nil }
    var reference = NodeReference(key: key)
    if case .list(let anchors)? = members["anchors"] {
      for anchor in anchors.map(\.strings) where anchor.count == 2 {
        reference.anchors.append(NodeReference.Anchor(document: anchor[0], name: anchor[1]))
      }
    }
    return reference
  }
}
