// Reads documents with gold boundaries, writes the tokenizer's decisions with their features.
//
//     tokenizer-examples ABBREVIATIONS INPUT TOKENS-OUT SENTENCES-OUT
//
// INPUT: for each document a little-endian u32 length *n*, *n* bytes of text, *n* label bytes (0 nothing, 1 a token
// begins here, 3 a sentence). Output: rows of u32: the label, then the hashed features.
internal import Foundation
internal import Language

let arguments = CommandLine.arguments
guard arguments.count == 5 else {
  FileHandle.standardError.write(
    Data("usage: tokenizer-examples ABBREVIATIONS INPUT TOKENS-OUT SENTENCES-OUT\n".utf8))
  exit(2)
}
let abbreviations = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[1])))
let input = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[2])))
for path in arguments[3...4] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
let tokens = try FileHandle(forWritingTo: URL(fileURLWithPath: arguments[3]))
let sentences = try FileHandle(forWritingTo: URL(fileURLWithPath: arguments[4]))
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
