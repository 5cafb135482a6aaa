import Foundation
import Graph

/// A folder that is gone when the test ends.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("graphctl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file and gives its path.
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
    return path(name)
  }
}

/// An invented document: sentences of the form "A met B." and what they say.
func meetings(_ name: String, _ pairs: [(String, String)], status: ClaimStatus = .asserted) -> DocumentExtraction {
  var result = DocumentExtraction(name: name, date: .day(2021, 5, 4), publisher: "The Test Post", text: "")
  var people: [String: Int] = [:]
  func person(_ name: String, at range: Range<Int>, _ sentence: Int) -> Int {
    let index = people[name] ?? result.entities.count
    if people[name] == nil {
      people[name] = index
      result.entities.append(LocalEntity(label: .person, name: name, aliases: [String(name.prefix(3))]))
    }
    result.entities[index].mentions.append(Mention(range: range, sentence: sentence, kind: .name))
    return index
  }
  for (index, pair) in pairs.enumerated() {
    let start = result.text.utf8.count
    let subject = start..<(start + pair.0.utf8.count)
    let trigger = (subject.upperBound + 1)..<(subject.upperBound + 4)
    let object = (trigger.upperBound + 1)..<(trigger.upperBound + 1 + pair.1.utf8.count)
    result.text += "\(pair.0) met \(pair.1).\n"
    let range = start..<(object.upperBound + 1)
    result.sentences.append(range)
    let (a, b) = (person(pair.0, at: subject, index), person(pair.1, at: object, index))
    result.claims.append(
      Claim(
        type: "MET", subject: a, object: b, status: status, attribution: index == 0 ? [] : [a],
        date: .month(2021, 4), properties: ["count": .int(2)], confidence: 0.75, rule: "met",
        evidence: Evidence(sentence: index, range: range, subject: subject, object: object, trigger: trigger)))
  }
  return result
}

/// Names that break what is careless.
let awkwardNames = [
  "O\u{2019}Brien \"Buzz\" Nu\u{00F1}ez", "tab\there", "line\nbreak\r\n", "nul\u{0}inside", "back\\slash", "<&>'\";--",
  "\u{1B}[31mred", "\u{202E}right-to-left", "مرحبا", "👩‍👩‍👧 family", "e\u{301}", " ", "",
]
