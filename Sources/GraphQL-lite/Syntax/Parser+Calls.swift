internal import Diagnostics

extension Parser {
  /// What begins with a word: a literal, `CASE`, a call, a subquery or a variable.
  mutating func wordAtom() throws(Diagnostic) -> Expression {
    let start = current
    if peek().kind == .leftParenthesis {
      if let special = try specialCall(start) { return special }
      return try call(start)
    }
    if isKeyword("NULL") {
      advance()
      return Expression(.null, start.span)
    }
    if isKeyword("TRUE") || isKeyword("FALSE") {
      let isTrue = isKeyword("TRUE")
      advance()
      return Expression(.bool(isTrue), start.span)
    }
    if isKeyword("CASE"), peek().kind != .dot, peek().kind != .end, peek().kind != .rightParenthesis {
      return try caseExpression()
    }
    if peek().kind == .leftBrace, isKeyword("EXISTS") || isKeyword("COUNT") {
      let isExists = isKeyword("EXISTS")
      advance()
      let subquery = try nested { parser throws(Diagnostic) in try parser.subquery() }
      return Expression(isExists ? .exists(subquery) : .countOf(subquery), span(from: start))
    }
    // Names of functions may have a dot: date.truncate.
    if peek().kind == .dot, peek(2).kind == .word, peek(3).kind == .leftParenthesis { return try call(start) }
    advance()
    return Expression(.variable(spelling(of: start)), start.span)
  }

  // call ::= name ('.' name)* '(' ['DISTINCT'] [expression (',' expression)*] ')'
  private mutating func call(_ start: Token) throws(Diagnostic) -> Expression {
    advance()
    while at(.dot) {
      advance()
      advance()
    }
    let name = Name(source(span(from: start)).filter { !$0.isWhitespace }, span(from: start))
    try expect(.leftParenthesis, "'('")
    let isDistinct = accept(keyword: "DISTINCT")
    var arguments: [Expression] = []
    while !at(.rightParenthesis) {
      arguments.append(try enclosedExpression())
      if !accept(.comma) { break }
    }
    try expect(.rightParenthesis, "',' or ')' to close the arguments")
    let call = FunctionCall(name: name, isDistinct: isDistinct, arguments: arguments)
    return Expression(.function(call), span(from: start))
  }

  /// Calls with a syntax of their own: `count(*)`, `all(x IN …)`, `reduce(…)`, `exists(pattern)`.
  private mutating func specialCall(_ start: Token) throws(Diagnostic) -> Expression? {
    if isKeyword("COUNT"), peek(2).kind == .star {
      advance()
      advance()
      advance()
      try expect(.rightParenthesis, "')' after '*'")
      return Expression(.countStar, span(from: start))
    }
    if isKeyword("REDUCE") { return try reduction(start) }
    if isKeyword("EXISTS") {
      let begin = position
      advance()
      advance()
      if startsPattern {
        let pattern = try elementsPattern()
        try expect(.rightParenthesis, "')' to close exists")
        return Expression(.exists(.patterns([pattern], condition: nil)), span(from: start))
      }
      position = begin
    }
    guard let kind = QuantifierKind(rawValue: spelling(of: start).lowercased()), isKeyword("IN", at: 3) else {
      return nil
    }
    advance()
    advance()
    let variable = try name("a variable")
    advance()
    let list = try enclosedExpression()
    var condition = Expression(.bool(true), current.span)
    if accept(keyword: "WHERE") {
      condition = try enclosedExpression()
    } else if kind != .any && kind != .all || !at(.rightParenthesis) {
      throw unexpected("WHERE and a condition")
    }
    try expect(.rightParenthesis, "')' to close \(kind.rawValue)")
    return Expression(
      .quantified(QuantifiedPredicate(quantifier: kind, variable: variable, list: list, condition: condition)),
      span(from: start))
  }

  // reduce ::= 'reduce' '(' name '=' expression ',' name 'IN' expression '|' expression ')'
  private mutating func reduction(_ start: Token) throws(Diagnostic) -> Expression {
    advance()
    advance()
    let accumulator = try name("the name of the accumulator")
    try expect(.equal, "'=' and the accumulator's first value")
    let initial = try enclosedExpression()
    try expect(.comma, "','")
    let variable = try name("the name of an element")
    try expect(keyword: "IN", "IN and a list")
    let outer = barEnds
    barEnds = true
    let list = try expression()
    barEnds = outer
    try expect(.bar, "'|' and the accumulator's next value")
    let result = try enclosedExpression()
    try expect(.rightParenthesis, "')' to close reduce")
    return Expression(
      .reduce(
        Reduction(accumulator: accumulator, initial: initial, variable: variable, list: list, result: result)),
      span(from: start))
  }

  // case ::= 'CASE' [expression] ('WHEN' expression 'THEN' expression)+ ['ELSE' expression] 'END'
  private mutating func caseExpression() throws(Diagnostic) -> Expression {
    let start = current
    advance()
    let subject = isKeyword("WHEN") ? nil : try enclosedExpression()
    var branches: [CaseBranch] = []
    while accept(keyword: "WHEN") {
      let condition = try enclosedExpression()
      try expect(keyword: "THEN", "THEN and a result")
      branches.append(CaseBranch(condition: condition, result: try enclosedExpression()))
    }
    if branches.isEmpty { throw unexpected("WHEN") }
    let otherwise = accept(keyword: "ELSE") ? try enclosedExpression() : nil
    try expect(keyword: "END", "WHEN, ELSE or END")
    return Expression(.caseOf(subject: subject, branches: branches, otherwise: otherwise), span(from: start))
  }

  // subquery ::= '{' (single-query ('UNION' single-query)* | pattern (',' pattern)* ['WHERE' expression]) '}'
  private mutating func subquery() throws(Diagnostic) -> Subquery {
    let outer = barEnds
    barEnds = false
    defer { barEnds = outer }
    try expect(.leftBrace, "'{'")
    let start = current
    let isQuery =
      isKeyword("MATCH") || isKeyword("OPTIONAL") || isKeyword("WITH") || isKeyword("UNWIND")
      || isKeyword("RETURN")
    guard isQuery else {
      let patterns = try patternList()
      let condition = try whereCondition()
      try expect(.rightBrace, "'}' to close the subquery")
      return .patterns(patterns, condition: condition)
    }
    var clauses: [Clause] = []
    while let clause = try clause() {
      if case .return? = clauses.last {
        throw Diagnostic(.misplacedClause, "nothing can follow RETURN", at: clause.span.range)
      }
      clauses.append(clause)
    }
    try expect(.rightBrace, "a clause or '}' to close the subquery")
    if clauses.count == 1, case .match(let match) = clauses[0], !match.isOptional {
      return .patterns(match.patterns, condition: match.condition)
    }
    let part = SingleQuery(layer: nil, clauses: clauses)
    return .query(Query(form: .pattern, parts: [part], span: span(from: start)))
  }
}
