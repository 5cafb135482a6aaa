internal import Foundation
internal import Yams

/// How exports name labels and edge types in other vocabularies; read from a YAML file.
package struct ExportVocabulary: Sendable, Hashable, Decodable {
  /// Namespaces by prefix.
  package var prefixes: [String: String]
  /// What a label is called elsewhere.
  package var labels: [String: Label]
  /// What an edge type is called elsewhere.
  package var edges: [String: Edge]

  /// A label elsewhere.
  package struct Label: Sendable, Hashable, Decodable {
    /// The RDF class, as a prefixed name.
    package var rdf: String?
    /// The FollowTheMoney schema.
    package var ftm: String?
  }

  /// An edge type elsewhere.
  package struct Edge: Sendable, Hashable, Decodable {
    /// RDF properties of the same meaning, as prefixed names.
    package var match: [String]?
    /// The FollowTheMoney link.
    package var ftm: Link?
  }

  /// A FollowTheMoney schema that stands for an edge.
  package struct Link: Sendable, Hashable, Decodable {
    /// The name of the schema.
    package var schema: String
    /// The property that holds the start node.
    package var start: String
    /// The property that holds the end node.
    package var end: String
    /// The schemata that the start node may have.
    package var from: [String]
    /// The schemata that the end node may have.
    package var to: [String]
  }

  /// Reads a vocabulary.
  ///
  /// - Parameter yaml: The text of the file.
  /// - Throws: A description of what is wrong in the file.
  package init(yaml: String) throws {
    self = try YAMLDecoder().decode(Self.self, from: yaml)
  }

  /// Reads the vocabulary that comes with the product.
  ///
  /// - Throws: An error when the resources are not beside the program.
  package static func bundled() throws -> Self {
    let url = Bundle.module.bundleURL.appendingPathComponent("Resources/vocabularies.yaml")
    return try Self(yaml: String(contentsOf: url, encoding: .utf8))
  }

  /// The full IRI of a prefixed name; `nil` when the prefix is unknown.
  func iri(_ name: String) -> String? {
    guard let colon = name.firstIndex(of: ":"), let namespace = prefixes[String(name[..<colon])] else { return nil }
    return namespace + name[name.index(after: colon)...]
  }
}
