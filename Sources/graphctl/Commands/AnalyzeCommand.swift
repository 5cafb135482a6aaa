internal import ArgumentParser
internal import Language

/// `graphctl analyze`: what the language pipeline sees.
struct AnalyzeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Prints words, sentences, trees, entities and coreference of texts.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case conllu, json }
  enum Input: String, ExpressibleByArgument, CaseIterable { case text, conllu }

  @Option(help: "What to print.")
  var format: Format = .conllu

  @Option(help: "What the files hold; 'conllu' keeps the given tokens and sentences.")
  var input: Input = .text

  @Argument(help: "Files to read; '-' is standard input.")
  var files: [String]

  func run() async throws {
    let tokenizer = try Tokenizer()
    var conllu = ConlluWriter()
    var json = AnalysisJSONWriter()
    for file in files {
      let bytes = try FileInput(path: file).readAll()
      let documents: [ConlluReader.Document]
      switch input {
      case .conllu: documents = try ConlluReader.documents(in: bytes, name: file)
      case .text:
        documents = [ConlluReader.Document(id: file, text: bytes, analysis: tokenizer.tokenize(bytes))]
      }
      for document in documents {
        switch format {
        case .conllu: conllu.write(document.analysis, of: document.text, id: document.id)
        case .json: json.write(document.analysis, of: document.text, id: document.id)
        }
        StandardStream.output.write(conllu.take() + json.take())
      }
    }
  }
}
