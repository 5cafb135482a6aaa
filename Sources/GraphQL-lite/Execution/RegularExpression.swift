/// A regular expression that must match a whole text: literals, `.`, classes, groups, alternatives, quantifiers, `(?i)`.
///
/// Thompson's construction, run by Pike's lock-step simulation, so that time grows with text × pattern whatever the
/// pattern (Russ Cox, "Regular Expression Matching Can Be Simple And Fast").
struct RegularExpression {
  struct Problem: Error { let message: String }

  private indirect enum Node {
    case empty
    case scalar(CharacterSet)
    case sequence([Node])
    case alternatives([Node])
    case repeated(Node, Int, Int?)
    case assertion(Assertion)
  }

  private enum Assertion { case start, end, wordBoundary, notWordBoundary }

  struct CharacterSet {
    var ranges: [ClosedRange<UInt32>] = []
    var isNegated = false

    func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isNegated }
  }

  private enum Instruction {
    case match
    case scalar(CharacterSet)
    case split(Int, Int)
    case jump(Int)
    case assertion(Assertion)
  }

  private var program: [Instruction] = []
  private var ignoresCase = false
  private static let maximumSize = 20_000

  /// - Throws: ``Problem`` if `pattern` is not a regular expression of this kind.
  init(_ pattern: String) throws(Problem) {
    var parser = PatternParser(scalars: pattern.unicodeScalars.map(\.value))
    let node = try parser.pattern()
    ignoresCase = parser.ignoresCase
    try emit(node)
    program.append(.match)
  }

  private mutating func emit(_ node: Node) throws(Problem) {
    guard program.count < Self.maximumSize else { throw Problem(message: "the pattern is too large") }
    switch node {
    case .empty: break
    case .scalar(let set): program.append(.scalar(set))
    case .assertion(let assertion): program.append(.assertion(assertion))
    case .sequence(let nodes): for node in nodes { try emit(node) }
    case .alternatives(let nodes):
      var ends: [Int] = []
      for (index, node) in nodes.enumerated() {
        if index == nodes.count - 1 {
          try emit(node)
        } else {
          let split = program.count
          program.append(.match)
          try emit(node)
          ends.append(program.count)
          program.append(.match)
          program[split] = .split(split + 1, program.count)
        }
      }
      for end in ends { program[end] = .jump(program.count) }
    case .repeated(let inner, let low, let high):
      for _ in 0..<low { try emit(inner) }
      if let high {
        var splits: [Int] = []
        for _ in low..<max(low, high) {
          splits.append(program.count)
          program.append(.match)
          try emit(inner)
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
      } else {
        let split = program.count
        program.append(.match)
        try emit(inner)
        program.append(.jump(split))
        program[split] = .split(split + 1, program.count)
      }
    }
  }

  /// Whether the whole of `text` matches.
  ///
  /// - Complexity: O(length of text · size of pattern).
  func matches(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.map { ignoresCase ? lowered($0) : $0.value }
    var current = ThreadList(count: program.count)
    var next = ThreadList(count: program.count)
    add(0, at: 0, scalars, &current)
    for (index, scalar) in scalars.enumerated() {
      if current.threads.isEmpty { return false }
      next.clear()
      for thread in current.threads {
        guard case .scalar(let set) = program[thread] else { continue }
        let isIn = set.contains(scalar) || (ignoresCase && set.contains(raised(scalar)))
        if isIn { add(thread + 1, at: index + 1, scalars, &next) }
      }
      swap(&current, &next)
    }
    return current.threads.contains { if case .match = program[$0] { true } else { false } }
  }

  private struct ThreadList {
    var threads: [Int] = []
    var marks: [UInt32]
    var generation: UInt32 = 1
    init(count: Int) { marks = Array(repeating: 0, count: count) }
    mutating func clear() {
      threads.removeAll(keepingCapacity: true)
      generation += 1
    }
  }

  private func add(_ start: Int, at place: Int, _ scalars: [UInt32], _ list: inout ThreadList) {
    var stack = [start]
    while let pc = stack.popLast() {
      if list.marks[pc] == list.generation { continue }
      list.marks[pc] = list.generation
      switch program[pc] {
      case .jump(let target): stack.append(target)
      case .split(let a, let b):
        stack.append(b)
        stack.append(a)
      case .assertion(let assertion): if holds(assertion, at: place, scalars) { stack.append(pc + 1) }
      case .match, .scalar: list.threads.append(pc)
      }
    }
  }

  private func holds(_ assertion: Assertion, at place: Int, _ scalars: [UInt32]) -> Bool {
    switch assertion {
    case .start: return place == 0
    case .end: return place == scalars.count
    case .wordBoundary, .notWordBoundary:
      let before = place > 0 && Self.word.contains(scalars[place - 1])
      let after = place < scalars.count && Self.word.contains(scalars[place])
      return (before != after) == (assertion == .wordBoundary)
    }
  }

  private func lowered(_ scalar: Unicode.Scalar) -> UInt32 {
    scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value
  }

  private func raised(_ value: UInt32) -> UInt32 {
    Unicode.Scalar(value)?.properties.uppercaseMapping.unicodeScalars.first?.value ?? value
  }

  private static let digit = CharacterSet(ranges: [0x30...0x39])
  private static let word = CharacterSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  private static let space = CharacterSet(ranges: [0x09...0x0D, 0x20...0x20])

  private struct PatternParser {
    let scalars: [UInt32]
    var at = 0
    var depth = 0
    var ignoresCase = false
    var dotMatchesLines = false

    private func isAt(_ character: Unicode.Scalar) -> Bool { at < scalars.count && scalars[at] == character.value }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
      guard isAt(character) else { return false }
      at += 1
      return true
    }

    mutating func pattern() throws(Problem) -> Node {
      let node = try alternatives()
      guard at == scalars.count else { throw Problem(message: "unexpected ')'") }
      return node
    }

    private mutating func alternatives() throws(Problem) -> Node {
      depth += 1
      defer { depth -= 1 }
      guard depth < 100 else { throw Problem(message: "the pattern is nested too deeply") }
      var options = [try sequence()]
      while accept("|") { options.append(try sequence()) }
      return options.count == 1 ? options[0] : .alternatives(options)
    }

    private mutating func sequence() throws(Problem) -> Node {
      var nodes: [Node] = []
      while at < scalars.count, !isAt("|"), !isAt(")") { nodes.append(try quantified()) }
      return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func quantified() throws(Problem) -> Node {
      var node = try atom()
      while at < scalars.count {
        if accept("*") {
          node = .repeated(node, 0, nil)
        } else if accept("+") {
          node = .repeated(node, 1, nil)
        } else if accept("?") {
          node = .repeated(node, 0, 1)
        } else if isAt("{"), at + 1 < scalars.count, (0x30...0x39).contains(scalars[at + 1]) {
          at += 1
          let low = try number()
          var high: Int? = low
          if accept(",") { high = isAt("}") ? nil : try number() }
          guard accept("}") else { throw Problem(message: "expected '}'") }
          if let high, high < low { throw Problem(message: "the bounds of a repetition are reversed") }
          node = .repeated(node, low, high)
        } else {
          return node
        }
        // Whether a quantifier is lazy or possessive does not change which whole texts match, but for possessive ones.
        if accept("?") { continue }
      }
      return node
    }

    private mutating func number() throws(Problem) -> Int {
      var value = 0
      while at < scalars.count, (0x30...0x39).contains(scalars[at]) {
        value = value * 10 + Int(scalars[at] - 0x30)
        guard value <= 1000 else { throw Problem(message: "a repetition of more than 1000") }
        at += 1
      }
      return value
    }

    private mutating func atom() throws(Problem) -> Node {
      let scalar = scalars[at]
      at += 1
      switch Unicode.Scalar(scalar) {
      case "(": return try group()
      case "[": return .scalar(try set())
      case ".":
        return .scalar(CharacterSet(ranges: dotMatchesLines ? [] : [0x0A...0x0A, 0x0D...0x0D], isNegated: true))
      case "^": return .assertion(.start)
      case "$": return .assertion(.end)
      case "*", "+", "?": throw Problem(message: "nothing to repeat")
      case "\\":
        guard at < scalars.count else { throw Problem(message: "the pattern ends in '\\'") }
        let escaped = scalars[at]
        at += 1
        if escaped == 0x62 { return .assertion(.wordBoundary) }
        if escaped == 0x42 { return .assertion(.notWordBoundary) }
        return .scalar(try escape(escaped))
      default: return .scalar(literal(scalar))
      }
    }

    private func literal(_ scalar: UInt32) -> CharacterSet {
      guard ignoresCase, let letter = Unicode.Scalar(scalar),
        let low = letter.properties.lowercaseMapping.unicodeScalars.first?.value
      else { return CharacterSet(ranges: [scalar...scalar]) }
      return CharacterSet(ranges: [low...low])
    }

    private mutating func group() throws(Problem) -> Node {
      if accept("?") {
        while at < scalars.count, !isAt(")"), !isAt(":") {
          switch Unicode.Scalar(scalars[at]) {
          case "i": ignoresCase = true
          case "s": dotMatchesLines = true
          case "u", "m", "U": break
          default: throw Problem(message: "unsupported group")
          }
          at += 1
        }
        if accept(")") { return .empty }
        guard accept(":") else { throw Problem(message: "expected ')'") }
      }
      let inner = try alternatives()
      guard accept(")") else { throw Problem(message: "expected ')'") }
      return inner
    }

    private func escape(_ scalar: UInt32) throws(Problem) -> CharacterSet {
      switch Unicode.Scalar(scalar) {
      case "d": return RegularExpression.digit
      case "D": return CharacterSet(ranges: RegularExpression.digit.ranges, isNegated: true)
      case "w": return RegularExpression.word
      case "W": return CharacterSet(ranges: RegularExpression.word.ranges, isNegated: true)
      case "s": return RegularExpression.space
      case "S": return CharacterSet(ranges: RegularExpression.space.ranges, isNegated: true)
      case "n": return CharacterSet(ranges: [0x0A...0x0A])
      case "t": return CharacterSet(ranges: [0x09...0x09])
      case "r": return CharacterSet(ranges: [0x0D...0x0D])
      case let other?:
        if other.properties.isAlphabetic { throw Problem(message: "unsupported escape '\\\(other)'") }
        return CharacterSet(ranges: [scalar...scalar])
      case nil: throw Problem(message: "unsupported escape")
      }
    }

    private mutating func set() throws(Problem) -> CharacterSet {
      var set = CharacterSet()
      set.isNegated = accept("^")
      var isFirst = true
      while at < scalars.count, isFirst || !isAt("]") {
        isFirst = false
        var low = scalars[at]
        at += 1
        if low == 0x5C {
          guard at < scalars.count else { break }
          let escaped = try escape(scalars[at])
          at += 1
          if escaped.isNegated { throw Problem(message: "a negated escape in a class") }
          if escaped.ranges.count > 1 || escaped.ranges[0].count > 1 {
            set.ranges += escaped.ranges
            continue
          }
          low = escaped.ranges[0].lowerBound
        }
        var high = low
        if isAt("-"), at + 1 < scalars.count, scalars[at + 1] != 0x5D {
          at += 1
          high = scalars[at]
          at += 1
          if high == 0x5C, at < scalars.count {
            high = scalars[at]
            at += 1
          }
          guard high >= low else { throw Problem(message: "a range of characters is reversed") }
        }
        set.ranges.append(low...high)
      }
      guard accept("]") else { throw Problem(message: "expected ']'") }
      return set
    }
  }
}
