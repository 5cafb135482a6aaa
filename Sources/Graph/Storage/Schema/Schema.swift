/// The tables and views of a database, as `docs/schema.md` explains them.
///
/// A released version is never edited: a change is a new version with its own steps from the one before.
enum Schema {
  /// Marks a file as ours in its header: "gctl".
  static let applicationID = 0x6763_746C

  /// The steps that lead from version *n* to *n* + 1, at index *n*.
  static let migrations: [StaticString] = [version1]

  /// The version that this program writes.
  static var version: Int { migrations.count }
}
