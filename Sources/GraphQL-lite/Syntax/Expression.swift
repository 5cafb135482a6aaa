/// An expression as it is written.
package struct Expression: Sendable, Hashable {
  package let kind: Kind
  package let span: Span
  /// Levels of nesting, so that no tree is deeper than what recursion can take.
  package let height: Int32

  package indirect enum Kind: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case float(Double)
    case string(String)
    case parameter(String)
    case variable(String)
    case property(Expression, Name)
    case index(Expression, Expression)
    case slice(Expression, Expression?, Expression?)
    case list([Expression])
    case map([MapEntry])
    case mapProjection(Expression, [ProjectedEntry])
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case comparison(Expression, [ComparisonStep])
    case isNull(Expression, negated: Bool)
    case hasLabels(Expression, LabelExpression)
    case function(FunctionCall)
    case countStar
    case caseOf(subject: Expression?, branches: [CaseBranch], otherwise: Expression?)
    case listComprehension(ListComprehension)
    case patternComprehension(PatternComprehension)
    case quantified(QuantifiedPredicate)
    case reduce(Reduction)
    case exists(Subquery)
    case countOf(Subquery)
    case pattern(PathPattern)
  }

  package init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
    var height: Int32 = 0
    switch kind {
    case .property(let base, _), .unary(_, let base), .isNull(let base, _), .hasLabels(let base, _),
      .mapProjection(let base, _):
      height = base.height
    case .index(let base, let other), .binary(_, let base, let other): height = max(base.height, other.height)
    case .slice(let base, let from, let to): height = max(base.height, from?.height ?? 0, to?.height ?? 0)
    case .list(let elements): for element in elements { height = max(height, element.height) }
    case .map(let entries): for entry in entries { height = max(height, entry.value.height) }
    case .comparison(let first, let steps):
      height = first.height
      for step in steps { height = max(height, step.operand.height) }
    case .function(let call): for argument in call.arguments { height = max(height, argument.height) }
    case .caseOf(let subject, let branches, let otherwise):
      height = max(subject?.height ?? 0, otherwise?.height ?? 0)
      for branch in branches { height = max(height, branch.condition.height, branch.result.height) }
    default: break
    }
    self.height = height + 1
  }
}

package struct MapEntry: Sendable, Hashable {
  package var key: Name
  package var value: Expression
}

/// An entry of `n {.name, .*, key: value, variable}`.
package enum ProjectedEntry: Sendable, Hashable {
  case property(Name)
  case all
  case entry(MapEntry)
}

package enum UnaryOperator: String, Sendable, Hashable {
  case not = "NOT "
  case minus = "-"
  case plus = "+"
}

package enum BinaryOperator: String, Sendable, Hashable {
  case or = "OR"
  case xor = "XOR"
  case and = "AND"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case power = "^"
  case startsWith = "STARTS WITH"
  case endsWith = "ENDS WITH"
  case contains = "CONTAINS"
  case isIn = "IN"
  case matches = "=~"
}

package enum ComparisonOperator: String, Sendable, Hashable {
  case equal = "="
  case notEqual = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// One step of a chain such as `1 < x <= 3`.
package struct ComparisonStep: Sendable, Hashable {
  package var comparison: ComparisonOperator
  package var operand: Expression
}

package struct FunctionCall: Sendable, Hashable {
  package var name: Name
  package var isDistinct: Bool
  package var arguments: [Expression]
}

package struct CaseBranch: Sendable, Hashable {
  package var condition: Expression
  package var result: Expression
}

/// `[variable IN list WHERE condition | result]`
package struct ListComprehension: Sendable, Hashable {
  package var variable: Name
  package var list: Expression
  package var condition: Expression?
  package var result: Expression?
}

/// `[path = pattern WHERE condition | result]`
package struct PatternComprehension: Sendable, Hashable {
  package var pattern: PathPattern
  package var condition: Expression?
  package var result: Expression
}

package enum QuantifierKind: String, Sendable, Hashable {
  case all, any, none, single
}

/// `all(variable IN list WHERE condition)`
package struct QuantifiedPredicate: Sendable, Hashable {
  package var quantifier: QuantifierKind
  package var variable: Name
  package var list: Expression
  package var condition: Expression
}

/// `reduce(accumulator = initial, variable IN list | result)`
package struct Reduction: Sendable, Hashable {
  package var accumulator: Name
  package var initial: Expression
  package var variable: Name
  package var list: Expression
  package var result: Expression
}

/// What stands in the braces of `EXISTS {…}` and `COUNT {…}`: patterns with a condition, or a whole query.
package enum Subquery: Sendable, Hashable {
  case patterns([PathPattern], condition: Expression?)
  case query(Query)
}
