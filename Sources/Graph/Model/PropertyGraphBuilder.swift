/// Why a graph cannot be built.
package enum PropertyGraphError: Error, Sendable, Hashable, CustomStringConvertible {
  /// More nodes, edges or text than 32-bit ids can number.
  case tooLarge
  /// An edge names a node that was not added before it.
  case unknownNode(String)
  /// Two edges have the same id.
  case duplicateEdge(String)

  package var description: String {
    switch self {
    case .tooLarge: "the graph has more nodes, edges or text than 32-bit ids can number"
    case .unknownNode(let id): "no node has the id '\(id)'"
    case .duplicateEdge(let id): "two edges have the id '\(id)'"
    }
  }
}

extension PropertyGraph {
  /// Gathers nodes and edges, and packs them into a graph.
  package struct Builder {
    private var labels = StringTable()
    private var types = StringTable()
    private var propertyNames = StringTable()
    private var strings = StringTable()
    private var nodeIDs = StringTable()
    private var edgeIDs = StringTable()
    private var labelSetOfNode: [Int32] = []
    private var labelSets: [[Int32]] = []
    private var labelSetIndex: [[Int32]: Int32] = [:]
    private var starts: [Int32] = []
    private var ends: [Int32] = []
    private var edgeTypes: [Int32] = []
    private var nodeColumns: [ColumnBuilder] = []
    private var edgeColumns: [ColumnBuilder] = []

    package init() {}

    /// How many nodes were added.
    package var nodeCount: Int { labelSetOfNode.count }
    /// How many edges were added.
    package var edgeCount: Int { starts.count }

    /// The node with this id, if it was added.
    package func node(withID id: String) -> Int32? { nodeIDs.code(of: id) }

    /// Adds a node; one whose id was added before stays as it is.
    ///
    /// - Returns: The node's number in the graph to come.
    /// - Throws: ``PropertyGraphError/tooLarge``.
    @discardableResult
    package mutating func addNode(
      id: String, labels names: [String] = [], properties: [PropertyEntry] = []
    ) throws(PropertyGraphError) -> Int32 {
      guard let node = nodeIDs.intern(id) else { throw .tooLarge }
      if Int(node) < labelSetOfNode.count { return node }
      var set: [Int32] = []
      for name in names {
        guard let label = labels.intern(name) else { throw .tooLarge }
        if !set.contains(label) { set.append(label) }
      }
      set.sort()
      if let known = labelSetIndex[set] {
        labelSetOfNode.append(known)
      } else {
        labelSetIndex[set] = Int32(labelSets.count)
        labelSetOfNode.append(Int32(labelSets.count))
        labelSets.append(set)
      }
      for entry in properties {
        nodeColumns[try key(entry.key)].set(node, entry.value, strings: &strings)
      }
      return node
    }

    /// Adds an edge between two nodes that were added before.
    ///
    /// - Throws: ``PropertyGraphError``.
    package mutating func addEdge(
      id: String, type: String, start: Int32, end: Int32, properties: [PropertyEntry] = []
    ) throws(PropertyGraphError) {
      guard start >= 0, Int(start) < nodeCount else { throw .unknownNode(String(start)) }
      guard end >= 0, Int(end) < nodeCount else { throw .unknownNode(String(end)) }
      guard let edge = edgeIDs.intern(id), let type = types.intern(type) else { throw .tooLarge }
      guard Int(edge) == starts.count else { throw .duplicateEdge(id) }
      starts.append(start)
      ends.append(end)
      edgeTypes.append(type)
      for entry in properties {
        edgeColumns[try key(entry.key)].set(edge, entry.value, strings: &strings)
      }
    }

    /// Adds an edge between the nodes with these ids.
    ///
    /// - Throws: ``PropertyGraphError``.
    package mutating func addEdge(
      id: String, type: String, startID: String, endID: String, properties: [PropertyEntry] = []
    ) throws(PropertyGraphError) {
      guard let start = nodeIDs.code(of: startID) else { throw .unknownNode(startID) }
      guard let end = nodeIDs.code(of: endID) else { throw .unknownNode(endID) }
      try addEdge(id: id, type: type, start: start, end: end, properties: properties)
    }

    private mutating func key(_ name: String) throws(PropertyGraphError) -> Int {
      guard let key = propertyNames.intern(name) else { throw .tooLarge }
      while nodeColumns.count <= Int(key) {
        nodeColumns.append(ColumnBuilder())
        edgeColumns.append(ColumnBuilder())
      }
      return Int(key)
    }

    /// The graph of all that was added.
    ///
    /// - Complexity: O(nodes + edges + properties), by counting sorts.
    package consuming func build() -> PropertyGraph {
      let nodes = labelSetOfNode.count
      let edges = starts.count
      // Least significant key first: end, type, start; ties keep the order of insertion.
      var order = countingSort(Array(0..<Int32(edges)), by: ends, bound: nodes)
      order = countingSort(order, by: edgeTypes, bound: types.count)
      order = countingSort(order, by: starts, bound: nodes)
      var newEdge = [Int32](repeating: 0, count: edges)
      for (place, old) in order.enumerated() { newEdge[Int(old)] = Int32(place) }
      let sortedStarts = order.map { starts[Int($0)] }
      let sortedEnds = order.map { ends[Int($0)] }
      let sortedTypes = order.map { edgeTypes[Int($0)] }
      // The edges are in order of start already, so two more passes sort the reverse direction.
      var reverse = countingSort(Array(0..<Int32(edges)), by: sortedTypes, bound: types.count)
      reverse = countingSort(reverse, by: sortedEnds, bound: nodes)
      var typeCounts = [Int](repeating: 0, count: types.count)
      for type in edgeTypes { typeCounts[Int(type)] += 1 }
      var parts = Parts(
        outgoing: Adjacency(
          sortedNodes: sortedStarts, types: sortedTypes, neighbors: sortedEnds, edges: [], nodeCount: nodes),
        incoming: Adjacency(
          sortedNodes: reverse.map { sortedEnds[Int($0)] }, types: reverse.map { sortedTypes[Int($0)] },
          neighbors: reverse.map { sortedStarts[Int($0)] }, edges: reverse, nodeCount: nodes))
      parts.edgeStart = sortedStarts
      parts.edgeEnd = sortedEnds
      parts.edgeType = sortedTypes
      parts.typeCounts = typeCounts
      parts.labelSetOfNode = labelSetOfNode
      parts.labelSets = labelSets
      groupByLabel(into: &parts)
      parts.nodeColumns = nodeColumns.map { column in
        let packed = column.build(rowCount: nodes, newRow: nil)
        return packed.count == 0 ? nil : packed
      }
      parts.edgeColumns = edgeColumns.map { column in
        let packed = column.build(rowCount: edges, newRow: newEdge)
        return packed.count == 0 ? nil : packed
      }
      parts.edgeIDCodes = order
      parts.edgeOfIDCode = newEdge
      parts.labels = labels
      parts.types = types
      parts.propertyNames = propertyNames
      parts.strings = strings
      parts.nodeIDs = nodeIDs
      parts.edgeIDs = edgeIDs
      return PropertyGraph(parts: parts)
    }

    private func groupByLabel(into parts: inout Parts) {
      var starts = [Int32](repeating: 0, count: labels.count + 1)
      for set in labelSetOfNode {
        for label in labelSets[Int(set)] { starts[Int(label) + 1] += 1 }
      }
      for label in 0..<labels.count { starts[label + 1] += starts[label] }
      parts.labelStart = starts
      var nodes = [Int32](repeating: 0, count: Int(starts.last ?? 0))
      for (node, set) in labelSetOfNode.enumerated() {
        for label in labelSets[Int(set)] {
          nodes[Int(starts[Int(label)])] = Int32(node)
          starts[Int(label)] += 1
        }
      }
      parts.labelNodes = nodes
    }
  }
}
