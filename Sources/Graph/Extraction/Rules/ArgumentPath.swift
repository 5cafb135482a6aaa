/// Where a rule finds an argument: steps over the predicate's roles or over raw dependencies, with alternatives.
///
/// `path ::= route ('|' route)*`, `route ::= step ('/' step)*`. The first route that leads somewhere wins. A step is a role of the
/// normalized predicate (`subject`, `object`, `indirect`, `clause`, `complement`, `possessor`, `self`, `title`, `head`,
/// `speaker`, `position`, `compound`, `appos`), a preposition in quotation marks (`'with'`), or a dependency: `>nmod` to a child,
/// `<obj` to the head along the word's own relation.
package struct ArgumentPath: Sendable, Hashable, CustomStringConvertible {
  /// One step.
  enum Step: Sendable, Hashable {
    case role(Role)
    case preposition(String)
    case down(String)
    case up(String)
  }

  /// The roles that a step can name.
  enum Role: String, Sendable, Hashable, CaseIterable {
    /// The word itself.
    case this = "self"
    /// Who acts.
    case subject
    /// What is acted on.
    case object
    /// The receiver.
    case indirect
    /// A clause that completes the meaning.
    case clause
    /// A predicate noun: "named him [envoy]".
    case complement
    /// A possessor.
    case possessor
    /// The role that the word names: "[ambassador] of Russia".
    case title
    /// The word that it depends on.
    case head
    /// Whoever says the sentence.
    case speaker
    /// The position that the subject is known to hold.
    case position
    /// A noun before the noun: "the [Flynn] resignation".
    case compound
    /// An apposition.
    case appos
    /// An adjective before the noun.
    case modifier
    /// The prosecutors, court or police that the paragraph names, where a passive names nobody.
    case authority
    /// The verb that carries the noun: "[held] a meeting".
    case carrier
  }

  /// The alternatives, in order.
  let routes: [[Step]]
  /// The path as written.
  package let description: String

  /// The path that stays where it is.
  static let itself = ArgumentPath(routes: [[.role(.this)]], description: "self")

  private init(routes: [[Step]], description: String) {
    self.routes = routes
    self.description = description
  }

  /// Reads a path.
  ///
  /// - Throws: ``PathError`` at the first step that is none.
  package init(_ text: String) throws(PathError) {
    description = text
    var routes: [[Step]] = []
    for route in text.split(separator: "|", omittingEmptySubsequences: false) {
      var steps: [Step] = []
      for piece in route.split(separator: "/", omittingEmptySubsequences: false) {
        steps.append(try Self.step(Self.trimmed(piece)))
      }
      routes.append(steps)
    }
    self.routes = routes
  }

  // step ::= role | "'" preposition "'" | '>' relation | '<' relation
  private static func step(_ text: Substring) throws(PathError) -> Step {
    if let role = Role(rawValue: String(text)) { return .role(role) }
    if text.count > 2, text.first == "'", text.last == "'" {
      return .preposition(String(text.dropFirst().dropLast()))
    }
    if text.first == ">", text.count > 1 { return .down(String(text.dropFirst())) }
    if text.first == "<", text.count > 1 { return .up(String(text.dropFirst())) }
    throw PathError(step: String(text))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return text
  }

  /// A step that is no role, preposition or dependency.
  package struct PathError: Error, Hashable {
    /// The step as written.
    package let step: String

    /// What to write instead.
    package var help: String {
      "a step is one of \(Role.allCases.map(\.rawValue).joined(separator: ", ")), a preposition in quotation marks "
        + "('with'), or a dependency (>nmod, <obj)"
    }
  }
}
