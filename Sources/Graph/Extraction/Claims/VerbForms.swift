/// The inflected forms of the verbs that rules and status reading know.
///
/// A learned lemmatizer now and then cuts off too much ("met" to "m"); where the lemma is no verb that anybody asks for but
/// the form is one of a known verb, the known verb wins.
struct VerbForms: Sendable {
  private let known: Set<String>
  private var lemmaOf: [String: String] = [:]

  /// - Complexity: O(*v*) for *v* verbs.
  init(verbs: Set<String>, irregular: [(form: String, lemma: String)]) {
    known = verbs
    for verb in verbs.sorted() {
      for form in Self.regularForms(verb) where lemmaOf[form] == nil && !verbs.contains(form) { lemmaOf[form] = verb }
    }
    for (form, lemma) in irregular where verbs.contains(lemma) && !verbs.contains(form) { lemmaOf[form] = lemma }
  }

  /// The dictionary form of a verb as written, where the given one is unknown and the form is not.
  func lemma(of form: String, given lemma: String) -> String {
    known.contains(lemma) ? lemma : lemmaOf[form] ?? lemma
  }

  private static func regularForms(_ verb: String) -> [String] {
    guard let last = verb.last else { return [] }
    let stem = String(verb.dropLast())
    switch last {
    case "e": return [verb + "s", verb + "d", stem + "ing"] + (verb.hasSuffix("ie") ? [stem.dropLast() + "ying"] : [])
    case "y" where !"aeiou".contains(stem.last ?? "a"): return [stem + "ies", stem + "ied", verb + "ing"]
    case "s", "x", "h", "z": return [verb + "es", verb + "ed", verb + "ing"]
    default:
      let doubled = verb + String(last)
      return [verb + "s", verb + "ed", verb + "ing", doubled + "ed", doubled + "ing"]
    }
  }
}
