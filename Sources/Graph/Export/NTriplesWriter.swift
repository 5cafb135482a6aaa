/// Writes RDF as N-Triples, one triple a line. Source: the RDF 1.1 N-Triples recommendation.
package enum NTriplesWriter {
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
    var lines = ""
    try RDFTriples(base: base, vocabulary: vocabulary).forEachSubject(in: graph) { subject, pairs in
      for (predicate, object) in pairs {
        lines += "<\(RDFText.iri(subject))> <\(RDFText.iri(predicate))> \(RDFText.term(object)) .\n"
      }
    }
    output.write(lines)
  }
}

/// Terms in the notation that N-Triples and Turtle share.
enum RDFText {
  /// A term.
  static func term(_ term: RDFTriples.Term) -> String {
    switch term {
    case .iri(let iri): "<\(Self.iri(iri))>"
    case .literal(let text, nil): string(text)
    case .literal(let text, let datatype?): "\(string(text))^^<\(iri(datatype))>"
    }
  }

  /// An IRI with the characters escaped that may not stand between angle brackets.
  static func iri(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.value <= 0x20 || "<>\"{}|^`\\".unicodeScalars.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A string literal.
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
