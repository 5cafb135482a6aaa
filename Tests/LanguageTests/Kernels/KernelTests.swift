import CKernels
import Testing

/// Every instruction set of this machine against plain loops.
@Suite struct KernelTests {
  static let sets = [CK_PORTABLE, CK_AVX2, CK_AVX512, CK_NEON].filter { ck_available($0) }

  /// Rows, outputs, inputs: whole tiles, and rests of every kind.
  static let shapes = [(1, 1, 16), (8, 32, 64), (3, 33, 16), (13, 70, 48), (21, 96, 128), (40, 31, 384), (7, 64, 1536)]

  struct Product {
    var expected: [Float] = []
    var found: [Float] = []
  }

  /// A product of bytes with the extreme values among them, computed by the kernel and in 64-bit integers.
  static func product(
    _ isa: ck_isa, rows: Int, outs: Int, ins: Int, activation: ck_activation = CK_IDENTITY, step: Float = 0.01
  ) -> Product {
    var noise = Noise(UInt64(rows * 10000 + outs * 10 + ins))
    let padded = (outs + 31) / 32 * 32
    let weights = (0..<outs * ins).map {
      $0 % 5 == 0 ? -127 : $0 % 7 == 0 ? 127 : Int8.random(in: -127...127, using: &noise)
    }
    let x = (0..<rows * ins).map { $0 % 3 == 0 ? 255 : $0 % 11 == 0 ? 0 : UInt8.random(in: 0...255, using: &noise) }
    let scale = noise.floats(rows, 0.001...step)
    let zero = (0..<rows).map { _ in Int32.random(in: 0...255, using: &noise) }
    var bias = noise.floats(padded)
    var scales = noise.floats(padded, 0.001...step)
    for i in outs..<padded { (bias[i], scales[i]) = (0, 0) }
    var panels = [Int8](repeating: 0, count: padded * ins)
    var sums = [Int32](repeating: 0, count: padded)
    ck_pack(weights, Int32(outs), Int32(ins), &panels, &sums)
    var result = Product(found: [Float](repeating: .nan, count: rows * padded))
    panels.withUnsafeBufferPointer { panels in
      sums.withUnsafeBufferPointer { sums in
        scales.withUnsafeBufferPointer { scales in
          bias.withUnsafeBufferPointer { bias in
            var matrix = ck_matrix(
              panels: panels.baseAddress, sums: sums.baseAddress, scales: scales.baseAddress, bias: bias.baseAddress,
              outs: Int32(outs), ins: Int32(ins))
            ck_linear_u8(isa, &matrix, x, scale, zero, Int32(rows), &result.found, Int32(padded), activation)
          }
        }
      }
    }
    for r in 0..<rows {
      for o in 0..<padded {
        var sum = 0
        if o < outs { for k in 0..<ins { sum += (Int(x[r * ins + k]) - Int(zero[r])) * Int(weights[o * ins + k]) } }
        result.expected.append(Float(sum) * (scales[o] * scale[r]) + bias[o])
      }
    }
    return result
  }

  @Test(arguments: sets, shapes)
  func `multiplies bytes exactly`(isa: ck_isa, shape: (Int, Int, Int)) {
    let product = Self.product(isa, rows: shape.0, outs: shape.1, ins: shape.2)
    for (found, expected) in zip(product.found, product.expected) {
      // One rounding may be saved by a fused multiply-add.
      #expect(abs(found - expected) <= abs(expected) * 1e-6 + 1e-6)
    }
  }

  @Test(arguments: sets, [(CK_RELU, 0), (CK_GELU, 1)])
  func `applies the activation to every output`(isa: ck_isa, activation: (ck_activation, Int)) {
    let product = Self.product(isa, rows: 11, outs: 40, ins: 32, activation: activation.0, step: 0.002)
    for (found, x) in zip(product.found, product.expected) {
      let gelu = Float(Double(x) * 0.5 * (1 + Self.erf(Double(x) / 2.0.squareRoot())))
      let expected = activation.1 == 0 ? max(x, 0) : gelu
      #expect(abs(found - expected) <= 3e-5 * max(1, abs(x)))
    }
  }

  /// The error function by its series, good to 1e-9 where it is used.
  static func erf(_ x: Double) -> Double {
    guard abs(x) < 5 else { return x < 0 ? -1 : 1 }
    var term = x
    var sum = x
    for n in 1..<200 {
      term *= -x * x / Double(n)
      sum += term / Double(2 * n + 1)
    }
    return sum * 2 / Double.pi.squareRoot()
  }

  @Test(arguments: sets)
  func `gives a row the same bits in any company`(isa: ck_isa) {
    var noise = Noise(5)
    let (rows, heads, width) = (37, 2, 64)
    let qkv = noise.floats(rows * 3 * width, -3...3)
    var many = [Float](repeating: 0, count: rows * rows)
    ck_dot_rows(isa, qkv, Int32(rows), 192, qkv, Int32(rows), 192, 192, &many, Int32(rows))
    for row in 0..<rows {
      var single: Float = 0
      ck_dot_rows(isa, Array(qkv[(row * 192)...]), 1, 192, Array(qkv[(2 * 192)...]), 1, 192, 192, &single, 1)
      #expect(single == many[row * rows + 2])
    }
    // Attention for the first 37 queries must not depend on the tile that a query falls into.
    var scratch = [Float](repeating: 0, count: Int(ck_attention_scratch(Int32(rows))))
    var out = [Float](repeating: 0, count: rows * width)
    ck_attention(isa, qkv, Int32(rows), 192, Int32(heads), &out, &scratch)
    var turned = qkv
    var again = [Float](repeating: 0, count: rows * width)
    for row in 0..<rows {
      for part in 0..<width { turned[row * 192 + part] = qkv[(rows - 1 - row) * 192 + part] }
    }
    ck_attention(isa, turned, Int32(rows), 192, Int32(heads), &again, &scratch)
    for row in 0..<rows {
      #expect(
        out[row * width..<(row + 1) * width].elementsEqual(again[(rows - 1 - row) * width..<(rows - row) * width]))
    }
  }

  @Test(arguments: sets, [1, 5, 8, 31, 32, 33, 70, 160])
  func `attends as the formula says`(isa: ck_isa, rows: Int) {
    var noise = Noise(UInt64(rows))
    let (heads, width) = (3, 96)
    let stride = 3 * width
    let qkv = noise.floats(rows * stride, -4...4)
    var scratch = [Float](repeating: .nan, count: Int(ck_attention_scratch(Int32(rows))))
    var out = [Float](repeating: .nan, count: rows * width)
    ck_attention(isa, qkv, Int32(rows), Int32(stride), Int32(heads), &out, &scratch)
    for head in 0..<heads {
      for query in 0..<rows {
        var scores: [Double] = []
        for key in 0..<rows {
          var dot = 0.0
          for k in 0..<32 {
            dot +=
              Double(qkv[query * stride + head * 32 + k]) * Double(qkv[key * stride + width + head * 32 + k])
          }
          scores.append(dot / 32.0.squareRoot())
        }
        let top = scores.max() ?? 0
        let shares = scores.map { Self.exp($0 - top) }
        let total = shares.reduce(0, +)
        for k in 0..<32 {
          var sum = 0.0
          for key in 0..<rows { sum += shares[key] / total * Double(qkv[key * stride + 2 * width + head * 32 + k]) }
          #expect(abs(Float(sum) - out[query * width + head * 32 + k]) < 1e-5)
        }
      }
    }
  }

  static func exp(_ x: Double) -> Double {
    var sum = 1.0
    var term = 1.0
    let small = x / 64
    for n in 1..<30 {
      term *= small / Double(n)
      sum += term
    }
    for _ in 0..<6 { sum *= sum }
    return sum
  }

  @Test(arguments: sets)
  func `quantizes so that zero and the extremes survive`(isa: ck_isa) {
    var noise = Noise(9)
    let (rows, width) = (5, 48)
    var x = noise.floats(rows * width, -2...5)
    for i in 0..<width { (x[i], x[width + i]) = (0, abs(x[width + i]) + 1) }
    x[2 * width] = 0
    var q = [UInt8](repeating: 0, count: rows * width)
    var scale = [Float](repeating: 0, count: rows)
    var zero = [Int32](repeating: 0, count: rows)
    ck_quantize_rows(isa, x, Int32(rows), Int32(width), Int32(width), &q, &scale, &zero)
    for r in 0..<rows {
      for i in 0..<width {
        let back = Float(Int32(q[r * width + i]) - zero[r]) * scale[r]
        #expect(abs(back - x[r * width + i]) <= scale[r] * 0.51)
        if x[r * width + i] == 0 { #expect(back == 0) }
      }
    }
    #expect(zero[1] == 0)
  }

  @Test(arguments: sets)
  func `normalizes rows`(isa: ck_isa) {
    var noise = Noise(3)
    let (rows, width) = (3, 64)
    let x = noise.floats(rows * width, -2...9)
    let y = noise.floats(rows * width)
    let gain = noise.floats(width)
    let bias = noise.floats(width)
    var found = x
    ck_add_norm(isa, &found, y, gain, bias, 1e-12, Int32(rows), Int32(width))
    for r in 0..<rows {
      let sums = (0..<width).map { Double(x[r * width + $0]) + Double(y[r * width + $0]) }
      let mean = sums.reduce(0, +) / Double(width)
      let variance = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
      for i in 0..<width {
        let expected = (sums[i] - mean) / variance.squareRoot() * Double(gain[i]) + Double(bias[i])
        #expect(abs(expected - Double(found[r * width + i])) < 1e-5)
      }
    }
  }

  @Test(arguments: sets)
  func `sums embeddings and means`(isa: ck_isa) {
    var noise = Noise(4)
    let width = 32
    let row = (0..<width).map { Int8($0 * 7 - 100) }
    let a = noise.floats(width)
    let b = noise.floats(width)
    var out = [Float](repeating: 0, count: width)
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        ck_embed(isa, &out, row, 0.5, [a.baseAddress, b.baseAddress], 2, Int32(width))
      }
    }
    var mean = [Float](repeating: 0, count: width)
    ck_mean_rows(isa, &mean, a + b, 2, Int32(width))
    for i in 0..<width {
      #expect(abs(out[i] - (Float(row[i]) * 0.5 + a[i] + b[i])) < 1e-5)
      #expect(abs(mean[i] - (a[i] + b[i]) / 2) < 1e-6)
    }
  }

  @Test(arguments: sets)
  func `multiplies rows in pairs and adds biases`(isa: ck_isa) {
    var noise = Noise(6)
    let a = noise.floats(3 * 48)
    let b = noise.floats(3 * 48)
    var out = [Float](repeating: 0, count: 6)
    ck_dot_pairs(isa, a, b, 3, 48, &out, 2)
    for r in 0..<3 {
      let expected = (0..<48).reduce(Float(0)) { $0 + a[r * 48 + $1] * b[r * 48 + $1] }
      #expect(abs(expected - out[2 * r]) < 1e-5)
    }
    var x = a
    ck_add_bias(isa, &x, b, 3, 32, 48, CK_RELU)
    #expect(x[48 + 5] == max(a[48 + 5] + b[5], 0))
    #expect(x[48 + 40] == a[48 + 40])
  }

  @Test(arguments: sets)
  func `scores pairs`(isa: ck_isa) {
    var noise = Noise(8)
    let (own, rows, terms) = (noise.floats(32), noise.floats(3 * 40), noise.floats(2 * 32))
    let (table, weights) = (noise.floats(5 * 32), noise.floats(32))
    let others: [Int32] = [2, 0]
    let features: [Int32] = [0, 4, 1, 3, 3, 2]
    var out = [Float](repeating: 0, count: 2)
    ck_score_pairs(isa, own, rows, 40, others, terms, table, features, 3, weights, 2, &out)
    for r in 0..<2 {
      let sums = (0..<32).map { i in
        let base = own[i] + rows[Int(others[r]) * 40 + i] + terms[r * 32 + i]
        return features[r * 3..<r * 3 + 3].reduce(base) { $0 + table[Int($1) * 32 + i] }
      }
      let expected = (0..<32).reduce(sums[31]) { $0 + max(sums[$1], 0) * weights[$1] }
      #expect(abs(out[r] - expected) < 1e-5)
    }
  }

  @Test(arguments: [([3, 9, 9, 1], 1), ([.nan, .nan], 0), ([.nan, -5, .nan], 1), ([], 0)] as [([Float], Int32)])
  func `finds the first of the largest`(values: [Float], index: Int32) {
    #expect(ck_argmax(values, Int32(values.count)) == index)
  }
}
