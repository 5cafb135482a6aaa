/// What is known when the tokenizer decides whether a token ends between two atoms of a chunk.
struct TokenContext {
  /// The first atom of the token so far.
  var tokenStart: Int
  /// A hash of the token so far.
  var tokenHash: UInt32
  /// True when the boundary before was a break.
  var brokeBefore: Bool
  /// The quotation marks that are open: 1 double, 2 single.
  var openQuotes: UInt32
}

/// Adds the features of the boundary between atom `i` and the next to `sink`.
///
/// The templates and their numbers are part of the model file: after a change the model must be trained again.
@inline(__always)
func addTokenFeatures(
  to sink: inout some FeatureSink, text: Span<UInt8>, base: Int, atoms: Span<Atom>, at i: Int, chunk: Chunk,
  context: TokenContext, abbreviations: AbbreviationTable
) {
  let first = chunk.atoms.lowerBound
  let end = chunk.atoms.upperBound
  let left = atoms[i]
  let right = atoms[i + 1]
  let kind = UInt32(left.kind)
  let kindR = UInt32(right.kind)
  let kind2 = i - 1 >= first ? UInt32(atoms[i - 1].kind) : 0
  let kind3 = i - 2 >= first ? UInt32(atoms[i - 2].kind) : 0
  let kindR2 = i + 2 < end ? UInt32(atoms[i + 2].kind) : 0
  let kindR3 = i + 3 < end ? UInt32(atoms[i + 3].kind) : 0
  let hash2 = i - 1 >= first ? atoms[i - 1].hash : 0
  let hashR2 = i + 2 < end ? atoms[i + 2].hash : 0
  let pair = kind | kindR << 6
  let isLast: UInt32 = i + 2 == end ? 1 : 0
  let next = isLast == 1 ? chunk.next : 0xFFF
  let broke: UInt32 = context.brokeBefore ? 1 : 0
  let sofar = UInt32(min(i - context.tokenStart, 4))
  let abbreviation = abbreviations.category(of: left.hash)
  let wholeAbbreviation = context.tokenStart == i ? abbreviation : abbreviations.category(of: context.tokenHash)

  sink.add(1, pair)
  sink.add(2, left.hash, right.hash)
  sink.add(3, left.hash, kindR)
  sink.add(4, kind, right.hash)
  sink.add(5, kind2 | pair << 6 | kindR2 << 18)
  sink.add(6, kind3 | kind2 << 6 | pair << 12 | kindR2 << 24, kindR3)
  sink.add(7, hash2, left.hash, kindR)
  sink.add(8, kind, right.hash, hashR2)
  sink.add(9, hash2, kind, right.hash)
  sink.add(10, left.hash, kindR, hashR2)
  sink.add(11, context.tokenHash, kindR)
  sink.add(12, context.tokenHash, kindR, next)
  sink.add(13, broke | pair << 1 | kind2 << 13)
  sink.add(14, sofar | pair << 3)
  sink.add(15, chunk.marks, pair)
  sink.add(16, chunk.marks, broke | kindR << 1)
  sink.add(17, isLast | pair << 1, next)
  sink.add(18, left.hash, isLast | kindR << 1, next)
  sink.add(19, suffix(text, from: base + Int(left.start), to: base + Int(left.end)), kindR, isLast)
  sink.add(20, UInt32(min(left.end - left.start, 8)), pair, isLast)
  sink.add(21, UInt32(min(right.end - right.start, 8)), pair, isLast)
  sink.add(22, chunk.pattern, UInt32(min(i - first, 9)))
  sink.add(23, abbreviation, kindR, next)
  sink.add(24, wholeAbbreviation, kindR, broke)
  sink.add(25, chunk.previous, pair, sofar)
  sink.add(26, context.openQuotes, pair, isLast)
  sink.add(27, context.openQuotes, kind2 | pair << 6, next)
  sink.add(28, kind2 | pair << 6, next, sofar)
  sink.add(29, hash2, right.hash)
  sink.add(30, left.hash, chunk.pattern)
}

/// How many features ``addTokenFeatures(to:text:base:atoms:at:chunk:context:abbreviations:)`` adds.
let tokenFeatureCount = 30
