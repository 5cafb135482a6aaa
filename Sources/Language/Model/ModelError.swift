/// Why a model file cannot be used.
public enum ModelError: Error, Sendable, Hashable {
  /// The file cannot be opened or mapped.
  case unreadable(path: String, reason: String)
  /// The file does not begin with the magic bytes of a model.
  case notAModel(path: String)
  /// The file is of a version that this program does not know.
  case unknownVersion(Int)
  /// The file contradicts itself: it was cut short or changed.
  case damaged(String)
}

extension ModelError: CustomStringConvertible {
  /// What was found and what was expected.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "cannot read the language model '\(path)': \(reason)"
    case .notAModel(let path): "'\(path)' is not a language model"
    case .unknownVersion(let version): "the language model has version \(version), expected \(ModelFile.version)"
    case .damaged(let what): "the language model is damaged: \(what)"
    }
  }
}
