/// What is done to answer a query: steps in a row, each fed by the one before, for each part of a UNION.
package struct Plan: Sendable {
  struct Part: Sendable {
    var steps: [PlanStep]
    var columns: [Int]
    var layer: GraphLayer
  }

  var parts: [Part]
  /// Slots of a row.
  var width: Int
  var isUnionAll: Bool
  package var columns: [String]
}

/// One operator, as it is planned.
indirect enum PlanStep: Sendable {
  case scan(ScanStep)
  case expand(ExpandStep)
  case edgeEnds(EdgeEndsStep)
  case repeatedExpand(RepeatedExpandStep)
  case search(SearchStep)
  case labels(slot: Int, LabelExpression)
  case filter(Expression, NameTable)
  case path(PathStep)
  case project([ProjectedColumn], NameTable, keeps: [Int])
  /// Lets go of all slots but these.
  case keep([Int])
  case aggregate(AggregateStep)
  case distinct([Int])
  case sort([SortKey], NameTable, limit: Expression?, skip: Expression?)
  case skip(Expression)
  case limit(Expression)
  case unwind(Expression, NameTable, slot: Int)
  case optional([PlanStep], slots: [OptionalSlot])
}

/// Where the candidates of a node come from.
struct ScanStep: Sendable {
  enum Source: Sendable {
    case all
    case label(String)
    /// The nodes whose `name` is the value of the expression.
    case name(Expression, NameTable)
    /// The node with the external id that is the value of the expression.
    case elementID(Expression, NameTable)
    /// The node with this internal number.
    case id(Expression, NameTable)
  }

  var slot: Int
  var name: String
  var source: Source
  var estimate: Double
}

/// From a bound node along one edge.
struct ExpandStep: Sendable {
  var from: Int
  var to: Int
  /// Whether `to` is bound already, so that the edge must lead there.
  var isInto: Bool
  var edge: Int?
  var direction: EdgeDirection
  var types: LabelExpression?
  /// Edges and lists of edges that the new edge must differ from.
  var distinctFrom: [Int]
  var estimate: Double
  var text: String
}

/// From a bound edge to its ends.
struct EdgeEndsStep: Sendable {
  var edge: Int
  var from: Int
  var isFromBound: Bool
  var to: Int
  var isToBound: Bool
  var direction: EdgeDirection
  var types: LabelExpression?
  var distinctFrom: [Int]
  /// Whether the slot holds a list of edges to be followed one after another.
  var isList: Bool
  var minimum: Int
  var maximum: Int?
  var text: String
}

/// From a bound node along one edge repeatedly, no edge twice.
struct RepeatedExpandStep: Sendable {
  var from: Int
  var to: Int
  var isInto: Bool
  /// The slot of the list of edges, if somebody asks for it.
  var edges: Int?
  /// The name by which conditions call a single edge.
  var edgeName: String
  var direction: EdgeDirection
  var types: LabelExpression?
  var minimum: Int
  var maximum: Int?
  var conditions: [Expression]
  var names: NameTable
  var distinctFrom: [Int]
  /// Whether each end point is wanted once, however many paths lead there.
  var onlyEnds: Bool
  var estimate: Double
  var text: String
}

/// A path pattern with groups, modes or selectors, matched as a whole.
struct SearchStep: Sendable {
  var automaton: PathAutomaton
  /// The slot of the node where the search begins; bound.
  var start: Int
  var end: Int
  var isEndBound: Bool
  var selector: PathSelector?
  var mode: PathMode
  /// Whether the automaton runs from the last node to the first.
  var isReversed: Bool
  var outputs: [Output]
  var path: Int?
  /// The slot of the list of all edges, if other edges must differ from them.
  var edges: Int?
  var cost: String?
  var distinctFrom: [Int]
  var names: NameTable
  /// The edge, if the pattern is nothing but one repeated edge between two nodes whose conditions are tested elsewhere.
  var repeatedEdge: RepeatedEdge?
  var text: String

  struct RepeatedEdge: Sendable {
    var test: PathAutomaton.EdgeTest
    var minimum: Int
    var maximum: Int?
  }

  /// A variable of the pattern and its slot.
  struct Output: Sendable {
    var variable: Int
    var slot: Int
    var isEdge: Bool
    var isList: Bool
  }
}

/// A path value from the slots of its parts.
struct PathStep: Sendable {
  enum Part: Sendable {
    case node(Int)
    case edge(Int)
    case edges(Int)
  }

  var slot: Int
  var parts: [Part]
  var name: String
}

struct ProjectedColumn: Sendable {
  var expression: Expression
  var slot: Int
  var name: String
}

struct AggregateStep: Sendable {
  struct Aggregate: Sendable {
    var call: Expression
    var slot: Int
  }

  var keys: [ProjectedColumn]
  var aggregates: [Aggregate]
  var names: NameTable
}

struct SortKey: Sendable {
  var expression: Expression
  var isDescending: Bool
}

/// A slot that an OPTIONAL MATCH fills, with nulls where nothing matches.
struct OptionalSlot: Sendable {
  enum Kind: Sendable { case node, edge, value }
  var slot: Int
  var kind: Kind
}
