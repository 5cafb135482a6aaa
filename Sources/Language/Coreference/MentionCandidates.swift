/// The phrases of a document that may be mentions, from its trees.
///
/// A candidate is the yield of a nominal head without clausal and coordinated dependents (the span rules of OntoNotes as
/// OntoGUM applies them). The first conjunct of a coordination gives a second candidate with all conjuncts.
struct MentionCandidates {
  /// A phrase with its head.
  struct Candidate: Hashable {
    let words: Range<Int>
    let head: Int
    /// True if the phrase is a whole coordination, and the head that of its first conjunct.
    let isCoordination: Bool
  }

  /// The candidates by first word, the longer one first; no two have the same words.
  private(set) var all: [Candidate] = []
  /// The first word of each word's subtree.
  let lows: [Int]
  /// The dependents of each word, in order: those of word `i` are `dependents[starts[i]..<starts[i + 1]]`.
  private let starts: [Int]
  private let dependents: [Int]

  /// Finds the candidates of a text.
  ///
  /// - Complexity: O(*n* log *n*) in the words; cycles among the heads do no harm.
  init(_ text: CoreferenceText) {
    let count = text.count
    var starts = Array(repeating: 0, count: count + 1)
    for head in text.heads where head >= 0 { starts[head + 1] += 1 }
    for i in 0..<count { starts[i + 1] += starts[i] }
    var next = starts
    var dependents = Array(repeating: 0, count: starts[count])
    for (word, head) in text.heads.enumerated() where head >= 0 {
      dependents[next[head]] = word
      next[head] += 1
    }
    var openers = Array(repeating: 0, count: count + 1)
    for word in 0..<count { openers[word + 1] = openers[word] + (text.marks[word].contains(.opener) ? 1 : 0) }
    let (lows, highs) = Self.yields(text.heads)
    self.lows = lows
    self.starts = starts
    self.dependents = dependents

    var found: [Candidate] = []
    for head in 0..<count where Self.canHead(text, head) {
      var first = head
      var end = head + 1
      var lastConjunct = -1
      if text.xpos[head] != "PRP", text.xpos[head] != "PRP$" {
        for dependent in dependents[starts[head]..<starts[head + 1]] {
          let relation = text.relations[dependent]
          if dependent < head {
            if relation.extendsLeft { first = min(first, lows[dependent]) }
          } else if relation.extendsRight {
            end = max(end, highs[dependent])
          } else if relation == .conj {
            lastConjunct = dependent
          }
        }
      }
      let own = Self.trim(text, openers, first, head, end)
      found.append(Candidate(words: own, head: head, isCoordination: false))
      if lastConjunct >= 0 {
        let all = Self.trim(text, openers, first, head, max(end, highs[lastConjunct]))
        found.append(Candidate(words: all, head: head, isCoordination: true))
      }
    }
    let order = found.indices.sorted {
      let (a, b) = (found[$0].words, found[$1].words)
      return (a.lowerBound, -a.upperBound, $0) < (b.lowerBound, -b.upperBound, $1)
    }
    all.reserveCapacity(found.count)
    for index in order where all.last?.words != found[index].words { all.append(found[index]) }
  }

  /// The dependents of a word, in order.
  func dependents(of word: Int) -> ArraySlice<Int> { dependents[starts[word]..<starts[word + 1]] }

  private static func canHead(_ text: CoreferenceText, _ word: Int) -> Bool {
    let relation = text.relations[word]
    switch text.upos[word] {
    case .noun, .propn, .pron: break
    case .det, .num:
      switch relation {
      case .nsubj, .nsubjPass, .obj, .obl, .iobj, .nmod, .conj, .root: break
      default: return false
      }
    default: return false
    }
    switch relation {
    case .fixed, .flat, .goeswith, .expl: return false
    default: break
    }
    switch text.xpos[word] {
    case "WDT", "WP", "WP$", "WRB", "EX": return false
    default: return true
    }
  }

  /// The first word and the end of every word's subtree, leaves first; words of a cycle keep what has reached them.
  private static func yields(_ heads: [Int]) -> (lows: [Int], highs: [Int]) {
    var lows = Array(heads.indices)
    var highs = heads.indices.map { $0 + 1 }
    var waiting = Array(repeating: 0, count: heads.count)
    for head in heads where head >= 0 { waiting[head] += 1 }
    var ready = heads.indices.filter { waiting[$0] == 0 }
    while let word = ready.popLast() {
      let head = heads[word]
      guard head >= 0 else { continue }
      lows[head] = min(lows[head], lows[word])
      highs[head] = max(highs[head], highs[word])
      waiting[head] -= 1
      if waiting[head] == 0 { ready.append(head) }
    }
    return (lows, highs)
  }

  /// The phrase without punctuation at its ends, but with the bracket that closes one inside.
  private static func trim(
    _ text: CoreferenceText, _ openers: [Int], _ first: Int, _ head: Int, _ end: Int
  ) -> Range<Int> {
    var (first, end) = (first, end)
    while first < head, text.upos[first] == .punct { first += 1 }
    while end > head + 1, text.upos[end - 1] == .punct {
      if text.marks[end - 1].contains(.closer), openers[end - 1] > openers[first] { break }
      end -= 1
    }
    return first..<end
  }
}
