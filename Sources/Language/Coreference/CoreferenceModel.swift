internal import CKernels

/// The network of the resolver: a hidden vector per mention, a score per pair of mention and candidate.
///
/// With h = gelu(W x + M f) for a mention of word vector x and features f, the pair of a mention i and a candidate j with
/// features g scores w · relu(L h_i + R h_j + P g + H (Q h_i ∘ K h_j)) + p · g + Q h_i · K h_j, against N h_i for "refers
/// to nothing before it" (mention ranking with entity features, as in Wiseman et al. 2015, over the span-free heads of
/// Dobrovolskii 2021).
///
/// `@unchecked Sendable`: the buffers are written by the initializer only.
final class CoreferenceModel: @unchecked Sendable {
  /// The length of a word vector.
  let width: Int
  /// The length of a mention's hidden vector.
  let hidden: Int
  /// The length of queries and keys.
  let rank: Int
  /// How much better than "none" a candidate need not be.
  let bias: Float
  /// The sizes of the templates that the weights were trained with.
  let mentionTemplates: [Int]
  let pairTemplates: [Int]

  /// Columns of the hidden layer of pairs; the last is added to the score as it is.
  static let columns = 32

  let project: AlignedBuffer<Float>
  let projectBias: AlignedBuffer<Float>
  let mention: AlignedBuffer<Float>
  /// Rows: left and right part of pairs, padded to ``columns``, queries, keys, "none".
  let heads: AlignedBuffer<Float>
  let headsBias: AlignedBuffer<Float>
  let pair: AlignedBuffer<Float>
  /// ``columns`` rows of ``rank``; the last is all ones.
  let product: AlignedBuffer<Float>
  let score: AlignedBuffer<Float>

  /// The number of outputs of ``heads``.
  var headRows: Int { 2 * Self.columns + 2 * rank + 1 }

  /// Reads the tensors.
  ///
  /// - Throws: ``ModelError`` if something is missing or has another shape.
  init(_ file: ModelFile) throws(ModelError) {
    let columns = Self.columns
    width = try file.setting("width", in: 16...4096)
    hidden = try file.setting("hidden", in: 16...1024)
    rank = try file.setting("rank", in: 16...256)
    let ranked = try file.setting("pair_hidden", in: 1...columns - 1)
    guard width % 16 == 0, hidden % 16 == 0, rank % 16 == 0 else {
      throw .damaged("sizes of the coreference model are no multiples of 16")
    }
    guard let bias = file.configuration["bias"]?.double,
      let mentions = file.configuration["mention_templates"]?.elements?.compactMap(\.integer),
      let pairs = file.configuration["pair_templates"]?.elements?.compactMap(\.integer)
    else { throw .damaged("the coreference model lacks its templates") }
    self.bias = Float(bias)
    mentionTemplates = mentions
    pairTemplates = pairs
    let total = (mentions.reduce(0, +), pairs.reduce(0, +))
    project = try Self.buffer(file.tensor("project.weight").shaped(hidden, width).floats())
    projectBias = try Self.buffer(file.tensor("project.bias").shaped(hidden).floats())
    mention = try Self.buffer(file.tensor("mention").shaped(total.0, hidden).floats())
    let rows = 2 * ranked + 2 * rank + 1
    let weights = try file.tensor("heads.weight").shaped(rows, hidden).floats()
    let offsets = try file.tensor("heads.bias").shaped(rows).floats()
    // The parts of pairs are padded, so that they and the features have rows of the same length.
    var placed: [Float] = []
    var placedBias: [Float] = []
    for row in 0..<rows {
      placed.append(contentsOf: weights[row * hidden..<(row + 1) * hidden])
      placedBias.append(offsets[row])
      if row == ranked - 1 || row == 2 * ranked - 1 {
        placed.append(contentsOf: repeatElement(0, count: (columns - ranked) * hidden))
        placedBias.append(contentsOf: repeatElement(0, count: columns - ranked))
      }
    }
    heads = Self.buffer(placed)
    headsBias = Self.buffer(placedBias)
    let table = try file.tensor("pair").shaped(total.1, ranked + 1).floats()
    pair = Self.buffer(Self.padded(table, rows: total.1, ranked: ranked))
    let mixed = try file.tensor("product").shaped(ranked, rank).floats()
    product = Self.buffer(
      mixed + Array(repeating: 0, count: (columns - 1 - ranked) * rank) + Array(repeating: 1, count: rank))
    let last = try file.tensor("score").shaped(ranked).floats()
    score = Self.buffer(last + Array(repeating: 0, count: columns - ranked))
  }

  /// Rows of ``columns`` with the part that is added as it is in the last column.
  private static func padded(_ table: [Float], rows: Int, ranked: Int) -> [Float] {
    guard ranked + 1 < columns else { return table }
    var result: [Float] = []
    result.reserveCapacity(rows * columns)
    for row in 0..<rows {
      let own = table[row * (ranked + 1)..<(row + 1) * (ranked + 1)]
      result.append(contentsOf: own.dropLast())
      result.append(contentsOf: repeatElement(0, count: columns - 1 - ranked))
      result.append(contentsOf: own.suffix(1))
    }
    return result
  }

  private static func buffer(_ values: [Float]) -> AlignedBuffer<Float> {
    let buffer = AlignedBuffer<Float>(capacity: values.count)
    for (index, value) in values.enumerated() { buffer.start[index] = value }
    return buffer
  }
}
