internal import Diagnostics

extension Parser {
  // expression ::= or ; or ::= xor ('OR' xor)* ; xor ::= and ('XOR' and)* ; and ::= not ('AND' not)*
  mutating func expression() throws(Diagnostic) -> Expression {
    try nested { parser throws(Diagnostic) in try parser.logical(level: 0) }
  }

  /// An expression in brackets of its own, where `|` belongs to the expression again.
  mutating func enclosedExpression() throws(Diagnostic) -> Expression {
    let outer = barEnds
    barEnds = false
    defer { barEnds = outer }
    return try expression()
  }

  /// An expression that `|` ends.
  private mutating func expressionUntilBar() throws(Diagnostic) -> Expression {
    let outer = barEnds
    barEnds = true
    defer { barEnds = outer }
    return try expression()
  }

  private mutating func logical(level: Int) throws(Diagnostic) -> Expression {
    guard level < 3 else { return try negation() }
    var left = try logical(level: level + 1)
    let operation: BinaryOperator = level == 0 ? .or : (level == 1 ? .xor : .and)
    while level == 0 ? isKeyword("OR") : (level == 1 ? isKeyword("XOR") : isKeyword("AND")) {
      advance()
      left = try joined(operation, left, try logical(level: level + 1))
    }
    return left
  }

  private func joined(_ operation: BinaryOperator, _ a: Expression, _ b: Expression) throws(Diagnostic) -> Expression {
    try bounded(Expression(.binary(operation, a, b), a.span.union(b.span)))
  }

  /// Refuses trees that are too high for recursion.
  func bounded(_ expression: Expression) throws(Diagnostic) -> Expression {
    guard expression.height <= Self.maximumHeight else {
      throw Diagnostic(
        .tooDeep, "an expression of more than \(Self.maximumHeight) operators in a row", at: expression.span.range,
        help: "use a list and IN, or a parameter")
    }
    return expression
  }

  // not ::= 'NOT'* comparison
  private mutating func negation() throws(Diagnostic) -> Expression {
    let start = current
    guard accept(keyword: "NOT") else { return try comparison() }
    let operand = try nested { parser throws(Diagnostic) in try parser.negation() }
    return Expression(.unary(.not, operand), span(from: start).union(operand.span))
  }

  // comparison ::= predicate (('=' | '<>' | '<' | '<=' | '>' | '>=') predicate)*
  private mutating func comparison() throws(Diagnostic) -> Expression {
    let first = try predicate()
    var steps: [ComparisonStep] = []
    while let comparison = comparisonOperator {
      advance()
      steps.append(ComparisonStep(comparison: comparison, operand: try predicate()))
      guard steps.count < Int(Self.maximumHeight) else { throw unexpected("a shorter chain of comparisons") }
    }
    guard let last = steps.last else { return first }
    return Expression(.comparison(first, steps), first.span.union(last.operand.span))
  }

  private var comparisonOperator: ComparisonOperator? {
    switch current.kind {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  // predicate ::= sum ('STARTS' 'WITH' sum | 'ENDS' 'WITH' sum | 'CONTAINS' sum | 'IN' sum | '=~' sum | 'IS' ['NOT'] 'NULL')*
  private mutating func predicate() throws(Diagnostic) -> Expression {
    var left = try arithmetic(level: 0)
    while true {
      if isKeyword("STARTS"), isKeyword("WITH", at: 1) {
        advance()
        advance()
        left = try joined(.startsWith, left, try arithmetic(level: 0))
      } else if isKeyword("ENDS"), isKeyword("WITH", at: 1) {
        advance()
        advance()
        left = try joined(.endsWith, left, try arithmetic(level: 0))
      } else if accept(keyword: "CONTAINS") {
        left = try joined(.contains, left, try arithmetic(level: 0))
      } else if accept(keyword: "IN") {
        left = try joined(.isIn, left, try arithmetic(level: 0))
      } else if accept(.matches) {
        left = try joined(.matches, left, try arithmetic(level: 0))
      } else if accept(keyword: "IS") {
        let negated = accept(keyword: "NOT")
        let null = current
        try expect(keyword: "NULL", negated ? "NULL" : "NULL or NOT NULL")
        left = try bounded(Expression(.isNull(left, negated: negated), left.span.union(null.span)))
      } else {
        return left
      }
    }
  }

  // sum ::= product (('+' | '-') product)* ; product ::= power (('*' | '/' | '%') power)* ; power ::= sign ('^' sign)*
  private mutating func arithmetic(level: Int) throws(Diagnostic) -> Expression {
    guard level < 3 else { return try signed() }
    var left = try arithmetic(level: level + 1)
    while let operation = arithmeticOperator(level: level) {
      advance()
      left = try joined(operation, left, try arithmetic(level: level + 1))
    }
    return left
  }

  private func arithmeticOperator(level: Int) -> BinaryOperator? {
    switch (level, current.kind) {
    case (0, .plus): .add
    case (0, .minus): .subtract
    case (1, .star): .multiply
    case (1, .slash): .divide
    case (1, .percent): .modulo
    case (2, .caret): .power
    default: nil
    }
  }

  // sign ::= ('+' | '-')* postfix
  private mutating func signed() throws(Diagnostic) -> Expression {
    let start = current
    if at(.minus) {
      if peek().kind == .integer || peek().kind == .float {
        advance()
        let literal = try number(isNegative: true, start)
        return try postfix(literal)
      }
      advance()
      let operand = try nested { parser throws(Diagnostic) in try parser.signed() }
      return Expression(.unary(.minus, operand), start.span.union(operand.span))
    }
    if accept(.plus) {
      let operand = try nested { parser throws(Diagnostic) in try parser.signed() }
      return Expression(.unary(.plus, operand), start.span.union(operand.span))
    }
    return try postfix(try atom())
  }

  // postfix ::= atom ('.' name | '[' expression ']' | '[' [expression] '..' [expression] ']')* [':' labels]
  private mutating func postfix(_ base: Expression) throws(Diagnostic) -> Expression {
    var base = base
    while true {
      if at(.dot) {
        advance()
        let key = try name("the name of a property")
        base = try bounded(Expression(.property(base, key), base.span.union(key.span)))
      } else if at(.leftBracket) {
        base = try bounded(try subscripted(base))
      } else if at(.colon), case .variable = base.kind, peek().kind != .integer {
        advance()
        let labels = try labelExpression(isInPattern: false)
        return Expression(.hasLabels(base, labels), base.span.union(span(from: peek(-1))))
      } else if at(.colon), case .property = base.kind {
        throw unexpected("an operator or the end of the expression")
      } else if at(.leftBrace), case .variable = base.kind {
        base = try mapProjection(base)
      } else {
        return base
      }
    }
  }

  private mutating func subscripted(_ base: Expression) throws(Diagnostic) -> Expression {
    try expect(.leftBracket, "'['")
    var from: Expression?
    if !at(.dotDot) { from = try enclosedExpression() }
    if let from, !at(.dotDot) {
      try expect(.rightBracket, "']' to close the index")
      return Expression(.index(base, from), base.span.union(span(from: peek(-1))))
    }
    try expect(.dotDot, "'..'")
    let to = at(.rightBracket) ? nil : try enclosedExpression()
    try expect(.rightBracket, "']' to close the slice")
    return Expression(.slice(base, from, to), base.span.union(span(from: peek(-1))))
  }

  // map-projection ::= variable '{' ('.' name | '.' '*' | name ':' expression | name) (',' …)* '}'
  private mutating func mapProjection(_ base: Expression) throws(Diagnostic) -> Expression {
    try expect(.leftBrace, "'{'")
    var entries: [ProjectedEntry] = []
    while !at(.rightBrace) {
      if accept(.dot) {
        entries.append(accept(.star) ? .all : .property(try name("the name of a property or '*'")))
      } else {
        let key = try name("'.', the name of an entry or '}'")
        let value = accept(.colon) ? try enclosedExpression() : Expression(.variable(key.text), key.span)
        entries.append(.entry(MapEntry(key: key, value: value)))
      }
      if !accept(.comma) { break }
    }
    try expect(.rightBrace, "',' or '}' to close the map")
    return Expression(.mapProjection(base, entries), base.span.union(span(from: peek(-1))))
  }

  mutating func number(isNegative: Bool, _ start: Token) throws(Diagnostic) -> Expression {
    let token = current
    advance()
    let whole = span(from: start)
    let digits = spelling(of: token)
    if token.kind == .float {
      guard let value = Double(digits), value.isFinite else {
        throw Diagnostic(.numberTooLarge, "'\(digits)' is larger than the largest float", at: token.span.range)
      }
      return Expression(.float(isNegative ? -value : value), whole)
    }
    let prefix = digits.prefix(2).lowercased()
    let radix = prefix == "0x" ? 16 : (prefix == "0o" ? 8 : 10)
    guard let magnitude = UInt64(radix == 10 ? digits[...] : digits.dropFirst(2), radix: radix),
      magnitude <= UInt64(Int64.max) + (isNegative ? 1 : 0)
    else {
      throw Diagnostic(.numberTooLarge, "'\(digits)' does not fit 64 bits", at: whole.range)
    }
    return Expression(.int(isNegative ? 0 &- Int64(truncatingIfNeeded: magnitude) : Int64(magnitude)), whole)
  }

  // atom ::= literal | parameter | '(' expression ')' | list | map | case | call | subquery | pattern | variable
  private mutating func atom() throws(Diagnostic) -> Expression {
    let start = current
    if let path = pathCondition() { return path }
    switch start.kind {
    case .integer, .float: return try number(isNegative: false, start)
    case .string:
      advance()
      return Expression(.string(try Lexer.text(of: start, in: bytes)), start.span)
    case .parameter:
      advance()
      var name = String(spelling(of: start).dropFirst())
      if name.hasPrefix("`") { name = String(name.dropFirst().dropLast()) }
      return Expression(.parameter(name), start.span)
    case .leftParenthesis:
      if startsPattern { return try patternExpression() }
      advance()
      let inner = try enclosedExpression()
      try expect(.rightParenthesis, "')' to close the parenthesis")
      return Expression(inner.kind, span(from: start))
    case .leftBracket: return try listOrComprehension()
    case .leftBrace: return try map()
    case .question where isPathForm && peek().kind == .word:
      advance()
      let variable = try name("the name of a variable")
      return Expression(.variable(variable.text), span(from: start))
    case .quotedWord:
      return Expression(.variable(try name("a name").text), start.span)
    case .word: return try wordAtom()
    default: throw unexpected("an expression", help: start.kind == .end ? nil : clauseHelp)
    }
  }

  private mutating func map() throws(Diagnostic) -> Expression {
    let start = current
    try expect(.leftBrace, "'{'")
    var entries: [MapEntry] = []
    while !at(.rightBrace) {
      let key = try mapKey()
      try expect(.colon, "':' after the key")
      entries.append(MapEntry(key: key, value: try enclosedExpression()))
      if !accept(.comma) { break }
    }
    try expect(.rightBrace, "',' or '}' to close the map")
    return Expression(.map(entries), span(from: start))
  }

  private mutating func mapKey() throws(Diagnostic) -> Name {
    if at(.string) {
      let token = current
      advance()
      return Name(try Lexer.text(of: token, in: bytes), token.span)
    }
    return try name("a key or '}' to close the map")
  }

  /// A property map in a pattern, or a parameter that stands for one.
  mutating func propertyMap() throws(Diagnostic) -> Expression? {
    if at(.leftBrace) { return try nested { parser throws(Diagnostic) in try parser.map() } }
    return at(.parameter) ? try atom() : nil
  }

  // list ::= '[' [expression (',' expression)*] ']'
  private mutating func listOrComprehension() throws(Diagnostic) -> Expression {
    let start = current
    if let comprehension = try patternComprehension() { return comprehension }
    try expect(.leftBracket, "'['")
    if isName, isKeyword("IN", at: 1) {
      let variable = try name("a variable")
      advance()
      let list = try expressionUntilBar()
      let condition = accept(keyword: "WHERE") ? try expressionUntilBar() : nil
      let result = accept(.bar) ? try enclosedExpression() : nil
      try expect(.rightBracket, "']' to close the list comprehension")
      return Expression(
        .listComprehension(
          ListComprehension(variable: variable, list: list, condition: condition, result: result)), span(from: start))
    }
    var elements: [Expression] = []
    while !at(.rightBracket) {
      elements.append(try enclosedExpression())
      if !accept(.comma) { break }
    }
    try expect(.rightBracket, "',' or ']' to close the list")
    return Expression(.list(elements), span(from: start))
  }

  // pattern-comprehension ::= '[' [name '='] pattern ['WHERE' expression] '|' expression ']'
  private mutating func patternComprehension() throws(Diagnostic) -> Expression? {
    let start = current
    let begin = position
    advance()
    var variable: Name?
    if isName, peek().kind == .equal, peek(2).kind == .leftParenthesis {
      variable = try name("a variable")
      advance()
    }
    guard startsPattern else {
      position = begin
      return nil
    }
    var pattern = try elementsPattern()
    pattern.variable = variable
    let condition = accept(keyword: "WHERE") ? try expressionUntilBar() : nil
    try expect(.bar, "'|' and the result of the pattern comprehension")
    let result = try enclosedExpression()
    try expect(.rightBracket, "']' to close the pattern comprehension")
    return Expression(
      .patternComprehension(PatternComprehension(pattern: pattern, condition: condition, result: result)),
      span(from: start))
  }

  private mutating func patternExpression() throws(Diagnostic) -> Expression {
    let start = current
    let pattern = try elementsPattern()
    return Expression(.pattern(pattern), span(from: start))
  }
}
