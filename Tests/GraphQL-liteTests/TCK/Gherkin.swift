/// One scenario of a feature file, placeholders of an outline filled in.
struct Scenario: Sendable, CustomStringConvertible {
  enum Expectation: Sendable {
    case rows(header: [String], rows: [[String]], isOrdered: Bool, ignoresListOrder: Bool)
    case empty
    case error(kind: String, phase: String, detail: String)
  }

  var feature: String
  var name: String
  var graphName: String?
  var setup: [String] = []
  var parameters: [(String, String)] = []
  var query = ""
  var expectation: Expectation?
  var expectsSideEffects = false
  var usesProcedures = false
  var isControlled = false

  var description: String { "\(feature) \(name)" }
}

/// Reads the part of Gherkin that the conformance scenarios are written in.
struct GherkinReader {
  private let lines: [String]
  private let feature: String
  private var at = 0
  private var scenarios: [Scenario] = []
  private var background: [Step] = []

  struct Step {
    var text: String
    var document: String?
    var table: [[String]] = []
  }

  static func scenarios(in text: String, feature: String) -> [Scenario] {
    var reader = GherkinReader(text, feature)
    reader.read()
    return reader.scenarios
  }

  private init(_ text: String, _ feature: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    self.feature = feature
  }

  private var line: String { at < lines.count ? trim(lines[at]) : "" }

  private mutating func read() {
    while at < lines.count {
      if line.hasPrefix("Background:") {
        at += 1
        background = steps()
      } else if line.hasPrefix("Scenario Outline:") {
        outline()
      } else if line.hasPrefix("Scenario:") {
        let name = trim(String(line.dropFirst("Scenario:".count)))
        at += 1
        scenarios.append(scenario(name, background + steps()))
      } else {
        at += 1
      }
    }
  }

  private mutating func outline() {
    let name = trim(String(line.dropFirst("Scenario Outline:".count)))
    at += 1
    let template = background + steps()
    while line.hasPrefix("Examples:") {
      at += 1
      skipBlank()
      let table = table()
      guard let header = table.first else { continue }
      for (index, row) in table.dropFirst().enumerated() {
        func filled(_ text: String) -> String {
          zip(header, row).reduce(text) { replace($0, "<\($1.0)>", by: $1.1) }
        }
        let steps = template.map { step in
          Step(
            text: filled(step.text), document: step.document.map(filled), table: step.table.map { $0.map(filled) })
        }
        scenarios.append(scenario("\(name) #\(index + 1)", steps))
      }
      skipBlank()
    }
  }

  private mutating func skipBlank() {
    while at < lines.count, line.isEmpty || line.hasPrefix("#") { at += 1 }
  }

  private mutating func steps() -> [Step] {
    var steps: [Step] = []
    while at < lines.count {
      skipBlank()
      let keywords = ["Given ", "When ", "Then ", "And ", "But "]
      guard let keyword = keywords.first(where: { line.hasPrefix($0) }) else { return steps }
      var step = Step(text: trim(String(line.dropFirst(keyword.count))))
      at += 1
      skipBlank()
      if line.hasPrefix("\"\"\"") {
        at += 1
        var body: [String] = []
        while at < lines.count, !line.hasPrefix("\"\"\"") {
          body.append(lines[at])
          at += 1
        }
        at += 1
        step.document = body.joined(separator: "\n")
      } else if line.hasPrefix("|") {
        step.table = table()
      }
      steps.append(step)
    }
    return steps
  }

  private mutating func table() -> [[String]] {
    var rows: [[String]] = []
    while at < lines.count, line.hasPrefix("|") {
      rows.append(cells(line))
      at += 1
      skipBlank()
    }
    return rows
  }

  /// The cells of a row; `\|` stands for a bar.
  private func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line.dropFirst() {
      if isEscaped {
        cell += character == "|" || character == "\\" ? String(character) : "\\\(character)"
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "|" {
        cells.append(trim(cell))
        cell = ""
      } else {
        cell.append(character)
      }
    }
    return cells
  }

  private func scenario(_ name: String, _ steps: [Step]) -> Scenario {
    var scenario = Scenario(feature: feature, name: name)
    for step in steps {
      let text = step.text
      if text.hasSuffix("graph"), text.hasPrefix("the ") {
        scenario.graphName = String(text.dropFirst(4).dropLast(6))
      } else if text.hasPrefix("having executed") {
        scenario.setup.append(step.document ?? "")
      } else if text.hasPrefix("parameters are") {
        scenario.parameters = step.table.map { ($0[0], $0[1]) }
      } else if text.hasPrefix("executing control query") {
        scenario.isControlled = true
        scenario.setup.append(scenario.query)
        scenario.query = step.document ?? ""
      } else if text.hasPrefix("executing query") {
        scenario.query = step.document ?? ""
      } else if text.hasPrefix("there exists a procedure") {
        scenario.usesProcedures = true
      } else if text.hasPrefix("the result should be empty") {
        scenario.expectation = .empty
      } else if text.hasPrefix("the result should be") {
        scenario.expectation = .rows(
          header: step.table.first ?? [], rows: Array(step.table.dropFirst()), isOrdered: text.contains("in order"),
          ignoresListOrder: text.contains("ignoring element order"))
      } else if text.contains(" should be raised at ") {
        let words = text.split(separator: " ").map(String.init)
        let place = words.firstIndex(of: "at") ?? 0
        let phase = words[min(place + 1, words.count - 1)]
        scenario.expectation = .error(kind: words[1], phase: phase, detail: words.last ?? "")
      } else if text.hasPrefix("the side effects should be") {
        scenario.expectsSideEffects = true
      }
    }
    return scenario
  }
}

func trim(_ text: String) -> String {
  var text = text[...]
  while let first = text.first, first.isWhitespace { text = text.dropFirst() }
  while let last = text.last, last.isWhitespace { text = text.dropLast() }
  return String(text)
}

func replace(_ text: String, _ part: String, by replacement: String) -> String {
  text.split(separator: part, omittingEmptySubsequences: false).joined(separator: replacement)
}
