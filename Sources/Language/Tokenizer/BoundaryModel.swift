/// A small network over hashed features that says whether a boundary is there.
///
/// Each feature owns a row of 16 numbers; the rows of a decision are added up, passed through a rectifier (all units but
/// the first, which stays linear) and weighed into log-odds. Sums are integers, so that a decision never depends on the
/// order or width of vector instructions.
struct BoundaryModel: Sendable {
  /// How many units a row has.
  static let width = 16
  /// A row of the table.
  typealias Row = SIMD16<Int16>

  /// 2 to the power of *bits* rows.
  let rows: ContiguousArray<Row>
  /// How far a feature's hash is shifted right to give its row.
  let shift: UInt32
  private let scale: Float
  private let bias: SIMD16<Float>
  private let weights: SIMD16<Float>
  private let offset: Float

  /// Reads a model: the number of bits, scale, unit biases, output weights and bias, then the table in bytes.
  ///
  /// - Returns: `nil` when the bytes end too early or make no sense.
  /// - Complexity: O(*n*) in the size of the table.
  init?(_ bytes: Span<UInt8>, at position: inout Int) {
    guard let bits = Self.word(bytes, &position), bits > 0, bits <= 20 else { return nil }
    guard let scale = Self.float(bytes, &position) else { return nil }
    var bias = SIMD16<Float>()
    var weights = SIMD16<Float>()
    for unit in 0..<Self.width {
      guard let value = Self.float(bytes, &position) else { return nil }
      bias[unit] = value
    }
    for unit in 0..<Self.width {
      guard let value = Self.float(bytes, &position) else { return nil }
      weights[unit] = value
    }
    guard let offset = Self.float(bytes, &position) else { return nil }
    let count = 1 << Int(bits)
    guard position + count * Self.width <= bytes.count else { return nil }
    var rows = ContiguousArray<Row>()
    rows.reserveCapacity(count)
    let table = bytes.extracting(position..<position + count * Self.width)
    table.withUnsafeBytes { table in
      for start in stride(from: 0, to: table.count, by: Self.width) {
        let row = table.loadUnaligned(fromByteOffset: start, as: SIMD16<Int8>.self)
        rows.append(Row(truncatingIfNeeded: row))
      }
    }
    position += count * Self.width
    self.rows = rows
    shift = 32 - bits
    self.scale = scale
    self.bias = bias
    self.weights = weights
    self.offset = offset
  }

  /// The log-odds of a decision.
  @inline(__always)
  func logOdds(_ sum: Row) -> Float {
    var units = SIMD16<Float>(sum) * scale + bias
    let linear = units[0]
    units = units.replacing(with: 0, where: units .< 0)
    units[0] = linear
    let weighed = units * weights
    var total = offset
    for unit in 0..<Self.width { total += weighed[unit] }
    return total
  }

  private static func word(_ bytes: Span<UInt8>, _ position: inout Int) -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    defer { position += 4 }
    return (0..<4).reduce(0) { $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1) }
  }

  private static func float(_ bytes: Span<UInt8>, _ position: inout Int) -> Float? {
    word(bytes, &position).map { Float(bitPattern: $0) }.flatMap { $0.isFinite ? $0 : nil }
  }
}

/// The running sum of a decision's rows.
struct ModelSum: FeatureSink {
  private let rows: ContiguousArray<BoundaryModel.Row>
  private let shift: UInt32
  private(set) var sum = BoundaryModel.Row()

  init(_ model: BoundaryModel) {
    rows = model.rows
    shift = model.shift
  }

  @inline(__always)
  mutating func add(_ feature: UInt32) {
    sum &+= rows[Int(truncatingIfNeeded: (feature &* 0x85EB_CA6B) >> shift)]
  }
}

/// Decides by two learned models.
struct ModelDecider: BoundaryDecider, Sendable {
  private let tokens: BoundaryModel
  private let sentences: BoundaryModel

  /// The first bytes of the model file.
  private static let magic = Array("GCTLTOK1".utf8)

  /// Reads the file that the training program wrote.
  ///
  /// - Returns: `nil` when the bytes are no such file.
  /// - Complexity: O(*n*) in the size of the file.
  init?(_ file: [UInt8]) {
    guard file.starts(with: Self.magic) else { return nil }
    var position = Self.magic.count
    guard let tokens = BoundaryModel(file.span, at: &position),
      let sentences = BoundaryModel(file.span, at: &position)
    else { return nil }
    self.tokens = tokens
    self.sentences = sentences
  }

  func tokenSink() -> ModelSum { ModelSum(tokens) }
  func sentenceSink() -> ModelSum { ModelSum(sentences) }
  func tokenEnds(_ features: ModelSum, before offset: Int) -> Bool { tokens.logOdds(features.sum) > 0 }
  func sentenceEnds(_ features: ModelSum, before offset: Int) -> Float { sentences.logOdds(features.sum) }
}
