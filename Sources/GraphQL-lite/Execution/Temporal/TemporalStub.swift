internal import Graph
extension Temporal {
  func component(_ name: String) -> Value? { nil }
  func adding(_ d: CalendarDuration, sign: Int64, _ span: Span) throws -> Temporal { self }
}
extension CalendarDuration { func scaled(by: Double, _ span: Span) throws -> CalendarDuration { self } }
struct DatePeriod {
  var first: CivilDate; var last: CivilDate; init?(_ t: String) { return nil }
  init(first: CivilDate, last: CivilDate) { self.first = first; self.last = last }
}
extension FunctionCatalog {
  static let temporalFunctions: [FunctionDefinition] = []; static let durationFunctions: [FunctionDefinition] = []
}
