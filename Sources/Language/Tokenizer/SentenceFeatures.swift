/// What is known when the tokenizer decides whether a sentence ends between two tokens.
struct SentenceContext {
  /// The first token of the sentence so far.
  var sentenceStart: Int
  /// The quotation marks and brackets that are open: 1 double, 2 single, 4 bracket.
  var open: UInt32
  /// True when the sentence so far holds a full stop or the like.
  var sawTerminal: Bool
  /// The kind of the token that ended the sentence before.
  var endedWith: UInt32
  /// Tokens up to the next full stop or the like, or to the end of the block; at most 31.
  var untilTerminal: UInt32
  /// True when that next mark is the end of the block.
  var untilBlockEnd: Bool
  /// True when the block ends as edited texts end: with a full stop or the like, before closing quotes or brackets.
  var isEdited: Bool
}

/// Counts by size: 0, 1, 2, 3, 4, 5–6, 7–9, 10–14, 15–24, 25–39, 40 and more.
@inline(__always)
private func bucket(_ count: Int) -> UInt32 {
  if count < 5 { return UInt32(max(count, 0)) }
  return count < 7 ? 5 : count < 10 ? 6 : count < 15 ? 7 : count < 25 ? 8 : count < 40 ? 9 : 10
}

/// Adds the features of the boundary between token `i` and the next to `sink`.
///
/// The templates and their numbers are part of the model file: after a change the model must be trained again.
@inline(__always)
func addSentenceFeatures(
  to sink: inout some FeatureSink, text: Span<UInt8>, base: Int, tokens: Span<RawToken>, at i: Int,
  context: SentenceContext
) {
  let left = tokens[i]
  let right = tokens[i + 1]
  let gap = UInt32(right.gap.rawValue)
  let kind = UInt32(left.kind)
  let kindR = UInt32(right.kind)
  let firstR = UInt32(right.first)
  let left2 = i > 0 ? tokens[i - 1] : nil
  let left3 = i > 1 ? tokens[i - 2] : nil
  let right2 = i + 2 < tokens.count ? tokens[i + 2] : nil
  let right3 = i + 3 < tokens.count ? tokens[i + 3] : nil
  let kind2 = UInt32(left2?.kind ?? 0)
  let kind3 = UInt32(left3?.kind ?? 0)
  let kindR2 = UInt32(right2?.kind ?? 0)
  let kindR3 = UInt32(right3?.kind ?? 0)
  let hash2 = left2?.hash ?? 0
  let hashR2 = right2?.hash ?? 0
  let pair = kind | gap << 6 | kindR << 9
  let leftGap = kind | gap << 6
  let length = bucket(i + 1 - context.sentenceStart)
  let rest = bucket(tokens.count - 1 - i)
  let start = tokens[context.sentenceStart]
  let terminal: UInt32 = context.sawTerminal ? 1 : 0
  let until = bucket(Int(context.untilTerminal)) << 1 | (context.untilBlockEnd ? 1 : 0)
  let edited: UInt32 = context.isEdited ? 1 : 0
  let gap2 = UInt32(right2?.gap.rawValue ?? 7)
  let gapL = UInt32(left.gap.rawValue)

  sink.add(101, pair, firstR)
  sink.add(102, kind2 | pair << 6 | kindR2 << 21)
  sink.add(103, kind3 | kind2 << 6 | pair << 12)
  sink.add(104, pair | kindR2 << 15 | kindR3 << 21)
  sink.add(105, left.hash, gap)
  sink.add(106, left.hash, right.hash)
  sink.add(107, left.hash, gap, firstR)
  sink.add(108, leftGap, right.hash)
  sink.add(109, right.hash, firstR, gap)
  sink.add(110, hash2, left.hash, firstR)
  sink.add(111, hash2, leftGap, firstR)
  sink.add(112, leftGap, right.hash, hashR2)
  sink.add(113, right.hash, hashR2)
  sink.add(114, hashR2, leftGap)
  sink.add(115, hash2, kind, right.hash)
  sink.add(116, pair, length)
  sink.add(117, gap, length)
  sink.add(118, pair, rest)
  sink.add(119, start.hash, leftGap)
  sink.add(120, UInt32(start.kind), pair)
  sink.add(121, context.open, pair)
  sink.add(122, terminal, pair)
  sink.add(123, UInt32(left.abbreviation), gap, firstR)
  sink.add(124, UInt32(left.abbreviation), right.hash)
  sink.add(125, suffix(text, from: base + Int(left.start), to: base + Int(left.end)), gap, firstR)
  sink.add(126, suffix(text, from: base + Int(right.start), to: base + Int(right.end)), leftGap)
  sink.add(127, right3?.hash ?? 0, leftGap)
  sink.add(128, until, leftGap, firstR)
  sink.add(129, context.endedWith, pair)
  sink.add(130, kind2, pair, context.open)
  sink.add(131, gapL | gap << 3 | gap2 << 6, kind)
  sink.add(132, hash2, gap, firstR)
  sink.add(133, length | rest << 4, gap, kind)
  sink.add(134, UInt32(min(left.end - left.start, 8)), pair)
  sink.add(135, terminal | context.open << 1 | length << 4, leftGap)
  sink.add(136, left.hash, hashR2)
  sink.add(137, edited, pair, firstR)
  sink.add(138, edited | length << 1 | gap << 5, kind)
  sink.add(139, edited | terminal << 1, kind2 | pair << 6)
}

/// How many features ``addSentenceFeatures(to:text:base:tokens:at:context:)`` adds.
let sentenceFeatureCount = 39
