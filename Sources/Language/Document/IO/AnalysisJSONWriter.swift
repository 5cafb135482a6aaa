/// Writes analyses as JSON, one object per line:
/// `{"doc","text","sentences":[{"start","end","tokens":[{"start","end","form","lemma","upos","head","deprel"}]}],
/// "entities":[{"start","end","label"}],"coreference":[[{"start","end"},…],…]}`.
///
/// `head` is the position of the head in its sentence, counted from 1, 0 for the root; what is not known is `null`.
package struct AnalysisJSONWriter {
  private var json = JSONText()

  /// Creates an empty writer.
  package init() {}

  /// Takes out what was written so far.
  package mutating func take() -> [UInt8] { json.take() }

  /// Writes a document.
  ///
  /// - Parameters:
  ///   - analysis: What was found in the text.
  ///   - text: The text of the document.
  ///   - id: The name of the document.
  /// - Complexity: O(*n*) in the bytes of the text.
  package mutating func write(_ analysis: Analysis, of text: [UInt8], id: String) {
    json.write(raw: "{\"doc\":")
    json.write(id)
    json.write(raw: ",\"text\":")
    json.write(repairing: text)
    json.write(raw: ",\"sentences\":[")
    for (number, sentence) in analysis.sentences.enumerated() {
      if number > 0 { json.write(raw: ",") }
      writePlace(sentence.range)
      json.write(raw: ",\"tokens\":[")
      for index in sentence.tokens {
        if index > sentence.tokens.lowerBound { json.write(raw: ",") }
        write(analysis.tokens[index], first: sentence.tokens.lowerBound)
      }
      json.write(raw: "]}")
    }
    json.write(raw: "],\"entities\":[")
    for (number, entity) in analysis.entities.enumerated() {
      if number > 0 { json.write(raw: ",") }
      writePlace(analysis.range(of: entity.span))
      json.write(raw: ",\"label\":")
      json.write(entity.label.rawValue)
      json.write(raw: "}")
    }
    json.write(raw: "],\"coreference\":[")
    for (number, chain) in analysis.chains.enumerated() {
      json.write(raw: number > 0 ? ",[" : "[")
      for (position, mention) in chain.enumerated() {
        if position > 0 { json.write(raw: ",") }
        writePlace(analysis.range(of: mention))
        json.write(raw: "}")
      }
      json.write(raw: "]")
    }
    json.write(raw: "]}\n")
  }

  private mutating func write(_ token: Token, first: Int) {
    writePlace(token.range)
    json.write(raw: ",\"form\":")
    json.write(token.form)
    let isAnalyzed = token.relation != "_"
    json.write(raw: ",\"lemma\":")
    if isAnalyzed || token.lemma != "_" { json.write(token.lemma) } else { json.write(raw: "null") }
    json.write(raw: ",\"upos\":")
    if isAnalyzed || token.upos != .x { json.write(token.upos.rawValue) } else { json.write(raw: "null") }
    json.write(raw: ",\"head\":")
    if let head = token.head {
      json.write(head - first + 1)
    } else if isAnalyzed {
      json.write(0)
    } else {
      json.write(raw: "null")
    }
    json.write(raw: ",\"deprel\":")
    if isAnalyzed { json.write(token.relation) } else { json.write(raw: "null") }
    json.write(raw: "}")
  }

  private mutating func writePlace(_ range: Range<Int>) {
    json.write(raw: "{\"start\":")
    json.write(range.lowerBound)
    json.write(raw: ",\"end\":")
    json.write(range.upperBound)
  }
}

extension Analysis {
  /// From the first byte of a span to its last.
  ///
  /// - Parameter span: A span of tokens of this analysis.
  /// - Returns: Offsets into the text.
  public func range(of span: TokenSpan) -> Range<Int> {
    tokens[span.tokens.lowerBound].range.lowerBound..<tokens[span.tokens.upperBound - 1].range.upperBound
  }
}
