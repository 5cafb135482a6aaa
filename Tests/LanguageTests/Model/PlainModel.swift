@testable import Language

/// The model's formulas as plain loops over floats, to compare the real thing with.
struct PlainModel {
  typealias Rows = [[Float]]
  let model: SyntheticModel

  func linear(_ x: Rows, _ name: String) -> Rows {
    let weight = model.floats(name + ".weight")
    let bias = model.floats(name + ".bias")
    return x.map { row in
      bias.indices.map { o in row.indices.reduce(bias[o]) { $0 + row[$1] * weight[o * row.count + $1] } }
    }
  }

  func norm(_ x: Rows, _ name: String) -> Rows {
    let gain = model.floats(name + ".weight")
    let bias = model.floats(name + ".bias")
    return x.map { row in
      let mean = row.reduce(0, +) / Float(row.count)
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(row.count)
      return row.indices.map { (row[$0] - mean) / variance.squareRoot() * gain[$0] + bias[$0] }
    }
  }

  static func add(_ a: Rows, _ b: Rows) -> Rows { zip(a, b).map { zip($0, $1).map { $0 + $1 } } }
  static func dot(_ a: some Collection<Float>, _ b: some Collection<Float>) -> Float {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  static func gelu(_ x: Float) -> Float { x * 0.5 * (1 + Float(KernelTests.erf(Double(x) / 2.0.squareRoot()))) }

  /// The vectors of the words of one window.
  func encode(_ window: Window) -> Rows {
    let hidden = SyntheticModel.hidden
    let (words, positions) = (model.floats("words.weight"), model.floats("positions.weight"))
    let (classes, features) = (model.floats("case.weight"), model.floats("gazetteer.weight"))
    var x: Rows = window.pieces.enumerated().map { row, piece in
      (0..<hidden).map { i in
        var sum = words[Int(piece) * hidden + i] + positions[row * hidden + i]
        sum += classes[Int(window.classes[row].rawValue) * hidden + i]
        for bit in 0..<4 where window.bits[row] >> UInt32(bit) & 1 == 1 { sum += features[bit * hidden + i] }
        return sum
      }
    }
    x = norm(x, "norm")
    for i in 0..<SyntheticModel.layers {
      let name = "layers.\(i)"
      let attended = attention(linear(x, name + ".qkv"))
      x = norm(Self.add(x, linear(attended, name + ".out")), name + ".norm1")
      let wide = linear(x, name + ".up").map { $0.map(Self.gelu) }
      x = norm(Self.add(x, linear(wide, name + ".down")), name + ".norm2")
    }
    return window.words.map { pieces in
      (0..<hidden).map { i in pieces.reduce(0) { $0 + x[$1][i] } / Float(pieces.count) }
    }
  }

  private func attention(_ qkv: Rows) -> Rows {
    let hidden = SyntheticModel.hidden
    return qkv.map { query in
      (0..<SyntheticModel.heads).flatMap { head -> [Float] in
        let own = head * 32..<head * 32 + 32
        let scores = qkv.map { key in
          Self.dot(query[own], key[own.lowerBound + hidden..<own.upperBound + hidden]) / Float(32).squareRoot()
        }
        let shares = scores.map { Float(KernelTests.exp(Double($0 - (scores.max() ?? 0)))) }
        let total = shares.reduce(0, +)
        return own.map { i in zip(shares, qkv).reduce(0) { $0 + $1.0 / total * $1.1[2 * hidden + i] } }
      }
    }
  }

  /// The scores of heads for each word of a sentence, the root first.
  func arcScores(_ words: Rows) -> Rows {
    let arc = SyntheticModel.arc
    let parts = linear([model.floats("root")] + words, "mlp").map { $0.map { max($0, 0) } }
    let mixed = linear(parts.dropFirst().map { Array($0[..<arc]) }, "arc")
    return mixed.map { dependent in parts.map { Self.dot(dependent, $0[arc..<2 * arc]) } }
  }

  /// The scores of the relations of a pair of words.
  func relationScores(_ dependent: [Float], _ head: [Float]) -> [Float] {
    let (arc, rel) = (SyntheticModel.arc, SyntheticModel.rel)
    let parts = linear([dependent, head], "mlp").map { $0.map { max($0, 0) } }
    let left = Array(parts[0][(2 * arc)..<(2 * arc + rel)])
    let right = Array(parts[1][(2 * arc + rel)...])
    let mixed = linear([left], "rel")[0]
    let last = linear([left], "rel.last")[0]
    return last.indices.map { last[$0] + Self.dot(mixed[$0 * rel..<($0 + 1) * rel], right) }
  }
}
