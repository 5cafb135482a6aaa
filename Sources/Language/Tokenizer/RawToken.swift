/// A token of a block, before its sentence is known.
struct RawToken {
  /// Where the token begins, in bytes from the start of its block.
  var start: Int32
  /// Where it ends.
  var end: Int32
  /// A hash of its form.
  var hash: UInt32
  /// The kind of its only atom, or ``Atom/dotted``, ``Atom/numeric`` or ``Atom/compound``.
  var kind: Atom.Kind
  /// The kind of its first atom.
  var first: Atom.Kind
  /// What separates it from the token before.
  var gap: Gap
  /// The category of an abbreviation, 0 for others.
  var abbreviation: UInt8

  /// Joins atoms into a token.
  ///
  /// - Complexity: O(*n*) in the atoms.
  init(_ range: Range<Int>, of atoms: Span<Atom>, abbreviations: AbbreviationTable) {
    let head = atoms[range.lowerBound]
    let tail = atoms[range.upperBound - 1]
    start = head.start
    end = tail.end
    gap = head.gap
    first = head.kind
    var hash = head.hash
    var category: UInt32 = 0
    for index in range.dropFirst() {
      if index == range.upperBound - 1, tail.kind == Atom.period { category = abbreviations.category(of: hash) }
      hash = mix(hash, atoms[index].hash)
    }
    self.hash = hash
    abbreviation = UInt8(truncatingIfNeeded: category)
    if range.count == 1 {
      kind = head.kind
    } else if tail.kind == Atom.period, Atom.isWord(head.kind) {
      kind = Atom.dotted
    } else if head.kind >= Atom.digit, head.kind <= Atom.digit + 4 {
      kind = Atom.numeric
    } else {
      kind = Atom.compound
    }
  }
}
