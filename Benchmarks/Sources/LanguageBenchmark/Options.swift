/// What the command line asks for.
struct Options {
  var path: String?
  var model: String?
  var threads = 1
  var repetitions = 1
  var usesText = false
  var predict = false
  var tokensOnly = false

  /// Reads the arguments; false if one is not known.
  mutating func read(_ arguments: some Sequence<String>) -> Bool {
    var iterator = arguments.makeIterator()
    while let argument = iterator.next() {
      switch argument {
      case "--model": model = iterator.next()
      case "--threads": threads = iterator.next().flatMap(Int.init) ?? 1
      case "--repeat": repetitions = iterator.next().flatMap(Int.init) ?? 1
      case "--text": usesText = true
      case "--predict": predict = true
      case "--tokens-only": tokensOnly = true
      default:
        guard path == nil, !argument.hasPrefix("--") else { return false }
        path = argument
      }
    }
    return threads > 0 && repetitions > 0
  }
}
