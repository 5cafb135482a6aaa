internal import CKernels

/// The encoder: wordpieces in, a vector for every word out (Devlin et al. 2019; Wang et al. 2020).
struct Encoder: Sendable {
  /// The length of a vector.
  let hidden: Int
  /// The most wordpieces of a window.
  let window: Int
  private let file: ModelFile
  private let words: Tensor.Rows
  private let positions: [Float]
  private let classes: [Float]
  private let features: [Float]
  private let norm: LayerNorm
  private let layers: [EncoderLayer]

  /// Reads the tensors of the encoder.
  ///
  /// - Parameters:
  ///   - file: A model.
  ///   - pieces: The number of wordpieces.
  ///   - features: The number of gazetteer bits.
  /// - Throws: ``ModelError`` if one is missing or has another shape.
  init(_ file: ModelFile, pieces: Int, features: Int) throws(ModelError) {
    hidden = try file.setting("hidden", in: 16...4096)
    window = try file.setting("window", in: 16...512)
    let heads = try file.setting("heads", in: 1...64)
    let ffn = try file.setting("ffn", in: 16...16384)
    let depth = try file.setting("layers", in: 1...48)
    // The attention kernels are made for heads of 32 numbers.
    guard hidden == heads * 32 else { throw .damaged("\(heads) heads of a vector of \(hidden), expected heads of 32") }
    self.file = file
    words = try file.tensor("words.weight").shaped(pieces, hidden).rows(in: file)
    let positions = try file.tensor("positions.weight")
    guard positions.shape.count == 2, positions.shape[0] >= window, positions.shape[1] == hidden else {
      throw .damaged("tensor 'positions.weight' has the shape \(positions.shape), expected \([window, hidden])")
    }
    self.positions = try positions.floats()
    classes = try file.tensor("case.weight").shaped(8, hidden).floats()
    self.features = try file.tensor("gazetteer.weight").shaped(features, hidden).floats()
    norm = try LayerNorm(file, "norm", width: hidden)
    var layers: [EncoderLayer] = []
    for i in 0..<depth {
      layers.append(try EncoderLayer(file, "layers.\(i)", hidden: hidden, ffn: ffn, heads: heads))
    }
    self.layers = layers
  }

  /// Encodes a closed window.
  ///
  /// A window is encoded by itself, with the same operations whatever came before: the result depends on nothing else.
  ///
  /// - Parameters:
  ///   - window: The wordpieces.
  ///   - scratch: Memory of this worker.
  ///   - out: Room for a vector per word of the window.
  func encode(_ window: Window, scratch: EncoderScratch, to out: UnsafeMutablePointer<Float>) {
    let rows = window.pieces.count
    let x = scratch.hidden.reserve(rows * hidden)
    embed(window, to: x, isa: scratch.isa)
    norm.apply(x, adding: nil, rows: rows, isa: scratch.isa)
    for layer in layers { layer.apply(x, rows: rows, scratch: scratch) }
    for (word, pieces) in window.words.enumerated() {
      ck_mean_rows(
        scratch.isa, out + word * hidden, x + pieces.lowerBound * hidden, Int32(pieces.count), Int32(hidden))
    }
  }

  private func embed(_ window: Window, to x: UnsafeMutablePointer<Float>, isa: ck_isa) {
    positions.withUnsafeBufferPointer { positions in
      classes.withUnsafeBufferPointer { classes in
        features.withUnsafeBufferPointer { features in
          guard let positions = positions.baseAddress, let classes = classes.baseAddress else { return }
          withUnsafeTemporaryAllocation(of: UnsafePointer<Float>?.self, capacity: 2 + 32) { addends in
            for (row, piece) in window.pieces.enumerated() {
              addends[0] = positions + row * hidden
              addends[1] = classes + Int(window.classes[row].rawValue) * hidden
              var count = 2
              var bits = window.bits[row]
              while bits != 0 {
                addends[count] = features.baseAddress.map { $0 + bits.trailingZeroBitCount * hidden }
                count += 1
                bits &= bits - 1
              }
              let (bytes, scale) = words[Int(piece)]
              ck_embed(isa, x + row * hidden, bytes, scale, addends.baseAddress, Int32(count), Int32(hidden))
            }
          }
        }
      }
    }
  }
}

extension Tensor {
  /// Rows of bytes, each with a scale, that stay in the mapped file.
  ///
  /// `@unchecked Sendable`: the bytes never change; the owner keeps the file.
  struct Rows: @unchecked Sendable {
    fileprivate let bytes: UnsafeRawBufferPointer
    fileprivate let scales: UnsafeRawBufferPointer
    fileprivate let width: Int

    /// A row and its scale.
    subscript(row: Int) -> (bytes: UnsafePointer<Int8>?, scale: Float) {
      precondition(row >= 0 && row * 4 < scales.count)
      let start = bytes.assumingMemoryBound(to: Int8.self).baseAddress
      return (start.map { $0 + row * width }, scales.loadUnaligned(fromByteOffset: row * 4, as: Float.self))
    }
  }

  /// The tensor as rows of bytes.
  ///
  /// - Throws: ``ModelError/damaged(_:)`` if it has no such rows.
  func rows(in file: ModelFile) throws(ModelError) -> Rows {
    guard element == .int8, shape.count == 2, let scales else {
      throw .damaged("tensor '\(name)' has no rows of bytes")
    }
    let steps = try file.tensor(scales).shaped(shape[0])
    guard steps.element == .float else { throw .damaged("tensor '\(scales)' has no floats") }
    return Rows(bytes: bytes, scales: steps.bytes, width: shape[1])
  }
}
