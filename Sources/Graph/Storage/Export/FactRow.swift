/// A fact as one document of the store states it.
package struct FactRow: Sendable, Hashable {
  /// The name of the document.
  package var document: String
  /// The subject.
  package var subject: FactsWriter.Node
  /// The object.
  package var object: FactsWriter.Node
  /// What the document says.
  package var claim: Claim
  /// Who makes the claim, where it is not the document's own voice.
  package var attribution: [String]
  /// The sentence behind it.
  package var sentence: String

  /// Writes the row as a line of JSON.
  package func write(to builder: inout JSONBuilder) {
    FactsWriter.line(
      document: document, claim: claim, subject: subject, object: object, attribution: attribution, sentence: sentence,
      to: &builder)
  }
}
