/// Finds the tokens and sentences of one block after the other, left to right.
struct BlockTokenizer {
  private let abbreviations: AbbreviationTable
  private var scanner = AtomScanner()
  private var untilTerminal: [UInt32] = []

  /// The tokens of the block that was read last.
  private(set) var tokens: [RawToken] = []
  /// For each of these tokens the log-odds that it begins a sentence; infinite for the first.
  private(set) var scores: [Float] = []

  /// The most atoms in one token.
  static let longestToken = 256

  /// Creates a tokenizer of blocks.
  init(abbreviations: AbbreviationTable) { self.abbreviations = abbreviations }

  /// Reads a block; afterwards ``tokens`` and ``scores`` describe it.
  ///
  /// - Complexity: O(*n*) in the bytes of the block.
  mutating func read(_ text: Span<UInt8>, block: Range<Int>, decider: inout some BoundaryDecider) {
    tokens.removeAll(keepingCapacity: true)
    scores.removeAll(keepingCapacity: true)
    scanner.scan(text, block: block, layout: LineLayout(text, block: block))
    findTokens(text, base: block.lowerBound, decider: &decider)
    findSentences(text, base: block.lowerBound, decider: &decider)
  }

  private mutating func findTokens(_ text: Span<UInt8>, base: Int, decider: inout some BoundaryDecider) {
    let scanned = scanner.atoms
    let atoms = scanned.span
    var quotes = QuoteState()
    var start = 0
    while start < atoms.count {
      var end = start + 1
      while end < atoms.count, atoms[end].gap == .none { end += 1 }
      if end == start + 1 {
        appendToken(start..<end, of: atoms, quotes: &quotes)
      } else {
        cut(Chunk(start..<end, in: atoms), of: atoms, text: text, base: base, quotes: &quotes, decider: &decider)
      }
      start = end
    }
  }

  private mutating func cut(
    _ chunk: Chunk, of atoms: Span<Atom>, text: Span<UInt8>, base: Int, quotes: inout QuoteState,
    decider: inout some BoundaryDecider
  ) {
    let start = chunk.atoms.lowerBound
    var context = TokenContext(tokenStart: start, tokenHash: atoms[start].hash, brokeBefore: true, openQuotes: 0)
    for i in start..<(chunk.atoms.upperBound - 1) {
      let breaks: Bool
      if atoms[i].kind == Atom.emoji || atoms[i + 1].kind == Atom.emoji
        || i + 1 - context.tokenStart >= Self.longestToken
      {
        breaks = true
      } else if chunk.address.contains(i), chunk.address.contains(i + 1) {
        breaks = false
      } else {
        context.openQuotes = quotes.open & 3
        var sink = decider.tokenSink()
        addTokenFeatures(
          to: &sink, text: text, base: base, atoms: atoms, at: i, chunk: chunk, context: context,
          abbreviations: abbreviations)
        breaks = decider.tokenEnds(sink, before: base + Int(atoms[i + 1].start))
      }
      if breaks {
        appendToken(context.tokenStart..<(i + 1), of: atoms, quotes: &quotes)
        context.tokenStart = i + 1
        context.tokenHash = atoms[i + 1].hash
      } else {
        context.tokenHash = mix(context.tokenHash, atoms[i + 1].hash)
      }
      context.brokeBefore = breaks
    }
    appendToken(context.tokenStart..<chunk.atoms.upperBound, of: atoms, quotes: &quotes)
  }

  private mutating func appendToken(_ range: Range<Int>, of atoms: Span<Atom>, quotes: inout QuoteState) {
    let token = RawToken(range, of: atoms, abbreviations: abbreviations)
    quotes.take(token.kind, followedBySpace: range.upperBound >= atoms.count || atoms[range.upperBound].gap != .none)
    tokens.append(token)
  }

  private mutating func findSentences(_ text: Span<UInt8>, base: Int, decider: inout some BoundaryDecider) {
    guard let first = tokens.first else { return }
    measureTerminals()
    scores.append(.infinity)
    let found = tokens
    let tokens = found.span
    var quotes = QuoteState()
    var context = SentenceContext(
      sentenceStart: 0, open: 0, sawTerminal: false, endedWith: 0, untilTerminal: 0, untilBlockEnd: false,
      isEdited: endsEdited)
    quotes.take(first.kind, followedBySpace: tokens.count == 1 || tokens[1].gap != .none)
    for i in 0..<(tokens.count - 1) {
      let kind = tokens[i].kind
      if Atom.isTerminal(kind) { context.sawTerminal = true }
      context.open = quotes.open
      context.untilTerminal = untilTerminal[i + 1] & 31
      context.untilBlockEnd = untilTerminal[i + 1] & 32 != 0
      var sink = decider.sentenceSink()
      addSentenceFeatures(to: &sink, text: text, base: base, tokens: tokens, at: i, context: context)
      let score = decider.sentenceEnds(sink, before: base + Int(tokens[i + 1].start))
      scores.append(score)
      if score > 0 {
        context.sentenceStart = i + 1
        context.sawTerminal = false
        context.endedWith = UInt32(kind)
      }
      quotes.take(tokens[i + 1].kind, followedBySpace: i + 2 >= tokens.count || tokens[i + 2].gap != .none)
    }
  }

  /// True when the block ends with a full stop or the like, before closing quotes or brackets.
  private var endsEdited: Bool {
    for token in tokens.suffix(4).reversed() {
      if Atom.isTerminal(token.kind) || token.kind == Atom.colon { return true }
      switch token.kind {
      case Atom.quote, Atom.apostrophe, Atom.closeDouble, Atom.closeSingle, Atom.closeParenthesis: continue
      default: return false
      }
    }
    return false
  }

  /// Notes for each token how many tokens come before the next full stop; bit 5 says that the block ends first.
  private mutating func measureTerminals() {
    untilTerminal.removeAll(keepingCapacity: true)
    untilTerminal.append(contentsOf: repeatElement(0, count: tokens.count))
    var distance: UInt32 = 0
    var end: UInt32 = 32
    for index in tokens.indices.reversed() {
      if Atom.isTerminal(tokens[index].kind) {
        distance = 0
        end = 0
      }
      untilTerminal[index] = min(distance, 31) | end
      distance += 1
    }
  }
}

/// The quotation marks and brackets that are open.
struct QuoteState {
  /// 1 for a double quotation mark, 2 for a single one, 4 for a bracket.
  private(set) var open: UInt32 = 0
  private var depth = 0

  /// Follows one token.
  mutating func take(_ kind: Atom.Kind, followedBySpace: Bool) {
    switch kind {
    case Atom.quote: open ^= 1
    case Atom.openDouble: open |= 1
    case Atom.closeDouble: open &= ~1
    case Atom.apostrophe: open = followedBySpace ? open & ~2 : open ^ 2
    case Atom.openSingle: open |= 2
    case Atom.closeSingle: open &= ~2
    case Atom.openParenthesis:
      depth += 1
      open |= 4
    case Atom.closeParenthesis:
      depth = max(depth - 1, 0)
      if depth == 0 { open &= ~4 }
    default: break
    }
  }
}
