/// A table for people: aligned columns, numbers to the right.
struct TextTable {
  private let header: [String]
  private var rows: [[String]] = []
  private let rightAligned: Set<Int>

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - header: The names of the columns.
  ///   - numbers: The columns that are aligned to the right.
  init(_ header: [String], numbers: Set<Int> = []) {
    self.header = header
    rightAligned = numbers
  }

  /// The number of rows.
  var count: Int { rows.count }

  /// Adds a row; its texts are made safe for a terminal.
  mutating func add(_ cells: [String]) { rows.append(cells.map(\.safe)) }

  /// The lines of the table, cut to `width` columns where that is given.
  ///
  /// - Complexity: O(cells).
  func lines(width: Int?, style: Style) -> [String] {
    var widths = header.map(\.displayWidth)
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.displayWidth) }
    }
    if let width { shrink(&widths, to: width) }
    var result = [
      style.bold(line(header, widths)),
      style.dim(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")),
    ]
    result += rows.map { line($0, widths) }
    return result
  }

  /// Takes columns from the widest until the table fits.
  private func shrink(_ widths: inout [Int], to width: Int) {
    let gaps = (widths.count - 1) * 2
    while widths.reduce(gaps, +) > width {
      guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 8 else { return }
      let second = widths.enumerated().filter { $0.offset != widest }.map(\.element).max() ?? 8
      let excess = widths.reduce(gaps, +) - width
      widths[widest] -= max(1, min(excess, widths[widest] - max(second, 8)))
    }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var result = ""
    for (column, cell) in cells.enumerated() {
      if column > 0 { result += "  " }
      let text = cell.cut(to: widths[column])
      let blanks = String(repeating: " ", count: max(0, widths[column] - text.displayWidth))
      if rightAligned.contains(column) {
        result += blanks + text
      } else {
        result += column == cells.count - 1 ? text : text + blanks
      }
    }
    return result
  }
}
