internal import ArgumentParser
internal import Graph
internal import Language

/// A document of a JSON line, with its analysis where the line has one.
struct AnalyzedLine {
  let name: String
  let text: String
  let date: String?
  let analysis: Analysis?

  init(_ line: String) throws {
    guard case .map(let object) = try JSONReader.parse(line) else {
      throw ValidationError("a line of the input is no JSON object")
    }
    func string(_ key: String) -> String? {
      if case .string(let value)? = object[key] { value } else { nil }
    }
    guard let name = string("id") ?? string("doc"), let text = string("text") else {
      throw ValidationError("a line of the input has no \"id\" or no \"text\"")
    }
    self.name = name
    self.text = text
    date = string("date")
    guard case .list(let sentences)? = object["sentences"] else {
      analysis = nil
      return
    }
    var builder = AnalysisBuilder(text: text)
    for sentence in sentences { builder.addSentence(sentence) }
    if case .list(let entities)? = object["entities"] { builder.addEntities(entities) }
    if case .list(let chains)? = object["coreference"] { builder.addChains(chains) }
    analysis = builder.analysis
  }
}

/// Builds an analysis from the JSON that `analyze` prints.
private struct AnalysisBuilder {
  var analysis = Analysis()
  private let bytes: [UInt8]
  private var starting: [Int: Int] = [:]
  private var ending: [Int: Int] = [:]

  init(text: String) { bytes = Array(text.utf8) }

  private func int(_ object: [String: PropertyValue], _ key: String) -> Int? {
    if case .int(let value)? = object[key] { Int(value) } else { nil }
  }

  private func string(_ object: [String: PropertyValue], _ key: String) -> String {
    if case .string(let value)? = object[key] { value } else { "" }
  }

  mutating func addSentence(_ value: PropertyValue) {
    guard case .map(let object) = value, case .list(let tokens)? = object["tokens"] else { return }
    let first = analysis.tokens.count
    for case .map(let token) in tokens {
      guard let start = int(token, "start"), let end = int(token, "end"), 0 <= start, start <= end, end <= bytes.count
      else { continue }
      let head = int(token, "head") ?? 0
      starting[start] = analysis.tokens.count
      ending[end] = analysis.tokens.count
      analysis.tokens.append(
        Token(
          range: start..<end, form: string(token, "form"), lemma: string(token, "lemma"),
          upos: PartOfSpeech(rawValue: string(token, "upos")) ?? .x, xpos: string(token, "xpos"),
          head: head > 0 ? first + head - 1 : nil, relation: string(token, "deprel"),
          spaceAfter: end >= bytes.count || bytes[end] <= 0x20))
    }
    guard let from = analysis.tokens[first...].first?.range, let to = analysis.tokens.last?.range else { return }
    analysis.sentences.append(Sentence(tokens: first..<analysis.tokens.count, range: from.lowerBound..<to.upperBound))
  }

  private func span(_ object: [String: PropertyValue]) -> TokenSpan? {
    guard let start = int(object, "start").flatMap({ starting[$0] }),
      let end = int(object, "end").flatMap({ ending[$0] }),
      start <= end
    else { return nil }
    return TokenSpan(start..<end + 1)
  }

  mutating func addEntities(_ values: [PropertyValue]) {
    for case .map(let object) in values {
      guard let span = span(object), let label = EntityMention.Label(rawValue: string(object, "label")) else {
        continue
      }
      analysis.entities.append(EntityMention(span: span, label: label))
    }
  }

  mutating func addChains(_ values: [PropertyValue]) {
    for case .list(let mentions) in values {
      let chain = mentions.compactMap { mention -> TokenSpan? in
        guard case .map(let object) = mention else { return nil }
        return span(object)
      }
      if chain.count > 1 { analysis.chains.append(chain.sorted()) }
    }
  }
}
