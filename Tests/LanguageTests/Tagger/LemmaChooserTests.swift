import Testing

@testable import Language

@Suite struct LemmaChooserTests {
  static let scripts = ["l;0;0", "l;0;1", "l;0;2", "l;0;3", "l;0;2,y", "l;0;1,e"]
  static let tags = ["VBD", "NN", "VBZ"]

  /// A model with a dictionary of lemmas and of forms with their scripts.
  static func choose(
    _ form: String, _ partOfSpeech: PartOfSpeech, _ tag: String, scores: [Float], dictionary: Bool = true
  ) throws -> String {
    var model = SyntheticModel.ofFloats
    model.labels["lemma"] = scripts
    if dictionary {
      model.labels["inflected"] = ["VBD", "VBZ"]
      model.config["lemma_candidates"] = 3
      model.config["lemma_margin"] = 5
      let lemmas = ["V hope", "V hop", "N bee", "V carry"].map(SyntheticModel.hash).sorted()
      model.tensors["lemmas.keys"] = .init(values: .hashes(lemmas), shape: [lemmas.count])
      let forms = [("VBD o'erfed", UInt16(3)), ("VBD ärted", 2)].map { (SyntheticModel.hash($0.0), $0.1) }
        .sorted { $0.0 < $1.0 }
      model.tensors["forms.keys"] = .init(values: .hashes(forms.map(\.0)), shape: [forms.count])
      model.tensors["forms.scripts"] = .init(values: .bits(forms.map(\.1)), shape: [forms.count])
    }
    return try SyntheticModel.withFile(model.encoded()) {
      let chooser = try LemmaChooser(ModelFile(path: $0), tags: tags)
      var scores = scores
      return chooser.lemma(of: form, partOfSpeech, tag: tags.firstIndex(of: tag) ?? 0, scores: &scores)
    }
  }

  @Test(
    arguments: [
      // A known form has its script, whatever the scores say.
      ("O’erfed", PartOfSpeech.verb, "VBD", [9, 0, 0, 0, 0, 0], "o'er"),
      ("Ärted", .verb, "VBD", [9, 0, 0, 0, 0, 0], "ärt"),
      ("o'erfed", .verb, "NN", [0, 0, 1, 0, 0, 0], "o'erf"),
      // The best script leads to a known lemma.
      ("hoped", .verb, "VBD", [0, 9, 8, 0, 0, 0], "hope"),
      // The best leads nowhere, the next one does.
      ("hoping", .verb, "VBZ", [1, 2, 3, 4, 0, 0], "hop"),
      ("carriest", .verb, "VBZ", [0, 0, 9, 8, 0, 0], "carrie"),
      // No candidate is near enough, or among the first three.
      ("hoped", .verb, "VBD", [9, 0, 3, 0, 0, 0], "hoped"),
      ("hoped", .verb, "VBD", [9, 5, 6, 7, 8, 4.5], "hoped"),
      // The word as it is needs no dictionary unless it is inflected.
      ("bees", .noun, "NN", [9, 8, 0, 0, 0, 0], "bees"),
      ("bees", .noun, "VBZ", [9, 8, 0, 0, 0, 0], "bee"),
      // Names have no dictionary.
      ("hoped", .propn, "NN", [0, 0, 0, 9, 0, 0], "ho"),
    ] as [(String, PartOfSpeech, String, [Float], String)])
  func `prefers lemmas of the dictionary`(
    form: String, partOfSpeech: PartOfSpeech, tag: String, scores: [Float], lemma: String
  ) throws {
    #expect(try Self.choose(form, partOfSpeech, tag, scores: scores) == lemma)
  }

  @Test func `without a dictionary the best script decides`() throws {
    #expect(try Self.choose("hoping", .verb, "VBZ", scores: [1, 2, 3, 4, 0, 0], dictionary: false) == "hop")
    #expect(try Self.choose("hoped", .verb, "VBD", scores: [9, 8, 0, 0, 0, 0], dictionary: false) == "hoped")
  }
}
