internal import CKernels

/// Computes the scores of one document's mentions and pairs.
struct PairScorer: ~Copyable {
  private let model: CoreferenceModel
  private let isa: ck_isa
  /// The outputs of the model's heads for every mention.
  private var outputs = AlignedBuffer<Float>()
  private var products = AlignedBuffer<Float>()
  private var sums = AlignedBuffer<Float>()
  private let stride: Int

  /// Mentions whose hidden vectors are computed at once.
  private static let block = 64

  /// Computes what the scores of pairs are made of.
  ///
  /// - Parameters:
  ///   - model: The weights.
  ///   - isa: The instruction set of the kernels.
  ///   - heads: The head word of every mention.
  ///   - vectors: The vectors of all words, one after another.
  ///   - features: The features of every mention, as many as the model has templates.
  /// - Complexity: O(*m*) in the mentions.
  init(
    _ model: CoreferenceModel, _ isa: ck_isa, heads: [Int], vectors: UnsafeBufferPointer<Float>, features: [Int32]
  ) {
    self.model = model
    self.isa = isa
    let (hidden, width) = (model.hidden, model.width)
    stride = (model.headRows + 15) / 16 * 16
    let out = outputs.reserve(heads.count * stride)
    var gathered = AlignedBuffer<Float>(capacity: Self.block * width)
    var layer = AlignedBuffer<Float>(capacity: Self.block * hidden)
    let templates = model.mentionTemplates.count
    var first = 0
    while first < heads.count {
      let count = min(Self.block, heads.count - first)
      let input = gathered.reserve(count * width)
      let rows = layer.reserve(count * hidden)
      for row in 0..<count {
        let start = heads[first + row] * width
        for i in 0..<width { input[row * width + i] = start + i < vectors.count ? vectors[start + i] : 0 }
      }
      ck_dot_rows(
        isa, input, Int32(count), Int32(width), model.project.start, Int32(hidden), Int32(width), Int32(width), rows,
        Int32(hidden))
      for row in 0..<count {
        let own = rows + row * hidden
        for template in 0..<templates {
          let weights = model.mention.start + Int(features[(first + row) * templates + template]) * hidden
          for i in 0..<hidden { own[i] += weights[i] }
        }
      }
      ck_add_bias(isa, rows, model.projectBias.start, Int32(count), Int32(hidden), Int32(hidden), CK_GELU)
      ck_dot_rows(
        isa, rows, Int32(count), Int32(hidden), model.heads.start, Int32(model.headRows), Int32(hidden), Int32(hidden),
        out + first * stride, Int32(stride))
      for row in first..<first + count {
        for i in 0..<model.headRows { out[row * stride + i] += model.headsBias.start[i] }
      }
      first += count
    }
  }

  /// The score of referring to nothing before it.
  func none(_ mention: Int) -> Float { outputs.start[mention * stride + model.headRows - 1] }

  /// The scores of a mention's candidates.
  ///
  /// - Parameters:
  ///   - mention: The mention.
  ///   - candidates: Its candidates.
  ///   - features: The features of each pair, as many as the model has templates.
  ///   - scores: Gets one score per candidate.
  /// - Complexity: O(*k*) in the candidates.
  mutating func score(_ mention: Int, _ candidates: ArraySlice<Int32>, _ features: [Int32], to scores: inout [Float]) {
    scores.removeAll(keepingCapacity: true)
    let (columns, rank) = (CoreferenceModel.columns, model.rank)
    let templates = model.pairTemplates.count
    let own = outputs.start + mention * stride
    let query = own + 2 * columns
    let mixed = products.reserve(candidates.count * rank)
    for (row, candidate) in candidates.enumerated() {
      let key = outputs.start + Int(candidate) * stride + 2 * columns + rank
      for i in 0..<rank { mixed[row * rank + i] = query[i] * key[i] }
    }
    let layer = sums.reserve(candidates.count * columns)
    ck_dot_rows(
      isa, mixed, Int32(candidates.count), Int32(rank), model.product.start, Int32(columns), Int32(rank), Int32(rank),
      layer, Int32(columns))
    scores.append(contentsOf: repeatElement(0, count: candidates.count))
    candidates.withUnsafeBufferPointer { others in
      ck_score_pairs(
        isa, own, outputs.start + columns, Int32(stride), others.baseAddress, layer, model.pair.start, features,
        Int32(templates), model.score.start, Int32(candidates.count), &scores)
    }
  }
}
