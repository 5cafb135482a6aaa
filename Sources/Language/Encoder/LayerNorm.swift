internal import CKernels

/// Layer normalization (Ba, Kiros & Hinton 2016) with gain and bias.
struct LayerNorm: Sendable {
  private let gain: [Float]
  private let bias: [Float]
  private let epsilon: Float = 1e-12

  /// Reads the tensors `name.weight` and `name.bias`.
  init(_ file: ModelFile, _ name: String, width: Int) throws(ModelError) {
    gain = try file.tensor(name + ".weight").shaped(width).floats()
    bias = try file.tensor(name + ".bias").shaped(width).floats()
  }

  /// Replaces rows `x` by the norm of `x` + `y`.
  func apply(_ x: UnsafeMutablePointer<Float>, adding y: UnsafePointer<Float>?, rows: Int, isa: ck_isa) {
    ck_add_norm(isa, x, y, gain, bias, epsilon, Int32(rows), Int32(gain.count))
  }
}
