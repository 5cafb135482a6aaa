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

  /// Looks over a chunk.
  ///
  /// - Complexity: O(*n*) in the atoms of the chunk.
  init(_ range: Range<Int>, in atoms: Span<Atom>) {
    self.atoms = range
    var marks: UInt32 = 0
    var pattern: UInt32 = 0
    var dots = 0
    for index in range {
      let kind = atoms[index].kind
      if index - range.lowerBound < 8 { pattern = mix(pattern, UInt32(kind)) }
      if kind == Atom.at { marks |= 1 }
      if kind == Atom.slash { marks |= 2 }
      if kind == Atom.run, index > range.lowerBound, atoms[index - 1].kind == Atom.colon { marks |= 4 }
      if kind == Atom.period, index > range.lowerBound, index + 1 < range.upperBound { dots += 1 }
      if Atom.isWord(kind), kind < Atom.digit { marks |= 8 }
      if kind >= Atom.digit, kind <= Atom.digit + 4 { marks |= 16 }
      if kind == Atom.kind(of: "_") { marks |= 32 }
    }
    marks |= UInt32(min(dots, 3)) << 6
    self.marks = marks
    self.pattern = mix(pattern, UInt32(min(range.count, 9)))
    let after = range.upperBound < atoms.count ? atoms[range.upperBound] : nil
    next = after.map { UInt32($0.kind) | UInt32($0.gap.rawValue) << 6 } ?? 0
    previous = range.lowerBound > 0 ? UInt32(atoms[range.lowerBound - 1].kind) : 0
  }
}
