import Testing

@testable import Language

@Suite struct ChainBuilderTests {
  private static let lexicon = CoreferenceLexicon(
    Array("pronoun\the\t3\ts\tm\tpersonal\npronoun\tshe\t3\ts\tf\tpersonal\nforename\tann\tf\n".utf8))

  private static func reader(_ analysis: Analysis) -> MentionReader {
    MentionReader(CoreferenceText(analysis, analysis.tokens.indices, lexicon))
  }

  /// Ann Lee, Bob Lee, he, she: mentions 0 to 3.
  private static let people = sketch(
    "Person:Ann|NNP|3|nsubj +Lee|NNP|1|flat met|VBD|0|root Person:Bob|NNP|3|obj +Lee|NNP|4|flat",
    "he|PRP|2|nsubj left|VBD|0|root she|PRP|2|obj")

  /// A mention with its candidates and their scores, by position.
  struct Link: Sendable {
    let mention: Int
    let scores: [Int32: Float]
  }

  struct Case: Sendable {
    let links: [Link]
    let chains: [[Int]]
  }

  private static let cases: [Case] = [
    // The best candidate is taken.
    Case(links: [Link(mention: 2, scores: [0: 1, 1: 2])], chains: [[1, 2]]),
    // He can't be Ann: the next best.
    Case(links: [Link(mention: 2, scores: [0: 3, 1: 2])], chains: [[1, 2]]),
    // Nothing beats "none".
    Case(links: [Link(mention: 2, scores: [0: -1, 1: -2])], chains: []),
    // Two people of one surname stay two.
    Case(links: [Link(mention: 1, scores: [0: 5])], chains: []),
    // She can't join a chain that he is in.
    Case(
      links: [Link(mention: 2, scores: [1: 1]), Link(mention: 3, scores: [2: 4, 0: 1])], chains: [[0, 3], [1, 2]]),
  ]

  @Test(arguments: cases)
  func `joins the best candidate that doesn't contradict`(row: Case) {
    let reader = Self.reader(Self.people)
    #expect(reader.mentions.count == 4)
    var builder = ChainBuilder(reader)
    for link in row.links {
      let candidates = link.scores.keys.sorted()
      builder.join(link.mention, candidates[...], candidates.map { link.scores[$0] ?? 0 }, above: 0, reader)
    }
    #expect(builder.chains() == row.chains)
  }

  @Test(arguments: [
    ("Mayor|NNP|2|nmod:desc Person:Ann|NNP|4|nsubj +Lee|NNP|2|flat spoke|VBD|0|root", ["Mayor Ann Lee", "the mayor"]),
    ("Mayor|NNP|3|nmod:desc Deputy|NNP|1|compound Person:Lee|NNP|4|nsubj spoke|VBD|0|root", []),
    ("Person:Ann|NNP|3|nsubj +Lee|NNP|1|flat spoke|VBD|0|root", []),
  ])
  func `takes a title for the person who was called so`(sentence: String, chain: [String]) {
    let analysis = sketch(sentence, "the|DT|2|det mayor|NN|3|nsubj slept|VBD|0|root")
    let lexicon = CoreferenceLexicon(Array("person\tmayor\nqualifier\tdeputy\nstop\tthe\n".utf8))
    let reader = MentionReader(CoreferenceText(analysis, analysis.tokens.indices, lexicon))
    var builder = ChainBuilder(reader)
    for index in reader.mentions.indices { builder.join(index, [], [], above: 0, reader) }
    let phrases = builder.chains().first?.map { index in
      analysis.tokens[reader.mentions[index].words].map(\.form).joined(separator: " ")
    }
    #expect(phrases ?? [] == chain)
  }
}
