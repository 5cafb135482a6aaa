/// Writes RDF as Turtle, grouped by subject, with prefixes. Source: the RDF 1.1 Turtle recommendation.
package enum TurtleWriter {
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
    let prefixes = vocabulary.prefixes.sorted { $0.key < $1.key }
    var text = prefixes.map { "@prefix \($0.key): <\(RDFText.iri($0.value))> .\n" }.joined()
    text += "@prefix property: <\(RDFText.iri(base))property/> .\n@prefix type: <\(RDFText.iri(base))type/> .\n"
    let namespaces = prefixes.map { ($0.key, $0.value) } + [("property", base + "property/"), ("type", base + "type/")]
    try RDFTriples(base: base, vocabulary: vocabulary).forEachSubject(in: graph) { subject, pairs in
      text += "\n<\(RDFText.iri(subject))>"
      for (index, pair) in pairs.enumerated() {
        text += index == 0 ? " " : " ;\n  "
        text += abbreviated(pair.predicate, namespaces) + " "
        switch pair.object {
        case .iri(let iri): text += abbreviated(iri, namespaces)
        case .literal(let value, nil): text += RDFText.string(value)
        case .literal(let value, let datatype?):
          text += RDFText.string(value) + "^^" + abbreviated(datatype, namespaces)
        }
      }
      text += " .\n"
    }
    output.write(text)
  }

  /// A prefixed name where the local part needs no escape, else the IRI.
  private static func abbreviated(_ iri: String, _ namespaces: [(prefix: String, iri: String)]) -> String {
    for (prefix, namespace) in namespaces where iri.hasPrefix(namespace) {
      let local = iri.dropFirst(namespace.count)
      if let first = local.utf8.first, isLetter(first),
        local.utf8.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F })
      {
        return "\(prefix):\(local)"
      }
    }
    return "<\(RDFText.iri(iri))>"
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
