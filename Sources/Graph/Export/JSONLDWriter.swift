/// Writes RDF as JSON-LD in expanded form, one object per subject. Source: the JSON-LD 1.1 recommendation.
package enum JSONLDWriter {
  /// Writes a graph.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - base: The IRI that begins every IRI of the graph.
  ///   - vocabulary: The names of labels and types.
  ///   - output: Receives the text.
  /// - Throws: When the evidence cannot be read.
  /// - Complexity: O(nodes + edges + evidence).
  package static func write(
    _ graph: some ExportSource, base: String, vocabulary: ExportVocabulary, to output: inout some TextOutputStream
  ) throws {
    let typePredicate = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    var text = "["
    try RDFTriples(base: base, vocabulary: vocabulary).forEachSubject(in: graph) { subject, pairs in
      text += text.utf8.count == 1 ? "\n" : ",\n"
      text += "{\"@id\": \(JSONText.string(subject))"
      var order: [String] = []
      var values: [String: [String]] = [:]
      for (predicate, object) in pairs {
        let key = predicate == typePredicate ? "@type" : predicate
        if values[key] == nil { order.append(key) }
        values[key, default: []].append(value(object, isType: key == "@type"))
      }
      for key in order {
        text += ", \(JSONText.string(key)): [\((values[key] ?? []).joined(separator: ", "))]"
      }
      text += "}"
    }
    output.write(text + "\n]\n")
  }

  private static func value(_ term: RDFTriples.Term, isType: Bool) -> String {
    switch term {
    case .iri(let iri): isType ? JSONText.string(iri) : "{\"@id\": \(JSONText.string(iri))}"
    case .literal(let text, nil): "{\"@value\": \(JSONText.string(text))}"
    case .literal(let text, let datatype?):
      "{\"@value\": \(JSONText.string(text)), \"@type\": \(JSONText.string(datatype))}"
    }
  }
}
