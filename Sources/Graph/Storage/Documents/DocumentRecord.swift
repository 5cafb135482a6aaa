/// What the store knows about a document, without its text.
public struct DocumentRecord: Sendable, Hashable {
  /// The name, unique in the store.
  public var name: String
  /// The headline, where known.
  public var title: String?
  /// The date, where known.
  public var date: PartialDate?
  /// Who published it, where known.
  public var publisher: String?
  /// The place of the dateline, where known.
  public var place: String?
  /// Where it came from, where known.
  public var url: String?
  /// The file that it was read from; `nil` for standard input and lines of a collection.
  public var path: String?
  /// What its content, metadata, rules and model hashed to when it was read.
  public var hash: [UInt8]
  /// The number of sentences.
  public var sentences: Int
  /// The number of claims.
  public var claims: Int
}
