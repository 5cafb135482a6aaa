@testable import Language

/// An analysis from a few characters per word, for tests of what stands after the parser.
///
/// Words are `form|XPOS|head|relation`, separated by blanks; heads count from 1 within the sentence, 0 for its root.
/// `Person:` and the like before a word begin an entity, `+` before a word continues it.
func sketch(_ sentences: String...) -> Analysis {
  var analysis = Analysis()
  for sentence in sentences {
    let base = analysis.tokens.count
    for word in sentence.split(separator: " ") {
      let columns = word.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard columns.count == 4 else { continue }
      var form = columns[0]
      let index = analysis.tokens.count
      if form.count > 1, form.hasPrefix("+") {
        form.removeFirst()
        if let last = analysis.entities.last {
          analysis.entities[analysis.entities.count - 1].span = TokenSpan(last.span.tokens.lowerBound..<index + 1)
        }
      } else if let colon = form.firstIndex(of: ":"), let label = EntityMention.Label(rawValue: String(form[..<colon]))
      {
        form = String(form[form.index(after: colon)...])
        analysis.entities.append(EntityMention(span: TokenSpan(index..<index + 1), label: label))
      }
      let head = Int(columns[2]) ?? 0
      analysis.tokens.append(
        Token(
          range: 0..<0, form: form, lemma: form.lowercased(), upos: partOfSpeech(columns[1]), xpos: columns[1],
          head: head > 0 ? base + head - 1 : nil, relation: columns[3]))
    }
    analysis.sentences.append(Sentence(tokens: base..<analysis.tokens.count, range: 0..<0))
  }
  return analysis
}

private func partOfSpeech(_ tag: String) -> PartOfSpeech {
  switch tag {
  case "NN", "NNS": .noun
  case "NNP", "NNPS": .propn
  case "PRP", "PRP$", "WP": .pron
  case "DT": .det
  case "IN": .adp
  case "CC": .cconj
  case "JJ": .adj
  case let tag where tag.hasPrefix("V"): .verb
  case let tag where tag.first?.isLetter == false: .punct
  default: .x
  }
}
