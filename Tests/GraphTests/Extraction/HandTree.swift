import Language

@testable import Graph

/// A tree written by hand: words as `form/lemma/UPOS/XPOS/head/relation`, heads counted from 1, 0 for the root.
struct HandTree {
  var analysis = Analysis()
  var text = ""

  init(_ rows: String) {
    let first = 0
    for row in rows.split(whereSeparator: \.isWhitespace) {
      let fields = row.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 6, let head = Int(fields[4]) else { continue }
      if !text.isEmpty { text += " " }
      let start = text.utf8.count
      text += fields[0]
      analysis.tokens.append(
        Token(
          range: start..<text.utf8.count, form: fields[0], lemma: fields[1],
          upos: PartOfSpeech(rawValue: fields[2]) ?? .x, xpos: fields[3], head: head > 0 ? first + head - 1 : nil,
          relation: fields[5]))
    }
    analysis.sentences = [Sentence(tokens: 0..<analysis.tokens.count, range: 0..<text.utf8.count)]
  }

  /// The position of a word.
  func index(of form: String) -> Int { analysis.tokens.firstIndex { $0.form == form } ?? 0 }

  /// The layers that rules read, with the words of the standard rules.
  func layers() throws -> (tree: SyntaxTree, layer: PredicateLayer, reader: StatusReader) {
    let lexicon = try RuleSet.standard().lexicon
    let tree = SyntaxTree(analysis)
    let layer = PredicateLayer(tree, lexicon: lexicon)
    return (tree, layer, StatusReader(tree: tree, layer: layer, lexicon: lexicon, quotations: []))
  }
}
