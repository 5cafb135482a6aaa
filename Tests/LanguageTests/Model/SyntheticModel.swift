#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A tiny model of random weights, and the file that it is stored in.
struct SyntheticModel {
  enum Values {
    case bytes([UInt8])
    case signed([Int8])
    case floats([Float])
    case hashes([UInt64])
    case bits([UInt16])

    /// The bytes as the file has them; all machines that Swift runs on are little-endian.
    var data: [UInt8] {
      switch self {
      case .bytes(let values): values
      case .signed(let values): values.withUnsafeBytes { Array($0) }
      case .floats(let values): values.withUnsafeBytes { Array($0) }
      case .hashes(let values): values.withUnsafeBytes { Array($0) }
      case .bits(let values): values.withUnsafeBytes { Array($0) }
      }
    }

    var type: String {
      switch self {
      case .bytes: "u8"
      case .signed: "i8"
      case .floats: "f32"
      case .hashes: "u64"
      case .bits: "u16"
      }
    }
  }

  struct Matrix {
    var values: Values
    var shape: [Int]
    var scales: String?
  }

  static let vocabulary = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "ada", "met", "charles", "in", "london", ".", "the", "sing", "##s", "##ing",
    "a",
    "b", "##b", "new", "york",
  ]
  static let upos = ["NOUN", "VERB", "PROPN", "ADP", "PUNCT"]
  static let xpos = ["NN", "VBD", "NNP"]
  static let lemma = ["l;0;0", "l;0;1", "=meet", "t;0;0"]
  static let deprel = ["punct", "root", "nsubj", "obl", "nmod:poss"]
  static let ner = ["O", "B-PER", "I-PER", "E-PER", "S-PER", "B-LOC", "I-LOC", "E-LOC", "S-LOC"]
  static let gazetteer = ["forename", "city", "many-first", "many-inside"]
  static let (hidden, heads, layers, ffn, window, arc, rel) = (64, 2, 2, 96, 24, 32, 32)

  var tensors: [String: Matrix] = [:]
  var config = [
    "hidden": hidden, "heads": heads, "layers": layers, "ffn": ffn, "window": window, "arc": arc, "rel": rel,
    "pieces_per_word": 4,
  ]
  var labels = [
    "upos": upos, "xpos": xpos, "lemma": lemma, "deprel": deprel, "ner": ner, "gazetteer": gazetteer,
  ]
  var version = 1
  var magic = "GCTLMDL1"

  static let ofFloats = SyntheticModel()
  static let ofBytes = SyntheticModel(bytes: true)
  static let fileOfFloats = ofFloats.encoded()
  static let fileOfBytes = ofBytes.encoded()

  /// Creates a model whose matrices are floats, or bytes with scales.
  init(bytes: Bool = false) {
    var noise = Noise(11)
    let (h, rel) = (Self.hidden, Self.rel)
    func matrix(_ name: String, _ outs: Int, _ ins: Int, spread: Float = 1, quantized: Bool) {
      let values = (0..<outs * ins).map { _ in Int8.random(in: -127...127, using: &noise) }
      let scale = spread / 127 / Float(ins).squareRoot() * 1.7
      if quantized {
        tensors[name] = Matrix(values: .signed(values), shape: [outs, ins], scales: name + ".scales")
        tensors[name + ".scales"] = Matrix(values: .floats([Float](repeating: scale, count: outs)), shape: [outs])
      } else {
        tensors[name] = Matrix(values: .floats(values.map { Float($0) * scale }), shape: [outs, ins])
      }
    }
    func vector(_ name: String, _ count: Int, _ range: ClosedRange<Float>, shape: [Int]? = nil) {
      tensors[name] = Matrix(values: .floats(noise.floats(count, range)), shape: shape ?? [count])
    }
    func linear(_ name: String, _ outs: Int, _ ins: Int, spread: Float = 1) {
      matrix(name + ".weight", outs, ins, spread: spread, quantized: bytes)
      vector(name + ".bias", outs, -0.3...0.3)
    }
    func norm(_ name: String) {
      vector(name + ".weight", h, 0.5...1.5)
      vector(name + ".bias", h, -0.2...0.2)
    }
    matrix("words.weight", Self.vocabulary.count, h, spread: 8, quantized: true)
    vector("positions.weight", Self.window * h, -0.5...0.5, shape: [Self.window, h])
    vector("case.weight", 8 * h, -0.5...0.5, shape: [8, h])
    vector("gazetteer.weight", 4 * h, -0.5...0.5, shape: [4, h])
    norm("norm")
    for i in 0..<Self.layers {
      linear("layers.\(i).qkv", 3 * h, h, spread: 2)
      linear("layers.\(i).out", h, h)
      norm("layers.\(i).norm1")
      linear("layers.\(i).up", Self.ffn, h)
      linear("layers.\(i).down", h, Self.ffn)
      norm("layers.\(i).norm2")
    }
    linear("tags", Self.upos.count + Self.xpos.count + Self.lemma.count, h)
    linear("mlp", 2 * Self.arc + 2 * rel, h)
    vector("root", h, -1...1)
    linear("arc", Self.arc, Self.arc)
    linear("rel", Self.deprel.count * rel, rel)
    linear("rel.last", Self.deprel.count, rel)
    linear("ner", Self.ner.count, h)
    vector("transitions", Self.ner.count * Self.ner.count, -1...1, shape: [Self.ner.count, Self.ner.count])
    let text = Array(Self.vocabulary.joined(separator: "\n").utf8)
    tensors["vocabulary"] = Matrix(values: .bytes(text), shape: [text.count])
    let names = [("ada", UInt16(1)), ("london", 2), ("new york", 2)].map { (Self.hash($0.0), $0.1) }.sorted {
      $0.0 < $1.0
    }
    tensors["gazetteer.keys"] = Matrix(values: .hashes(names.map(\.0)), shape: [names.count])
    tensors["gazetteer.bits"] = Matrix(values: .bits(names.map(\.1)), shape: [names.count])
  }

  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// The numbers of a matrix, with its scales.
  func floats(_ name: String) -> [Float] {
    switch tensors[name]?.values {
    case .floats(let values): return values
    case .signed(let values):
      let scales = floats(name + ".scales")
      let width = values.count / max(scales.count, 1)
      return values.enumerated().map { Float($0.element) * scales[$0.offset / width] }
    default: return []
    }
  }

  /// The bytes of the file.
  func encoded() -> [UInt8] {
    let names = tensors.keys.sorted()
    var start = 64
    while true {
      var offset = start
      var entries: [String] = []
      for name in names {
        guard let matrix = tensors[name] else { continue }
        let scales = matrix.scales.map { ", \"scales\": \"\($0)\"" } ?? ""
        entries.append(
          "\"\(name)\": {\"dtype\": \"\(matrix.values.type)\", \"shape\": \(matrix.shape), \"offset\": \(offset)\(scales)}"
        )
        offset += (matrix.values.data.count + 63) / 64 * 64
      }
      let settings = config.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
      let classes = labels.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
      let header =
        "{\"version\": \(version), \"config\": {\(settings.joined(separator: ", "))}, "
        + "\"labels\": {\(classes.joined(separator: ", "))}, \"tensors\": {\(entries.joined(separator: ",\n"))}}"
      guard header.utf8.count + 12 <= start else {
        start += 64
        continue
      }
      var bytes = Array(magic.utf8) + withUnsafeBytes(of: UInt32(header.utf8.count)) { Array($0) } + Array(header.utf8)
      bytes += [UInt8](repeating: 0x20, count: start - bytes.count)
      for name in names {
        guard let matrix = tensors[name] else { continue }
        bytes += matrix.values.data
        bytes += [UInt8](repeating: 0, count: (64 - bytes.count % 64) % 64)
      }
      return bytes
    }
  }

  /// Calls `body` with the path of a file of these bytes, which is removed afterwards.
  static func withFile<R>(_ bytes: [UInt8], _ body: (String) throws -> R) throws -> R {
    var path = Array("/tmp/synthetic-model-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    defer { unlink(path) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      written += count
    }
    close(descriptor)
    return try body(String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
}
