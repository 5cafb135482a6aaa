/// A query: one part, or several joined by `UNION`.
package struct Query: Sendable, Hashable {
  /// Which of the two forms it is written in.
  package enum Form: Sendable, Hashable { case path, pattern }

  package var form: Form
  package var parts: [SingleQuery]
  /// For each part but the first, whether `UNION ALL` precedes it.
  package var unionAll: [Bool]
  package var span: Span

  package init(form: Form, parts: [SingleQuery], unionAll: [Bool] = [], span: Span) {
    self.form = form
    self.parts = parts
    self.unionAll = unionAll
    self.span = span
  }
}

/// Clauses in a row, on one layer of the graph.
package struct SingleQuery: Sendable, Hashable {
  package var layer: GraphLayer?
  package var clauses: [Clause]
}

/// Which edges a query sees.
package enum GraphLayer: String, Sendable, Hashable, CaseIterable {
  /// Edges whose status is `asserted` or absent.
  case facts
  /// Edges of every status.
  case claims
  /// Documents and their mentions too.
  case all
}

package enum Clause: Sendable, Hashable {
  case match(MatchClause)
  case unwind(UnwindClause)
  case with(ProjectionClause)
  case `return`(ProjectionClause)

  package var span: Span {
    switch self {
    case .match(let clause): clause.span
    case .unwind(let clause): clause.span
    case .with(let clause), .return(let clause): clause.span
    }
  }
}

package struct MatchClause: Sendable, Hashable {
  package var isOptional: Bool
  package var patterns: [PathPattern]
  package var condition: Expression?
  package var span: Span
}

package struct UnwindClause: Sendable, Hashable {
  package var list: Expression
  package var variable: Name
  package var span: Span
}

/// `WITH` and `RETURN`: which columns, in which order, how many rows.
package struct ProjectionClause: Sendable, Hashable {
  package var isDistinct: Bool
  package var hasStar: Bool
  package var items: [ProjectionItem]
  package var order: [SortItem]
  package var skip: Expression?
  package var limit: Expression?
  /// The `WHERE` of a `WITH`.
  package var condition: Expression?
  package var span: Span
}

package struct ProjectionItem: Sendable, Hashable {
  package var expression: Expression
  package var alias: Name?
  /// The source text, which names the column where there is no alias.
  package var text: String

  package static func == (a: ProjectionItem, b: ProjectionItem) -> Bool {
    a.expression == b.expression && a.alias == b.alias
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(expression)
    hasher.combine(alias)
  }

  /// The name of the column.
  package var name: String { alias?.text ?? text }
}

package struct SortItem: Sendable, Hashable {
  package var expression: Expression
  package var isDescending: Bool
}
