import Testing

@testable import Language

@Suite struct QuotationsTests {
  @Test(arguments: [
    (
      "“|``|3|punct I|PRP|3|nsubj won|VBD|6|ccomp ”|''|3|punct Ann|NNP|6|nsubj say|VBD|0|root",
      [1, 1, 1, 1, 0, 0], [-1, 4]
    ),
    (
      "\"|``|3|punct I|PRP|3|nsubj won|VBD|0|root \"|''|3|punct say|VBD|3|parataxis Ann|NNP|5|nsubj",
      [1, 1, 1, 1, 0, 0], [-1, 5]
    ),
    ("Ann|NNP|2|nsubj slept|VBD|0|root", [0, 0], [-1]),
    ("so|JJ|0|root ”|''|1|punct called|VBN|1|amod", [0, 0, 0], [-1]),
  ])
  func `find the words within and who says them`(sentence: String, quotation: [Int], speakers: [Int]) {
    let analysis = sketch(sentence)
    let lexicon = CoreferenceLexicon(Array("speech\tsay\n".utf8))
    let found = Quotations(CoreferenceText(analysis, analysis.tokens.indices, lexicon))
    #expect(found.quotationOf == quotation)
    #expect(found.speakers == speakers)
  }
}
