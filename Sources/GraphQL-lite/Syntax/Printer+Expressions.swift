extension Printer {
  mutating func write(_ expression: Expression) {
    switch expression.kind {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .int(let number): text += String(number)
    case .float(let number): text += number.description
    case .string(let string): text += quotedString(string)
    case .parameter(let name): text += "$" + (name.utf8.allSatisfy(isWordByte) ? name : "`\(name)`")
    case .variable(let name): text += quoted(name)
    case .property(let base, let key):
      write(base, above: 11)
      text += "." + quoted(key.text)
    case .index(let base, let index):
      write(base, above: 11)
      bracketed("[", "]") { $0.write(index) }
    case .slice(let base, let from, let to):
      write(base, above: 11)
      bracketed("[", "]") { printer in
        if let from { printer.write(from) }
        printer.text += ".."
        if let to { printer.write(to) }
      }
    case .list(let elements): bracketed("[", "]") { $0.list(elements) { $0.write($1) } }
    case .map(let entries):
      bracketed("{", "}") { $0.list(entries) { $0.write($1) } }
    case .mapProjection(let base, let entries):
      write(base)
      bracketed(" {", "}") { $0.list(entries) { $0.write($1) } }
    case .unary(let operation, let operand):
      text += operation.rawValue
      switch operand.kind {
      case .int, .float, .unary(.minus, _), .unary(.plus, _):
        operation == .not ? write(operand) : parenthesized(operand)
      default: write(operand, above: operation == .not ? 4 : 10)
      }
    case .binary(let operation, let a, let b):
      let level = precedence(operation)
      write(a, above: level)
      text += " \(operation.rawValue) "
      write(b, above: level + 1)
    case .comparison(let first, let steps):
      write(first, above: 6)
      for step in steps {
        text += " \(step.comparison.rawValue) "
        write(step.operand, above: 6)
      }
    case .isNull(let operand, let negated):
      write(operand, above: 6)
      text += negated ? " IS NOT NULL" : " IS NULL"
    case .hasLabels(let operand, let labels):
      write(operand, above: 12)
      text += ":"
      if case .or = labels { bracketed("(", ")") { $0.write(labels) } } else { write(labels) }
    case .function(let call):
      text += call.name.text
      bracketed(call.isDistinct ? "(DISTINCT " : "(", ")") { $0.list(call.arguments) { $0.write($1) } }
    case .countStar: text += "count(*)"
    case .caseOf(let subject, let branches, let otherwise): writeCase(subject, branches, otherwise)
    case .listComprehension(let comprehension): write(comprehension)
    case .patternComprehension(let comprehension):
      text += "["
      write(comprehension.pattern)
      if let condition = comprehension.condition {
        text += " WHERE "
        write(condition)
      }
      text += " | "
      write(comprehension.result)
      text += "]"
    case .quantified(let predicate):
      text += "\(predicate.quantifier.rawValue)(\(quoted(predicate.variable.text)) IN "
      write(predicate.list)
      text += " WHERE "
      write(predicate.condition)
      text += ")"
    case .reduce(let reduction):
      text += "reduce(\(quoted(reduction.accumulator.text)) = "
      write(reduction.initial)
      text += ", \(quoted(reduction.variable.text)) IN "
      write(reduction.list)
      text += " | "
      write(reduction.result)
      text += ")"
    case .exists(let subquery): write("EXISTS", subquery)
    case .countOf(let subquery): write("COUNT", subquery)
    case .pattern(let pattern):
      // A condition of the path form may also be written as a pattern; then it says more than a path can.
      let outer = isPathForm
      isPathForm = outer && Self.fitsPathForm(pattern)
      write(pattern)
      isPathForm = outer
    }
  }

  private mutating func write(_ keyword: String, _ subquery: Subquery) {
    let outer = isPathForm
    isPathForm = false
    defer { isPathForm = outer }
    bracketed(keyword + " { ", " }") { printer in
      switch subquery {
      case .query(let query): printer.write(query)
      case .patterns(let patterns, let condition):
        printer.text += "MATCH "
        printer.list(patterns) { $0.write($1) }
        if let condition {
          printer.text += " WHERE "
          printer.write(condition)
        }
      }
    }
  }

  private mutating func writeCase(_ subject: Expression?, _ branches: [CaseBranch], _ otherwise: Expression?) {
    text += "CASE"
    if let subject {
      text += " "
      write(subject)
    }
    for branch in branches {
      text += " WHEN "
      write(branch.condition)
      text += " THEN "
      write(branch.result)
    }
    if let otherwise {
      text += " ELSE "
      write(otherwise)
    }
    text += " END"
  }

  private mutating func write(_ comprehension: ListComprehension) {
    text += "[\(quoted(comprehension.variable.text)) IN "
    write(comprehension.list)
    if let condition = comprehension.condition {
      text += " WHERE "
      write(condition)
    }
    if let result = comprehension.result {
      text += " | "
      write(result)
    }
    text += "]"
  }

  private mutating func write(_ entry: MapEntry) {
    text += quoted(entry.key.text) + ": "
    write(entry.value)
  }

  private mutating func write(_ entry: ProjectedEntry) {
    switch entry {
    case .all: text += ".*"
    case .property(let name): text += "." + quoted(name.text)
    case .entry(let entry): write(entry)
    }
  }

  mutating func bracketed(_ open: String, _ close: String, _ body: (inout Printer) -> Void) {
    text += open
    body(&self)
    text += close
  }

  private mutating func parenthesized(_ expression: Expression) { bracketed("(", ")") { $0.write(expression) } }

  /// Writes `expression`, in parentheses if it binds less tightly than `level`.
  private mutating func write(_ expression: Expression, above level: Int) {
    precedence(expression) < level ? parenthesized(expression) : write(expression)
  }

  private func precedence(_ operation: BinaryOperator) -> Int {
    switch operation {
    case .or: 1
    case .xor: 2
    case .and: 3
    case .startsWith, .endsWith, .contains, .isIn, .matches: 6
    case .add, .subtract: 7
    case .multiply, .divide, .modulo: 8
    case .power: 9
    }
  }

  private func precedence(_ expression: Expression) -> Int {
    switch expression.kind {
    case .binary(let operation, _, _): precedence(operation)
    case .unary(.not, _): 4
    case .comparison: 5
    case .isNull: 6
    case .unary: 10
    case .hasLabels, .mapProjection: 11
    case .int(let number): number < 0 ? 10 : 12
    case .float(let number): number.sign == .minus ? 10 : 12
    case .pattern: isPathForm ? 5 : 12
    default: 12
    }
  }
}
