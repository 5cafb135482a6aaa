/// Decides as a treebank does, and keeps the features of each decision for the training program.
package struct TrainingDecider: BoundaryDecider {
  /// For each byte of the text 0, 1 where a token begins, or 3 where a sentence begins.
  private let labels: [UInt8]
  /// The decisions about tokens: a label of one number, then ``tokenFeatureCount`` features.
  package private(set) var tokenDecisions: [UInt32] = []
  /// The decisions about sentences: a label of one number, then ``sentenceFeatureCount`` features.
  package private(set) var sentenceDecisions: [UInt32] = []

  package init(labels: [UInt8]) { self.labels = labels }

  func tokenSink() -> FeatureList { FeatureList() }
  func sentenceSink() -> FeatureList { FeatureList() }

  mutating func tokenEnds(_ features: FeatureList, before offset: Int) -> Bool {
    let ends = labels[offset] != 0
    precondition(features.features.count == tokenFeatureCount)
    tokenDecisions.append(ends ? 1 : 0)
    tokenDecisions += features.features.map { $0 &* 0x85EB_CA6B }
    return ends
  }

  mutating func sentenceEnds(_ features: FeatureList, before offset: Int) -> Float {
    let ends = labels[offset] == 3
    precondition(features.features.count == sentenceFeatureCount)
    sentenceDecisions.append(ends ? 1 : 0)
    sentenceDecisions += features.features.map { $0 &* 0x85EB_CA6B }
    return ends ? 1 : -1
  }

  /// Runs over a text and keeps every decision.
  package mutating func read(_ text: [UInt8], abbreviations: [UInt8]) {
    var blocks = BlockTokenizer(abbreviations: AbbreviationTable(abbreviations))
    var position = 0
    while let block = BlockReader.next(in: text.span, from: position, limit: text.count) {
      blocks.read(text.span, block: block, decider: &self)
      position = block.upperBound
    }
  }
}
