/// What a scalar is to the tokenizer.
enum CharacterClass: UInt8 {
  /// Whitespace and control characters: never part of a word.
  case space
  /// A line feed, carriage return or another character that ends a line.
  case newline
  /// A letter without case, a mark, or a byte that is not UTF-8 (so that a word in another encoding stays whole).
  case letter
  /// An upper-case or title-case letter.
  case upper
  /// A lower-case letter.
  case lower
  /// A digit or another number character.
  case digit
  /// Punctuation and symbols, one atom per run of the same scalar.
  case punctuation
  /// A pictograph; always a word of its own.
  case emoji
  /// Joiners and variation selectors: they belong to whatever they follow.
  case extend
}

extension CharacterClass {
  /// The classes of the 128 ASCII characters.
  static let ascii: [CharacterClass] = (0..<128).map { byte in
    switch UInt8(byte) {
    case 0x0A, 0x0B, 0x0C, 0x0D: .newline
    case 0x00...0x20, 0x7F: .space
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
    case UInt8(ascii: "a")...UInt8(ascii: "z"): .lower
    default: .punctuation
    }
  }

  /// Classifies a scalar beyond ASCII.
  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x85, 0x2028, 0x2029: self = .newline
    case 0x80...0xA0, 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: self = .space
    case 0xAD, 0x200C...0x200F, 0x202A...0x202E, 0x2061...0x206F, 0xFE00...0xFE0F, 0xE0000...0xE01EF: self = .extend
    case 0x2010...0x2027, 0x2030...0x205E: self = .punctuation
    case 0x1F1E6...0x1F1FF, 0x1F300...0x1F3FA, 0x1F400...0x1FAFF: self = .emoji
    case 0x1F3FB...0x1F3FF, 0x20E3: self = .extend
    case 0xFFFD: self = .letter
    default:
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .titlecaseLetter: self = .upper
      case .lowercaseLetter: self = .lower
      case .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark, .enclosingMark: self = .letter
      case .decimalNumber, .letterNumber, .otherNumber: self = .digit
      case .control, .format: self = .extend
      case .otherSymbol where scalar.properties.isEmojiPresentation: self = .emoji
      case .unassigned, .privateUse, .surrogate: self = .letter
      default: self = .punctuation
      }
    }
  }
}

/// One scalar of a text and the bytes that it takes.
struct DecodedScalar {
  /// The scalar; U+FFFD where the bytes are not UTF-8.
  var scalar: Unicode.Scalar
  /// How many bytes it takes, at least 1.
  var length: Int
  /// False where the bytes are not UTF-8.
  var isValid: Bool
}

/// Reads the scalar at `offset`; a byte that begins no well-formed sequence counts as one invalid scalar.
func decodeScalar(in text: Span<UInt8>, at offset: Int) -> DecodedScalar {
  let invalid = DecodedScalar(scalar: "\u{FFFD}", length: 1, isValid: false)
  let first = text[offset]
  if first < 0x80 { return DecodedScalar(scalar: Unicode.Scalar(first), length: 1, isValid: true) }
  let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
  guard first >= 0xC2, first <= 0xF4, offset + length <= text.count else { return invalid }
  var value = UInt32(first) & (0x7F >> UInt32(length))
  for index in 1..<length {
    let byte = text[offset + index]
    guard byte & 0xC0 == 0x80 else { return invalid }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  let least: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
  guard value >= least, let scalar = Unicode.Scalar(value) else { return invalid }
  return DecodedScalar(scalar: scalar, length: length, isValid: true)
}
