/// The smallest piece that the tokenizer joins into words: a run of letters, a run of digits, a run of one punctuation
/// character, or a pictograph.
struct Atom {
  /// What an atom looks like; the numbers are part of the model file.
  typealias Kind = UInt8

  /// Where the atom begins, in bytes from the start of its block.
  var start: Int32
  /// Where it ends.
  var end: Int32
  /// A hash of the form with ASCII letters in lower case, curly quotes straight and long numbers by their length.
  var hash: UInt32
  /// What it looks like.
  var kind: Kind
  /// What separates it from the atom before.
  var gap: Gap
}

/// What stands between two atoms; the numbers are part of the model file.
enum Gap: UInt8 {
  /// Nothing.
  case none
  /// One blank.
  case space
  /// More than one blank, or a tabulator.
  case wide
  /// A line break where the next word would not have fitted: the text was wrapped here.
  case wrap
  /// A line break where the next word would almost have fitted.
  case ragged
  /// A line break in the middle of the width of the text: somebody meant it.
  case line
  /// A line break in a text with lines too long to be wrapped: most likely a paragraph.
  case longLine
  /// The start of the block.
  case block
}

extension Atom {
  /// The edge of a chunk or block, where no atom stands.
  static let edge: Kind = 0
  /// One lower-case letter, and a longer lower-case word.
  static let lowerLetter: Kind = 1
  static let lowerWord: Kind = 2
  /// One upper-case letter, a capitalized word, a word in capitals.
  static let upperLetter: Kind = 3
  static let title: Kind = 4
  static let capitals: Kind = 5
  /// Upper and lower case mixed in another way.
  static let mixedCase: Kind = 6
  /// Letters without case.
  static let uncased: Kind = 7
  /// Digits: 8 for one, 9 for two, up to 12 for five or more.
  static let digit: Kind = 8
  /// Words of several atoms: ending with a full stop, beginning with a digit, others.
  static let dotted: Kind = 13
  static let numeric: Kind = 14
  static let compound: Kind = 15
  /// ASCII punctuation: 16 to 47 in the order of ``punctuationOrder``.
  static let punctuation: Kind = 16
  /// Runs: two dots, more dots, two hyphens, more hyphens, any other character repeated.
  static let twoDots: Kind = 48
  static let dots: Kind = 49
  static let twoHyphens: Kind = 50
  static let hyphens: Kind = 51
  static let run: Kind = 52
  /// Curly quotes, dashes, the ellipsis character, bullets, currencies, other punctuation and symbols.
  static let openDouble: Kind = 53
  static let closeDouble: Kind = 54
  static let openSingle: Kind = 55
  static let closeSingle: Kind = 56
  static let enDash: Kind = 57
  static let emDash: Kind = 58
  static let ellipsis: Kind = 59
  static let bullet: Kind = 60
  static let currency: Kind = 61
  static let otherPunctuation: Kind = 62
  static let emoji: Kind = 63

  /// The 32 punctuation characters of ASCII.
  static let punctuationOrder = Array("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".utf8)

  /// The ASCII characters that something is said about; written out, so that they are constants in hot loops.
  static let exclamation: Kind = 16
  static let quote: Kind = 17
  static let apostrophe: Kind = 22
  static let openParenthesis: Kind = 23
  static let closeParenthesis: Kind = 24
  static let plus: Kind = 26
  static let hyphen: Kind = 28
  static let period: Kind = 29
  static let slash: Kind = 30
  static let colon: Kind = 31
  static let less: Kind = 33
  static let greater: Kind = 35
  static let question: Kind = 36
  static let at: Kind = 37
  static let underscore: Kind = 42

  /// The kinds of the 128 ASCII characters as punctuation; `edge` for others.
  static let asciiPunctuation: [Kind] = (0..<128).map { byte in
    punctuationOrder.firstIndex(of: UInt8(byte)).map { punctuation + Kind($0) } ?? edge
  }

  /// True for letters and digits.
  static func isWord(_ kind: Kind) -> Bool { kind >= lowerLetter && kind < punctuation }

  /// True for what can end a sentence: full stop, question and exclamation mark and their runs.
  static func isTerminal(_ kind: Kind) -> Bool {
    kind == period || kind == question || kind == exclamation || kind == dots || kind == twoDots || kind == ellipsis
      || kind == run
  }

  /// The kind of a punctuation or symbol scalar beyond ASCII.
  static func kind(ofSymbol scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0x201C, 0x201E, 0xAB, 0x300C: openDouble
    case 0x201D, 0xBB, 0x300D: closeDouble
    case 0x2018, 0x201A: openSingle
    case 0x2019: closeSingle
    case 0x2010, 0x2011: hyphen
    case 0x2012, 0x2013, 0x2212: enDash
    case 0x2014, 0x2015: emDash
    case 0x2026: ellipsis
    case 0xB7, 0x2022, 0x2023, 0x25AA, 0x25CF, 0x25E6, 0x25A0: bullet
    case 0x3002, 0xFF0E: period
    case 0xFF1F: question
    case 0xFF01: exclamation
    default: scalar.properties.generalCategory == .currencySymbol ? currency : otherPunctuation
    }
  }
}

/// Mixes a value into a hash; the constants are part of the model file.
@inline(__always)
func mix(_ hash: UInt32, _ value: UInt32) -> UInt32 {
  let product = (hash ^ value) &* 0x9E37_79B1
  return product ^ (product >> 15)
}
