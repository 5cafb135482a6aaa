/// One node per thing and one edge per fact, brought together from all documents and human decisions.
public struct CanonicalGraph: Sendable, Hashable {
  /// The nodes, ordered by key.
  public var nodes: [CanonicalNode]
  /// The edges, ordered by key.
  public var edges: [CanonicalEdge]

  /// Creates a graph.
  public init(nodes: [CanonicalNode] = [], edges: [CanonicalEdge] = []) {
    self.nodes = nodes
    self.edges = edges
  }
}

/// One thing of the world.
public struct CanonicalNode: Sendable, Hashable {
  /// A stable, readable id made from label and name ("person/jeff-sessions"), unique in the graph.
  public var key: String
  /// Its kind.
  public var label: NodeLabel
  /// Its fullest name.
  public var name: String
  /// Other names, sorted.
  public var aliases: [String]
  /// Further properties.
  public var properties: [String: PropertyValue]
  /// The entities of documents that it stands for, ordered by document name and entity.
  public var members: [Member]

  /// An entity of a document.
  public struct Member: Sendable, Hashable {
    /// The name of the document.
    public var document: String
    /// The index of the entity in the document.
    public var entity: Int

    /// Creates a member.
    public init(document: String, entity: Int) {
      self.document = document
      self.entity = entity
    }
  }

  /// Creates a node.
  public init(
    key: String, label: NodeLabel, name: String, aliases: [String] = [],
    properties: [String: PropertyValue] = [:], members: [Member] = []
  ) {
    self.key = key
    self.label = label
    self.name = name
    self.aliases = aliases
    self.properties = properties
    self.members = members
  }
}

/// One fact, with the claims behind it.
public struct CanonicalEdge: Sendable, Hashable {
  /// A stable id made from what identifies the fact, unique in the graph.
  public var key: String
  /// The edge type.
  public var type: String
  /// The key of the node that it starts from.
  public var start: String
  /// The key of the node that it points to.
  public var end: String
  /// How the texts present it.
  public var status: ClaimStatus
  /// All properties as exports and queries show them: `status`, `attribution`, `date`, `support`, `confidence`, those
  /// of the type, and for open relations `open` and `verb`.
  public var properties: [String: PropertyValue]
  /// The claims behind it, ordered by document name and claim.
  public var claims: [ClaimReference]

  /// A claim of a document.
  public struct ClaimReference: Sendable, Hashable {
    /// The name of the document.
    public var document: String
    /// The index of the claim in the document.
    public var claim: Int

    /// Creates a reference.
    public init(document: String, claim: Int) {
      self.document = document
      self.claim = claim
    }
  }

  /// Creates an edge.
  public init(
    key: String, type: String, start: String, end: String, status: ClaimStatus,
    properties: [String: PropertyValue] = [:], claims: [ClaimReference] = []
  ) {
    self.key = key
    self.type = type
    self.start = start
    self.end = end
    self.status = status
    self.properties = properties
    self.claims = claims
  }
}
