extension Printer {
  mutating func write(_ pattern: PathPattern) {
    if let variable = pattern.variable { text += quoted(variable.text) + " = " }
    if let selector = pattern.selector { text += spelling(selector) + " " }
    if let mode = pattern.mode { text += (isPathForm ? mode.rawValue.lowercased() : mode.rawValue) + " " }
    if let function = pattern.function { text += function.rawValue + "(" }
    write(pattern.elements)
    if pattern.function != nil { text += ")" }
    if let cost = pattern.cost { text += " COST \(quoted(cost.variable.text)).\(quoted(cost.property.text))" }
  }

  /// Whether the path form can say all that a pattern says.
  static func fitsPathForm(_ pattern: PathPattern) -> Bool {
    pattern.elements.allSatisfy { element in
      switch element {
      case .group: false
      case .node(let node):
        node.condition == nil && (node.variable.map { isPlain($0.text) } ?? true) && node.properties.isMap
      case .edge(let edge):
        edge.condition == nil && (edge.variable.map { isPlain($0.text) } ?? true) && edge.properties.isMap
      }
    }
  }

  private func spelling(_ selector: PathSelector) -> String {
    let spelled: String =
      switch selector {
      case .any(let count): count == 1 ? "ANY" : "ANY \(count)"
      case .anyShortest: isPathForm ? "SHORTEST" : "ANY SHORTEST"
      case .allShortest: "ALL SHORTEST"
      case .shortest(let count): "SHORTEST \(count)"
      case .shortestGroups(let count): "SHORTEST \(count) GROUPS"
      case .anyCheapest: "ANY CHEAPEST"
      }
    return isPathForm ? spelled.lowercased() : spelled
  }

  private mutating func write(_ elements: [PathElement]) {
    for element in elements {
      switch element {
      case .node(let node): isPathForm ? writePath(node) : write(node)
      case .edge(let edge): isPathForm ? writePath(edge) : write(edge)
      case .group(let group):
        text += "("
        if let mode = group.mode { text += mode.rawValue + " " }
        write(group.elements)
        if let condition = group.condition {
          text += " WHERE "
          write(condition)
        }
        text += ")"
        if let quantifier = group.quantifier { write(quantifier) }
      }
    }
  }

  private mutating func write(_ node: NodePattern) {
    text += "("
    let start = text.utf8.count
    if let variable = node.variable { text += quoted(variable.text) }
    if let labels = node.labels {
      text += ":"
      write(labels)
    }
    details(node.properties, node.condition, after: start)
    text += ")"
  }

  private mutating func details(_ properties: Expression?, _ condition: Expression?, after start: Int) {
    if let properties {
      if text.utf8.count > start { text += " " }
      write(properties)
    }
    if let condition {
      if text.utf8.count > start { text += " " }
      text += "WHERE "
      write(condition)
    }
  }

  private mutating func write(_ edge: EdgePattern) {
    let range = edge.quantifier.flatMap { $0.isCypher ? $0 : nil }
    text += edge.direction == .left ? "<-" : "-"
    if edge.variable != nil || edge.types != nil || edge.properties != nil || edge.condition != nil || range != nil {
      text += "["
      let start = text.utf8.count
      if let variable = edge.variable { text += quoted(variable.text) }
      if let types = edge.types {
        text += ":"
        write(types)
      }
      if let range { text += spelling(cypher: range) }
      details(edge.properties, edge.condition, after: start)
      text += "]"
    }
    text += edge.direction == .right ? "->" : "-"
    if let quantifier = edge.quantifier, !quantifier.isCypher { write(quantifier) }
  }

  private func spelling(cypher range: PathQuantifier) -> String {
    if let maximum = range.maximum {
      return maximum == range.minimum ? "*\(maximum)" : "*\(range.minimum)..\(maximum)"
    }
    return range.minimum == 1 ? "*" : "*\(range.minimum).."
  }

  private mutating func write(_ quantifier: PathQuantifier) {
    switch (quantifier.minimum, quantifier.maximum) {
    case (0, nil): text += "*"
    case (1, nil): text += "+"
    case (0, 1): text += "?"
    case (let low, let high?): text += low == high ? "{\(low)}" : "{\(low),\(high)}"
    case (let low, nil): text += "{\(low),}"
    }
  }

  mutating func write(_ labels: LabelExpression, level: Int = 0) {
    switch labels {
    case .name(let name): text += quoted(name.text)
    case .wildcard: text += "%"
    case .not(let inner):
      text += "!"
      write(inner, level: 2)
    case .and(let a, let b):
      if level > 1 { text += "(" }
      write(a, level: 1)
      text += "&"
      write(b, level: 2)
      if level > 1 { text += ")" }
    case .or(let a, let b):
      if level > 0 { text += "(" }
      write(a, level: 0)
      text += "|"
      write(b, level: 1)
      if level > 0 { text += ")" }
    }
  }

  private mutating func writePath(_ node: NodePattern) {
    if let lookup = node.lookup {
      text += quotedString(lookup.text, quote: "\"")
    } else {
      text += "?" + (node.variable?.text ?? "")
    }
    if let labels = node.labels {
      text += ":"
      write(labels)
    }
    if let properties = node.properties { write(properties) }
  }

  private mutating func writePath(_ edge: EdgePattern) {
    text += edge.direction == .left ? " <-" : " -"
    if let variable = edge.variable { text += "?" + variable.text + (edge.types == nil ? "" : ":") }
    if let types = edge.types { write(types) }
    if let quantifier = edge.quantifier {
      if quantifier.isCypher {
        text += spelling(cypher: quantifier)
      } else if quantifier.minimum == 0, quantifier.maximum == nil {
        text += "{0,}"
      } else {
        write(quantifier)
      }
    }
    if let properties = edge.properties { write(properties) }
    if !edge.columns.isEmpty {
      bracketed("[", "]") { $0.list(edge.columns) { $0.text += $0.quoted($1.text) } }
    }
    text += edge.direction == .right ? "-> " : "- "
  }
}

extension Expression? {
  /// Whether it is a map, or nothing.
  fileprivate var isMap: Bool {
    switch self?.kind {
    case nil, .map?: true
    default: false
    }
  }
}
