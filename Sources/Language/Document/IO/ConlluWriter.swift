/// Writes analyses as CoNLL-U, the exchange format of Universal Dependencies.
///
/// Entities and coreference stand in the last column, in the bracket notation of CoNLL-2012: `Entity=(Person` … `)` and
/// `Coref=(3` … `3)`.
package struct ConlluWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  /// Creates an empty writer.
  package init() {}

  /// Takes out what was written so far.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Writes a document.
  ///
  /// - Parameters:
  ///   - analysis: What was found in the text.
  ///   - text: The text of the document.
  ///   - id: The name of the document.
  ///   - paragraphs: The first token of each paragraph, in order.
  /// - Complexity: O(*n*) in the bytes of the text.
  package mutating func write(_ analysis: Analysis, of text: [UInt8], id: String, paragraphs: [Int] = []) {
    let marks = SpanMarks(analysis)
    var paragraph = 0
    write("# newdoc id = ")
    writeComment(Array(id.utf8)[...])
    for (number, sentence) in analysis.sentences.enumerated() {
      var beginsParagraph = false
      while paragraph < paragraphs.count, paragraphs[paragraph] <= sentence.tokens.lowerBound {
        beginsParagraph = true
        paragraph += 1
      }
      if beginsParagraph { write("# newpar\n") }
      write("# sent_id = ")
      writeName(id)
      write("-\(number + 1)\n# text = ")
      writeComment(text[max(0, sentence.range.lowerBound)..<min(text.count, sentence.range.upperBound)])
      writeTokens(sentence, of: analysis, marks: marks)
      bytes.append(0x0A)
    }
  }

  private mutating func writeTokens(_ sentence: Sentence, of analysis: Analysis, marks: SpanMarks) {
    let first = sentence.tokens.lowerBound
    for index in sentence.tokens {
      let token = analysis.tokens[index]
      var isPart = token.continuesToken
      if !isPart, index + 1 < sentence.tokens.upperBound, analysis.tokens[index + 1].continuesToken {
        isPart = true
        writeRange(from: index, sentence: sentence, analysis: analysis)
      }
      write("\(index - first + 1)\t")
      writeField(token.form)
      write("\t")
      writeField(token.lemma)
      write(token.upos == .x && token.relation == "_" ? "\t_\t" : "\t\(token.upos.rawValue)\t")
      write(token.xpos.isEmpty ? "_\t_\t" : token.xpos + "\t_\t")
      if let head = token.head {
        write("\(head - first + 1)")
      } else {
        write(token.relation == "_" ? "_" : "0")
      }
      write("\t")
      writeField(token.relation)
      write("\t_\t")
      writeMisc(token, at: index, isPart: isPart, marks: marks)
    }
  }

  private mutating func writeRange(from index: Int, sentence: Sentence, analysis: Analysis) {
    var end = index + 1
    while end < sentence.tokens.upperBound, analysis.tokens[end].continuesToken { end += 1 }
    let first = sentence.tokens.lowerBound
    write("\(index - first + 1)-\(end - first)\t")
    for part in index..<end { writeField(analysis.tokens[part].form) }
    write("\t_\t_\t_\t_\t_\t_\t_\t")
    write(analysis.tokens[end - 1].spaceAfter ? "_\n" : "SpaceAfter=No\n")
  }

  private mutating func writeMisc(_ token: Token, at index: Int, isPart: Bool, marks: SpanMarks) {
    var isEmpty = true
    func separate(_ bytes: inout [UInt8]) {
      if !isEmpty { bytes.append(UInt8(ascii: "|")) }
      isEmpty = false
    }
    for (name, marks) in [("Entity=", marks.entities[index]), ("Coref=", marks.chains[index])] {
      guard let marks else { continue }
      separate(&bytes)
      write(name + marks)
    }
    if !token.spaceAfter, !isPart {
      separate(&bytes)
      write("SpaceAfter=No")
    }
    write(isEmpty ? "_\n" : "\n")
  }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes a form; blanks and control characters, which would break the columns, become U+FFFD or spaces.
  private mutating func writeField(_ field: String) {
    if field.isEmpty { bytes.append(UInt8(ascii: "_")) }
    for byte in field.utf8 {
      if byte < 0x20 || byte == 0x7F {
        bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
      } else {
        bytes.append(byte)
      }
    }
  }

  /// Writes an identifier, which must not hold blanks.
  private mutating func writeName(_ name: String) {
    for byte in name.utf8 { bytes.append(byte <= 0x20 || byte == 0x7F ? UInt8(ascii: "_") : byte) }
  }

  /// Writes a text on one line: line breaks and control characters become blanks, what is not UTF-8 becomes U+FFFD.
  private mutating func writeComment(_ text: ArraySlice<UInt8>) {
    for byte in String(decoding: text, as: UTF8.self).utf8 {
      bytes.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte)
    }
    bytes.append(0x0A)
  }
}

/// The brackets that open and close at each token.
private struct SpanMarks {
  /// Brackets of entities by token.
  var entities: [Int: String] = [:]
  /// Brackets of coreference chains by token, numbered from 1.
  var chains: [Int: String] = [:]

  init(_ analysis: Analysis) {
    for entity in analysis.entities {
      let name = entity.label.rawValue
      Self.mark(&entities, entity.span, open: "(\(name)", close: ")")
    }
    var spans: [(span: TokenSpan, chain: Int)] = []
    for (number, chain) in analysis.chains.enumerated() { spans += chain.map { ($0, number + 1) } }
    spans.sort { ($0.span, $0.chain) < ($1.span, $1.chain) }
    // Longer spans come first, so that brackets open from the outside in; they close the other way round.
    for (span, chain) in spans where span.tokens.count > 1 {
      chains[span.tokens.lowerBound, default: ""] += "(\(chain)"
    }
    for (span, chain) in spans where span.tokens.count == 1 {
      chains[span.tokens.lowerBound, default: ""] += "(\(chain))"
    }
    for (span, chain) in spans.reversed() where span.tokens.count > 1 {
      chains[span.tokens.upperBound - 1, default: ""] += "\(chain))"
    }
  }

  private static func mark(_ marks: inout [Int: String], _ span: TokenSpan, open: String, close: String) {
    if span.tokens.count == 1 {
      marks[span.tokens.lowerBound, default: ""] += open + close
    } else if !span.tokens.isEmpty {
      marks[span.tokens.lowerBound, default: ""] += open
      marks[span.tokens.upperBound - 1, default: ""] += close
    }
  }
}
