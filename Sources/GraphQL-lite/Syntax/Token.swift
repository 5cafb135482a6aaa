/// The smallest piece of a query.
package struct Token: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, Hashable {
    case end
    case word, quotedWord, integer, float, string, parameter
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case comma, dot, dotDot, colon, semicolon, bar, ampersand, bang, percent, question
    case plus, minus, star, slash, caret
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, matches
  }

  package var kind: Kind
  package var start: Int32
  package var end: Int32

  package var span: Span { Span(Int(start), Int(end)) }
}

extension Token.Kind {
  /// How messages name the token.
  package var spelling: String {
    switch self {
    case .end: "end of query"
    case .word, .quotedWord: "a name"
    case .integer: "an integer"
    case .float: "a number"
    case .string: "a string"
    case .parameter: "a parameter"
    case .leftParenthesis: "'('"
    case .rightParenthesis: "')'"
    case .leftBracket: "'['"
    case .rightBracket: "']'"
    case .leftBrace: "'{'"
    case .rightBrace: "'}'"
    case .comma: "','"
    case .dot: "'.'"
    case .dotDot: "'..'"
    case .colon: "':'"
    case .semicolon: "';'"
    case .bar: "'|'"
    case .ampersand: "'&'"
    case .bang: "'!'"
    case .percent: "'%'"
    case .question: "'?'"
    case .plus: "'+'"
    case .minus: "'-'"
    case .star: "'*'"
    case .slash: "'/'"
    case .caret: "'^'"
    case .equal: "'='"
    case .notEqual: "'<>'"
    case .less: "'<'"
    case .lessOrEqual: "'<='"
    case .greater: "'>'"
    case .greaterOrEqual: "'>='"
    case .matches: "'=~'"
    }
  }
}
