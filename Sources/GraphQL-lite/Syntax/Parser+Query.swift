internal import Diagnostics

extension Parser {
  // query ::= single-query ('UNION' ['ALL'] single-query)* [';']
  mutating func query() throws(Diagnostic) -> Query {
    let start = current
    var parts = [try singleQuery(isFirst: true)]
    var unionAll: [Bool] = []
    while isKeyword("UNION") {
      let union = current
      advance()
      let isAll = accept(keyword: "ALL")
      if !isAll { _ = accept(keyword: "DISTINCT") }
      unionAll.append(isAll)
      if unionAll.first != isAll {
        throw Diagnostic(.mixedUnion, "UNION and UNION ALL in one query", at: union.span.range)
      }
      parts.append(try singleQuery(isFirst: false))
    }
    _ = accept(.semicolon)
    try expectEnd()
    return Query(form: isPathForm ? .path : .pattern, parts: parts, unionAll: unionAll, span: span(from: start))
  }

  // single-query ::= ['USE' layer] (clause+ | path-query)
  mutating func singleQuery(isFirst: Bool) throws(Diagnostic) -> SingleQuery {
    var layer: GraphLayer?
    if isKeyword("USE"), peek().kind == .word {
      advance()
      let name = current
      guard let known = GraphLayer(rawValue: spelling(of: name).lowercased()) else {
        throw unexpected("'facts', 'claims' or 'all'")
      }
      advance()
      layer = known
    }
    if isFirst, !startsPatternForm {
      isPathForm = true
      return try pathQuery(layer: layer)
    }
    var clauses: [Clause] = []
    while let clause = try clause() {
      if case .return? = clauses.last { throw misplaced(clause, "nothing can follow RETURN but UNION") }
      clauses.append(clause)
    }
    guard let last = clauses.last else {
      throw unexpected("a clause: MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN", help: clauseHelp)
    }
    guard case .return = last else { throw unexpected("RETURN or another clause", help: clauseHelp) }
    return SingleQuery(layer: layer, clauses: clauses)
  }

  /// A near keyword, or the reason why writing clauses are refused.
  var clauseHelp: String? {
    guard at(.word) else { return nil }
    let word = spelling(of: current).uppercased()
    if ["CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "LOAD"].contains(word) {
      return "queries only read; use 'graphctl import' or 'graphctl build' to change the graph"
    }
    if word == "CALL" { return "there are no procedures; functions are called in expressions" }
    let keywords = [
      "MATCH", "OPTIONAL", "WHERE", "WITH", "UNWIND", "RETURN", "ORDER", "SKIP", "OFFSET", "LIMIT", "UNION", "USE",
    ]
    return nearestNames(to: word, among: keywords).first.map { "did you mean '\($0)'?" }
  }

  private func misplaced(_ clause: Clause, _ message: String) -> Diagnostic {
    Diagnostic(.misplacedClause, message, at: clause.span.range)
  }

  /// Whether what follows is the pattern form: it begins with one of its clauses.
  var startsPatternForm: Bool {
    if isKeyword("MATCH") || isKeyword("OPTIONAL") || isKeyword("UNWIND") || isKeyword("WITH") || isKeyword("RETURN") {
      // `match -met-> ?x` asks about a node called "match".
      return !(peek().kind == .minus && peek(2).kind == .word || peek().kind == .less && peek(2).kind == .minus)
    }
    if at(.end) { return true }
    if at(.word) {
      let word = spelling(of: current).uppercased()
      let writing = ["CREATE", "MERGE", "DELETE", "DETACH", "SET", "REMOVE", "CALL", "FOREACH", "LOAD"]
      if writing.contains(word), peek().kind != .minus, peek().kind != .less { return true }
      // A misspelt clause: a word and then a node in parentheses.
      return peek().kind == .leftParenthesis
    }
    return false
  }

  // clause ::= match | unwind | with | return
  mutating func clause() throws(Diagnostic) -> Clause? {
    let start = current
    if isKeyword("OPTIONAL") || isKeyword("MATCH") {
      let isOptional = accept(keyword: "OPTIONAL")
      try expect(keyword: "MATCH", "MATCH after OPTIONAL")
      let patterns = try patternList()
      let condition = try whereCondition()
      return .match(
        MatchClause(isOptional: isOptional, patterns: patterns, condition: condition, span: span(from: start)))
    }
    if accept(keyword: "UNWIND") {
      let list = try expression()
      try expect(keyword: "AS", "AS and a name for the elements")
      let variable = try name("a name for the elements")
      return .unwind(UnwindClause(list: list, variable: variable, span: span(from: start)))
    }
    if accept(keyword: "WITH") {
      var projection = try projection(start)
      projection.condition = try whereCondition()
      projection.span = span(from: start)
      return .with(projection)
    }
    if accept(keyword: "RETURN") { return .return(try projection(start)) }
    return nil
  }

  mutating func whereCondition() throws(Diagnostic) -> Expression? {
    accept(keyword: "WHERE") ? try expression() : nil
  }

  // projection ::= ['DISTINCT'] ('*' | item) (',' item)* ['ORDER' 'BY' sort (',' sort)*] ['SKIP' n] ['LIMIT' n]
  mutating func projection(_ start: Token) throws(Diagnostic) -> ProjectionClause {
    var clause = ProjectionClause(
      isDistinct: accept(keyword: "DISTINCT"), hasStar: false, items: [], order: [], span: start.span)
    if accept(.star) {
      clause.hasStar = true
    } else {
      clause.items.append(try projectionItem())
    }
    while accept(.comma) { clause.items.append(try projectionItem()) }
    try orderAndLimits(&clause)
    clause.span = span(from: start)
    return clause
  }

  mutating func orderAndLimits(_ clause: inout ProjectionClause) throws(Diagnostic) {
    if accept(keyword: "ORDER") {
      try expect(keyword: "BY", "BY after ORDER")
      repeat {
        let key = try expression()
        var isDescending = false
        if accept(keyword: "DESC") || accept(keyword: "DESCENDING") {
          isDescending = true
        } else if !accept(keyword: "ASC") {
          _ = accept(keyword: "ASCENDING")
        }
        clause.order.append(SortItem(expression: key, isDescending: isDescending))
      } while accept(.comma)
    }
    if accept(keyword: "SKIP") || accept(keyword: "OFFSET") { clause.skip = try expression() }
    if accept(keyword: "LIMIT") { clause.limit = try expression() }
  }

  private mutating func projectionItem() throws(Diagnostic) -> ProjectionItem {
    let expression = try expression()
    var text = source(expression.span)
    if case .variable(let name) = expression.kind { text = name }
    let alias = accept(keyword: "AS") ? try name("a name for the column") : nil
    return ProjectionItem(expression: expression, alias: alias, text: text)
  }
}
