/// What decides where tokens and sentences end: the learned model, or the treebank while training.
protocol BoundaryDecider {
  /// What takes the features of a decision.
  associatedtype Sink: FeatureSink
  /// An empty sink for a boundary between two atoms.
  func tokenSink() -> Sink
  /// An empty sink for a boundary between two tokens.
  func sentenceSink() -> Sink
  /// True when a token ends before `offset`.
  mutating func tokenEnds(_ features: Sink, before offset: Int) -> Bool
  /// The log-odds that a sentence ends before `offset`.
  mutating func sentenceEnds(_ features: Sink, before offset: Int) -> Float
}
