/// What a person decided about nodes and edges, and what holds whenever the graph is made again.
public enum IdentityDecision: Sendable, Hashable {
  /// Two nodes are one thing.
  case merge(NodeReference, NodeReference)
  /// Some members of a node are another thing: those of the named documents.
  case split(NodeReference, documents: [String])
  /// The node is called otherwise.
  case rename(NodeReference, name: String)
  /// The node is of another kind.
  case retype(NodeReference, label: NodeLabel)
  /// The fact is right: its confidence is 1.
  case accept(edge: String)
  /// The fact is wrong: it is left out.
  case reject(edge: String)
}

/// A node as a decision names it: by key, and by members, since keys follow names and names may change.
public struct NodeReference: Sendable, Hashable {
  /// The key that the node had when the decision was made.
  public var key: String
  /// Entities of documents that it stood for.
  public var anchors: [Anchor]

  /// An entity of a document, by name, since its index changes when the document does.
  public struct Anchor: Sendable, Hashable {
    /// The name of the document.
    public var document: String
    /// The name of the entity in the document.
    public var name: String

    /// Creates an anchor.
    public init(document: String, name: String) {
      self.document = document
      self.name = name
    }
  }

  /// Creates a reference.
  public init(key: String, anchors: [Anchor] = []) {
    self.key = key
    self.anchors = anchors
  }
}

/// Two nodes that may be one, with what speaks for and against it; a human decides.
public struct IdentityCandidate: Sendable, Hashable {
  /// The keys of the nodes, ordered.
  public var keys: [String]
  /// The names of the nodes, in the order of the keys.
  public var names: [String]
  /// What speaks for it.
  public var reasonsFor: [String]
  /// What speaks against it.
  public var reasonsAgainst: [String]

  /// Creates a candidate.
  public init(keys: [String], names: [String], reasonsFor: [String], reasonsAgainst: [String]) {
    self.keys = keys
    self.names = names
    self.reasonsFor = reasonsFor
    self.reasonsAgainst = reasonsAgainst
  }
}
