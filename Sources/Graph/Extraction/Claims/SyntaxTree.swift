internal import Language

/// The dependency trees of a document with their children at hand.
///
/// Heads that would close a cycle are cut, so that every walk up or down ends, whatever tree a user hands in.
/// Building it takes O(*n*) for *n* tokens.
struct SyntaxTree {
  /// The tokens of the document.
  let tokens: [Token]
  /// Dictionary forms in lower case.
  let lemmas: [String]
  /// The sentence of each token.
  let sentenceOf: [Int]
  private let heads: [Int]
  private let childStart: [Int]
  private let childList: [Int]
  private let firstOf: [Int]
  private let lastOf: [Int]

  init(_ analysis: Analysis, verbs: VerbForms? = nil) {
    tokens = analysis.tokens
    let count = tokens.count
    lemmas = tokens.map { token in
      let lemma = (token.lemma == "_" ? token.form : token.lemma).lowercased()
      guard token.upos == .verb, let verbs else { return lemma }
      return verbs.lemma(of: token.form.lowercased(), given: lemma)
    }
    var sentenceOf = [Int](repeating: 0, count: count)
    for (index, sentence) in analysis.sentences.enumerated() {
      for token in sentence.tokens.clamped(to: 0..<count) { sentenceOf[token] = index }
    }
    self.sentenceOf = sentenceOf
    let order: [Int]
    (heads, order) = Self.acyclicHeads(tokens, sentenceOf)
    var start = [Int](repeating: 0, count: count + 1)
    for head in heads where head >= 0 { start[head + 1] += 1 }
    for index in 0..<count { start[index + 1] += start[index] }
    var fill = start
    var list = [Int](repeating: 0, count: start[count])
    for token in 0..<count where heads[token] >= 0 {
      list[fill[heads[token]]] = token
      fill[heads[token]] += 1
    }
    childStart = start
    childList = list
    var first = Array(0..<count)
    var last = Array(0..<count)
    for token in order.reversed() where heads[token] >= 0 {
      first[heads[token]] = min(first[heads[token]], first[token])
      last[heads[token]] = max(last[heads[token]], last[token])
    }
    firstOf = first
    lastOf = last
  }

  /// Heads without cycles (-1 for a root), and the tokens in an order in which heads come before their children.
  private static func acyclicHeads(_ tokens: [Token], _ sentenceOf: [Int]) -> (heads: [Int], order: [Int]) {
    var heads = tokens.indices.map { token -> Int in
      guard let head = tokens[token].head, tokens.indices.contains(head), head != token,
        sentenceOf[head] == sentenceOf[token]
      else { return -1 }
      return head
    }
    var state = [UInt8](repeating: 0, count: tokens.count)
    var order: [Int] = []
    var path: [Int] = []
    for token in tokens.indices where state[token] == 0 {
      var current = token
      while current >= 0, state[current] == 0 {
        state[current] = 1
        path.append(current)
        let head = heads[current]
        if head >= 0, state[head] == 1 { heads[current] = -1 }
        current = heads[current]
      }
      for visited in path.reversed() {
        state[visited] = 2
        order.append(visited)
      }
      path.removeAll(keepingCapacity: true)
    }
    return (heads, order)
  }

  /// The head of a token, or `nil` for a root.
  func head(_ token: Int) -> Int? { heads[token] >= 0 ? heads[token] : nil }

  /// The children of a token in text order.
  func children(_ token: Int) -> ArraySlice<Int> { childList[childStart[token]..<childStart[token + 1]] }

  /// The relation of a token to its head.
  func relation(_ token: Int) -> String { tokens[token].relation }

  /// True if the relation is `base` or a subtype of it.
  func isRelation(_ token: Int, _ base: String) -> Bool {
    let relation = tokens[token].relation
    if relation == base { return true }
    return relation.utf8.count > base.utf8.count && relation.hasPrefix(base)
      && relation.utf8[relation.utf8.index(relation.utf8.startIndex, offsetBy: base.utf8.count)] == 0x3A
  }

  /// The children whose relation is `base` or a subtype of it.
  func children(_ token: Int, _ base: String) -> [Int] { children(token).filter { isRelation($0, base) } }

  /// The first child whose relation is `base` or a subtype of it.
  func child(_ token: Int, _ base: String) -> Int? { children(token).first { isRelation($0, base) } }

  /// The tokens from the first to the last descendant of a token, itself included.
  func span(_ token: Int) -> Range<Int> { firstOf[token]..<lastOf[token] + 1 }

  /// True for nouns, names, pronouns and numbers.
  func isNominal(_ token: Int) -> Bool {
    switch tokens[token].upos {
    case .noun, .propn, .pron, .num, .sym, .x: true
    default: false
    }
  }

  /// True for a token that carries a clause: a verb, or a predicate with a copula or a subject.
  func isClausal(_ token: Int) -> Bool {
    tokens[token].upos == .verb || children(token).contains { isRelation($0, "cop") || isRelation($0, "nsubj") }
  }

  /// A token and the nominals coordinated with it, in text order.
  func conjuncts(_ token: Int) -> [Int] {
    var found = [token]
    for child in children(token) where isRelation(child, "conj") && isNominal(child) && !isClausal(child) {
      // The "D" of "Ann Lee, D-Ohio, and …" is no second person.
      if tokens[child].form.utf8.count == 1, tokens[child].upos != .pron { continue }
      found += conjuncts(child)
    }
    return found
  }

  /// The preposition or subordinator of a token in lower case, its fixed parts joined by "_"; `nil` without one.
  func marker(_ token: Int) -> String? {
    guard let word = children(token).first(where: { isRelation($0, "case") && tokens[$0].upos != .part }) else {
      return nil
    }
    return joined(word)
  }

  /// The subordinators of a clause in lower case.
  func marks(_ token: Int) -> [String] { children(token, "mark").map(joined) }

  /// A function word with its fixed parts.
  func joined(_ word: Int) -> String {
    let rest = children(word, "fixed")
    let first = lemmas[word] == "accord" ? "according" : lemmas[word]
    return rest.reduce(first) { $0 + "_" + lemmas[$1] }
  }

  /// True for "who", "which", "that", "whom", "whose" that introduce a relative clause.
  func isRelativePronoun(_ token: Int) -> Bool {
    switch tokens[token].xpos {
    case "WDT", "WP", "WP$": return true
    default: return tokens[token].upos == .pron && lemmas[token] == "that" && tokens[token].xpos != "DT"
    }
  }
}
