package import Language

/// Runs the examples that rules carry.
package struct RuleTester {
  private let extractor: Extractor

  /// A tester of the rules of an extractor.
  package init(_ extractor: Extractor) { self.extractor = extractor }

  /// An example that gave something else than it says.
  package struct Failure: Sendable, Hashable, CustomStringConvertible {
    /// The rule that carries the example.
    package var rule: String
    /// Its file and line.
    package var place: String
    /// The text.
    package var text: String
    /// What it should have given and did not.
    package var missing: [String]
    /// What it gave and should not have.
    package var unexpected: [String]

    /// A paragraph for people.
    package var description: String {
      "\(place): \(rule): \(text)" + missing.map { "\n  missing:    \($0)" }.joined()
        + unexpected.map { "\n  unexpected: \($0)" }.joined()
    }
  }

  /// Runs the examples of all rules, or of one.
  ///
  /// - Parameters:
  ///   - name: The rule to test; all if `nil`.
  ///   - analyze: Gives the analysis of a text.
  /// - Returns: How many examples were run, and those that failed, in file order.
  package func run(
    only name: String? = nil, analyze: (String) -> Analysis
  ) -> (count: Int, failures: [Failure]) {
    var count = 0
    var failures: [Failure] = []
    for rule in extractor.rules.rules where name == nil || rule.name == name {
      for example in rule.examples {
        count += 1
        let document = extractor.extract(
          name: "example", text: example.text, analysis: analyze(example.text), date: .day(2017, 3, 2))
        if let failure = check(example, of: rule, document) { failures.append(failure) }
      }
    }
    return (count, failures)
  }

  private func check(_ example: RuleExample, of rule: Rule, _ document: DocumentExtraction) -> Failure? {
    var claims = document.claims.filter { $0.type == rule.edge }
    var missing: [String] = []
    for wanted in example.gives {
      if let index = claims.firstIndex(where: { matches(wanted, $0, document) }) {
        let found = claims[index]
        // The same fact may stand there twice, on two pieces of evidence.
        claims.removeAll { $0.subject == found.subject && $0.object == found.object && $0.status == found.status }
      } else {
        missing.append(wanted)
      }
    }
    guard !missing.isEmpty || !claims.isEmpty else { return nil }
    return Failure(
      rule: rule.name, place: "\(rule.file):\(example.line)", text: example.text, missing: missing,
      unexpected: claims.map { Self.describe($0, document) })
  }

  /// True if a claim is the expected one; what an expectation does not state does not matter, but for the status.
  private func matches(_ wanted: String, _ claim: Claim, _ document: DocumentExtraction) -> Bool {
    let full = Self.describe(claim, document)
    var rest = wanted[...]
    var properties: [Substring] = []
    if let open = rest.firstIndex(of: "{") {
      properties = rest[rest.index(after: open)...].dropLast().split(separator: ",").map { $0.drop { $0 == " " } }
      rest = rest[..<open]
    }
    while rest.last == " " { rest.removeLast() }
    if let by = rest.range(of: " by ") {
      let names = claim.attribution.map { document.entities[$0].name }
      guard names.contains(String(rest[by.upperBound...])) else { return false }
      rest = rest[..<by.lowerBound]
    }
    let head = Self.head(claim, document)
    guard rest.lowercased() == head.lowercased() else { return false }
    return properties.allSatisfy { property in full.contains(property) }
  }

  private static func head(_ claim: Claim, _ document: DocumentExtraction) -> String {
    let status = claim.status == .asserted ? "" : " [\(claim.status.rawValue)]"
    return "\(document.entities[claim.subject].name) \(claim.type) \(document.entities[claim.object].name)\(status)"
  }

  /// A claim as examples state it.
  package static func describe(_ claim: Claim, _ document: DocumentExtraction) -> String {
    var text = head(claim, document)
    if !claim.attribution.isEmpty {
      text += " by " + claim.attribution.map { document.entities[$0].name }.joined(separator: " and ")
    }
    var properties = claim.properties.sorted { $0.key < $1.key }.map { "\($0.key): \(plain($0.value))" }
    if let date = claim.date { properties.append("date: \(date.description)") }
    return properties.isEmpty ? text : text + " {" + properties.joined(separator: ", ") + "}"
  }

  private static func plain(_ value: PropertyValue) -> String {
    switch value {
    case .string(let text): text
    case .int(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    default: "\(value)"
    }
  }
}

extension Substring {
  /// Where a text stands, or `nil`.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
