/// A run of atoms without blanks between them, in which the token boundaries are to be found.
struct Chunk {
  /// The atoms of the chunk.
  let atoms: Range<Int>
  /// Which telling marks the chunk holds: @, ://, www, /, digits only …
  let marks: UInt32
  /// A hash of the kinds of the first atoms.
  let pattern: UInt32
  /// The kind of the atom after the chunk, with what separates it.
  let next: UInt32
  /// The kind of the atom before the chunk.
  let previous: UInt32
  /// The atoms of a web or e-mail address, or of an ISO date, in the chunk: one token whatever they look like.
  let address: Range<Int>

  /// Looks over a chunk.
  ///
  /// - Complexity: O(*n*) in the atoms of the chunk.
  init(_ range: Range<Int>, in atoms: Span<Atom>) {
    self.atoms = range
    var marks: UInt32 = 0
    var pattern: UInt32 = 0
    var dots = 0
    var at: Int?
    var scheme: Int?
    for index in range {
      let kind = atoms[index].kind
      if index - range.lowerBound < 8 { pattern = mix(pattern, UInt32(kind)) }
      if kind == Atom.at {
        marks |= 1
        at = at ?? index
      }
      if kind == Atom.slash { marks |= 2 }
      if kind == Atom.run, index > range.lowerBound, atoms[index - 1].kind == Atom.colon {
        marks |= 4
        scheme = scheme ?? index
      }
      if kind == Atom.period, index > range.lowerBound, index + 1 < range.upperBound { dots += 1 }
      if Atom.isWord(kind), kind < Atom.digit { marks |= 8 }
      if kind >= Atom.digit, kind <= Atom.digit + 4 { marks |= 16 }
      if kind == Atom.underscore { marks |= 32 }
    }
    marks |= UInt32(min(dots, 3)) << 6
    self.marks = marks
    self.pattern = mix(pattern, UInt32(min(range.count, 9)))
    let after = range.upperBound < atoms.count ? atoms[range.upperBound] : nil
    next = after.map { UInt32($0.kind) | UInt32($0.gap.rawValue) << 6 } ?? 0
    previous = range.lowerBound > 0 ? UInt32(atoms[range.lowerBound - 1].kind) : 0
    if let scheme {
      address = Self.webAddress(around: scheme, range, atoms)
    } else if let at {
      address = Self.mailAddress(around: at, range, atoms)
    } else {
      address = Self.isoDate(range, atoms)
    }
  }

  private static let isoDateKinds = [Atom.digit + 3, Atom.hyphen, Atom.digit + 1, Atom.hyphen, Atom.digit + 1]

  /// "2017-03-02", which the treebanks never write but files and web pages do.
  private static func isoDate(_ range: Range<Int>, _ atoms: Span<Atom>) -> Range<Int> {
    let kinds = isoDateKinds
    var start = range.lowerBound
    while start + kinds.count <= range.upperBound, start < range.lowerBound + 8 {
      if atoms[start].kind == kinds[0], kinds.indices.allSatisfy({ atoms[start + $0].kind == kinds[$0] }) {
        return start..<start + kinds.count
      }
      start += 1
    }
    return range.lowerBound..<range.lowerBound
  }

  /// From the word before "://" to the last atom that is no closing punctuation.
  private static func webAddress(around scheme: Int, _ range: Range<Int>, _ atoms: Span<Atom>) -> Range<Int> {
    guard scheme - 2 >= range.lowerBound, Atom.isWord(atoms[scheme - 2].kind) else { return scheme..<scheme }
    var end = scheme + 1
    while end < range.upperBound, !endsAddress(atoms[end].kind) { end += 1 }
    while end > scheme + 1, !Atom.isWord(atoms[end - 1].kind), atoms[end - 1].kind != Atom.slash { end -= 1 }
    return scheme - 2..<end
  }

  /// The words, dots, hyphens and underscores on both sides of an "@", if both sides have a word and a dot follows.
  private static func mailAddress(around at: Int, _ range: Range<Int>, _ atoms: Span<Atom>) -> Range<Int> {
    let none = at..<at
    guard at > range.lowerBound, at + 1 < range.upperBound, Atom.isWord(atoms[at + 1].kind) else { return none }
    var start = at
    while start > range.lowerBound, isMailAtom(atoms[start - 1].kind) { start -= 1 }
    while start < at, !Atom.isWord(atoms[start].kind) { start += 1 }
    var end = at + 1
    var sawDot = false
    while end < range.upperBound, isMailAtom(atoms[end].kind), atoms[end].kind != Atom.dots { end += 1 }
    while end > at + 1, !Atom.isWord(atoms[end - 1].kind) { end -= 1 }
    for index in at..<end where atoms[index].kind == Atom.period { sawDot = true }
    return start < at && sawDot ? start..<end : none
  }

  private static func isMailAtom(_ kind: Atom.Kind) -> Bool {
    Atom.isWord(kind) || kind == Atom.period || kind == Atom.dots || kind == Atom.hyphen || kind == Atom.underscore
      || kind == Atom.plus
  }

  private static func endsAddress(_ kind: Atom.Kind) -> Bool {
    kind == Atom.quote || kind == Atom.greater || kind == Atom.less || kind == Atom.openDouble
      || kind == Atom.closeDouble
  }
}
