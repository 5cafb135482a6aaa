internal import CKernels

/// The head that gives every word its part of speech, treebank tag and lemma.
struct Tagger: Sendable {
  private let layer: Linear
  private let partsOfSpeech: [PartOfSpeech]
  private let tags: [String]
  private let scripts: [LemmaScript]

  /// Words whose scores are computed together.
  private static let block = 64

  /// Reads the tensors `tags.*` and the classes of the three layers.
  ///
  /// - Throws: ``ModelError`` if something is missing.
  init(_ file: ModelFile, hidden: Int) throws(ModelError) {
    let names = try file.classes("upos")
    partsOfSpeech = names.compactMap(PartOfSpeech.init)
    guard partsOfSpeech.count == names.count else { throw .damaged("labels 'upos' have an unknown part of speech") }
    tags = try file.classes("xpos")
    let texts = try file.classes("lemma")
    scripts = texts.compactMap { LemmaScript($0) }
    guard scripts.count == texts.count else { throw .damaged("labels 'lemma' have a script that cannot be read") }
    layer = try Linear(file, "tags", outs: names.count + tags.count + texts.count, ins: hidden)
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
      tokens[index].upos = partsOfSpeech[Int(ck_argmax(start, Int32(partsOfSpeech.count)))]
      tokens[index].xpos = tags[Int(ck_argmax(start + partsOfSpeech.count, Int32(tags.count)))]
      let script = ck_argmax(start + partsOfSpeech.count + tags.count, Int32(scripts.count))
      tokens[index].lemma = scripts[Int(script)].lemma(of: tokens[index].form)
    }
  }
}
