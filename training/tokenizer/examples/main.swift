// The training program's view of the tokenizer.
//
//     tokenizer-examples ABBREVIATIONS INPUT TOKENS-OUT SENTENCES-OUT
//     tokenizer-examples segment FILE [MODEL] > CONLLU
//     tokenizer-examples boundaries FILE MODEL > TABLE
//
// The first form reads documents with gold boundaries and writes the tokenizer's decisions with their features, so that
// the features have one implementation. INPUT: for each document a little-endian u32 length *n*, *n* bytes of text, *n*
// label bytes (0 nothing, 1 a token begins here, 3 a sentence). Output: rows of u32: the label, then the hashed features.
// The second form tokenizes a file, or analyzes it where a language model is named, and says on standard error how fast.
// The third writes, for each word where a sentence may begin: its offset, the tokenizer's log-odds, the encoder's.
internal import Foundation
internal import Language

func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

func writeExamples(_ arguments: ArraySlice<String>) throws {
  let paths = Array(arguments)
  let abbreviations = try bytes(paths[0])
  let input = try bytes(paths[1])
  for path in paths[2...3] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
  let tokens = try FileHandle(forWritingTo: URL(fileURLWithPath: paths[2]))
  let sentences = try FileHandle(forWritingTo: URL(fileURLWithPath: paths[3]))
  var position = 0
  while position + 4 <= input.count {
    let count = (0..<4).reduce(0) { $0 | Int(input[position + $1]) << (8 * $1) }
    let text = position + 4
    guard text + 2 * count <= input.count else { break }
    var decider = TrainingDecider(labels: Array(input[(text + count)..<(text + 2 * count)]))
    decider.read(Array(input[text..<(text + count)]), abbreviations: abbreviations)
    tokens.write(decider.tokenDecisions.withUnsafeBytes { Data($0) })
    sentences.write(decider.sentenceDecisions.withUnsafeBytes { Data($0) })
    position = text + 2 * count
  }
}

func segment(_ path: String, model: String?) throws {
  let text = try bytes(path)
  let clock = ContinuousClock()
  let begin = clock.now
  let tokenizer = try Tokenizer()
  let loaded = clock.now
  let analysis = try model.map { Analyzer(try LanguageModel(path: $0)).analyze(text) } ?? tokenizer.tokenize(text)
  let end = clock.now
  var writer = ConlluWriter()
  writer.write(analysis, of: text, id: "text")
  FileHandle.standardOutput.write(Data(writer.take()))
  let seconds = (end - loaded) / .seconds(1)
  let report =
    "loaded in \((loaded - begin) / .milliseconds(1)) ms; \(analysis.tokens.count) words, "
    + "\(analysis.sentences.count) sentences, \(Double(text.count) / 1e6 / seconds) MB/s\n"
  FileHandle.standardError.write(Data(report.utf8))
}

func writeBoundaries(_ path: String, model: String) throws {
  let analyzer = Analyzer(try LanguageModel(path: model))
  analyzer.keepsBoundaryEvidence = true
  let analysis = analyzer.analyze(try bytes(path))
  var table = ""
  for evidence in analyzer.boundaryEvidence {
    table += "\(analysis.tokens[evidence.token].range.lowerBound)\t\(evidence.tokenizer)\t\(evidence.encoder)\n"
  }
  FileHandle.standardOutput.write(Data(table.utf8))
}

let arguments = CommandLine.arguments.dropFirst()
switch (arguments.first, arguments.count) {
case ("boundaries", 3): try writeBoundaries(arguments[2], model: arguments[3])
case ("segment", 2): try segment(arguments[2], model: nil)
case ("segment", 3): try segment(arguments[2], model: arguments[3])
case (_, 4): try writeExamples(arguments)
default:
  let usage = """
    usage: tokenizer-examples ABBREVIATIONS INPUT TOKENS-OUT SENTENCES-OUT
           tokenizer-examples segment FILE [MODEL]
           tokenizer-examples boundaries FILE MODEL\n
    """
  FileHandle.standardError.write(Data(usage.utf8))
  exit(2)
}
