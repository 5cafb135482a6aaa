internal import CKernels

/// Analyzes one text after another with a shared model.
///
/// An analyzer owns the memory that it works in, so it belongs to one thread at a time; making one is cheap. The same
/// words give the same analysis whatever was analyzed before and on however many threads.
public final class Analyzer {
  /// The model that this analyzer reads.
  public let model: LanguageModel
  private let encoding: EncoderScratch
  private let deciding: HeadScratch
  private var window: Window
  private var sentence = SentencePieces()
  /// The words of the window: whole sentences, or the parts of a very long one.
  private var pending: [Range<Int>] = []
  private var document: EncodedDocument
  /// The tokenizer's log-odds of a sentence start at each token; empty where the sentences are given.
  private var boundaryScores: [Float] = []
  /// The sentences, once the encoder has had its say about them.
  private var resegmented: [Sentence] = []
  /// True when the pending sentence was encoded in several windows, whose edges it must not be judged by.
  private var isSpread = false
  /// When set, what spoke for and against sentence starts is kept, so that its weights can be fitted.
  package var keepsBoundaryEvidence = false
  /// The evidence that was kept: token, the tokenizer's log-odds, the encoder's.
  package private(set) var boundaryEvidence: [(token: Int, tokenizer: Float, encoder: Float)] = []

  /// Words that are parsed as one sentence at most; a longer one is parsed in parts that hang on the first one's root.
  static let sentenceLimit = 1024
  /// Words whose vectors are kept at once; coreference sees as many. Bounds the memory that a long text takes.
  static let documentLimit = 16384

  /// Creates an analyzer.
  ///
  /// - Parameter model: The model to read.
  public init(_ model: LanguageModel) {
    self.model = model
    encoding = EncoderScratch(model.instructionSet)
    deciding = HeadScratch(model.instructionSet)
    window = Window(limit: model.encoder.window, start: model.pieces.start, end: model.pieces.end)
    document = EncodedDocument(tokens: 0..<0, width: model.encoder.hidden, vectors: [])
  }

  /// Analyzes a text: words, sentences, tags, trees, entities, coreference.
  ///
  /// - Parameters:
  ///   - text: Any bytes; those that are not UTF-8 are accepted.
  ///   - breaks: Offsets, in order, where a sentence ends in any case.
  /// - Returns: The analysis, with offsets in bytes of `text`.
  /// - Complexity: O(*n*) in the bytes of the text.
  public func analyze(_ text: [UInt8], breaks: [Int] = []) -> Analysis {
    isSpread = false
    let segmentation = model.tokenizer.segment(text, breaks: breaks)
    boundaryScores = model.sentenceHead == nil ? [] : segmentation.boundaryScores
    resegmented.removeAll(keepingCapacity: true)
    // The last use, so that the tokens are handed over and not copied when they are filled in.
    var analysis = segmentation.analysis
    annotateSentences(&analysis)
    boundaryScores = []
    return analysis
  }

  /// Analyzes a text.
  ///
  /// - Parameter text: A text; offsets count its UTF-8 bytes.
  /// - Returns: The analysis.
  /// - Complexity: O(*n*) in the bytes of the text.
  public func analyze(_ text: String) -> Analysis { analyze(Array(text.utf8)) }

  /// Fills in tags, lemmas, trees, entities and coreference of given words and sentences.
  ///
  /// - Parameter analysis: Tokens and sentences, which stay as they are; all other layers are replaced.
  /// - Complexity: O(*n*) in the tokens.
  public func annotate(_ analysis: inout Analysis) {
    boundaryScores = []
    annotateSentences(&analysis)
  }

  private func annotateSentences(_ analysis: inout Analysis) {
    analysis.entities.removeAll()
    analysis.chains.removeAll()
    document.tokens = 0..<0
    document.vectors.removeAll(keepingCapacity: true)
    document.vectors.reserveCapacity(min(analysis.tokens.count, Self.documentLimit) * document.width)
    for sentence in analysis.sentences {
      if sentence.tokens.upperBound - document.tokens.lowerBound > Self.documentLimit, !document.tokens.isEmpty {
        finishWindow(&analysis)
        finishDocument(&analysis)
      }
      annotate(sentence.tokens, in: &analysis)
    }
    finishWindow(&analysis)
    finishDocument(&analysis)
  }

  private func annotate(_ tokens: Range<Int>, in analysis: inout Analysis) {
    guard tokens.count > Self.sentenceLimit else {
      encode(tokens, in: &analysis)
      return
    }
    // A part ends at punctuation where its last quarter has some.
    var start = tokens.lowerBound
    var roots: [Int] = []
    while start < tokens.upperBound {
      var end = min(start + Self.sentenceLimit, tokens.upperBound)
      if end < tokens.upperBound {
        let tail = (end - Self.sentenceLimit / 4)..<end
        if let mark = tail.last(where: { CaseClass(of: analysis.tokens[$0].form) == .noLetter }) { end = mark + 1 }
      }
      encode(start..<end, in: &analysis)
      finishWindow(&analysis)
      if let root = (start..<end).first(where: { analysis.tokens[$0].head == nil }) { roots.append(root) }
      start = end
      if document.tokens.count >= Self.documentLimit { finishDocument(&analysis) }
    }
    for root in roots.dropFirst() {
      analysis.tokens[root].head = roots.first
      analysis.tokens[root].relation = "parataxis"
    }
  }

  /// Adds a sentence to the window, or encodes what stands in its way first.
  private func encode(_ tokens: Range<Int>, in analysis: inout Analysis) {
    guard !tokens.isEmpty else { return }
    sentence.read(analysis.tokens[tokens], with: model.pieces, model.gazetteer)
    if !window.hasRoom(for: sentence.pieceCount) { finishWindow(&analysis) }
    pending.append(tokens)
    if window.hasRoom(for: sentence.pieceCount) {
      window.append(0..<sentence.count, of: sentence)
      return
    }
    // A sentence that no window holds is encoded in windows of its own and then parsed whole.
    var first = 0
    for word in 0..<sentence.count {
      if !window.hasRoom(for: sentence.pieces(of: word).count) {
        encodeWindow()
        isSpread = true
        first = word
      }
      window.append(word..<word + 1, of: sentence)
    }
    if first < sentence.count { encodeWindow() }
    finishWindow(&analysis)
  }

  private func encodeWindow() {
    guard !window.isEmpty else { return }
    let width = model.encoder.hidden
    let count = window.words.count
    window.close()
    let start = document.vectors.count
    document.vectors.append(contentsOf: repeatElement(0, count: count * width))
    document.vectors.withUnsafeMutableBufferPointer { vectors in
      guard let base = vectors.baseAddress else { return }
      model.encoder.encode(window, scratch: encoding, to: base + start)
    }
    window.clear()
  }

  /// Encodes the window and decides everything within its sentences.
  private func finishWindow(_ analysis: inout Analysis) {
    encodeWindow()
    guard let first = pending.first?.lowerBound, let end = pending.last?.upperBound else { return }
    let width = model.encoder.hidden
    if document.tokens.isEmpty { document.tokens = first..<first }
    var sentences = pending.map { $0.lowerBound - first..<$0.upperBound - first }
    document.vectors.withUnsafeBufferPointer { vectors in
      guard let base = vectors.baseAddress else { return }
      let words = deciding.words.rows(
        base + (first - document.tokens.lowerBound) * width, count: end - first, width: width)
      if !boundaryScores.isEmpty { sentences = resegment(sentences, words, first: first, tokens: analysis.tokens) }
      model.tagger.tag(words, &analysis.tokens[first..<end], scratch: deciding)
      model.parser.parse(words, sentences: sentences, &analysis.tokens[first..<end], scratch: deciding)
      model.recognizer.recognize(
        words, sentences: sentences, first: first, to: &analysis.entities, scratch: deciding)
    }
    document.tokens = document.tokens.lowerBound..<end
    pending.removeAll(keepingCapacity: true)
  }

  /// Cuts the words of a window into sentences anew, with the encoder's knowledge.
  private func resegment(
    _ sentences: [Range<Int>], _ words: InputRows, first: Int, tokens: [Token]
  ) -> [Range<Int>] {
    var result = sentences
    if let head = model.sentenceHead, !isSpread {
      let evidence = head.evidence(words, first: first, scores: boundaryScores, scratch: deciding)
      if keepsBoundaryEvidence { boundaryEvidence += evidence.map { ($0.token, $0.tokenizer, $0.encoder) } }
      var isStart = (0..<words.count).map { boundaryScores[first + $0] > 0 }
      for found in evidence { isStart[found.token - first] = found.combined > 0 }
      result.removeAll(keepingCapacity: true)
      var start = 0
      for word in 1..<max(1, words.count) where isStart[word] {
        result.append(start..<word)
        start = word
      }
      if start < words.count { result.append(start..<words.count) }
    }
    isSpread = false
    for range in result {
      let range = range.lowerBound + first..<range.upperBound + first
      let end = tokens[range.upperBound - 1].range.upperBound
      resegmented.append(Sentence(tokens: range, range: tokens[range.lowerBound].range.lowerBound..<end))
    }
    return result
  }

  /// Decides what goes over sentences, and forgets the vectors.
  private func finishDocument(_ analysis: inout Analysis) {
    // Coreference sees the sentences as the encoder cut them.
    if !boundaryScores.isEmpty { analysis.sentences = resegmented }
    if let resolver = model.resolver, !document.tokens.isEmpty {
      let found = document.vectors.withUnsafeBufferPointer {
        resolver.resolve(analysis, document.tokens, vectors: $0, model.instructionSet)
      }
      analysis.chains.append(contentsOf: found)
    }
    document.tokens = 0..<0
    document.vectors.removeAll(keepingCapacity: true)
  }
}
