internal import Language

/// Words of the text as values of properties.
struct Phrases {
  let tree: SyntaxTree
  let lexicon: Lexicon
  let referents: Referents

  /// The words that a token governs, without its preposition, article and what a comma sets off.
  func plain(_ token: Int) -> String { words(token, head: tree.tokens[token].form, isVerb: false) }

  /// What somebody is to do, the verb as a lemma: "resign", "not lead any investigations"; a noun gives its verb.
  func action(_ token: Int) -> String? {
    if tree.tokens[token].upos == .verb || tree.tokens[token].upos == .aux {
      let isNegated = tree.children(token).contains {
        tree.isRelation($0, "advmod") && lexicon.contains("negations", tree.lemmas[$0])
      }
      return (isNegated ? "not " : "") + words(token, head: tree.lemmas[token], isVerb: true)
    }
    if tree.child(token, "cop") != nil { return "be " + words(token, head: tree.tokens[token].form, isVerb: true) }
    if let verb = lexicon.value("nominalizations", tree.lemmas[token]) {
      return words(token, head: verb, isVerb: false, dropsLeft: true)
    }
    return nil
  }

  private func words(_ head: Int, head form: String, isVerb: Bool, dropsLeft: Bool = false) -> String {
    var skipped: Set<Int> = []
    for child in tree.children(head) {
      let relation = tree.relation(child)
      let isDropped: Bool
      if isVerb {
        isDropped =
          ["nsubj", "aux", "cop", "mark", "punct", "cc", "conj", "parataxis", "discourse", "vocative", "csubj", "expl"]
          .contains { tree.isRelation(child, $0) }
          || (relation == "advmod" && (child < head || lexicon.contains("negations", tree.lemmas[child])))
          || (relation == "advcl" && !["to"].contains(tree.marks(child).first ?? "")) || relation == "obl:unmarked"
      } else {
        isDropped =
          ["det", "case", "punct", "acl:relcl", "mark", "cop", "nsubj", "appos", "parataxis", "aux"].contains {
            tree.isRelation(child, $0)
          } || (dropsLeft && child < head)
      }
      if isDropped { skipped.formUnion(tree.span(child)) }
    }
    skipped.remove(head)
    var start = head
    if !isVerb { while start > 0, isPart(start - 1, of: head) { start -= 1 } }
    var text = ""
    var pendingSpace = false
    var token = start
    while token < tree.tokens.count, token == head || isPart(token, of: head) {
      defer { token += 1 }
      if token > head, isVerb, tree.tokens[token].upos == .punct,
        [",", ";", ":", "(", "—", "–", "\"", "”", "''"].contains(tree.tokens[token].form)
      {
        break
      }
      if skipped.contains(token) || (tree.tokens[token].upos == .punct && text.isEmpty) { continue }
      if pendingSpace, !text.isEmpty { text += " " }
      text += token == head ? form : tree.tokens[token].form
      pendingSpace = tree.tokens[token].spaceAfter || token == head
    }
    while let last = text.last, last == " " || last == "," || last == "." { text.removeLast() }
    return text
  }

  /// True if a token hangs somewhere below another.
  private func isPart(_ token: Int, of head: Int) -> Bool {
    var current: Int? = token
    while let word = current {
      if word == head { return true }
      current = tree.head(word)
    }
    return false
  }

  /// How often an event happened: "twice", "two meetings", "on three occasions".
  func count(_ trigger: Int, _ frame: Frame) -> Int? {
    for word in [trigger] + (frame.lightVerb.map { [$0] } ?? []) {
      for child in tree.children(word) {
        switch tree.relation(child) {
        case "advmod":
          if let number = lexicon.value("times", tree.lemmas[child]).flatMap({ Int($0) }) { return number }
        case "nummod":
          if word == trigger, let number = number(child) { return number }
        case "obl", "obl:unmarked", "obl:tmod", "nmod", "nmod:unmarked":
          if ["time", "occasion"].contains(tree.lemmas[child]), let number = tree.child(child, "nummod").flatMap(number)
          {
            return number
          }
        default: break
        }
      }
    }
    return nil
  }

  /// "former" for a past position, "designate" for a coming one, else "current" or what its adjective says.
  func tenure(_ trigger: Int) -> String {
    for child in tree.children(trigger) where tree.isRelation(child, "amod") || tree.isRelation(child, "compound") {
      if let tenure = lexicon.value("tenure-words", tree.tokens[child].form.lowercased()) { return tenure }
    }
    if tree.tokens[trigger].upos == .verb {
      // "was appointed caretaker manager"
      for child in tree.children(trigger) where ["xcomp", "obj", "obl"].contains(tree.relation(child)) {
        for word in tree.children(child) where ["amod", "compound"].contains(tree.relation(word)) {
          if let tenure = lexicon.value("tenure-words", tree.tokens[word].form.lowercased()), tenure == "acting" {
            return tenure
          }
        }
      }
    }
    var trigger = trigger
    if tree.child(trigger, "cop") == nil, tree.isRelation(trigger, "conj"), let head = tree.head(trigger),
      tree.child(head, "cop") != nil
    {
      trigger = head  // "was president and treasurer"
    }
    let verb = tree.child(trigger, "cop") ?? trigger
    let auxiliaries = tree.children(trigger).filter { tree.isRelation($0, "aux") }
    if auxiliaries.contains(where: { ["will", "shall", "'ll"].contains(tree.lemmas[$0]) }) { return "designate" }
    guard tree.tokens[verb].xpos == "VBD" || auxiliaries.contains(where: { tree.tokens[$0].xpos == "VBD" }) else {
      return "current"
    }
    // "was appointed" begins a tenure, "was president" ends one.
    let begins = tree.tokens[trigger].upos == .verb && lexicon.contains("beginning-verbs", tree.lemmas[trigger])
    return begins ? "current" : "former"
  }

  /// "past" if the verb above is in the past, else "current".
  func pastTenure(_ trigger: Int) -> String {
    var current = trigger
    while let head = tree.head(current) {
      if tree.tokens[head].upos == .verb {
        if ["VBD"].contains(tree.tokens[head].xpos) { return "past" }
        let auxiliaries = tree.children(head).filter { tree.isRelation($0, "aux") }
        if auxiliaries.contains(where: { tree.tokens[$0].xpos == "VBD" }) { return "past" }
        if !auxiliaries.isEmpty || ["VBZ", "VBP"].contains(tree.tokens[head].xpos) { return "current" }
      }
      current = head
    }
    return "current"
  }

  private func number(_ token: Int) -> Int? {
    let form = tree.lemmas[token]
    let value = Int(form) ?? lexicon.value("numbers", form).flatMap { Int($0) }
    return value.flatMap { 1...200 ~= $0 ? $0 : nil }
  }
}
