internal import CKernels

/// The head that finds the tree of a sentence: every word's head and relation (Dozat & Manning 2017).
struct BiaffineParser: Sendable {
  private let hidden: Int
  private let arc: Int
  private let relation: Int
  private let root: [Float]
  private let parts: Linear
  private let arcs: Linear
  private let relations: Linear
  private let relationsLast: Linear
  private let labels: [String]
  private let rootLabel: Int

  /// Reads the tensors `root`, `mlp.*`, `arc.*`, `rel.*` and `rel.last.*`.
  ///
  /// - Throws: ``ModelError`` if something is missing.
  init(_ file: ModelFile, hidden: Int) throws(ModelError) {
    self.hidden = hidden
    arc = try file.setting("arc", in: 16...1024)
    relation = try file.setting("rel", in: 32...1024)
    guard arc % 16 == 0, relation % Int(CK_PANEL) == 0 else {
      throw .damaged("the parser's vectors have \(arc) and \(relation) numbers, not multiples of 16 and 32")
    }
    labels = try file.classes("deprel")
    guard let rootLabel = labels.firstIndex(of: "root") else { throw .damaged("labels 'deprel' have no 'root'") }
    self.rootLabel = rootLabel
    root = try file.tensor("root").shaped(hidden).floats()
    parts = try Linear(file, "mlp", outs: 2 * arc + 2 * relation, ins: hidden)
    arcs = try Linear(file, "arc", outs: arc, ins: arc)
    relations = try Linear(file, "rel", outs: labels.count * relation, ins: relation)
    relationsLast = try Linear(file, "rel.last", outs: labels.count, ins: relation)
  }

  /// Parses sentences.
  ///
  /// - Parameters:
  ///   - words: The vectors of consecutive words.
  ///   - sentences: Runs of these words, from 0.
  ///   - tokens: The words; their heads and relations are filled in.
  ///   - scratch: Memory of this worker.
  /// - Complexity: O(*n*²) for the longest sentence.
  func parse(_ words: InputRows, sentences: [Range<Int>], _ tokens: inout ArraySlice<Token>, scratch: HeadScratch) {
    let count = words.count
    let width = parts.width
    // The vectors of the root stand in a row of their own behind those of the words.
    let vectors = scratch.hidden.reserve((count + 1) * width)
    parts.apply(words, to: vectors, stride: width, activation: CK_RELU)
    root.withUnsafeBufferPointer { root in
      guard let start = root.baseAddress else { return }
      let row = scratch.quantizer.rows(start, count: 1, width: hidden)
      parts.apply(row, to: vectors + count * width, stride: width, activation: CK_RELU)
    }
    let mixed = scratch.mixed.reserve(count * arcs.width)
    let dependents = scratch.quantizer.rows(vectors, count: count, width: arc, stride: width)
    arcs.apply(dependents, to: mixed, stride: arcs.width)
    scratch.rowNumbers.removeAll(keepingCapacity: true)
    for sentence in sentences {
      let heads = heads(of: sentence, vectors: vectors, root: vectors + count * width, mixed: mixed, scratch: scratch)
      for (offset, head) in heads.enumerated() {
        let index = tokens.startIndex + sentence.lowerBound + offset
        tokens[index].head = head == 0 ? nil : tokens.startIndex + sentence.lowerBound + head - 1
        scratch.rowNumbers.append(head == 0 ? count : sentence.lowerBound + head - 1)
      }
    }
    label(&tokens, vectors: vectors, count: count, scratch: scratch)
  }

  private func heads(
    of sentence: Range<Int>, vectors: UnsafePointer<Float>, root: UnsafePointer<Float>, mixed: UnsafePointer<Float>,
    scratch: HeadScratch
  ) -> [Int] {
    let size = sentence.count
    let scores = scratch.scores.reserve(size * (size + 1))
    let own = mixed + sentence.lowerBound * arcs.width
    let width = Int32(parts.width)
    ck_dot_rows(
      scratch.isa, own, Int32(size), Int32(arcs.width), root + arc, 1, width, Int32(arc), scores, Int32(size + 1))
    ck_dot_rows(
      scratch.isa, own, Int32(size), Int32(arcs.width), vectors + sentence.lowerBound * parts.width + arc, Int32(size),
      width, Int32(arc), scores + 1, Int32(size + 1))
    return scratch.tree.heads(scores: scores, stride: size + 1, count: size)
  }

  /// Chooses the relation of every word to the head that it has.
  ///
  /// For each relation, its matrix times the dependents, then the products with the heads: a relation's matrix passes the
  /// cache once for all words.
  private func label(
    _ tokens: inout ArraySlice<Token>, vectors: UnsafePointer<Float>, count: Int, scratch: HeadScratch
  ) {
    let width = parts.width
    let first = 2 * arc
    let heads = scratch.gathered.reserve(count * relation)
    for (row, source) in scratch.rowNumbers.enumerated() {
      (heads + row * relation).update(from: vectors + source * width + first + relation, count: relation)
    }
    let dependents = scratch.quantizer.rows(vectors + first, count: count, width: relation, stride: width)
    let scores = scratch.scores.reserve(count * relationsLast.width)
    let products = scratch.relations.reserve(count * (relation + relationsLast.width))
    let pairs = products + count * relation
    relationsLast.apply(dependents, to: scores, stride: relationsLast.width)
    for label in labels.indices {
      relations.apply(
        dependents, to: products, stride: relation, outputs: label * relation..<(label + 1) * relation)
      ck_dot_pairs(
        scratch.isa, products, heads, Int32(count), Int32(relation), pairs + label, Int32(relationsLast.width))
    }
    for (row, index) in tokens.indices.enumerated() {
      guard tokens[index].head != nil else {
        tokens[index].relation = labels[rootLabel]
        continue
      }
      var best = -1
      var top = -Float.infinity
      for label in labels.indices where label != rootLabel {
        let score = scores[row * relationsLast.width + label] + pairs[row * relationsLast.width + label]
        if score > top || best < 0 { (best, top) = (label, score) }
      }
      tokens[index].relation = best < 0 ? "dep" : labels[best]
    }
  }
}
