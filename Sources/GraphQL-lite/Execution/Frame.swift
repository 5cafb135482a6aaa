internal import Diagnostics
internal import Graph

/// The row that expressions are evaluated on: a row of a batch, and the variables that expressions bind themselves.
final class Frame {
  var batch: Batch
  var row = 0
  var locals: [Value] = []

  init(_ batch: Batch) { self.batch = batch }

  @inline(__always)
  func value(slot: Int) -> Value { batch.columns[slot].value(at: row) }

  func set(local index: Int, _ value: Value) {
    while locals.count <= index { locals.append(.null) }
    locals[index] = value
  }
}

/// Computes an expression's value on a row.
typealias Evaluator = (Frame) throws -> Value

/// Where a variable's value is found.
enum Reference: Hashable, Sendable {
  case slot(Int)
  case local(Int)
}

/// What the names in an expression stand for.
struct NameTable: Sendable {
  var variables: [String: Reference] = [:]
  /// Expressions that were computed before, such as grouping keys and aggregates, and their slots.
  var computed: [Expression: Int] = [:]
  var localCount = 0

  /// The slots that variables have.
  var slots: [Int] { variables.values.compactMap { if case .slot(let slot) = $0 { slot } else { nil } }.sorted() }

  func reference(_ name: String) -> Reference? { variables[name] }

  /// Binds `name` to a new local variable.
  mutating func bindLocal(_ name: String) -> Int {
    let index = localCount
    localCount += 1
    variables[name] = .local(index)
    // What was computed before does not see the new variable.
    computed = computed.filter { !$0.key.mentions(name) }
    return index
  }
}

extension Diagnostic {
  /// A value of the wrong type.
  static func type(_ message: String, _ span: Span) -> Diagnostic { Diagnostic(.typeError, message, at: span.range) }
}
