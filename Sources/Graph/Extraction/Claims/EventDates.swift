internal import Language

/// Which time expression dates which event.
struct EventDates {
  let tree: SyntaxTree
  let times: [DocumentContext.ResolvedTime]
  private let bySentence: [Int: [Int]]

  init(tree: SyntaxTree, times: [DocumentContext.ResolvedTime]) {
    self.tree = tree
    self.times = times
    var bySentence: [Int: [Int]] = [:]
    for (index, time) in times.enumerated() where tree.tokens.indices.contains(time.head) {
      bySentence[tree.sentenceOf[time.head], default: []].append(index)
    }
    self.bySentence = bySentence
  }

  /// The time of the event that a token names: its own, else that of the verb it completes or is the object of.
  ///
  /// - Complexity: O(*t* · *d*) for the *t* time expressions of the sentence and the depth of the tree.
  func time(of trigger: Int) -> DocumentContext.ResolvedTime? {
    let candidates = (bySentence[tree.sentenceOf[trigger]] ?? []).map { times[$0] }
    guard !candidates.isEmpty else { return nil }
    var word = trigger
    var steps = 0
    while steps < 4 {
      let own = candidates.filter { dates($0, word) }
      if let best = own.first(where: { $0.date != nil }) ?? own.first { return best }
      guard let head = tree.head(word), isOpen(word, head) else { return nil }
      word = head
      steps += 1
    }
    return nil
  }

  /// The period in which a state held: "president from 2000 to 2008".
  func period(of trigger: Int) -> DocumentContext.ResolvedTime? {
    let periods = (bySentence[tree.sentenceOf[trigger]] ?? []).map { times[$0] }.filter {
      $0.from != nil || $0.to != nil
    }
    if let own = periods.first(where: { dates($0, trigger) }) { return own }
    // Parsers like to hang a period on another verb; what stands right behind the phrase belongs to it.
    return periods.first { period in
      let words = (trigger + 1)..<max(trigger + 1, period.tokens.lowerBound)
      return period.tokens.lowerBound > trigger && words.count <= 12
        && !words.contains { [.verb, .aux].contains(tree.tokens[$0].upos) }
    }
  }

  /// True if the expression hangs on the word without a clause between them.
  private func dates(_ time: DocumentContext.ResolvedTime, _ word: Int) -> Bool {
    // A time beside a named thing ("the 2016 election") dates that.
    if ["compound", "nummod", "amod", "flat"].contains(where: { tree.isRelation(time.head, $0) }) {
      // "a Sunday news conference": the occasion itself.
      return tree.head(time.head) == word && tree.isRelation(time.head, "compound") && tree.tokens[word].upos == .noun
    }
    let preposition = tree.marker(time.head) ?? "on"
    guard
      ["in", "on", "at", "during", "since", "from", "until", "till", "by", "over", "as_of", "between", "for"].contains(
        preposition)
    else { return false }
    guard let head = tree.head(time.head) else { return false }
    if head == word { return true }
    // "at next month's meeting", "in the early morning of Sunday".
    guard tree.isNominal(head), tree.child(head, "cop") == nil, tree.head(head) == word else { return false }
    return ["nmod:poss", "nmod:unmarked", "appos"].contains(tree.relation(time.head))
      && (tree.isRelation(head, "obl") || tree.isRelation(head, "nmod"))
  }

  /// True if the time of the head is also that of the word: infinitives, participles, objects of verbs.
  private func isOpen(_ word: Int, _ head: Int) -> Bool {
    if tree.tokens[word].upos != .verb {
      return ["obj", "nsubj", "nsubj:pass", "obl", "nmod", "nmod:poss", "compound", "conj", "appos"].contains(
        tree.relation(word))
        && tree.child(word, "cop") == nil
    }
    switch tree.relation(word) {
    case "xcomp": return true
    case "advcl":
      let marks = tree.marks(word)
      return marks.isEmpty || marks.contains("to")
    case "acl": return tree.marks(word).isEmpty
    default: return false
    }
  }
}
