/// Named lists of words that rules and the reading of status refer to.
///
/// A list of a later file adds to the list of the same name, so that a user's file can give an existing rule new words.
package struct WordLists: Sendable, Hashable {
  /// The lists by name; a word maps to the value that stands after its colon, or to the empty string.
  private(set) var lists: [String: [String: String]] = [:]

  package init() {}

  /// The names of all lists, sorted.
  var names: [String] { lists.keys.sorted() }

  /// True if a list of that name exists.
  func has(_ list: String) -> Bool { lists[list] != nil }

  /// True if a list holds a word.
  func contains(_ list: String, _ word: String) -> Bool { lists[list]?[word] != nil }

  /// What a list gives for a word: "resignation" to "resign".
  func value(_ list: String, _ word: String) -> String? { lists[list]?[word] }

  /// The words of a list, sorted.
  func words(_ list: String) -> [String] { lists[list]?.keys.sorted() ?? [] }

  /// Adds words to a list.
  mutating func add(_ words: [(word: String, value: String)], to list: String) {
    for (word, value) in words { lists[list, default: [:]][word] = value }
  }

  /// Takes over everything that another vocabulary holds.
  mutating func merge(_ other: WordLists) {
    for (name, words) in other.lists { lists[name, default: [:]].merge(words) { $1 } }
  }
}
