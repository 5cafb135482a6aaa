extension Diagnostic {
  /// The kinds of diagnostics: Q0 for spelling, Q1 for meaning, Q3 for what happens while a query runs.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// A character that no token starts with.
    case unexpectedCharacter = "Q001"
    /// A string, quoted name or comment without its end.
    case unterminated = "Q002"
    /// An unknown escape, or one that names no character.
    case invalidEscape = "Q003"
    /// A number that is not spelled as one.
    case invalidNumber = "Q004"
    /// An integer beyond 64 bits, or a float beyond the largest.
    case numberTooLarge = "Q005"
    /// A token that the grammar does not allow here.
    case unexpectedToken = "Q006"
    /// Nesting beyond the limit.
    case tooDeep = "Q007"
    /// A query longer than the limit.
    case tooLong = "Q008"
    /// A clause where the order of clauses does not allow it.
    case misplacedClause = "Q009"

    /// A label that the graph does not have.
    case unknownLabel = "Q101"
    /// An edge type that the graph does not have.
    case unknownEdgeType = "Q102"
    /// A property that nothing in the graph has.
    case unknownProperty = "Q103"
    /// A function that the language does not have.
    case unknownFunction = "Q104"
    /// A variable that nothing binds.
    case undefinedVariable = "Q105"
    /// A variable that is bound already.
    case variableAlreadyBound = "Q106"
    /// A variable used as two kinds of thing.
    case variableTypeConflict = "Q107"
    /// Too few or too many arguments.
    case wrongArgumentCount = "Q108"
    /// A value of a type that the operation does not take.
    case invalidArgumentType = "Q109"
    /// An aggregate where none is allowed.
    case invalidAggregation = "Q110"
    /// An expression that mixes an aggregate with something that is not grouped by.
    case ambiguousAggregation = "Q111"
    /// An aggregate inside an aggregate.
    case nestedAggregation = "Q112"
    /// Two columns of one name.
    case columnNameConflict = "Q113"
    /// An expression in WITH without a name.
    case missingAlias = "Q114"
    /// Parts of a UNION with different columns.
    case differentColumnsInUnion = "Q115"
    /// UNION and UNION ALL in one query.
    case mixedUnion = "Q116"
    /// One edge variable for two edges of a pattern.
    case edgeVariableReused = "Q117"
    /// A pattern that cannot be matched as written.
    case invalidPattern = "Q118"
    /// A value that must not depend on rows, but does.
    case nonConstantExpression = "Q119"
    /// A negative or fractional number where a count is needed.
    case invalidCount = "Q120"
    /// A parameter without a value.
    case missingParameter = "Q121"
    /// A name that fits several nodes.
    case ambiguousName = "Q122"
    /// A name that fits no node.
    case unknownName = "Q123"
    /// `RETURN *` or `WITH *` with nothing bound.
    case noVariablesInScope = "Q124"

    /// A value of the wrong type.
    case typeError = "Q301"
    /// An integer beyond 64 bits.
    case arithmeticOverflow = "Q302"
    /// An integer divided by zero.
    case divisionByZero = "Q303"
    /// An argument outside its range.
    case outOfRange = "Q304"
    /// A text or map that is not the date, time, duration or pattern that it should be.
    case invalidValue = "Q305"
    /// The time limit was reached.
    case timeLimit = "Q306"
    /// The row limit was reached.
    case rowLimit = "Q307"
    /// The memory limit was reached.
    case memoryLimit = "Q308"
    /// The query was interrupted.
    case interrupted = "Q309"
    /// The evidence could not be read.
    case evidenceUnavailable = "Q310"
  }
}
