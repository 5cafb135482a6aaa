internal import Diagnostics

extension Parser {
  // path-query ::= path (',' path)* ['where' expression] ['return' items] ['order' 'by' …] ['skip' n] ['limit' n]
  mutating func pathQuery(layer: GraphLayer?) throws(Diagnostic) -> SingleQuery {
    let start = current
    var patterns = [try selectedPath()]
    while accept(.comma) { patterns.append(try selectedPath()) }
    var condition = try whereCondition()
    let matchSpan = span(from: start)
    let projectionStart = current
    var projection = ProjectionClause(
      isDistinct: true, hasStar: false, items: [], order: [], span: projectionStart.span)
    if accept(keyword: "RETURN") {
      let isDistinct = isKeyword("DISTINCT")
      projection = try self.projection(projectionStart)
      projection.isDistinct = projection.isDistinct || !isDistinct
    } else {
      try orderAndLimits(&projection)
    }
    if condition == nil { condition = try whereCondition() }
    projection.span = span(from: projectionStart)
    guard at(.end) || at(.semicolon) else { throw unexpected(pathQueryExpectation, help: pathHelp) }
    return SingleQuery(
      layer: layer,
      clauses: [
        .match(MatchClause(isOptional: false, patterns: patterns, condition: condition, span: matchSpan)),
        .return(projection),
      ])
  }

  private var pathQueryExpectation: String {
    "an edge, ',', where, order by, skip, limit, return or the end of the query"
  }

  private var pathHelp: String? {
    guard at(.word) || at(.string) else { return nil }
    return "quote names of several words: \"Jeff Sessions\""
  }

  // path ::= ['shortest' | selector] [mode] node (edge node)*
  private mutating func selectedPath() throws(Diagnostic) -> PathPattern {
    let start = current
    var selector: PathSelector?
    var mode: PathMode?
    if !isEdgeStart(at: 1), at(.word) {
      if isKeyword("SHORTEST"), peek().kind != .integer {
        advance()
        selector = .anyShortest
      } else if isKeyword("SHORTEST") || isKeyword("ANY") || (isKeyword("ALL") && isKeyword("SHORTEST", at: 1)) {
        selector = try pathFormSelector()
      }
      mode = try pathFormMode()
    }
    var pattern = try path()
    pattern.selector = selector
    pattern.mode = mode
    pattern.span = span(from: start)
    return pattern
  }

  private mutating func pathFormSelector() throws(Diagnostic) -> PathSelector? {
    if accept(keyword: "ALL") {
      advance()
      return .allShortest
    }
    if accept(keyword: "ANY") { return accept(keyword: "SHORTEST") ? .anyShortest : .any(1) }
    advance()
    let token = current
    guard case .int(let number) = try number(isNegative: false, token).kind, number > 0, number <= 1_000_000 else {
      throw Diagnostic(.invalidCount, "expected a count of at least 1", at: token.span.range)
    }
    return accept(keyword: "GROUPS") || accept(keyword: "GROUP") ? .shortestGroups(Int(number)) : .shortest(Int(number))
  }

  private mutating func pathFormMode() throws(Diagnostic) -> PathMode? {
    for mode in [PathMode.walk, .trail, .simple, .acyclic] where !isEdgeStart(at: 1) {
      guard at(.word), spelling(of: current).uppercased() == mode.rawValue else { continue }
      advance()
      return mode
    }
    return nil
  }

  private func isEdgeStart(at offset: Int) -> Bool {
    peek(offset).kind == .minus || (peek(offset).kind == .less && peek(offset + 1).kind == .minus)
  }

  /// Nodes and edges of the path form in turn.
  mutating func path() throws(Diagnostic) -> PathPattern {
    let start = current
    var elements: [PathElement] = [.node(try pathNode())]
    while isEdgeStart(at: 0) {
      elements.append(.edge(try pathEdge()))
      elements.append(.node(try pathNode()))
      guard elements.count < 10_000 else { throw unexpected("a shorter path") }
    }
    return PathPattern(elements: elements, span: span(from: start))
  }

  /// A path in a condition, if there is one here; otherwise nothing is read.
  mutating func pathCondition() -> Expression? {
    guard isPathForm, at(.question) || isName || at(.string) else { return nil }
    // Only what is followed by an edge can be a path.
    let begin = position
    let start = current
    if let pattern = try? path(), pattern.elements.count > 1 {
      return Expression(.pattern(pattern), span(from: start))
    }
    position = begin
    return nil
  }

  // node ::= (name+ | string | '?' [name]) [':' labels] [properties]
  private mutating func pathNode() throws(Diagnostic) -> NodePattern {
    let start = current
    var node = NodePattern(span: start.span)
    switch start.kind {
    case .question:
      advance()
      // `? where …` is an anonymous node; `?where` is a variable.
      if at(.word), current.start == start.end { node.variable = try name("a variable") }
    case .string:
      advance()
      node.lookup = Name(try Lexer.text(of: start, in: bytes), start.span)
    case .word, .quotedWord: node.lookup = try bareName()
    case .leftParenthesis:
      throw unexpected("a node: a name, \"a quoted name\" or ?variable", help: "begin a pattern with MATCH")
    default: throw unexpected("a node: a name, \"a quoted name\" or ?variable")
    }
    if accept(.colon) { node.labels = try labelExpression(isInPattern: true) }
    if at(.leftBrace) { node.properties = try propertyMap() }
    node.span = span(from: start)
    return node
  }

  /// One or more words up to something that cannot be part of a name.
  private mutating func bareName() throws(Diagnostic) -> Name {
    let start = current
    var words: [String] = []
    while isName || (at(.integer) && !words.isEmpty), !(endsName && !words.isEmpty) {
      if at(.integer) {
        words.append(spelling(of: current))
        advance()
      } else {
        words.append(try name("a name").text)
      }
    }
    return Name(words.joined(separator: " "), span(from: start))
  }

  private var endsName: Bool {
    for keyword in ["WHERE", "RETURN", "ORDER", "SKIP", "OFFSET", "LIMIT", "UNION", "AND", "OR", "XOR"]
      as [StaticString]
    where isKeyword(keyword) {
      return true
    }
    return false
  }

  // edge ::= '-->' | '<--' | '--' | '-' body '->' | '<-' body '-' | '-' body '-'
  // body ::= ['?' name ':'] [types] (quantifier | properties | columns)*
  private mutating func pathEdge() throws(Diagnostic) -> EdgePattern {
    let start = current
    let isLeft = accept(.less)
    try expect(.minus, "'-'")
    var edge = EdgePattern(direction: .either, span: start.span)
    if !at(.minus) { try pathEdgeBody(&edge) }
    let purpose = isLeft ? "'-' to close the edge" : "'->' or '-' to close the edge"
    guard accept(.minus) else { throw unexpected(purpose, help: edgeHelp) }
    let isRight = accept(.greater)
    edge.direction = isLeft == isRight ? .either : (isLeft ? .left : .right)
    edge.span = span(from: start)
    return edge
  }

  private var edgeHelp: String? {
    at(.word) ? "write an edge type of several words with underscores or in quotes: -\"called on\"->" : nil
  }

  private mutating func pathEdgeBody(_ edge: inout EdgePattern) throws(Diagnostic) {
    if at(.question), peek().kind == .word, current.end == peek().start {
      advance()
      edge.variable = try name("a variable")
      if accept(.colon) { edge.types = try labelExpression(isInPattern: true) }
    } else if isName || at(.string) || at(.bang) || at(.leftParenthesis) || at(.percent) {
      edge.types = try labelExpression(isInPattern: true)
    } else if !(at(.star) || at(.plus) || at(.leftBrace) || at(.leftBracket) || at(.question)) {
      throw unexpected("an edge type, '*' or '-' after '-'")
    }
    while true {
      if at(.leftBracket) {
        advance()
        repeat { edge.columns.append(try name("the name of a property to show")) } while accept(.comma)
        try expect(.rightBracket, "',' or ']' after the columns")
      } else if edge.quantifier == nil, let quantifier = try pathQuantifier() {
        edge.quantifier = quantifier
      } else if at(.leftBrace), edge.properties == nil {
        edge.properties = try propertyMap()
      } else {
        return
      }
    }
  }

  /// `*n..m` as in openCypher, or a quantifier of GQL; `*` alone means at least one step.
  private mutating func pathQuantifier() throws(Diagnostic) -> PathQuantifier? {
    if at(.star) { return try cypherRange() }
    return try trailingQuantifier()
  }
}
