/// Who bears which title in a text: "the attorney general" is the person who was called so before.
struct Titles {
  /// Names with a title that are remembered, the latest ones.
  private static let limit = 8
  /// Words of a description at most.
  private static let words = 6

  /// The names that each word for a person stood before.
  private var bearers: [Int: [Int]] = [:]

  /// Remembers the titles before a person's name.
  mutating func learn(_ index: Int, _ reader: borrowing MentionReader) {
    let mention = reader.mentions[index]
    guard mention.kind == .name, mention.label == 1 else { return }
    for word in reader.pool[mention.modifiers.range] where reader.text.entries[word].isPerson {
      var known = bearers[word, default: []]
      if known.count == Self.limit { known.removeFirst() }
      known.append(index)
      bearers[word] = known
    }
  }

  /// The names that bear the title which a mention describes; none if it is no such description.
  ///
  /// - Complexity: O(1): descriptions are short, and few names are remembered.
  func bearers(of index: Int, _ reader: borrowing MentionReader) -> [Int] {
    let mention = reader.mentions[index]
    let text = reader.text
    guard mention.words.count <= Self.words, !mention.isCoordination, mention.number == .singular,
      mention.label == 0 || mention.label == 6, text.strings[text.forms[mention.words.lowerBound]] == "the"
    else { return [] }
    let title = Set(text.forms[mention.words].lazy.filter { !text.entries[$0].isStop })
    var found: [Int] = []
    for word in title.sorted() where text.entries[word].isPerson {
      for name in bearers[word, default: []] where !found.contains(name) {
        if Self.bears(reader.mentions[name], title, within: mention, reader) { found.append(name) }
      }
    }
    return found
  }

  /// True if a name has these words before it, and none that makes another title of them ("vice", "former").
  private static func bears(
    _ name: CoreferenceMention, _ title: Set<Int>, within mention: CoreferenceMention, _ reader: borrowing MentionReader
  ) -> Bool {
    if name.words.lowerBound <= mention.words.lowerBound, mention.words.upperBound <= name.words.upperBound {
      return false
    }
    let before = reader.pool[name.modifiers.range]
    return title.allSatisfy(before.contains)
      && !before.contains { reader.text.entries[$0].isQualifier && !title.contains($0) }
  }
}
