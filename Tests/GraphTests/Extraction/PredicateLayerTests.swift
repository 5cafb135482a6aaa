import Language
import Testing

@testable import Graph

@Suite struct PredicateLayerTests {
  @Test(arguments: [
    ("Orlov/Orlov/PROPN/NNP/2/nsubj fired/fire/VERB/VBD/0/root Keller/Keller/PROPN/NNP/2/obj", "fired"),
    (
      "Keller/Keller/PROPN/NNP/3/nsubj:pass was/be/AUX/VBD/3/aux:pass fired/fire/VERB/VBN/0/root by/by/ADP/IN/5/case "
        + "Orlov/Orlov/PROPN/NNP/3/obl:agent", "fired"
    ),
    (
      "Orlov/Orlov/PROPN/NNP/2/nsubj wanted/want/VERB/VBD/0/root to/to/PART/TO/4/mark fire/fire/VERB/VB/2/xcomp "
        + "Keller/Keller/PROPN/NNP/4/obj", "fire"
    ),
    (
      "Ruiz/Ruiz/PROPN/NNP/2/nsubj urged/urge/VERB/VBD/0/root Orlov/Orlov/PROPN/NNP/2/obj to/to/PART/TO/5/mark "
        + "fire/fire/VERB/VB/2/xcomp Keller/Keller/PROPN/NNP/5/obj", "fire"
    ),
    (
      "Orlov/Orlov/PROPN/NNP/2/nsubj laughed/laugh/VERB/VBD/0/root and/and/CCONJ/CC/4/cc fired/fire/VERB/VBD/2/conj "
        + "Keller/Keller/PROPN/NNP/4/obj", "fired"
    ),
  ])
  func `gives the same frame whatever the construction`(rows: String, word: String) throws {
    let hand = HandTree(rows)
    let frame = try hand.layers().layer.frame(hand.index(of: word))
    #expect(frame.subjects == [hand.index(of: "Orlov")])
    #expect(frame.objects == [hand.index(of: "Keller")])
  }

  @Test(arguments: [
    "a/a/NOUN/NN/2/obj b/b/VERB/VB/3/ccomp c/c/VERB/VB/1/conj",
    "a/a/VERB/VB/1/root",
    "a/a/VERB/VB/9/root b/b/NOUN/NN/1/obj",
  ])
  func `cuts heads that go in circles or nowhere`(rows: String) throws {
    let hand = HandTree(rows)
    let tree = SyntaxTree(hand.analysis)
    for token in tree.tokens.indices {
      var current = token
      var steps = 0
      while let head = tree.head(current) {
        current = head
        steps += 1
        try #require(steps <= tree.tokens.count)
      }
    }
  }
}
