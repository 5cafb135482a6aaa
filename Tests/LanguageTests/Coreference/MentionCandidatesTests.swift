import Testing

@testable import Language

@Suite struct MentionCandidatesTests {
  private static func phrases(_ analysis: Analysis) -> [String] {
    let text = CoreferenceText(analysis, analysis.tokens.indices, CoreferenceLexicon([]))
    return MentionCandidates(text).all.map { candidate in
      analysis.tokens[candidate.words].map(\.form).joined(separator: " ")
    }
  }

  @Test(arguments: [
    (
      "the|DT|3|det new|JJ|3|amod mayor|NN|6|nsubj of|IN|5|case Elmville|NNP|3|nmod smiled|VBD|0|root .|.|6|punct",
      ["the new mayor of Elmville", "Elmville"]
    ),
    (
      "Ann|NNP|5|nsubj ,|,|3|punct mayor|NN|1|appos ,|,|1|punct spoke|VBD|0|root",
      ["Ann , mayor", "mayor"]
    ),
    (
      "cats|NNS|4|nsubj and|CC|3|cc dogs|NNS|1|conj slept|VBD|0|root",
      ["cats and dogs", "cats", "dogs"]
    ),
    ("we|PRP|3|nsubj all|DT|1|appos left|VBD|0|root", ["we"]),
    ("the|DT|2|det man|NN|4|nsubj who|WP|4|nsubj left|VBD|0|root", ["the man"]),
    ("“|``|2|punct songs|NNS|0|root (|-LRB-|4|punct old|JJ|2|amod )|-RRB-|4|punct .|.|2|punct", ["songs ( old )"]),
  ])
  func `take the head's phrase without clauses and conjuncts`(sentence: String, expected: [String]) {
    #expect(Self.phrases(sketch(sentence)) == expected)
  }

  @Test func `survive heads that go in a circle`() {
    let analysis = sketch("a|NN|2|nmod b|NN|1|nmod c|NN|3|nmod d|NN|1|nmod")
    #expect(Self.phrases(analysis).contains("d"))
  }
}
