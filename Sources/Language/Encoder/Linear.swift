internal import CKernels

/// A linear layer, y = W x + b, in the layout that the kernels read.
///
/// Weights of bytes have a scale for each output, and the input is quantized row by row; the sums are exact, so that
/// only the quantization itself costs accuracy. Weights of floats are multiplied as they are.
///
/// `@unchecked Sendable`: the buffers are written by the initializer only.
final class Linear: @unchecked Sendable {
  /// The length of an output, without padding.
  let outs: Int
  /// The length of an input; a multiple of 16.
  let ins: Int
  /// The length of a row of results: ``outs`` rounded up to a whole panel.
  var width: Int { Self.padded(outs) }

  private let panels: AlignedBuffer<Int8>
  private let sums: AlignedBuffer<Int32>
  private let scales: AlignedBuffer<Float>
  private let bias: AlignedBuffer<Float>
  /// Rows of floats, padded to ``width`` of them; empty if the weights are bytes.
  private let floats: AlignedBuffer<Float>
  private let areBytes: Bool

  /// The number of outputs with padding.
  static func padded(_ outs: Int) -> Int { (outs + Int(CK_PANEL) - 1) / Int(CK_PANEL) * Int(CK_PANEL) }

  /// Packs the tensors `name.weight`, its scales and `name.bias`.
  ///
  /// - Complexity: O(*outs* · *ins*)
  /// - Throws: ``ModelError`` if a tensor is missing or has another shape.
  init(_ file: ModelFile, _ name: String, outs: Int, ins: Int) throws(ModelError) {
    let weight = try file.tensor(name + ".weight").shaped(outs, ins)
    let offsets = try file.tensor(name + ".bias").shaped(outs).floats()
    guard ins % Int(CK_LANES) == 0 else {
      throw .damaged("tensor '\(weight.name)' has \(ins) columns, not a multiple of 16")
    }
    let padded = Self.padded(outs)
    self.outs = outs
    self.ins = ins
    areBytes = weight.element == .int8
    panels = AlignedBuffer(capacity: areBytes ? padded * ins : 0)
    sums = AlignedBuffer(capacity: areBytes ? padded : 0)
    scales = AlignedBuffer(capacity: areBytes ? padded : 0)
    floats = AlignedBuffer(capacity: areBytes ? 0 : padded * ins)
    bias = AlignedBuffer(capacity: padded)
    for i in 0..<padded { bias.start[i] = i < outs ? offsets[i] : 0 }
    if areBytes {
      guard let name = weight.scales else { throw .damaged("tensor '\(weight.name)' has no scales") }
      let steps = try file.tensor(name).shaped(outs).floats()
      for i in 0..<padded { scales.start[i] = i < outs ? steps[i] : 0 }
      ck_pack(
        weight.bytes.assumingMemoryBound(to: Int8.self).baseAddress, Int32(outs), Int32(ins), panels.start, sums.start)
    } else {
      let values = try weight.floats()
      for i in 0..<padded * ins { floats.start[i] = i < values.count ? values[i] : 0 }
    }
    file.release(weight)
  }

  /// Computes the outputs of all rows of `input`, or a part of them.
  ///
  /// - Parameters:
  ///   - input: The rows, of ``ins`` numbers.
  ///   - out: Where the results go, without the outputs before `outputs`; whole panels are written.
  ///   - stride: The distance between rows of `out`; at least the padded number of outputs.
  ///   - activation: What is applied to the outputs.
  ///   - outputs: The outputs to compute, from the start of a panel; `nil` for all.
  func apply(
    _ input: InputRows, to out: UnsafeMutablePointer<Float>, stride: Int,
    activation: ck_activation = CK_IDENTITY, outputs: Range<Int>? = nil
  ) {
    let outputs = outputs ?? 0..<outs
    assert(input.width == ins && outputs.lowerBound % Int(CK_PANEL) == 0)
    if areBytes {
      var matrix = ck_matrix(
        panels: panels.start + outputs.lowerBound * ins, sums: sums.start + outputs.lowerBound,
        scales: scales.start + outputs.lowerBound, bias: bias.start + outputs.lowerBound, outs: Int32(outputs.count),
        ins: Int32(ins))
      ck_linear_u8(
        input.isa, &matrix, input.bytes, input.scales, input.zeros, Int32(input.count), out, Int32(stride), activation)
    } else {
      let padded = Self.padded(outputs.count)
      ck_dot_rows(
        input.isa, input.floats, Int32(input.count), Int32(input.stride), floats.start + outputs.lowerBound * ins,
        Int32(padded), Int32(ins), Int32(ins), out, Int32(stride))
      ck_add_bias(
        input.isa, out, bias.start + outputs.lowerBound, Int32(input.count), Int32(padded), Int32(stride), activation)
    }
  }
}
