internal import CKernels

/// The head that finds named entities and date/time expressions.
struct EntityRecognizer: Sendable {
  private let layer: Linear
  let lattice: TagLattice
  private let types: [EntityMention.Label]

  private static let labelOfType: [String: EntityMention.Label] = [
    "PER": .person, "ORG": .organization, "LOC": .place, "EVENT": .event, "WORK": .work, "TIME": .time,
  ]

  /// Reads the tensors `ner.*` and `transitions`.
  ///
  /// - Throws: ``ModelError`` if something is missing.
  init(_ file: ModelFile, hidden: Int) throws(ModelError) {
    var types: [EntityMention.Label] = []
    var labels: [(place: TagLattice.Place, type: Int)] = []
    for name in try file.classes("ner") {
      let parts = name.split(separator: "-", maxSplits: 1).map(String.init)
      let places: [String: TagLattice.Place] = ["O": .outside, "B": .begin, "I": .inside, "E": .end, "S": .single]
      guard let place = parts.first.flatMap({ places[$0] }), (place == .outside) == (parts.count == 1) else {
        throw .damaged("labels 'ner' have an unknown label '\(name)'")
      }
      guard parts.count > 1 else {
        labels.append((place, -1))
        continue
      }
      guard let type = Self.labelOfType[parts[1]] else { throw .damaged("labels 'ner' have an unknown type '\(name)'") }
      if !types.contains(type) { types.append(type) }
      labels.append((place, types.firstIndex(of: type) ?? 0))
    }
    guard labels.contains(where: { $0.place == .outside }) else { throw .damaged("labels 'ner' have no 'O'") }
    let transitions = try file.tensor("transitions").shaped(labels.count, labels.count).floats()
    self.types = types
    lattice = TagLattice(labels: labels, transitions: transitions)
    layer = try Linear(file, "ner", outs: labels.count, ins: hidden)
  }

  /// Finds the mentions of sentences.
  ///
  /// - Parameters:
  ///   - words: The vectors of consecutive words.
  ///   - sentences: Runs of these words, from 0.
  ///   - first: The number of the first word in the document.
  ///   - entities: Where the mentions go, ordered by first token.
  ///   - scratch: Memory of this worker.
  func recognize(
    _ words: InputRows, sentences: [Range<Int>], first: Int, to entities: inout [EntityMention], scratch: HeadScratch
  ) {
    let scores = scratch.scores.reserve(words.count * layer.width)
    layer.apply(words, to: scores, stride: layer.width)
    for sentence in sentences {
      let path = lattice.best(
        emissions: scores + sentence.lowerBound * layer.width, stride: layer.width, count: sentence.count)
      var start = 0
      for (word, label) in path.enumerated() {
        let (place, type) = lattice.labels[label]
        if place == .begin || place == .single { start = word }
        guard place == .end || place == .single else { continue }
        let offset = first + sentence.lowerBound
        entities.append(EntityMention(span: TokenSpan(offset + start..<offset + word + 1), label: types[type]))
      }
    }
  }
}
