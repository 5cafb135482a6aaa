internal import CKernels

/// The head that gives every word its part of speech, treebank tag and lemma.
struct Tagger: Sendable {
  private let layer: Linear
  private let partsOfSpeech: [PartOfSpeech]
  private let tags: [String]
  private let lemmas: LemmaChooser

  /// Reads the tensors `tags.*` and the classes of the three layers.
  ///
  /// - Throws: ``ModelError`` if something is missing.
  init(_ file: ModelFile, hidden: Int) throws(ModelError) {
    let names = try file.classes("upos")
    partsOfSpeech = names.compactMap(PartOfSpeech.init)
    guard partsOfSpeech.count == names.count else { throw .damaged("labels 'upos' have an unknown part of speech") }
    tags = try file.classes("xpos")
    lemmas = try LemmaChooser(file, tags: tags)
    layer = try Linear(file, "tags", outs: names.count + tags.count + lemmas.count, ins: hidden)
  }

  /// Tags words.
  ///
  /// - Parameters:
  ///   - words: Their vectors.
  ///   - tokens: The words; filled in.
  ///   - scratch: Memory of this worker.
  func tag(_ words: InputRows, _ tokens: inout ArraySlice<Token>, scratch: HeadScratch) {
    let scores = scratch.scores.reserve(words.count * layer.width)
    layer.apply(words, to: scores, stride: layer.width)
    for (row, index) in tokens.indices.enumerated() {
      let start = scores + row * layer.width
      let partOfSpeech = partsOfSpeech[Int(ck_argmax(start, Int32(partsOfSpeech.count)))]
      let tag = Int(ck_argmax(start + partsOfSpeech.count, Int32(tags.count)))
      let scripts = start + partsOfSpeech.count + tags.count
      tokens[index].upos = partOfSpeech
      tokens[index].xpos = tags[tag]
      tokens[index].lemma = lemmas.lemma(of: tokens[index].form, partOfSpeech, tag: tag, scores: scripts)
    }
  }
}
