/// The canonical graph that follows from documents: one node for entities of the same label and name, one edge for
/// claims of the same type, ends and status.
func consolidate(_ extractions: [DocumentExtraction]) -> CanonicalGraph {
  var nodes: [String: CanonicalNode] = [:]
  var edges: [String: CanonicalEdge] = [:]
  for extraction in extractions.sorted(by: { utf8Precedes($0.name, $1.name) }) {
    let keys = extraction.entities.map { "\($0.label.rawValue.lowercased())/\(slug($0.name))" }
    for (index, entity) in extraction.entities.enumerated() {
      var node = nodes[keys[index]] ?? CanonicalNode(key: keys[index], label: entity.label, name: entity.name)
      node.aliases = Set(node.aliases + entity.aliases).subtracting([node.name]).sorted(by: utf8Precedes)
      node.properties.merge(entity.properties) { old, _ in old }
      node.members.append(CanonicalNode.Member(document: extraction.name, entity: index))
      nodes[keys[index]] = node
    }
    for (index, claim) in extraction.claims.enumerated() {
      let (start, end) = (keys[claim.subject], keys[claim.object])
      let key = "\(start) \(claim.type) \(end) \(claim.status.rawValue)"
      var edge = edges[key] ?? CanonicalEdge(key: key, type: claim.type, start: start, end: end, status: claim.status)
      edge.properties.merge(claim.properties) { old, _ in old }
      if let date = claim.date, edge.properties["date"] == nil { edge.properties["date"] = .string(date.description) }
      edge.claims.append(CanonicalEdge.ClaimReference(document: extraction.name, claim: index))
      edge.properties["support"] = .int(Int64(Set(edge.claims.map(\.document)).count))
      edges[key] = edge
    }
  }
  return CanonicalGraph(
    nodes: nodes.values.sorted { utf8Precedes($0.key, $1.key) },
    edges: edges.values.sorted { utf8Precedes($0.key, $1.key) })
}

private func slug(_ name: String) -> String {
  name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).joined(separator: "-")
}
