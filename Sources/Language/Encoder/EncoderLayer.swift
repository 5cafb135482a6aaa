internal import CKernels

/// One layer of the encoder: self-attention and a feed-forward network, each with a residual connection and a norm.
struct EncoderLayer: Sendable {
  private let queriesKeysValues: Linear
  private let out: Linear
  private let attentionNorm: LayerNorm
  private let up: Linear
  private let down: Linear
  private let outputNorm: LayerNorm
  private let heads: Int

  /// Rows that pass the feed-forward network together, so that its wide rows stay in the second-level cache.
  private static let block = 64

  /// Reads the tensors whose names begin with `name`.
  init(_ file: ModelFile, _ name: String, hidden: Int, ffn: Int, heads: Int) throws(ModelError) {
    queriesKeysValues = try Linear(file, name + ".qkv", outs: 3 * hidden, ins: hidden)
    out = try Linear(file, name + ".out", outs: hidden, ins: hidden)
    attentionNorm = try LayerNorm(file, name + ".norm1", width: hidden)
    up = try Linear(file, name + ".up", outs: ffn, ins: hidden)
    down = try Linear(file, name + ".down", outs: hidden, ins: ffn)
    outputNorm = try LayerNorm(file, name + ".norm2", width: hidden)
    self.heads = heads
  }

  /// Transforms the rows of one window in place.
  func apply(_ x: UnsafeMutablePointer<Float>, rows: Int, scratch: EncoderScratch) {
    let isa = scratch.isa
    let hidden = out.outs
    let projected = scratch.projected.reserve(rows * queriesKeysValues.width)
    let input = scratch.quantizer.rows(x, count: rows, width: hidden)
    queriesKeysValues.apply(input, to: projected, stride: queriesKeysValues.width)
    let attended = scratch.attended.reserve(rows * hidden)
    let scores = scratch.attention.reserve(Int(ck_attention_scratch(Int32(rows))))
    ck_attention(isa, projected, Int32(rows), Int32(queriesKeysValues.width), Int32(heads), attended, scores)
    let sum = scratch.sum.reserve(Self.block * out.width)
    let wide = scratch.wide.reserve(Self.block * up.width)
    for first in stride(from: 0, to: rows, by: Self.block) {
      let count = min(Self.block, rows - first)
      let row = x + first * hidden
      out.apply(
        scratch.quantizer.rows(attended + first * hidden, count: count, width: hidden), to: sum, stride: out.width)
      attentionNorm.apply(row, adding: sum, rows: count, isa: isa)
      up.apply(
        scratch.quantizer.rows(row, count: count, width: hidden), to: wide, stride: up.width, activation: CK_GELU)
      down.apply(
        scratch.quantizer.rows(wide, count: count, width: down.ins, stride: up.width), to: sum, stride: down.width)
      outputNorm.apply(row, adding: sum, rows: count, isa: isa)
    }
  }
}
