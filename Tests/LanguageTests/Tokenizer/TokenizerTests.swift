import Testing

@testable import Language

@Suite struct TokenizerTests {
  private let tokenizer: Tokenizer

  init() throws { tokenizer = try Tokenizer() }

  private func words(_ text: String) -> String {
    tokenizer.tokenize(text).tokens.map { ($0.continuesToken ? "+" : "") + $0.form }.joined(separator: " ")
  }

  /// The texts of the sentences, separated by bars.
  private func sentences(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return tokenizer.tokenize(bytes).sentences.map { String(decoding: bytes[$0.range], as: UTF8.self) }
      .joined(separator: " | ")
  }

  @Test(arguments: [
    ("They don't know.", "They do +n't know ."),
    ("She can't, and he won't.", "She ca +n't , and he wo +n't ."),
    ("We cannot stay; I'm gonna go.", "We can +not stay ; I +'m gon +na go ."),
    ("The senator's aides' offices closed.", "The senator +'s aides +' offices closed ."),
    ("The senator’s aide didn’t call.", "The senator +’s aide did +n’t call ."),
    ("They'll say we've lost.", "They +'ll say we +'ve lost ."),
    ("The U.S. envoy met Mr. Okafor.", "The U.S. envoy met Mr. Okafor ."),
    ("Write to press.office@example.org today.", "Write to press.office@example.org today ."),
    ("See https://example.org/a/b-c_d?x=1,2#top.", "See https://example.org/a/b-c_d?x=1,2#top ."),
    ("It rose 3.5% to $1,250.75 (or more).", "It rose 3.5 % to $ 1,250.75 ( or more ) ."),
    ("The vote was at 10:30 on 2/14/2019.", "The vote was at 10:30 on 2/14/2019 ."),
    ("(dated 2017-03-02)", "( dated 2017-03-02 )"),
    ("A 15-year term for a well-known judge", "A 15 - year term for a well - known judge"),
    ("He paused... then left.", "He paused ... then left ."),
    ("“No,” she said.", "“ No , ” she said ."),
    ("\"No,\" she said.", "\" No , \" she said ."),
    ("He met Anna—his boss—there.", "He met Anna — his boss — there ."),
    ("in the 1990s and on May 3rd", "in the 1990s and on May 3rd"),
    ("Well done 👍🏽🎉 everybody", "Well done 👍🏽 🎉 everybody"),
    ("He came,saw and left.", "He came , saw and left ."),
  ])
  func `cuts words as the treebanks do`(text: String, expected: String) {
    #expect(words(text) == expected)
  }

  @Test(arguments: [
    "Sen. Maria Lopez met Gov. Tom Hart on Jan. 5 in Washington.",
    "The U.S. Attorney for the district spoke with Lt. Gen. Paul Weiss.",
    "Rep. Ann Baker, D-Vermont, chairs the No. 1 committee on trade.",
    "“We will appeal,” he said.",
    "\"Is that so?\" she asked.",
    "The company, Brown & Co. Ltd., hired J. P. Miller Jr. as its head.",
    "Dr. Lee arrived at 5 p.m. on Friday with Prof. Kim.",
  ])
  func `keeps a sentence whole`(text: String) {
    #expect(sentences(text) == text)
  }

  @Test(arguments: [
    ("He left. She stayed.", "He left. | She stayed."),
    ("“It is over. We lost,” he said. Nobody spoke.", "“It is over. | We lost,” he said. | Nobody spoke."),
    ("Was it true? It was! They cheered.", "Was it true? | It was! | They cheered."),
    ("Council approves budget\n\nThe council met on Monday.", "Council approves budget | The council met on Monday."),
    (
      "The committee will meet again next week to discuss the new\nbudget, and the mayor will attend. Nobody else\nwill.",
      "The committee will meet again next week to discuss the new\nbudget, and the mayor will attend. | Nobody else\nwill."
    ),
    ("He moved to the U.S. in 2004. His wife followed.", "He moved to the U.S. in 2004. | His wife followed."),
    ("He told the paper: \"I did it.\" Then he left.", "He told the paper: \"I did it.\" | Then he left."),
  ])
  func `ends sentences`(text: String, expected: String) {
    #expect(sentences(text) == expected)
  }

  @Test func `ends a sentence at a given break`() {
    let text = Array("BOSTON (WXYZ) - The mayor resigned.".utf8)
    let found = tokenizer.tokenize(text, breaks: [15]).sentences.map(\.range)
    #expect(found == [0..<15, 16..<text.count])
  }

  @Test func `gives each word of a multiword token its own place`() {
    let tokens = tokenizer.tokenize("She didn’t.").tokens
    #expect(tokens.map(\.range) == [0..<3, 4..<7, 7..<12, 12..<13])
    #expect(tokens.map(\.spaceAfter) == [true, false, false, true])
    #expect(tokens.map(\.continuesToken) == [false, false, true, false])
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8])
  func `covers any bytes with words and gaps`(seed: UInt64) {
    var random = Generator(state: seed)
    let pieces: [[UInt8]] =
      [
        "don't", "U.S.", "“", "’s", "http://a.b/c", "x@y.zz", "...", "é", "👩‍👩‍👧", "\u{0}", "\r\n", "\n\n", " ", "\t", "(",
        ")",
        "مرحبا", "漢字", "-", "--", "!?", "\u{FEFF}", "\u{200F}", "1,000.50", "a", "Z", "'", "\"", "\u{85}", "\u{2028}",
        "&", "#tag",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x80], [0xF0, 0x9F], [0xED, 0xA0, 0x80], [0x1B], [0x7F]]
    for round in 0..<60 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<80, using: &random) {
        if round % 3 == 0 {
          text.append(UInt8.random(in: 0...255, using: &random))
        } else if let piece = pieces.randomElement(using: &random) {
          text += piece
        }
      }
      checkCoverage(of: text)
    }
  }

  /// Checks that words stand in order, that sentences cover them, and that only blanks lie between them.
  private func checkCoverage(of text: [UInt8]) {
    let analysis = tokenizer.tokenize(text)
    var end = 0
    for token in analysis.tokens {
      #expect(token.range.lowerBound >= end && !token.range.isEmpty && token.range.upperBound <= text.count)
      #expect(isBlank(text, end..<token.range.lowerBound))
      #expect(token.form == String(decoding: text[token.range], as: UTF8.self))
      end = token.range.upperBound
    }
    #expect(isBlank(text, end..<text.count))
    var first = 0
    for sentence in analysis.sentences {
      #expect(sentence.tokens.lowerBound == first && !sentence.tokens.isEmpty)
      #expect(sentence.tokens.count <= Tokenizer.sentenceLimit)
      first = sentence.tokens.upperBound
    }
    #expect(first == analysis.tokens.count)
  }

  private func isBlank(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound {
      let decoded = decodeScalar(in: text.span, at: position)
      let value = decoded.scalar.value
      let cls = value < 0x80 ? CharacterClass.ascii[Int(value)] : CharacterClass(decoded.scalar)
      guard decoded.isValid, cls == .space || cls == .newline else { return false }
      position += decoded.length
    }
    return true
  }

  @Test(arguments: [
    String(repeating: "word ", count: 3000), String(repeating: "a", count: 100_000),
    String(repeating: "(", count: 50_000),
    String(repeating: "No. ", count: 20_000), String(repeating: "\n", count: 50_000),
    String(repeating: "x\n", count: 20_000),
    String(repeating: "\"' ", count: 10_000), String(repeating: "http://", count: 5000),
    String(repeating: "@a.", count: 9000),
    String(repeating: "word, ", count: 60_000), String(repeating: "漢", count: 30_000),
  ])
  func `bounds sentences and words of monotonous texts`(text: String) {
    let analysis = tokenizer.tokenize(text)
    #expect(analysis.sentences.allSatisfy { $0.tokens.count <= Tokenizer.sentenceLimit })
    #expect(analysis.tokens.allSatisfy { $0.range.count <= AtomScanner.longestAtom * BlockTokenizer.longestToken })
    #expect(analysis.sentences.last?.tokens.upperBound ?? 0 == analysis.tokens.count)
  }

  @Test func `cuts a long sentence at a comma`() {
    let part = String(repeating: "one and ", count: 40)
    let analysis = tokenizer.tokenize(String(repeating: part + "two, ", count: 20))
    for sentence in analysis.sentences.dropLast() {
      #expect(analysis.tokens[sentence.tokens.upperBound - 1].form == ",")
    }
  }

  @Test func `gives the same analysis for a text alone and behind another`() {
    let text = "Mr. Adams spoke first. “We won,” he said."
    let alone = tokenizer.tokenize(text).tokens.map(\.form)
    let behind = tokenizer.tokenize("Another paragraph (with a bracket.\n\n" + text).tokens.map(\.form)
    #expect(Array(behind.suffix(alone.count)) == alone)
  }
}

/// A small generator of pseudorandom numbers, so that a failure can be repeated (SplitMix64).
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
