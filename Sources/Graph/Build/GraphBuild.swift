package import Language

/// Reads documents into a store: only those that are new or changed, several at a time, in the order of the input.
package struct GraphBuild: Sendable {
  /// What is to be done.
  package struct Options: Sendable {
    /// Files and folders; `-` is standard input.
    package var paths: [String]
    /// How many documents are read at the same time.
    package var jobs = 1
    /// The date of documents that give none.
    package var date: String?
    /// Whether documents whose file is gone are taken out.
    package var prunes = false
    /// Whether nothing is written.
    package var isDryRun = false

    package init(paths: [String]) { self.paths = paths }
  }

  /// What has been done so far.
  package struct Summary: Sendable, Hashable {
    /// Names of documents that were not there before.
    package var added: [String] = []
    /// Names of documents that say something else than before.
    package var changed: [String] = []
    /// How many documents were there already.
    package var unchanged = 0
    /// Names of documents that were taken out.
    package var removed: [String] = []
    /// Words that were read.
    package var words = 0
    /// Claims that were found.
    package var claims = 0
    /// Bytes of text that are done.
    package var bytes = 0
    /// Documents that are done.
    package var documents = 0
    /// Whether all documents are done, and the graph is being made of them.
    package var isJoining = false
    /// What could not be read, and why.
    package var problems: [String] = []
    /// What was passed over because it is no kind of document.
    package var passedOver: [String] = []

    package init() {}
  }

  private let store: GraphStore
  private let fingerprint: [UInt8]
  private let process: @Sendable (SourceDocument) -> DocumentPipeline.Product

  /// Creates a build.
  ///
  /// - Parameters:
  ///   - store: Where the documents go.
  ///   - fingerprint: Stands for what `process` depends on besides the document.
  ///   - process: Reads what a document says, on any thread.
  package init(
    into store: GraphStore, fingerprint: [UInt8],
    process: @escaping @Sendable (SourceDocument) -> DocumentPipeline.Product
  ) {
    self.store = store
    self.fingerprint = fingerprint
    self.process = process
  }

  /// Runs the build.
  ///
  /// Each document is one transaction, then the graph is made in one; whatever stops the build, the next one goes on.
  ///
  /// - Parameters:
  ///   - options: What is to be done.
  ///   - progress: Told after each document.
  /// - Returns: What was done.
  /// - Throws: ``StorageError`` if the store can't be written.
  /// - Complexity: O(text) time; memory for `2 · jobs` documents, and for the names of all.
  package func run(_ options: Options, progress: @escaping (Summary) -> Void = { _ in }) async throws -> Summary {
    var source = ChangedDocuments(
      options, known: try store.documentHashes(), paths: try store.documentPaths(), fingerprint: fingerprint)
    var summary = Summary()
    var started = 0
    var written = 0
    var waiting: [Int: Finished] = [:]
    let process = process
    try await withThrowingTaskGroup(of: (Int, Finished).self) { group in
      var isOpen = true
      while isOpen || written < started {
        // Not too far ahead of the writer, so that a slow document doesn't make all later ones wait in memory.
        while isOpen, started - written < 2 * options.jobs {
          let next = source.next(&summary)
          progress(summary)
          guard let job = next else {
            isOpen = false
            break
          }
          if options.isDryRun { continue }
          if started - written - waiting.count >= options.jobs, let (number, finished) = try await group.next() {
            waiting[number] = finished
          }
          let number = started
          group.addTask { (number, Finished(product: process(job.document), hash: job.hash, path: job.path)) }
          started += 1
        }
        if written < started, waiting[written] == nil, let (number, finished) = try await group.next() {
          waiting[number] = finished
        }
        while let finished = waiting.removeValue(forKey: written) {
          written += 1
          try store.replace(finished.product.extraction, hash: finished.hash, path: finished.path)
          summary.documents += 1
          summary.bytes += finished.product.extraction.text.utf8.count
          summary.words += finished.product.words
          summary.claims += finished.product.extraction.claims.count
          progress(summary)
        }
      }
    }
    summary.isJoining = true
    progress(summary)
    try finish(options, seen: source.seen, &summary)
    return summary
  }

  private struct Finished: Sendable {
    var product: DocumentPipeline.Product
    var hash: [UInt8]
    var path: String?
  }

  private func finish(_ options: Options, seen: Set<String>, _ summary: inout Summary) throws {
    if options.prunes {
      summary.removed = try store.documents().filter { isGone($0, options, seen) }.map(\.name)
      if !options.isDryRun { try store.removeDocuments(named: summary.removed) }
    }
    guard !options.isDryRun else { return }
    if try store.isStale() { try store.rebuild() }
    store.checkpoint()
  }

  /// A document whose file is gone, or that what was read would have to hold and does not.
  private func isGone(_ document: DocumentRecord, _ options: Options, _ seen: Set<String>) -> Bool {
    guard let path = document.path, !seen.contains(document.name) else { return false }
    if !FileList.exists(path) { return true }
    return options.paths.contains { root in
      let root = FileList.absolute(root)
      return path == root || path.hasPrefix(root == "/" ? root : root + "/")
    }
  }
}

/// The documents of some paths that the store does not hold in the same form.
private struct ChangedDocuments {
  /// A document to be read.
  struct Job {
    var document: SourceDocument
    var hash: [UInt8]
    var path: String?
  }

  /// The names of the documents so far.
  private(set) var seen: Set<String> = []
  private var reader: DocumentReader
  private let known: [String: [UInt8]]
  private let paths: [String: String]
  private let fingerprint: [UInt8]
  private var reported = 0

  init(_ options: GraphBuild.Options, known: [String: [UInt8]], paths: [String: String], fingerprint: [UInt8]) {
    self.paths = paths
    reader = DocumentReader(paths: options.paths, defaultDate: options.date)
    self.known = known
    self.fingerprint = fingerprint
  }

  /// The next document that is new or changed; counts those before it.
  mutating func next(_ summary: inout GraphBuild.Summary) -> Job? {
    while true {
      let document: SourceDocument?
      do {
        document = try reader.next()
      } catch {
        take(&summary)
        summary.problems.append("\(error)")
        if error is DocumentError { continue }
        return nil
      }
      take(&summary)
      guard let document else { return nil }
      guard seen.insert(document.name).inserted else {
        summary.problems.append("\(document.name): skipped: there is a document of this name already")
        continue
      }
      let hash = hash(of: document)
      if known[document.name] == hash {
        summary.documents += 1
        summary.bytes += document.text.count
        summary.unchanged += 1
        continue
      }
      if let other = namesake(of: document) {
        summary.problems.append(
          "\(document.path ?? document.name): skipped: a document of this name was read from \(other), which is still there; "
            + "build from a folder that holds both")
        continue
      }
      if known[document.name] == nil {
        summary.added.append(document.name)
      } else {
        summary.changed.append(document.name)
      }
      return Job(document: document, hash: hash, path: document.path.map(FileList.absolute))
    }
  }

  /// The file that gave the store another document of this name and is still there.
  ///
  /// A line of a collection may come again in another file: then it is newer.
  private func namesake(of document: SourceDocument) -> String? {
    guard let path = document.path.map(FileList.absolute), let other = paths[document.name], other != path,
      !path.hasSuffix(".jsonl"), !other.hasSuffix(".jsonl"), FileList.exists(other)
    else { return nil }
    return other
  }

  private mutating func take(_ summary: inout GraphBuild.Summary) {
    for warning in reader.warnings.dropFirst(reported) {
      if warning.reason.hasSuffix("is no kind of document") {
        summary.passedOver.append("\(warning)")
      } else {
        summary.problems.append("\(warning)")
      }
    }
    reported = reader.warnings.count
  }

  private func hash(of document: SourceDocument) -> [UInt8] {
    var hash = ContentHash()
    hash.add(fingerprint)
    hash.add(document.text)
    for field in [document.title, document.date, document.publisher, document.place, document.url] { hash.add(field) }
    return hash.finish()
  }
}
