internal import Diagnostics

extension Parser {
  // patterns ::= path-pattern (',' path-pattern)*
  mutating func patternList() throws(Diagnostic) -> [PathPattern] {
    var patterns = [try pathPattern()]
    while accept(.comma) { patterns.append(try pathPattern()) }
    return patterns
  }

  // path-pattern ::= [name '='] (shortest-call | [selector] [mode] elements ['COST' name '.' name])
  mutating func pathPattern() throws(Diagnostic) -> PathPattern {
    let start = current
    var variable: Name?
    if isName, peek().kind == .equal {
      variable = try name("a variable")
      advance()
    }
    var pattern: PathPattern
    if let function = shortestFunction {
      advance()
      advance()
      pattern = try elementsPattern()
      pattern.function = function
      try expect(.rightParenthesis, "')' to close \(function.rawValue)")
    } else {
      let selector = try pathSelector()
      let mode = pathMode()
      if selector != nil || mode != nil, !accept(keyword: "PATHS") { _ = accept(keyword: "PATH") }
      pattern = try elementsPattern()
      pattern.selector = selector
      pattern.mode = mode
      if selector == .anyCheapest {
        try expect(keyword: "COST", "COST and an edge's property")
        let edge = try name("an edge variable")
        try expect(.dot, "'.' and a property")
        pattern.cost = CostExpression(variable: edge, property: try name("a property"))
      }
    }
    pattern.variable = variable
    pattern.span = span(from: start)
    return pattern
  }

  private var shortestFunction: ShortestFunction? {
    guard peek().kind == .leftParenthesis else { return nil }
    if isKeyword("SHORTESTPATH") { return .shortestPath }
    return isKeyword("ALLSHORTESTPATHS") ? .allShortestPaths : nil
  }

  // selector ::= 'ANY' ['SHORTEST' | 'CHEAPEST' | n] | 'ALL' 'SHORTEST' | 'SHORTEST' [n] ['GROUP' | 'GROUPS']
  private mutating func pathSelector() throws(Diagnostic) -> PathSelector? {
    if accept(keyword: "ANY") {
      if accept(keyword: "SHORTEST") { return .anyShortest }
      if accept(keyword: "CHEAPEST") { return .anyCheapest }
      return .any(at(.integer) ? try count() : 1)
    }
    if isKeyword("ALL"), isKeyword("SHORTEST", at: 1) {
      advance()
      advance()
      return .allShortest
    }
    guard accept(keyword: "SHORTEST") else {
      _ = isKeyword("ALL") && peek().kind != .leftParenthesis ? accept(keyword: "ALL") : false
      return nil
    }
    let number = at(.integer) ? try count() : 1
    if accept(keyword: "GROUPS") || accept(keyword: "GROUP") { return .shortestGroups(number) }
    return .shortest(number)
  }

  private mutating func count() throws(Diagnostic) -> Int {
    let token = current
    guard case .int(let number) = try number(isNegative: false, token).kind, number > 0, number <= 1_000_000 else {
      throw Diagnostic(.invalidCount, "expected a count of at least 1", at: token.span.range)
    }
    return Int(number)
  }

  private mutating func pathMode() -> PathMode? {
    if accept(keyword: "WALK") { return .walk }
    if accept(keyword: "TRAIL") { return .trail }
    if accept(keyword: "SIMPLE") { return .simple }
    return accept(keyword: "ACYCLIC") ? .acyclic : nil
  }

  /// Nodes and edges in turn, without what precedes them.
  mutating func elementsPattern() throws(Diagnostic) -> PathPattern {
    let start = current
    let elements = try nested { parser throws(Diagnostic) in try parser.elements() }
    return PathPattern(elements: elements, span: span(from: start))
  }

  // elements ::= (node | group) ((edge (node | group)) | node | group)*
  private mutating func elements() throws(Diagnostic) -> [PathElement] {
    var elements = [try nodeOrGroup()]
    while true {
      if startsEdge {
        elements.append(.edge(try edgePattern()))
        guard at(.leftParenthesis) else { throw unexpected("'(' and the node at the end of the edge") }
        elements.append(try nodeOrGroup())
      } else if at(.leftParenthesis), elements.contains(where: \.isGroup) || startsGroup {
        elements.append(try nodeOrGroup())
      } else {
        return elements
      }
      guard elements.count < 10_000 else { throw unexpected("a shorter pattern") }
    }
  }

  /// Whether an edge pattern begins here: `-`, `<-`.
  private var startsEdge: Bool {
    if at(.minus) { return true }
    return at(.less) && peek().kind == .minus
  }

  /// Whether the parenthesis here holds a whole path: it begins with another one, or with a mode.
  private var startsGroup: Bool {
    guard at(.leftParenthesis) else { return false }
    if peek().kind == .leftParenthesis { return true }
    let isMode =
      isKeyword("TRAIL", at: 1) || isKeyword("WALK", at: 1) || isKeyword("SIMPLE", at: 1)
      || isKeyword("ACYCLIC", at: 1)
    return isMode && peek(2).kind == .leftParenthesis
  }

  private mutating func nodeOrGroup() throws(Diagnostic) -> PathElement {
    guard startsGroup else { return .node(try nodePattern()) }
    return .group(try nested { parser throws(Diagnostic) in try parser.groupPattern() })
  }

  // group ::= '(' [mode] elements ['WHERE' expression] ')' [quantifier]
  private mutating func groupPattern() throws(Diagnostic) -> GroupPattern {
    let start = current
    try expect(.leftParenthesis, "'('")
    let mode = pathMode()
    let elements = try elements()
    let condition = accept(keyword: "WHERE") ? try enclosedExpression() : nil
    try expect(.rightParenthesis, "')' to close the path pattern")
    let quantifier = try trailingQuantifier()
    return GroupPattern(
      mode: mode, elements: elements, condition: condition, quantifier: quantifier, span: span(from: start))
  }

  mutating func nodePattern() throws(Diagnostic) -> NodePattern {
    let start = current
    try expect(.leftParenthesis, "'(' and a node")
    var node = NodePattern(span: start.span)
    if isName, !(isKeyword("WHERE") && peek().kind != .rightParenthesis && peek().kind != .colon) {
      node.variable = try name("a variable")
    }
    if accept(.colon) || (isKeyword("IS") && accept(keyword: "IS")) {
      node.labels = try labelExpression(isInPattern: true)
    }
    node.properties = try propertyMap()
    if accept(keyword: "WHERE") { node.condition = try enclosedExpression() }
    try expect(
      .rightParenthesis,
      node.properties != nil || node.condition != nil
        ? "')' to close the node" : "':', '{', WHERE or ')' to close the node")
    node.span = span(from: start)
    return node
  }

  private mutating func edgePattern() throws(Diagnostic) -> EdgePattern {
    let start = current
    let isLeft = accept(.less)
    try expect(.minus, "'-'")
    var edge = EdgePattern(direction: .either, span: start.span)
    var isRight = false
    if accept(.leftBracket) {
      try edgeDetails(&edge)
      try expect(.rightBracket, "']' to close the edge")
      try expect(.minus, isLeft ? "'-' to close the edge" : "'->' or '-' to close the edge")
      isRight = accept(.greater)
    } else if accept(.greater) {
      isRight = true
    } else if accept(.minus) {
      isRight = accept(.greater)
    }
    edge.direction = isLeft == isRight ? .either : (isLeft ? .left : .right)
    edge.span = span(from: start)
    if let quantifier = try trailingQuantifier() {
      if let first = edge.quantifier {
        throw Diagnostic(
          .unexpectedToken, "the edge has two quantifiers", at: quantifier.span.range,
          help: "keep '\(source(first.span))' or '\(source(quantifier.span))'")
      }
      edge.quantifier = quantifier
    }
    return edge
  }

  private mutating func edgeDetails(_ edge: inout EdgePattern) throws(Diagnostic) {
    if isName, !(isKeyword("WHERE") && peek().kind != .rightBracket && peek().kind != .colon) {
      edge.variable = try name("a variable")
    }
    if accept(.colon) || (isKeyword("IS") && accept(keyword: "IS")) {
      edge.types = try labelExpression(isInPattern: true)
    }
    if at(.star) { edge.quantifier = try cypherRange() }
    edge.properties = try propertyMap()
    if accept(keyword: "WHERE") { edge.condition = try enclosedExpression() }
    if at(.dotDot) {
      throw Diagnostic(
        .invalidPattern, "a range needs '*' before it", at: current.span.range, help: "write '*..' or '*1..3'")
    }
  }

  // range ::= '*' [n] ['..' [m]]
  mutating func cypherRange() throws(Diagnostic) -> PathQuantifier {
    let start = current
    try expect(.star, "'*'")
    var minimum = 1
    var maximum: Int?
    if at(.integer) {
      minimum = try bound()
      maximum = minimum
    }
    if accept(.dotDot) {
      maximum = at(.integer) ? try bound() : nil
    }
    return PathQuantifier(minimum: minimum, maximum: maximum, isCypher: true, span: span(from: start))
  }

  private mutating func bound() throws(Diagnostic) -> Int {
    let token = current
    guard case .int(let number) = try number(isNegative: false, token).kind, number <= Int64(Int32.max) else {
      throw Diagnostic(.numberTooLarge, "the bound is too large", at: token.span.range)
    }
    return Int(number)
  }

  // quantifier ::= '*' | '+' | '?' | '{' n '}' | '{' [n] ',' [m] '}'
  mutating func trailingQuantifier() throws(Diagnostic) -> PathQuantifier? {
    let start = current
    var quantifier: PathQuantifier
    switch start.kind {
    case .star:
      advance()
      quantifier = PathQuantifier(minimum: 0, maximum: nil, isCypher: false, span: start.span)
    case .plus:
      advance()
      quantifier = PathQuantifier(minimum: 1, maximum: nil, isCypher: false, span: start.span)
    case .question:
      advance()
      quantifier = PathQuantifier(minimum: 0, maximum: 1, isCypher: false, span: start.span)
    case .leftBrace where peek().kind == .integer || peek().kind == .comma || peek().kind == .float:
      advance()
      quantifier = PathQuantifier(minimum: 0, maximum: nil, isCypher: false, span: start.span)
      if at(.integer) {
        quantifier.minimum = try bound()
        quantifier.maximum = quantifier.minimum
      }
      if accept(.comma) { quantifier.maximum = at(.integer) ? try bound() : nil }
      try expect(.rightBrace, "'}' to close the quantifier")
    default: return nil
    }
    quantifier.span = span(from: start)
    if let maximum = quantifier.maximum, maximum < quantifier.minimum || maximum == 0 {
      throw Diagnostic(
        .invalidPattern, "the quantifier's upper bound must be at least 1 and not below the lower one",
        at: quantifier.span.range)
    }
    return quantifier
  }

  /// Whether a parenthesis here begins a pattern rather than an expression: a node, and an edge behind it.
  var startsPattern: Bool {
    guard at(.leftParenthesis) else { return false }
    let second = peek()
    switch second.kind {
    case .rightParenthesis, .colon, .leftBrace: break
    case .word, .quotedWord:
      let third = peek(2).kind
      let isNode = third == .rightParenthesis || third == .colon || third == .leftBrace || isKeyword("WHERE", at: 2)
      guard isNode else { return false }
    default: return false
    }
    var level = 0
    var index = position
    while index < tokens.count {
      switch tokens[index].kind {
      case .leftParenthesis, .leftBrace, .leftBracket: level += 1
      case .rightParenthesis, .rightBrace, .rightBracket: level -= 1
      case .end: return false
      default: break
      }
      if level == 0 { break }
      index += 1
    }
    func kind(_ offset: Int) -> Token.Kind { tokens[min(index + offset, tokens.count - 1)].kind }
    switch (kind(1), kind(2)) {
    case (.minus, .leftBracket), (.minus, .minus): return true
    case (.minus, .greater): return kind(3) == .leftParenthesis
    case (.less, .minus): return kind(3) == .leftBracket || kind(3) == .minus
    default: return false
    }
  }

  // labels ::= and ('|' and)* ; and ::= factor (('&' | ':') factor)* ; factor ::= '!' factor | '(' labels ')' | '%' | name
  mutating func labelExpression(isInPattern: Bool) throws(Diagnostic) -> LabelExpression {
    var left = try labelConjunction()
    while at(.bar), isInPattern || !barEnds {
      advance()
      _ = accept(.colon)
      left = .or(left, try labelConjunction())
      try bound(left)
    }
    return left
  }

  private mutating func labelConjunction() throws(Diagnostic) -> LabelExpression {
    var left = try labelFactor()
    while at(.ampersand) || (at(.colon) && (peek().kind == .word || peek().kind == .quotedWord)) {
      advance()
      left = .and(left, try labelFactor())
      try bound(left)
    }
    return left
  }

  private mutating func labelFactor() throws(Diagnostic) -> LabelExpression {
    if accept(.bang) {
      return .not(try nested { parser throws(Diagnostic) in try parser.labelFactor() })
    }
    if accept(.percent) { return .wildcard }
    if accept(.leftParenthesis) {
      let inner = try nested { parser throws(Diagnostic) in try parser.labelExpression(isInPattern: true) }
      try expect(.rightParenthesis, "')' to close the label expression")
      return inner
    }
    if isPathForm, at(.string) {
      let token = current
      advance()
      return .name(Name(try Lexer.text(of: token, in: bytes), token.span))
    }
    return .name(try name("a label or type"))
  }

  private func bound(_ labels: LabelExpression) throws(Diagnostic) {
    guard labels.names.count <= Int(Self.maximumHeight) else { throw unexpected("fewer labels") }
  }
}

extension PathElement {
  var isGroup: Bool { if case .group = self { true } else { false } }
}
