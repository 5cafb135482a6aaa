/// Cuts a block of text into atoms.
struct AtomScanner {
  /// The atoms of the block that was scanned last.
  private(set) var atoms: [Atom] = []

  /// The most bytes in one atom, so that a text without any blank stays cheap.
  static let longestAtom = 256

  /// Scans the bytes of `block`, whose line breaks are told apart by `layout`.
  ///
  /// - Complexity: O(*n*) in the bytes of the block.
  mutating func scan(_ text: Span<UInt8>, block: Range<Int>, layout: LineLayout) {
    atoms.removeAll(keepingCapacity: true)
    let base = block.lowerBound
    var position = base
    var gap = Gap.block
    while position < block.upperBound {
      let byte = text[position]
      let cls = byte < 0x80 ? CharacterClass.ascii[Int(byte)] : Self.classify(text, position)
      switch cls {
      case .space, .newline:
        let (end, between) = Self.blank(text, from: position, to: block.upperBound, layout: layout)
        if gap != .block { gap = between }
        position = end
      case .letter, .upper, .lower, .digit, .extend:
        let end = scanWord(text, from: position, to: block.upperBound, base: base, gap: gap, isNumber: cls == .digit)
        position = end
        gap = .none
      case .punctuation, .emoji:
        position = scanSymbol(text, from: position, to: block.upperBound, base: base, gap: gap)
        gap = .none
      }
    }
  }

  /// The class of the scalar at `position`; bytes that are not UTF-8 count as letters.
  private static func classify(_ text: Span<UInt8>, _ position: Int) -> CharacterClass {
    let decoded = decodeScalar(in: text, at: position)
    return decoded.isValid ? CharacterClass(decoded.scalar) : .letter
  }

  /// Skips blanks; where a line ends among them, the layout says what the break means.
  private static func blank(
    _ text: Span<UInt8>, from start: Int, to limit: Int, layout: LineLayout
  ) -> (end: Int, gap: Gap) {
    var position = start
    var lineEnd: Int?
    var count = 0
    while position < limit {
      let byte = text[position]
      if byte < 0x80 {
        let cls = CharacterClass.ascii[Int(byte)]
        guard cls == .space || cls == .newline else { break }
        if byte == 0x0A || byte == 0x0D { lineEnd = lineEnd ?? position }
        count += byte == 0x09 ? 2 : 1
        position += 1
      } else {
        let decoded = decodeScalar(in: text, at: position)
        guard decoded.isValid else { break }
        let cls = CharacterClass(decoded.scalar)
        guard cls == .space || cls == .newline else { break }
        if cls == .newline { lineEnd = lineEnd ?? position }
        count += 1
        position += decoded.length
      }
    }
    if let lineEnd { return (position, layout.gap(text, lineEnd: lineEnd, next: position, limit: limit)) }
    return (position, count > 1 ? .wide : .space)
  }

  /// Reads a run of letters, or of digits, with the marks and joiners after it.
  private mutating func scanWord(
    _ text: Span<UInt8>, from start: Int, to limit: Int, base: Int, gap: Gap, isNumber: Bool
  ) -> Int {
    var position = start
    var hash: UInt32 = 0x811C_9DC5
    var uppers = 0
    var lowers = 0
    var scalars = 0
    var firstIsUpper = false
    loop: while position < limit, position - start < Self.longestAtom {
      let byte = text[position]
      if byte < 0x80 {
        switch CharacterClass.ascii[Int(byte)] {
        case .lower where !isNumber: lowers += 1
        case .upper where !isNumber:
          uppers += 1
          if scalars == 0 { firstIsUpper = true }
        case .digit where isNumber: break
        default: break loop
        }
        hash = (hash ^ UInt32(isNumber ? 0x30 : byte | 0x20)) &* 0x0100_0193
        position += 1
      } else {
        let decoded = decodeScalar(in: text, at: position)
        switch decoded.isValid ? CharacterClass(decoded.scalar) : .letter {
        case .lower where !isNumber: lowers += 1
        case .upper where !isNumber:
          uppers += 1
          if scalars == 0 { firstIsUpper = true }
        case .letter where !isNumber, .extend: break
        case .digit where isNumber: break
        default: break loop
        }
        for index in position..<(position + decoded.length) { hash = (hash ^ UInt32(text[index])) &* 0x0100_0193 }
        position += decoded.length
      }
      scalars += 1
    }
    let kind: Atom.Kind
    if isNumber {
      kind = Atom.digit + Atom.Kind(min(scalars, 5) - 1)
      if scalars > 2 { hash = mix(0x30, UInt32(min(scalars, 6))) }
    } else if uppers + lowers == 0 {
      kind = Atom.uncased
    } else if uppers == 0 {
      kind = scalars == 1 ? Atom.lowerLetter : Atom.lowerWord
    } else if lowers == 0 {
      kind = uppers == 1 && scalars == 1 ? Atom.upperLetter : Atom.capitals
    } else {
      kind = firstIsUpper && uppers == 1 ? Atom.title : Atom.mixedCase
    }
    append(start, position, base, hash, kind, gap)
    return position
  }

  /// Reads a run of one punctuation character, or one pictograph with its modifiers.
  private mutating func scanSymbol(_ text: Span<UInt8>, from start: Int, to limit: Int, base: Int, gap: Gap) -> Int {
    let first = decodeScalar(in: text, at: start)
    var position = start + first.length
    let value = first.scalar.value
    if value >= 0x80, CharacterClass(first.scalar) == .emoji {
      position = Self.endOfPictograph(text, from: position, to: limit, first: first.scalar)
      append(start, position, base, mix(0x45, value), Atom.emoji, gap)
      return position
    }
    var count = 1
    if !Self.standsAlone(value) {
      while position < limit, position - start < Self.longestAtom {
        let next = decodeScalar(in: text, at: position)
        guard next.isValid, next.scalar == first.scalar else { break }
        position += next.length
        count += 1
      }
    }
    var kind = value < 0x80 ? Atom.asciiPunctuation[Int(value)] : Atom.kind(ofSymbol: first.scalar)
    if count > 1 {
      switch kind {
      case Atom.period: kind = count == 2 ? Atom.twoDots : Atom.dots
      case Atom.hyphen: kind = count == 2 ? Atom.twoHyphens : Atom.hyphens
      case Atom.ellipsis: break
      default: kind = Atom.run
      }
    }
    // Joiners and variation selectors belong to the symbol before them.
    while position < limit, text[position] >= 0x80 {
      let next = decodeScalar(in: text, at: position)
      guard next.isValid, CharacterClass(next.scalar) == .extend, position - start < Self.longestAtom else { break }
      position += next.length
    }
    append(start, position, base, mix(mix(0x50, Self.straight(value)), UInt32(min(count, 4))), kind, gap)
    return position
  }

  private static func endOfPictograph(
    _ text: Span<UInt8>, from start: Int, to limit: Int, first: Unicode.Scalar
  ) -> Int {
    var position = start
    var joined = false
    var flag = (0x1F1E6...0x1F1FF).contains(first.value)
    while position < limit, position - start < longestAtom, text[position] >= 0x80 {
      let next = decodeScalar(in: text, at: position)
      guard next.isValid else { break }
      let cls = CharacterClass(next.scalar)
      if cls == .extend {
        joined = next.scalar.value == 0x200D
      } else if flag, (0x1F1E6...0x1F1FF).contains(next.scalar.value) {
        flag = false
      } else if joined, cls == .emoji || cls == .punctuation {
        joined = false
      } else {
        break
      }
      position += next.length
    }
    return position
  }

  /// Brackets and double quotes are words each, even side by side.
  private static func standsAlone(_ value: UInt32) -> Bool {
    switch value {
    case 0x22, 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x201C, 0x201D: true
    default: false
    }
  }

  /// Curly quotes hash like straight ones.
  private static func straight(_ value: UInt32) -> UInt32 {
    switch value {
    case 0x2018, 0x2019: 0x27
    case 0x201C, 0x201D: 0x22
    default: value
    }
  }

  private mutating func append(
    _ start: Int, _ end: Int, _ base: Int, _ hash: UInt32, _ kind: Atom.Kind, _ gap: Gap
  ) {
    atoms.append(
      Atom(start: Int32(start - base), end: Int32(end - base), hash: mix(hash, 0x5BD1), kind: kind, gap: gap))
  }
}
