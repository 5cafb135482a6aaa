import CKernels
import Testing

@testable import Language

@Suite struct ModelFileTests {
  static func error(_ bytes: [UInt8]) throws -> ModelError? {
    try SyntheticModel.withFile(bytes) { path in
      do throws(ModelError) {
        _ = try LanguageModel(path: path, instructionSet: ck_best(), coreference: false)
        return nil
      } catch {
        return error
      }
    }
  }

  static func isDamaged(_ error: ModelError?) -> Bool {
    if case .damaged = error { true } else { false }
  }

  @Test(arguments: [false, true])
  func `a whole file is read`(bytes: Bool) throws {
    #expect(try Self.error(bytes ? SyntheticModel.fileOfBytes : SyntheticModel.fileOfFloats) == nil)
  }

  @Test func `a missing file is unreadable`() {
    #expect(throws: ModelError.self) { try LanguageModel(path: "/nonexistent/model.bin") }
    #expect(throws: ModelError.self) { try LanguageModel(path: "/tmp") }
  }

  @Test func `other files are no models`() throws {
    var model = SyntheticModel.ofFloats
    model.magic = "GCTLMDL9"
    for bytes in [model.encoded(), Array("GCTLMDL1".utf8), [0]] {
      guard case .notAModel = try Self.error(bytes) else {
        Issue.record("accepted \(bytes.prefix(12))")
        continue
      }
    }
  }

  @Test func `a later version is not guessed at`() throws {
    var model = SyntheticModel.ofFloats
    model.version = 2
    #expect(try Self.error(model.encoded()) == .unknownVersion(2))
  }

  @Test func `a file that was cut short is damaged`() throws {
    let bytes = SyntheticModel.fileOfBytes
    for share in stride(from: 0.01, to: 1, by: 0.07) {
      #expect(try Self.isDamaged(Self.error(Array(bytes.prefix(max(12, Int(Double(bytes.count) * share)))))))
    }
  }

  @Test func `every tensor and its shape are needed`() throws {
    let whole = SyntheticModel.ofBytes
    for name in whole.tensors.keys.sorted() {
      var model = whole
      model.tensors[name] = nil
      #expect(try Self.isDamaged(Self.error(model.encoded())), "without \(name)")
      model = whole
      model.tensors[name]?.shape[0] += 16
      #expect(
        try Self.error(model.encoded()) != nil || ["positions.weight", "vocabulary"].contains(name), "longer \(name)")
    }
  }

  @Test(arguments: [
    ("hidden", 63), ("hidden", 1 << 40), ("heads", 3), ("layers", 3), ("ffn", 64), ("window", 0), ("window", 5),
    ("arc", 33), ("rel", 16), ("pieces_per_word", 0), ("pieces_per_word", 60),
  ])
  func `settings that contradict the tensors are refused`(name: String, value: Int) throws {
    var model = SyntheticModel.ofFloats
    model.config[name] = value
    #expect(try Self.isDamaged(Self.error(model.encoded())))
  }

  @Test(arguments: [
    ("upos", ["NOUN"]), ("upos", ["NOUN", "VERB", "PROPN", "ADP", "WORD"]), ("lemma", ["l", "l", "l", "l"]),
    ("deprel", ["a", "b", "c", "d", "e"]), ("ner", ["O", "B-X", "I-X", "E-X", "S-X"]), ("ner", ["B"]), ("xpos", []),
  ])
  func `labels that cannot be read are refused`(head: String, names: [String]) throws {
    var model = SyntheticModel.ofFloats
    model.labels[head] = names
    #expect(try Self.isDamaged(Self.error(model.encoded())))
  }

  @Test func `bytes changed at random give an error or a model, never a trap`() throws {
    let bytes = SyntheticModel.fileOfBytes
    var noise = Noise(17)
    for _ in 0..<25 {
      var changed = bytes
      for _ in 0..<3 { changed[Int.random(in: 8..<4000, using: &noise)] = UInt8.random(in: 0...255, using: &noise) }
      _ = try SyntheticModel.withFile(changed) { path in
        guard let model = try? LanguageModel(path: path, instructionSet: ck_best(), coreference: false) else { return }
        _ = Analyzer(model).analyze("Ada met Charles in London. The new a b sings.")
      }
    }
  }

  @Test(arguments: [
    ("{\"a\": [1, -2.5e1, true, false, null, \"x\\u00e9\\ud83d\\ude00\\n\"]}", true), ("[]", true), ("{}", true),
    (" 3 ", true), ("", false), ("{", false), ("[1,]", false), ("{\"a\" 1}", false), ("\"\\ud83d\"", false),
    ("\"\\q\"", false), ("[1] 2", false), ("1e999", false), (String(repeating: "[", count: 70), false),
  ])
  func `reads JSON and nothing else`(text: String, isJSON: Bool) {
    #expect(Array(text.utf8).withUnsafeBytes { JSONValue.parse($0) != nil } == isJSON)
  }

  @Test func `reads JSON values`() {
    let text = "{\"a\": [1, -2.5e1, true, \"x\\u00e9\\ud83d\\ude00\\n\"]}"
    let value = Array(text.utf8).withUnsafeBytes { JSONValue.parse($0) }
    #expect(value?["a"]?.elements == [.number(1), .number(-25), .bool(true), .string("xé😀\n")])
  }
}
