/// The graph as RDF triples: the facts themselves, and for every edge a statement with its status, dates and provenance.
///
/// An edge that is asserted (or, in an imported graph, has no status) is also a plain triple; a denied, demanded, planned
/// or possible one never is. Dates keep their precision (`xsd:gYear`, `xsd:gYearMonth`, `xsd:date`). Sources:
/// RDF 1.1 Concepts, PROV-O.
struct RDFTriples {
  /// An RDF term.
  enum Term: Hashable {
    case iri(String)
    /// A literal with the IRI of its datatype; `nil` is a plain string.
    case literal(String, datatype: String?)
  }

  /// Begins every IRI of the graph; ends with a slash or hash.
  let base: String
  let vocabulary: ExportVocabulary

  private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  private static let rdfs = "http://www.w3.org/2000/01/rdf-schema#"
  private static let xsd = "http://www.w3.org/2001/XMLSchema#"
  private static let skos = "http://www.w3.org/2004/02/skos/core#"
  private static let prov = "http://www.w3.org/ns/prov#"

  /// The most characters of an id in an IRI are those that need no escape; the rest is percent-encoded as UTF-8.
  func iri(_ kind: String, _ id: String) -> String { base + kind + "/" + Self.percentEncoded(id) }

  /// Calls `body` with every subject and its predicate–object pairs.
  ///
  /// - Throws: When the evidence cannot be read.
  /// - Complexity: O(nodes + edges + evidence).
  func forEachSubject(
    in graph: some ExportSource, _ body: (String, [(predicate: String, object: Term)]) -> Void
  ) throws {
    var outgoing = [[Int]](repeating: [], count: graph.nodeCount)
    for position in 0..<graph.edgeCount { outgoing[graph.edge(at: position).start].append(position) }
    for position in 0..<graph.nodeCount {
      let node = graph.node(at: position)
      var pairs = describe(node)
      for index in outgoing[position] {
        let edge = graph.edge(at: index)
        guard Self.isFact(edge) else { continue }
        pairs.append((iri("type", edge.type), .iri(iri("node", graph.node(at: edge.end).id))))
      }
      body(iri("node", node.id), pairs)
    }
    for position in 0..<graph.edgeCount { try describe(edgeAt: position, in: graph, body) }
    for type in vocabulary.edges.keys.sorted() {
      let matches = (vocabulary.edges[type]?.match ?? []).compactMap(vocabulary.iri)
      guard !matches.isEmpty else { continue }
      body(iri("type", type), matches.map { (Self.skos + "closeMatch", .iri($0)) })
    }
  }

  /// Whether an edge is what the texts present as so.
  static func isFact(_ edge: ExportEdge) -> Bool {
    let status = edge.properties.text(of: "status")
    return status == nil || status == ClaimStatus.asserted.rawValue
  }

  private func describe(_ node: ExportNode) -> [(predicate: String, object: Term)] {
    var pairs: [(predicate: String, object: Term)] = []
    for label in node.labels {
      let known = vocabulary.labels[label]?.rdf.flatMap(vocabulary.iri)
      pairs.append((Self.rdf + "type", .iri(known ?? iri("label", label))))
    }
    pairs.append((Self.rdfs + "label", .literal(node.caption, datatype: nil)))
    for property in node.properties where property.key != "name" {
      let predicate = property.key == "aliases" ? Self.skos + "altLabel" : iri("property", property.key)
      pairs += objects(of: property).map { (predicate, $0) }
    }
    return pairs
  }

  private func describe(
    edgeAt position: Int, in graph: some ExportSource,
    _ body: (String, [(predicate: String, object: Term)]) -> Void
  ) throws {
    let edge = graph.edge(at: position)
    let evidence = try graph.evidence(ofEdgeAt: position)
    let subject = iri("edge", edge.id)
    var pairs: [(predicate: String, object: Term)] = [
      (Self.rdf + "type", .iri(Self.rdf + "Statement")),
      (Self.rdf + "subject", .iri(iri("node", graph.node(at: edge.start).id))),
      (Self.rdf + "predicate", .iri(iri("type", edge.type))),
      (Self.rdf + "object", .iri(iri("node", graph.node(at: edge.end).id))),
    ]
    for property in edge.properties {
      pairs += objects(of: property).map { (iri("property", property.key), $0) }
    }
    let passages = evidence.indices.map { subject + "/evidence/\($0 + 1)" }
    pairs += passages.map { (Self.prov + "wasDerivedFrom", .iri($0)) }
    body(subject, pairs)
    for (passage, item) in zip(passages, evidence) {
      var source: [(predicate: String, object: Term)] = [
        (Self.rdf + "type", .iri(Self.prov + "Entity")),
        (Self.prov + "wasQuotedFrom", .iri(iri("document", item.document))),
        (Self.prov + "value", .literal(item.sentence, datatype: nil)),
        (iri("property", "start"), .literal(String(item.start), datatype: Self.xsd + "integer")),
        (iri("property", "end"), .literal(String(item.end), datatype: Self.xsd + "integer")),
      ]
      if let date = item.date { source.append((Self.prov + "generatedAtTime", dateLiteral(date))) }
      if let url = item.url { source.append((Self.prov + "atLocation", .literal(url, datatype: Self.xsd + "anyURI"))) }
      body(passage, source)
    }
  }

  private func objects(of property: PropertyEntry) -> [Term] {
    switch property.value {
    case .null: []
    case .bool(let value): [.literal(value ? "true" : "false", datatype: Self.xsd + "boolean")]
    case .int(let value): [.literal(String(value), datatype: Self.xsd + "integer")]
    case .double(let value): [.literal(Self.lexical(value), datatype: Self.xsd + "double")]
    case .string(let value):
      ["date", "validFrom", "validTo"].contains(property.key)
        ? [dateLiteral(value)] : [.literal(value, datatype: nil)]
    case .list(let items): items.flatMap { objects(of: PropertyEntry(property.key, $0)) }
    default: [.literal(property.value.plainText, datatype: nil)]
    }
  }

  /// A date as a literal of the type that fits its precision; what is no date (a week) stays a string.
  private func dateLiteral(_ text: String) -> Term {
    switch PartialDate(text) {
    case .year?: .literal(text, datatype: Self.xsd + "gYear")
    case .month?: .literal(text, datatype: Self.xsd + "gYearMonth")
    case .day?: .literal(text, datatype: Self.xsd + "date")
    case .week?, nil: .literal(text, datatype: nil)
    }
  }

  private static func lexical(_ value: Double) -> String {
    value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-INF" : "INF") : String(describing: value)
  }

  private static func percentEncoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += byte < 0x10 ? "%0" : "%"
        result += String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
