import Foundation
import Testing

@testable import Language

/// The resolver must compute the features that it was trained with: `training/coref/reference.py` writes them down.
@Suite struct FeatureParityTests {
  struct Reference: Decodable {
    struct Word: Decodable {
      let form, lemma, upos, xpos, relation: String
      let head: Int

      init(from decoder: any Decoder) throws {
        var row = try decoder.unkeyedContainer()
        form = try row.decode(String.self)
        lemma = try row.decode(String.self)
        upos = try row.decode(String.self)
        xpos = try row.decode(String.self)
        head = try row.decode(Int.self)
        relation = try row.decode(String.self)
      }
    }

    struct Entity: Decodable {
      let words: Range<Int>
      let label: String

      init(from decoder: any Decoder) throws {
        var row = try decoder.unkeyedContainer()
        let first = try row.decode(Int.self)
        words = try first..<row.decode(Int.self)
        label = try row.decode(String.self)
      }
    }

    let name: String
    let tokens: [Word]
    let sentences: [[Int]]
    let entities: [Entity]
    let mentions: [[Int]]
    let features: [[Int32]]
    let candidates: [[Int32]]
    let hashes: [String]

    var analysis: Analysis {
      var analysis = Analysis()
      for word in tokens {
        analysis.tokens.append(
          Token(
            range: 0..<0, form: word.form, lemma: word.lemma, upos: PartOfSpeech(rawValue: word.upos) ?? .x,
            xpos: word.xpos, head: word.head < 0 ? nil : word.head, relation: word.relation))
      }
      analysis.sentences = sentences.map { Sentence(tokens: $0[0]..<$0[1], range: 0..<0) }
      analysis.entities = entities.compactMap { entity in
        EntityMention.Label(rawValue: entity.label).map {
          EntityMention(span: TokenSpan(entity.words), label: $0)
        }
      }
      return analysis
    }

    /// The documents of the test's own file, and of the file that `GRAPHCTL_COREF_REFERENCE` names.
    static func all() throws -> [Reference] {
      let own = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Cases/coreference/reference.jsonl")
      let others = ProcessInfo.processInfo.environment["GRAPHCTL_COREF_REFERENCE"].map { URL(filePath: $0) }
      return try [own, others].compactMap { $0 }.flatMap { url in
        try Data(contentsOf: url).split(separator: UInt8(ascii: "\n")).map {
          try JSONDecoder().decode(Reference.self, from: $0)
        }
      }
    }
  }

  @Test func `mentions, candidates and features are those of the training program`() throws {
    let lexicon = try CoreferenceLexicon(ResourceFolder.bundled().read("coref-lexicon.tsv"))
    for reference in try Reference.all() {
      let analysis = reference.analysis
      let reader = MentionReader(CoreferenceText(analysis, analysis.tokens.indices, lexicon))
      let mentions = reader.mentions.map {
        [$0.words.lowerBound, $0.words.upperBound, $0.head, $0.isCoordination ? 1 : 0]
      }
      try #require(mentions == reference.mentions, "\(reference.name)")
      let features = MentionFeatures(reader)
      let templates = features.rows.indices.count / max(mentions.count, 1)
      for index in mentions.indices {
        let row = Array(features.rows.indices[index * templates..<(index + 1) * templates])
        #expect(row == reference.features[index], "mention \(index) of \(reference.name): \(mentions[index])")
      }
      let candidates = AntecedentCandidates(reader)
      let pairs = PairFeatures(earlierCores: features.earlierCores)
      var rows = FeatureWriter()
      var rivals: [Int] = []
      for index in mentions.indices {
        let own = candidates.candidates[candidates.starts[index]..<candidates.starts[index + 1]]
        try #require(Array(own) == reference.candidates[index], "candidates of \(index) of \(reference.name)")
        rows.removeAll()
        pairs.write(index, own, reader, to: &rows, rivals: &rivals)
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for number in rows.indices { hash = (hash ^ UInt64(number)) &* 0x100_0000_01B3 }
        #expect(String(hash) == reference.hashes[index], "pairs of mention \(index) of \(reference.name)")
      }
    }
  }
}
