import Foundation
import Testing

@testable import Language

@Suite struct DocumentReaderTests {
  /// A folder of its own, removed with the test.
  private final class Folder {
    let url: URL

    init() throws {
      url = FileManager.default.temporaryDirectory.appendingPathComponent("graphctl-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var path: String { url.path }

    func write(_ bytes: [UInt8], to name: String) throws {
      let file = url.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }
  }

  /// All documents that can be read, and the reasons why others can't.
  private func read(_ paths: [String], date: String? = nil) -> (documents: [SourceDocument], reasons: [String]) {
    var reader = DocumentReader(paths: paths, defaultDate: date)
    var documents: [SourceDocument] = []
    var reasons: [String] = []
    while true {
      do {
        guard let document = try reader.next() else { break }
        documents.append(document)
      } catch {
        reasons.append("\(error)")
      }
    }
    return (documents, reasons + reader.warnings.map(\.description))
  }

  @Test func `walks a folder in the order of names`() throws {
    let folder = try Folder()
    for name in ["b.txt", "a/z.txt", "a/B.md", "c.html", ".hidden.txt", "d.png"] { try folder.write("Text.", to: name) }
    let (documents, reasons) = read([folder.path])
    #expect(documents.map(\.name) == ["a/B.md", "a/z.txt", "b.txt", "c.html"])
    #expect(reasons == ["\(folder.path)/d.png: skipped: '.png' is no kind of document"])
  }

  @Test func `skips loops, pipes, broken links and binary files with a warning`() throws {
    let folder = try Folder()
    try folder.write("Text.", to: "a/text.txt")
    try folder.write((0..<99).map { $0 % 7 }, to: "binary.txt")
    let files = FileManager.default
    try files.createSymbolicLink(atPath: folder.path + "/a/loop", withDestinationPath: folder.path)
    try files.createSymbolicLink(atPath: folder.path + "/gone.txt", withDestinationPath: "nowhere")
    #expect(mkfifo(folder.path + "/pipe.txt", 0o600) == 0)
    let (documents, reasons) = read([folder.path])
    #expect(documents.map(\.name) == ["a/text.txt"])
    #expect(
      reasons.map { String($0.dropFirst(folder.path.count + 1)) } == [
        "a/loop: skipped: this folder was read already; a symbolic link leads back to it",
        "binary.txt: skipped: not text, but binary data",
        "gone.txt: skipped: No such file or directory",
        "pipe.txt: skipped: this is a pipe",
      ])
  }

  @Test func `fails on what was named and goes on`() throws {
    let folder = try Folder()
    try folder.write("Text.", to: "a.txt")
    let missing = folder.path + "/missing.txt"
    let (documents, reasons) = read([missing, "/dev/null", folder.path + "/a.txt"])
    #expect(documents.map(\.name) == ["a.txt"])
    #expect(reasons == ["\(missing): No such file or directory", "/dev/null: skipped: this is a device"])
  }

  @Test func `reads JSON lines and names the line of a mistake`() throws {
    let folder = try Folder()
    try folder.write(
      """
      {"id": "one", "text": "She left.", "title": "T", "date": "2017-03-02", "publisher": "P", "url": "U"}

      {"text": "No id.", "extra": [1, 2]}
      {"id": "bad", "text": "é" x}
      {"id": "no text"}
      {"id": "when", "text": "x", "date": "soon"}
      {"id": "last", "text": "BONN - She left."}
      """, to: "all.jsonl")
    let path = folder.path + "/all.jsonl"
    let (documents, reasons) = read([path], date: "2020")
    #expect(documents.map(\.name) == ["one", "all.jsonl:3", "last"])
    #expect(documents.map(\.date) == ["2017-03-02", "2020", "2020"])
    #expect(documents.map(\.place) == [nil, nil, "BONN"])
    #expect([documents[0].title, documents[0].publisher, documents[0].url] == ["T", "P", "U"])
    #expect(
      reasons == [
        "\(path):4:27: expected ',' or '}', found 'x'",
        "\(path):5: the object has no member 'text'",
        "\(path):6: 'soon' is no date like 2017-03-02",
      ])
  }

  @Test func `takes the date from metadata first, then the text, the file name, the default`() throws {
    let folder = try Folder()
    try folder.write("date 2017-03-02 She left.", to: "a-2001-01-01.txt")
    try folder.write("She left.", to: "b-2001-01-01.txt")
    try folder.write("She left.", to: "c.txt")
    #expect(read([folder.path], date: "1999").documents.map(\.date) == ["2017-03-02", "2001-01-01", "1999"])
  }

  @Test func `transcodes UTF-16 and keeps the bytes of UTF-8`() throws {
    let folder = try Folder()
    try folder.write([0xFF, 0xFE] + "Zoë".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: "a.txt")
    try folder.write([0xEF, 0xBB, 0xBF] + Array("Zoë".utf8) + [0xFF], to: "b.txt")
    let documents = read([folder.path]).documents
    #expect(documents.map(\.text) == [Array("Zoë".utf8), [0xEF, 0xBB, 0xBF] + Array("Zoë".utf8) + [0xFF]])
    #expect(documents[1].blocks == [TextBlock(kind: .paragraph, range: 3..<8)])
  }

  @Test func `reads lines of any length`() throws {
    let folder = try Folder()
    let long = String(repeating: "x", count: 300_000)
    try folder.write("a\n\(long)\n\nend", to: "lines")
    let input = try FileInput(path: folder.path + "/lines")
    var lengths: [Int] = []
    while let line = try input.readLine() { lengths.append(line.count) }
    #expect(lengths == [1, 300_000, 0, 3])
  }
}
