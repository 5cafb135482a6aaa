import Glibc
import Language

/// Reads texts, and words, sentences and documents of CoNLL-U files; that is all the benchmark needs.
enum CoNLLU {
  struct Document {
    var text: [UInt8] = []
    var analysis = Analysis()

    mutating func add(_ words: [String], text line: String) {
      guard !words.isEmpty else { return }
      let first = analysis.tokens.count
      for word in words {
        let start = (analysis.tokens.last?.range.upperBound ?? -1) + 1
        analysis.tokens.append(Token(range: start..<start + word.utf8.count, form: word))
      }
      let range = analysis.tokens[first].range.lowerBound..<analysis.tokens[first + words.count - 1].range.upperBound
      analysis.sentences.append(Sentence(tokens: first..<first + words.count, range: range))
      text += Array((line + "\n").utf8)
    }
  }

  /// The documents of a file: of CoNLL-U, or all of it as one text.
  static func documents(_ path: String) throws -> [Document] {
    let content = try bytes(path)
    guard path.hasSuffix(".conllu") else { return [Document(text: content)] }
    var documents: [Document] = []
    var current = Document()
    var words: [String] = []
    var text = ""
    func flush() {
      current.add(words, text: text)
      words.removeAll()
    }
    for line in String(decoding: content, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# newdoc") {
        if !current.analysis.tokens.isEmpty { documents.append(current) }
        current = Document()
      } else if line.hasPrefix("# text = ") {
        text = String(line.dropFirst(9))
      } else if line.isEmpty {
        flush()
      } else if !line.hasPrefix("#") {
        let columns = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
        if columns.count > 2, Int(columns[0]) != nil { words.append(String(columns[1])) }
      }
    }
    flush()
    if !current.analysis.tokens.isEmpty { documents.append(current) }
    return documents
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw ResourceError(path: path, reason: String(cString: strerror(errno))) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
    return bytes
  }
}
