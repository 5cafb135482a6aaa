/// Reads documents one after the other: from files, folders, JSON lines and standard input.
///
/// Only one document (of a JSON lines file, one line) is in memory at a time. What can't be read within a folder is
/// skipped with a warning; what the caller named must be readable.
public struct DocumentReader {
  private var walk: FolderWalk
  private let resources: ResourceFolder
  private let defaultDate: String?
  private var lines: FileInput?
  private var linesName = ""
  private var lineNumber = 0

  /// What was skipped so far, and why, in order.
  public private(set) var warnings: [DocumentError] = []

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - paths: Files and folders; `-` is standard input.
  ///   - defaultDate: The date of documents that give none, as ISO 8601.
  ///   - resources: The folder of data files.
  public init(paths: [String], defaultDate: String? = nil, resources: ResourceFolder = .bundled()) {
    walk = FolderWalk(paths: paths)
    self.defaultDate = defaultDate
    self.resources = resources
  }

  /// Reads the next document.
  ///
  /// - Returns: The document, or `nil` after the last.
  /// - Throws: ``DocumentError`` when a file named by the caller, or a JSON line, can't be read: the next call goes on
  ///   behind it. ``ResourceError`` when a data file is missing.
  /// - Complexity: O(*n*) in the bytes of the document.
  public mutating func next() throws -> SourceDocument? {
    while true {
      if let document = try nextLine() { return document }
      let file = try walk.next()
      warnings += walk.takeWarnings()
      guard let file else { return nil }
      if let document = try read(file) { return document }
    }
  }

  private mutating func read(_ file: FolderWalk.File) throws -> SourceDocument? {
    let format = DocumentFormat(fileName: file.name)
    if format == .jsonLines {
      lines = try FileInput(path: file.path)
      linesName = file.path
      lineNumber = 0
      return nil
    }
    if format == nil, !file.isNamed, let ending = Self.foreignEnding(file.name) {
      warnings.append(DocumentError(name: file.path, reason: "skipped: '.\(ending)' is no kind of document"))
      return nil
    }
    do {
      let bytes = try FileInput(path: file.path).readAll()
      return try document(bytes, name: file.name, path: file.path, format: format)
    } catch let error as DocumentError where !file.isNamed {
      warnings.append(DocumentError(name: error.name, line: error.line, reason: "skipped: \(error.reason)"))
      return nil
    }
  }

  /// The ending of a file name that belongs to data or programs.
  private static func foreignEnding(_ name: String) -> String? {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    return foreignEndings.contains(ending) ? ending : nil
  }

  private static let foreignEndings: Set<String> = [
    "json", "csv", "tsv", "xml", "yaml", "yml", "toml", "db", "sqlite", "py", "js", "css", "swift", "c", "h", "sh",
    "png",
    "jpg", "jpeg", "gif", "svg", "webp", "pdf", "zip", "gz", "xz", "bz2", "zst", "tar", "7z", "doc", "docx", "xls",
    "xlsx",
    "ppt", "pptx", "odt", "rtf", "epub", "mp3", "mp4", "wav", "bin", "exe", "so", "o", "a", "dot", "graphml", "ttl",
    "nt",
  ]

  /// Reads a whole file as one document.
  private func document(
    _ bytes: [UInt8], name: String, path: String, format: DocumentFormat?
  ) throws -> SourceDocument {
    let encoding = try TextEncoding(of: bytes, name: path)
    let text = encoding.decode(bytes)
    var document: SourceDocument
    switch format ?? DocumentFormat(sniffing: text) {
    case .html:
      document = try HTMLReader.document(text, name: name, resources: resources)
      StructureReader.refine(&document)
    case .markdown:
      document = SourceDocument(name: name, text: text)
      StructureReader.describe(&document, isMarkdown: true)
    case .plain, .jsonLines:
      document = SourceDocument(name: name, text: text)
      StructureReader.describe(&document)
    }
    document.date = document.date ?? DateText.date(inFileName: name) ?? defaultDate
    document.path = path == "-" ? nil : path
    return document
  }

  /// The next document of the JSON lines file that is being read.
  private mutating func nextLine() throws -> SourceDocument? {
    while let file = lines {
      // Should reading fail, there is nothing behind that could be read.
      lines = nil
      guard let line = try file.readLine() else { return nil }
      lines = file
      lineNumber += 1
      if line.allSatisfy({ $0 <= 0x20 }) { continue }
      return try document(line: line)
    }
    return nil
  }

  private func document(line: [UInt8]) throws(DocumentError) -> SourceDocument {
    let members: [String: [UInt8]]
    do {
      members = try JSONLine(line).members
    } catch {
      let column = String(decoding: line.prefix(error.offset), as: UTF8.self).unicodeScalars.count + 1
      throw DocumentError(name: linesName, line: lineNumber, column: column, reason: error.reason)
    }
    guard let text = members["text"] else {
      throw DocumentError(name: linesName, line: lineNumber, reason: "the object has no member 'text'")
    }
    func member(_ name: String) -> String? {
      members[name].map { String(decoding: $0, as: UTF8.self) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let file = linesName.split(separator: "/").last.map(String.init) ?? linesName
    var document = SourceDocument(name: member("id") ?? "\(file):\(lineNumber)", text: text)
    document.path = linesName == "-" ? nil : linesName
    document.title = member("title")
    document.publisher = member("publisher")
    document.url = member("url")
    if let value = member("date") {
      guard let date = DateText.date(inMetadata: value) ?? Self.year(value) else {
        throw DocumentError(name: linesName, line: lineNumber, reason: "'\(value)' is no date like 2017-03-02")
      }
      document.date = date
    }
    StructureReader.describe(&document)
    document.date = document.date ?? DateText.date(inFileName: document.name) ?? defaultDate
    return document
  }

  private static func year(_ value: String) -> String? {
    value.utf8.count == 4 && value.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? value : nil
  }
}
