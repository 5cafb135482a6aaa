/// Writes diagnostics for people: the message, the place, the source line, and a mark under what is meant.
public struct DiagnosticRenderer: Sendable {
  /// Whether to colour with ANSI escapes.
  public let isColored: Bool

  /// Creates a renderer.
  public init(isColored: Bool = false) { self.isColored = isColored }

  /// The text of `diagnostic`, with an end of line after each line.
  ///
  /// Tabs in the source line become one blank each, and characters that take two columns of a terminal are counted so,
  /// so that the mark stands under its target.
  public func render(_ diagnostic: Diagnostic, in source: SourceText) -> String {
    let bytes = Array(source.text.utf8)
    let start = min(max(diagnostic.span.lowerBound, 0), bytes.count)
    let end = min(max(diagnostic.span.upperBound, start), bytes.count)
    let (range, line) = source.lineRange(at: start)
    let from = min(max(start, range.lowerBound), range.upperBound)
    let shown = String(decoding: bytes[range], as: UTF8.self)
    let before = String(decoding: bytes[range.lowerBound..<from], as: UTF8.self)
    let marked = String(decoding: bytes[from..<max(from, min(end, range.upperBound))], as: UTF8.self)
    let number = String(line)
    let margin = String(repeating: " ", count: number.utf8.count)
    let isError = diagnostic.severity == .error
    let accent = isError ? "31" : "33"
    var text = paint("\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", "1;\(accent)")
    text += paint(": \(diagnostic.message)", "1") + "\n"
    text += "\(margin)\(paint("-->", "34")) \(source.name):\(line):\(before.count + 1)\n"
    text += paint("\(margin) |", "34") + "\n"
    text += paint("\(number) |", "34") + " " + clean(shown) + "\n"
    let mark = String(repeating: "^", count: max(1, width(marked)))
    text += paint("\(margin) |", "34") + " " + String(repeating: " ", count: width(before)) + paint(mark, accent) + "\n"
    for note in diagnostic.notes { text += "\(margin) \(paint("=", "34")) \(note)\n" }
    if let help = diagnostic.help { text += "\(margin) \(paint("=", "34")) help: \(help)\n" }
    return text
  }

  private func paint(_ text: String, _ style: String) -> String {
    isColored ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }

  /// Control characters must not reach a terminal.
  private func clean(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  }

  private func width(_ text: String) -> Int {
    text.reduce(0) { total, character in
      guard let scalar = character.unicodeScalars.first else { return total }
      let isWide =
        scalar.properties.isEmojiPresentation
        || (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xA4CF).contains(scalar.value)
        || (0xAC00...0xD7A3).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
        || (0xFE30...0xFE6F).contains(scalar.value) || (0xFF00...0xFF60).contains(scalar.value)
      return total + (isWide ? 2 : 1)
    }
  }
}
