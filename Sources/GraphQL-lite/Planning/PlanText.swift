/// How steps are called in `explain` and `profile`.
enum PlanText {
  /// The operator's name and what it works on, and how many rows it was expected to produce.
  static func label(_ step: PlanStep) -> (String, Double?) {
    switch step {
    case .scan(let scan):
      let name = scan.name.isEmpty ? "" : scan.name
      switch scan.source {
      case .all: return ("AllNodes (\(name))", scan.estimate)
      case .label(let label): return ("NodesByLabel (\(name):\(label))", scan.estimate)
      case .name(let value, _): return ("NodesByName (\(name)) name = \(Printer.print(value))", scan.estimate)
      case .elementID(let value, _): return ("NodeByElementId (\(name)) \(Printer.print(value))", scan.estimate)
      case .id(let value, _): return ("NodeById (\(name)) \(Printer.print(value))", scan.estimate)
      }
    case .expand(let expand): return ("\(expand.isInto ? "ExpandInto" : "Expand") \(expand.text)", expand.estimate)
    case .edgeEnds(let ends): return ("EdgeEnds \(ends.text)", nil)
    case .repeatedExpand(let expand):
      let name = expand.onlyEnds ? "Reach" : "ExpandTrails"
      return ("\(name)\(expand.isInto ? "Into" : "") \(expand.text)", expand.estimate)
    case .search(let search): return ("SearchPaths \(search.text)", nil)
    case .labels(_, let labels):
      var printer = Printer()
      printer.write(labels)
      return ("Labels :\(printer.text)", nil)
    case .filter(let condition, _): return ("Filter \(Printer.print(condition).shown)", nil)
    case .path(let path): return ("Path \(path.name)", nil)
    case .project(let columns, _, _):
      return ("Project " + columns.map { Printer.print($0.expression).shown }.joined(separator: ", "), nil)
    case .aggregate(let aggregate):
      let keys = aggregate.keys.map { Printer.print($0.expression).shown }.joined(separator: ", ")
      let calls = aggregate.aggregates.map { Printer.print($0.call).shown }.joined(separator: ", ")
      return ("Aggregate \(calls)" + (keys.isEmpty ? "" : " by \(keys)"), nil)
    case .keep: return ("Keep", nil)
    case .distinct: return ("Distinct", nil)
    case .sort(let keys, _, let limit, _):
      let text = keys.map { Printer.print($0.expression).shown + ($0.isDescending ? " DESC" : "") }
      return ((limit == nil ? "Sort " : "Top ") + text.joined(separator: ", "), nil)
    case .skip(let count): return ("Skip \(Printer.print(count))", nil)
    case .limit(let count): return ("Limit \(Printer.print(count))", nil)
    case .unwind(let list, _, _): return ("Unwind \(Printer.print(list).shown)", nil)
    case .optional: return ("Optional", nil)
    }
  }
}

extension String {
  /// The names of nameless nodes and edges start with a blank; they are shown as underscores.
  fileprivate var shown: String {
    var out = ""
    var rest = self[...]
    while let start = rest.firstIndex(of: "`") {
      out += rest[..<start]
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: "`") else { return out + "`" + rest }
      let name = rest[..<end]
      out += name.hasPrefix(" ") ? "_" + name.dropFirst() : "`" + name + "`"
      rest = rest[rest.index(after: end)...]
    }
    return out + rest
  }
}
