/// Abbreviations by kind: titles, months, companies …, so that what was learned of one holds for all.
struct AbbreviationTable: Sendable {
  private var categories: [UInt32: UInt32] = [:]

  /// Reads lines of a category, a tabulator and abbreviations with blanks between them; `#` begins a comment.
  ///
  /// - Complexity: O(*n*) in the bytes of the file.
  init(_ file: [UInt8]) {
    var scanner = AtomScanner()
    var category: UInt32 = 0
    for line in file.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let fields = line.split(separator: 0x09, maxSplits: 1)
      guard fields.count == 2 else { continue }
      category += 1
      for form in fields[1].split(separator: 0x20) {
        let bytes = Array(form)
        scanner.scan(bytes.span, block: 0..<bytes.count, layout: LineLayout(bytes.span, block: 0..<bytes.count))
        let hash = scanner.atoms.dropFirst().reduce(scanner.atoms.first?.hash ?? 0) { mix($0, $1.hash) }
        categories[hash] = category
      }
    }
  }

  /// The category of a form without its last full stop, given as the mixed hashes of its atoms; 0 for no abbreviation.
  func category(of hash: UInt32) -> UInt32 { categories[hash] ?? 0 }
}
