internal import Language

/// What a text says about the truth of an event, and on whose word.
struct Reading {
  /// How the text presents the event; `nil` where it leaves nothing to claim ("did not call for him to resign").
  var status: ClaimStatus? = .asserted
  /// Who says so, innermost first, each a group of coordinated speakers.
  var sources: [[Source]] = []
  /// How certain the reading is, 0 … 1.
  var confidence = 1.0
  /// The words that decided, for explanations: "denied by 'deny'".
  var reasons: [String] = []

  /// The origin of a claim.
  enum Source: Hashable {
    /// The word that heads a phrase for the speaker.
    case token(Int)
    /// An entity of the document: the speaker of a quotation.
    case entity(Int)
  }
}

/// Reads off the trees whether an event happened: from the word that names it up through everything that embeds it.
///
/// What the walk does not know makes the event possible, never asserted.
struct StatusReader {
  let tree: SyntaxTree
  let layer: PredicateLayer
  let lexicon: Lexicon
  let quotations: [DocumentContext.Quotation]

  /// Reads the status of the event that a token names.
  ///
  /// - Complexity: O(*d* · *c*) for the depth of the token and the children of the words above it.
  func read(_ trigger: Int, absorbsModal: Bool = false) -> Reading {
    var walk = StatusWalk(reader: self, trigger: trigger, absorbsModal: absorbsModal)
    walk.run()
    var reading = walk.reading
    if let quotation = quotation(around: trigger), let speaker = quotation.speaker {
      reading.sources.insert([.entity(speaker)], at: walk.sourcesInsideQuotation(quotation))
    }
    return reading
  }

  /// The innermost statement whose tokens hold a token.
  func quotation(around token: Int) -> DocumentContext.Quotation? {
    var found: DocumentContext.Quotation?
    for quotation in quotations where quotation.tokens.contains(token) {
      if let best = found, best.tokens.count <= quotation.tokens.count { continue }
      found = quotation
    }
    return found
  }

  /// True if the clause that holds a token ends in a question mark.
  func isQuestion(_ token: Int) -> Bool {
    let sentence = tree.sentenceOf[token]
    var current = token
    while current < tree.tokens.count, tree.sentenceOf[current] == sentence {
      switch tree.tokens[current].form {
      case "?", "?!", "!?", "??": return true
      case ".", "!", ";": return false
      default: break
      }
      current += 1
    }
    return false
  }

  /// True if a predicate is negated: "not", "never", "no longer", a negative subject.
  ///
  /// - Parameters:
  ///   - predicate: The predicate.
  ///   - noun: A noun whose own "no" has been counted already.
  /// - Returns: Whether it is.
  func isNegated(_ predicate: Int, besides noun: Int? = nil) -> Bool {
    // Whatever the parser made of it: a "not" between auxiliary and predicate negates the predicate.
    let auxiliary = tree.children(predicate).first { tree.isRelation($0, "aux") || tree.isRelation($0, "cop") }
    if let auxiliary, auxiliary < predicate,
      (auxiliary + 1..<predicate).contains(where: { isNegation($0) && tree.tokens[$0].upos != .det })
    {
      return true
    }
    for child in tree.children(predicate) where child != noun {
      let relation = tree.relation(child)
      if relation == "advmod" || relation == "det" || relation == "cc:preconj" || relation == "neg" {
        if isNegation(child) { return true }
        if tree.children(child).contains(where: { tree.isRelation($0, "advmod") && isNegation($0) }) {
          // "no longer", "not ever", but "not only".
          if tree.lemmas[child] == "long" || tree.lemmas[child] == "longer" || tree.lemmas[child] == "ever" {
            return true
          }
        }
      } else if tree.isRelation(child, "nsubj") || relation == "obj" {
        if isNegativePhrase(child) { return true }
      }
    }
    return false
  }

  private func isNegation(_ token: Int) -> Bool {
    guard lexicon.contains("negations", tree.lemmas[token]) || tree.tokens[token].form.lowercased() == "n't" else {
      return false
    }
    let next = token + 1
    guard next < tree.tokens.count else { return true }
    // "not only", "not just", and "not … until …", which says when it did happen.
    if ["only", "just", "merely", "simply", "solely"].contains(tree.lemmas[next]) { return false }
    if let verb = tree.head(token), tree.tokens[verb].upos == .verb {
      let isDelayed = tree.children(verb).contains {
        tree.isRelation($0, "obl") && tree.marker($0) == "until" || tree.marks($0).contains("until")
      }
      if isDelayed { return false }
    }
    return true
  }

  /// True for "nobody", "none of them", "no official".
  func isNegativePhrase(_ noun: Int) -> Bool {
    if lexicon.contains("negative-determiners", tree.lemmas[noun]),
      tree.tokens[noun].upos == .pron
        || tree.tokens[noun].upos == .noun
    {
      return true
    }
    return tree.children(noun).contains {
      (tree.isRelation($0, "det") || tree.isRelation($0, "cc") || tree.lemmas[$0] == "neither")
        && lexicon.contains("negative-determiners", tree.lemmas[$0])
    }
  }

  /// The strongest modality that the auxiliaries of a predicate express.
  enum Modality {
    /// None: "met", "has met".
    case none
    /// "will", "shall".
    case future
    /// "would", whose meaning the verb above decides.
    case would
    /// "may", "could", "would have".
    case weak
    /// "should", "must", "ought to".
    case obligation
    /// "should have": wanted, and did not happen.
    case unfulfilled
  }

  /// The modality of a predicate.
  func modality(_ predicate: Int) -> Modality {
    var found = Modality.none
    var hasPerfect = false
    for child in tree.children(predicate) where tree.isRelation(child, "aux") {
      switch tree.lemmas[child] {
      case "will", "shall", "'ll", "’ll", "wo", "gonna": found = .future
      case "would", "'d", "’d":
        if tree.tokens[child].xpos != "VBD" { found = .would }
      case "may", "might", "could", "can", "ca": found = .weak
      case "should", "must", "ought", "need": found = .obligation
      case "have": hasPerfect = true
      case "be":
        if tree.marks(predicate).contains("to"), tree.tokens[predicate].xpos == "VB" { found = .future }
      default: break
      }
    }
    if hasPerfect, found == .would { return .weak }
    if hasPerfect, found == .obligation { return .unfulfilled }
    return found
  }
}
