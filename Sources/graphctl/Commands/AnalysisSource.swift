internal import Language

/// Where `analyze` gets its documents from, a batch at a time.
struct AnalysisSource {
  private enum Reading {
    case text(DocumentReader)
    case conllu(files: [String], open: (file: FileInput, reader: ConlluReader)?)
  }

  private var reading: Reading
  private var messages: [String] = []
  private var reported = 0
  private var ready: [AnalysisJob] = []

  /// How many bytes of text make a batch: enough to be worth a task, small enough to share the work.
  private static let batchSize = 1 << 16

  /// Creates a source.
  init(files: [String], input: AnalyzeCommand.Input) {
    switch input {
    case .text: reading = .text(DocumentReader(paths: files))
    case .conllu: reading = .conllu(files: files.reversed(), open: nil)
    }
  }

  /// Takes what is to be told about documents that were skipped.
  mutating func takeMessages() -> [String] {
    defer { messages.removeAll() }
    return messages
  }

  /// The next documents; none at the end.
  mutating func nextBatch() -> [AnalysisJob] {
    var batch: [AnalysisJob] = []
    var size = 0
    while size < Self.batchSize, let job = next() {
      size += max(1, job.document.text.count)
      batch.append(job)
    }
    return batch
  }

  private mutating func next() -> AnalysisJob? {
    while true {
      if let job = ready.popLast() { return job }
      do {
        switch reading {
        case .text(var reader):
          defer { reading = .text(reader) }
          let document = try reader.next()
          takeWarnings(of: reader)
          return document.map { AnalysisJob(document: $0) }
        case .conllu(var files, var open):
          // Nobody else may hold the document that grows, or each line would copy it.
          reading = .conllu(files: [], open: nil)
          defer { reading = .conllu(files: files, open: open) }
          guard try readConllu(&files, &open) else { return nil }
        }
      } catch {
        messages.append("\(error)")
        if case .text(let reader) = reading { takeWarnings(of: reader) }
        if !(error is DocumentError) { return nil }
      }
    }
  }

  private mutating func takeWarnings(of reader: DocumentReader) {
    messages += reader.warnings.dropFirst(reported).map(\.description)
    reported = reader.warnings.count
  }

  /// Reads CoNLL-U until a document is complete; false at the end.
  private mutating func readConllu(
    _ files: inout [String], _ open: inout (file: FileInput, reader: ConlluReader)?
  ) throws -> Bool {
    guard var current = open else {
      guard let path = files.popLast() else { return false }
      open = (try FileInput(path: path), ConlluReader(name: path))
      return true
    }
    // Behind an error nothing of the file is read.
    open = nil
    if let line = try current.file.readLine() {
      try current.reader.read(line: line[...])
      let finished = current.reader.takeFinished()
      if !finished.isEmpty { take(finished) }
      open = current
    } else {
      try current.reader.finish()
      take(current.reader.takeFinished())
    }
    return true
  }

  private mutating func take(_ documents: [ConlluReader.Document]) {
    for document in documents.reversed() {
      ready.append(
        AnalysisJob(document: SourceDocument(name: document.id, text: document.text), given: document.analysis))
    }
  }
}
