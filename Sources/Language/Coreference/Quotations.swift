/// The quotations of a document and who speaks in them.
struct Quotations {
  /// The number of the quotation that each word stands in, from 1; 0 for none.
  private(set) var quotationOf: [Int]
  /// The head word of each quotation's speaker, -1 where none was found; entry 0 is -1.
  private(set) var speakers: [Int] = [-1]

  /// Words after which a quotation that nobody closed is given up.
  private static let limit = 250

  /// Finds the quotations of a text.
  ///
  /// - Complexity: O(*n*) in the words.
  init(_ text: CoreferenceText) {
    quotationOf = Array(repeating: 0, count: text.count)
    var current = 0
    var length = 0
    for word in 0..<text.count {
      let mark = text.marks[word]
      let isStraight = mark.contains(.straightQuotation)
      if current > 0, mark.contains(.quotationEnd) || isStraight || length > Self.limit {
        quotationOf[word] = current
        current = 0
        continue
      }
      if mark.contains(.quotationStart) || isStraight {
        speakers.append(-1)
        current = speakers.count - 1
        length = 0
      }
      quotationOf[word] = current
      length += 1
    }
    findSpeakers(text)
  }

  /// The speaker is the subject of a verb of speech that the quotation depends on, or that hangs in the quotation.
  private mutating func findSpeakers(_ text: CoreferenceText) {
    var subjects = Array(repeating: -1, count: text.count)
    for word in 0..<text.count {
      let relation = text.relations[word]
      let head = text.heads[word]
      if relation == .nsubj || relation == .nsubjPass, head >= 0, subjects[head] < 0 { subjects[head] = word }
    }
    func speaker(of verb: Int) -> Int {
      text.upos[verb] == .verb && text.entry(ofLemma: verb).isSpeech ? subjects[verb] : -1
    }
    for word in 0..<text.count {
      let head = text.heads[word]
      guard head >= 0 else { continue }
      let (own, other) = (quotationOf[word], quotationOf[head])
      guard own != other else { continue }
      if own > 0, speakers[own] < 0 { speakers[own] = speaker(of: head) }
      if other > 0, speakers[other] < 0 {
        let relation = text.relations[word]
        if relation == .parataxis || relation == .ccomp || relation == .root { speakers[other] = speaker(of: word) }
      }
    }
  }
}
