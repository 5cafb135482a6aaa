internal import CKernels

/// Chooses the lemma of a word among what its likely edit scripts make of it, with what a dictionary knows better than
/// an encoder that hardly sees the letters of frequent words.
///
/// Inflected forms that the dictionary knows have their script; for other words, a likely script that leads to a known
/// lemma wins over a likelier one that leads nowhere.
struct LemmaChooser: Sendable {
  private struct Dictionary: Sendable {
    let lemmas: SortedHashes
    /// Inflected forms and the numbers of their scripts.
    let forms: (keys: SortedHashes, scripts: HashValues)?
    let candidates: Int
    let margin: Float
  }

  private let scripts: [LemmaScript]
  private let dictionary: Dictionary?
  /// For each treebank tag, the hash of the tag and a space if it is one of inflected forms.
  private let inflected: [UInt64?]

  /// Reads the edit scripts and, where the file has one, the dictionary.
  ///
  /// - Parameters:
  ///   - file: A model.
  ///   - tags: The treebank tags.
  /// - Throws: ``ModelError`` if something is missing or cannot be read.
  init(_ file: ModelFile, tags: [String]) throws(ModelError) {
    let texts = try file.classes("lemma")
    scripts = texts.compactMap { LemmaScript($0) }
    guard scripts.count == texts.count else { throw .damaged("labels 'lemma' have a script that cannot be read") }
    guard file.has("lemmas.keys") else {
      dictionary = nil
      inflected = tags.map { _ in nil }
      return
    }
    var forms: (keys: SortedHashes, scripts: HashValues)?
    if file.has("forms.keys") {
      let keys = try SortedHashes(file, "forms.keys")
      forms = (keys, try HashValues(file, "forms.scripts", count: keys.count))
    }
    guard let margin = file.configuration["lemma_margin"]?.double else {
      throw .damaged("setting 'lemma_margin' is missing")
    }
    dictionary = Dictionary(
      lemmas: try SortedHashes(file, "lemmas.keys"), forms: forms,
      candidates: try file.setting("lemma_candidates", in: 1...64), margin: Float(margin))
    let names = try file.classes("inflected")
    inflected = tags.map { names.contains($0) ? SortedHashes.mix(SortedHashes.seed, $0 + " ") : nil }
  }

  /// The number of edit scripts.
  var count: Int { scripts.count }

  /// The lemma of a word.
  ///
  /// - Parameters:
  ///   - form: The word.
  ///   - partOfSpeech: Its part of speech.
  ///   - tag: The number of its treebank tag.
  ///   - scores: The scores of the edit scripts; changed.
  /// - Returns: The lemma.
  func lemma(
    of form: String, _ partOfSpeech: PartOfSpeech, tag: Int, scores: UnsafeMutablePointer<Float>
  ) -> String {
    let first = Int(ck_argmax(scores, Int32(scripts.count)))
    guard let dictionary else { return scripts[first].lemma(of: form) }
    if let prefix = inflected[tag], let forms = dictionary.forms,
      let known = forms.keys.index(of: Self.hash(of: form, after: prefix))
    {
      let script = Int(forms.scripts[known])
      if script < scripts.count { return scripts[script].lemma(of: form) }
    }
    let best = scripts[first].lemma(of: form)
    guard let group = Self.group(of: partOfSpeech) else { return best }
    let lower = best.lowercased()
    if inflected[tag] == nil, lower == form.lowercased() { return best }
    if dictionary.lemmas.index(of: SortedHashes.mix(group, lower)) != nil { return best }
    let least = scores[first] - dictionary.margin
    scores[first] = -.infinity
    for _ in 1..<dictionary.candidates {
      let next = Int(ck_argmax(scores, Int32(scripts.count)))
      guard scores[next] >= least else { break }
      scores[next] = -.infinity
      let other = scripts[next].lemma(of: form)
      if dictionary.lemmas.index(of: SortedHashes.mix(group, other.lowercased())) != nil { return other }
    }
    return best
  }

  private static let verbs = SortedHashes.mix(SortedHashes.seed, "V ")
  private static let nouns = SortedHashes.mix(SortedHashes.seed, "N ")
  private static let modifiers = SortedHashes.mix(SortedHashes.seed, "A ")

  /// The hash of the group that lemmas of a part of speech are listed in, and a space.
  private static func group(of partOfSpeech: PartOfSpeech) -> UInt64? {
    switch partOfSpeech {
    case .verb, .aux: verbs
    case .noun: nouns
    case .adj, .adv: modifiers
    default: nil
    }
  }

  /// Extends a hash by the form with plain quotes and dashes, in lower case.
  private static func hash(of form: String, after prefix: UInt64) -> UInt64 {
    var hash = prefix
    for byte in form.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): hash = SortedHashes.mix(hash, byte | 0x20)
      case UInt8(ascii: "`"): hash = SortedHashes.mix(hash, UInt8(ascii: "'"))
      case 0..<0x80: hash = SortedHashes.mix(hash, byte)
      default:
        var text = String.UnicodeScalarView()
        text.append(contentsOf: LemmaScript.normalized(form))
        return SortedHashes.mix(prefix, String(text).lowercased())
      }
    }
    return hash
  }
}
