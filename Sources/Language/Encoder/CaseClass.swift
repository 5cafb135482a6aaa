/// How a word is capitalized: the vocabulary of the encoder is uncased, so it is told apart.
enum CaseClass: UInt8, Sendable {
  /// The class of the pieces that belong to no word.
  case special
  case lower
  /// The first letter is upper case and the only such.
  case title
  /// A single letter, upper case.
  case singleUpper
  case allUpper
  case mixed
  case noLetter
  /// There is a decimal digit.
  case digit

  /// Finds the class of a word.
  ///
  /// - Complexity: O(*n*) in the bytes of the word.
  init(of word: String) {
    var letters = 0
    var upper = 0
    var startsUpper = false
    for scalar in word.unicodeScalars {
      let isUpper: Bool
      switch scalar.value {
      case 0x61...0x7A: isUpper = false
      case 0x41...0x5A: isUpper = true
      case 0x30...0x39:
        self = .digit
        return
      case 0..<0x80: continue
      default:
        switch scalar.properties.generalCategory {
        case .decimalNumber:
          self = .digit
          return
        case .uppercaseLetter, .titlecaseLetter: isUpper = true
        case .lowercaseLetter, .modifierLetter, .otherLetter: isUpper = false
        default: continue
        }
      }
      if letters == 0 { startsUpper = isUpper }
      letters += 1
      upper += isUpper ? 1 : 0
    }
    self =
      if letters == 0 {
        .noLetter
      } else if upper == 0 {
        .lower
      } else if upper == letters {
        letters == 1 ? .singleUpper : .allUpper
      } else if startsUpper && upper == 1 {
        .title
      } else {
        .mixed
      }
  }

  /// True if a word has an upper-case or title-case letter.
  static func hasCapital(_ word: String) -> Bool {
    word.unicodeScalars.contains { scalar in
      if scalar.isASCII { return (0x41...0x5A).contains(scalar.value) }
      let category = scalar.properties.generalCategory
      return category == .uppercaseLetter || category == .titlecaseLetter
    }
  }
}
