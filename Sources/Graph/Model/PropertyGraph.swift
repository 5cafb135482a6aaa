internal import Synchronization

/// A graph in the form that queries run on: immutable, in flat arrays, with dense integer ids.
///
/// Nodes are `0 ..< nodeCount` in order of insertion. Edges are `0 ..< edgeCount`, sorted by start, type and end, so that
/// the edges that leave a node lie side by side. Labels, types and property names have ids in order of first appearance.
package final class PropertyGraph: Sendable {
  package let nodeCount: Int
  package let edgeCount: Int

  package let labels: StringTable
  package let types: StringTable
  package let propertyNames: StringTable
  /// Every string that a property holds.
  package let strings: StringTable

  /// The set of labels of each node, as an index into ``labelSets``.
  package let labelSetOfNode: [Int32]
  /// The distinct sets of labels, each sorted.
  package let labelSets: [[Int32]]
  private let labelStart: [Int32]
  private let labelNodes: [Int32]

  package let edgeStart: [Int32]
  package let edgeEnd: [Int32]
  package let edgeType: [Int32]
  /// How many edges each type has.
  package let typeCounts: [Int]
  package let outgoing: Adjacency
  package let incoming: Adjacency

  private let nodeColumns: [PropertyColumn?]
  private let edgeColumns: [PropertyColumn?]
  private let nodeIDs: StringTable
  private let edgeIDs: StringTable
  private let edgeIDCodes: [Int32]
  private let edgeOfIDCode: [Int32]
  private let nameIndexBox = Mutex<NameIndex?>(nil)

  init(parts: Parts) {
    nodeCount = parts.labelSetOfNode.count
    edgeCount = parts.edgeStart.count
    labels = parts.labels
    types = parts.types
    propertyNames = parts.propertyNames
    strings = parts.strings
    labelSetOfNode = parts.labelSetOfNode
    labelSets = parts.labelSets
    labelStart = parts.labelStart
    labelNodes = parts.labelNodes
    edgeStart = parts.edgeStart
    edgeEnd = parts.edgeEnd
    edgeType = parts.edgeType
    typeCounts = parts.typeCounts
    outgoing = parts.outgoing
    incoming = parts.incoming
    nodeColumns = parts.nodeColumns
    edgeColumns = parts.edgeColumns
    nodeIDs = parts.nodeIDs
    edgeIDs = parts.edgeIDs
    edgeIDCodes = parts.edgeIDCodes
    edgeOfIDCode = parts.edgeOfIDCode
  }

  /// What a builder hands over.
  struct Parts {
    var labels = StringTable()
    var types = StringTable()
    var propertyNames = StringTable()
    var strings = StringTable()
    var labelSetOfNode: [Int32] = []
    var labelSets: [[Int32]] = []
    var labelStart: [Int32] = []
    var labelNodes: [Int32] = []
    var edgeStart: [Int32] = []
    var edgeEnd: [Int32] = []
    var edgeType: [Int32] = []
    var typeCounts: [Int] = []
    var outgoing: Adjacency
    var incoming: Adjacency
    var nodeColumns: [PropertyColumn?] = []
    var edgeColumns: [PropertyColumn?] = []
    var nodeIDs = StringTable()
    var edgeIDs = StringTable()
    var edgeIDCodes: [Int32] = []
    var edgeOfIDCode: [Int32] = []
  }
}

extension PropertyGraph {
  /// A node's id in the source that the graph was built from.
  package func externalID(ofNode node: Int32) -> String { nodeIDs[node] }

  /// An edge's id in the source that the graph was built from.
  package func externalID(ofEdge edge: Int32) -> String { edgeIDs[edgeIDCodes[Int(edge)]] }

  /// The node with this id in the source, if there is one.
  package func node(withID id: String) -> Int32? { nodeIDs.code(of: id) }

  /// The edge with this id in the source, if there is one.
  package func edge(withID id: String) -> Int32? { edgeIDs.code(of: id).map { edgeOfIDCode[Int($0)] } }

  /// The nodes that have label `label`, in ascending order.
  package func nodes(label: Int32) -> ArraySlice<Int32> {
    labelNodes[Int(labelStart[Int(label)])..<Int(labelStart[Int(label) + 1])]
  }

  /// The labels of `node`, sorted by id.
  package func labels(of node: Int32) -> [Int32] { labelSets[Int(labelSetOfNode[Int(node)])] }

  /// The names of the labels of `node`, in the order in which the labels first appeared.
  package func labelNames(of node: Int32) -> [String] { labels(of: node).map { labels[$0] } }

  /// The type of `edge`, spelled out.
  package func typeName(of edge: Int32) -> String { types[edgeType[Int(edge)]] }

  /// The column of a property over nodes, or nil if no node has it.
  package func nodeColumn(_ key: Int32) -> PropertyColumn? { nodeColumns[Int(key)] }

  /// The column of a property over edges, or nil if no edge has it.
  package func edgeColumn(_ key: Int32) -> PropertyColumn? { edgeColumns[Int(key)] }

  /// The value of a property of `node`; null if it has none.
  package func property(_ key: Int32, ofNode node: Int32) -> PropertyValue {
    value(in: nodeColumns[Int(key)], row: node)
  }

  /// The value of a property of `edge`; null if it has none.
  package func property(_ key: Int32, ofEdge edge: Int32) -> PropertyValue {
    value(in: edgeColumns[Int(key)], row: edge)
  }

  /// The value of the property called `name` of `node`; null if it has none.
  package func property(_ name: String, ofNode node: Int32) -> PropertyValue {
    propertyNames.code(of: name).map { property($0, ofNode: node) } ?? .null
  }

  /// The value of the property called `name` of `edge`; null if it has none.
  package func property(_ name: String, ofEdge edge: Int32) -> PropertyValue {
    propertyNames.code(of: name).map { property($0, ofEdge: edge) } ?? .null
  }

  /// The properties of `node`, in the order in which their names first appeared.
  package func properties(ofNode node: Int32) -> [PropertyEntry] {
    entries(in: nodeColumns, row: node)
  }

  /// The properties of `edge`, in the order in which their names first appeared.
  package func properties(ofEdge edge: Int32) -> [PropertyEntry] {
    entries(in: edgeColumns, row: edge)
  }

  /// The name index, built when it is first asked for.
  package var names: NameIndex {
    nameIndexBox.withLock { box in
      if let index = box { return index }
      let index = NameIndex(self)
      box = index
      return index
    }
  }

  private func entries(in columns: [PropertyColumn?], row: Int32) -> [PropertyEntry] {
    var entries: [PropertyEntry] = []
    for key in columns.indices {
      let value = value(in: columns[key], row: row)
      if value != .null { entries.append(PropertyEntry(propertyNames[Int32(key)], value)) }
    }
    return entries
  }

  private func value(in column: PropertyColumn?, row: Int32) -> PropertyValue {
    guard let column else { return .null }
    let place = column.place(of: row)
    if place < 0 { return .null }
    return switch column.values {
    case .bools(let values): .bool(values[place])
    case .ints(let values): .int(values[place])
    case .doubles(let values): .double(values[place])
    case .strings(let codes): .string(strings[codes[place]])
    case .dates(let days): .temporal(.date(CivilDate(days: days[place])))
    case .mixed(let values): values[place]
    }
  }
}
