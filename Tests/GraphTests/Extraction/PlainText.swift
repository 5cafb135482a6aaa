import Language

@testable import Graph

/// A text with the least analysis that reading names, dates and quotations needs: words at blanks and punctuation, capital
/// words as names, no trees.
struct PlainText {
  var analysis = Analysis()
  var text: String

  /// The names given are those that a recognizer would find.
  init(_ text: String, people: [String] = [], organizations: [String] = [], places: [String] = []) {
    self.text = text
    let bytes = Array(text.utf8)
    var first = 0
    var start: Int?
    func close(_ end: Int) {
      guard let begin = start else { return }
      append(begin..<end, bytes)
      start = nil
    }
    for (index, scalar) in zip(text.utf8.indices, text.utf8).enumerated().map({ ($0, $1.1) }) {
      if scalar == 0x20 || scalar == 0x0A {
        close(index)
      } else if "\",:()@".utf8.contains(scalar) || isFullStop(bytes, index) {
        close(index)
        append(index..<index + 1, bytes)
      } else if start == nil {
        start = index
      }
    }
    close(bytes.count)
    for index in analysis.tokens.indices {
      let isLast = index + 1 == analysis.tokens.count
      let ends =
        [".", "?", "!"].contains(analysis.tokens[index].form) && (isLast || analysis.tokens[index + 1].form != "\"")
      let closes =
        analysis.tokens[index].form == "\"" && index > 0 && [".", "?"].contains(analysis.tokens[index - 1].form)
      let breaks = isLast || bytes[analysis.tokens[index].range.upperBound] == 0x0A
      if ends || closes || breaks {
        let range = analysis.tokens[first].range.lowerBound..<analysis.tokens[index].range.upperBound
        analysis.sentences.append(Sentence(tokens: first..<index + 1, range: range))
        first = index + 1
      }
    }
    mark(people, .person)
    mark(organizations, .organization)
    mark(places, .place)
    analysis.entities.sort { $0.span < $1.span }
  }

  private func isFullStop(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard bytes[index] == 0x2E || bytes[index] == 0x3F else { return false }
    let next = index + 1
    guard next == bytes.count || [0x20, 0x0A, 0x22].contains(bytes[next]) else { return false }
    // "Mr." and "D." keep theirs.
    return !(index >= 2 && ["Mr", "Dr"].contains(String(decoding: bytes[index - 2..<index], as: UTF8.self)))
  }

  private mutating func append(_ range: Range<Int>, _ bytes: [UInt8]) {
    let form = String(decoding: bytes[range], as: UTF8.self)
    let verbs = ["said": "say", "says": "say", "asked": "ask", "added": "add", "told": "tell"]
    let isPunctuation = form.count == 1 && !form.allSatisfy { $0.isLetter || $0.isNumber }
    let isName = form.unicodeScalars.first?.properties.isUppercase ?? false
    let tag: PartOfSpeech =
      isPunctuation ? .punct : verbs[form] != nil ? .verb : form == "I" ? .pron : isName ? .propn : .noun
    let next = range.upperBound
    analysis.tokens.append(
      Token(
        range: range, form: form, lemma: verbs[form] ?? form.lowercased(),
        upos: ["ago", "later", "before"].contains(form) ? .adv : tag,
        relation: "dep", spaceAfter: next >= bytes.count || bytes[next] == 0x20 || bytes[next] == 0x0A))
  }

  private mutating func mark(_ names: [String], _ label: EntityMention.Label) {
    for name in names {
      let words = name.split(separator: " ").map(String.init)
      for first in analysis.tokens.indices where first + words.count <= analysis.tokens.count {
        let run = first..<first + words.count
        guard analysis.tokens[run].map(\.form) == words,
          !analysis.entities.contains(where: { $0.span.tokens.overlaps(run) })
        else { continue }
        analysis.entities.append(EntityMention(span: TokenSpan(run), label: label))
      }
    }
  }

  func context(date: String? = nil) -> DocumentContext {
    ContextBuilder().context(for: analysis, text: text, date: date.flatMap { PartialDate($0) })
  }
}
