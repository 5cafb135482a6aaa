#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A line at the bottom of a terminal that says how far the work is; nothing where standard error is no terminal.
struct ProgressBar {
  private let isShown: Bool
  private let start: Double
  private var last = 0.0

  /// Begins.
  ///
  /// - Parameter isWanted: False when the user asked for silence.
  init(isWanted: Bool) {
    isShown = isWanted && Terminal.isTerminal(.error)
    start = Self.now()
  }

  /// Seconds since the beginning.
  var elapsed: Double { Self.now() - start }

  /// Draws the bar, at most ten times a second.
  ///
  /// - Parameters:
  ///   - fraction: How much is done, 0 … 1; `nil` when nobody knows.
  ///   - text: What stands behind it.
  mutating func update(_ fraction: Double?, _ text: String) {
    guard isShown else { return }
    let now = Self.now()
    guard now - last >= 0.1 else { return }
    last = now
    var line = ""
    if let fraction {
      let cells = 24
      let filled = Int(Double(cells) * min(1, max(0, fraction)))
      line += String(repeating: "━", count: filled) + String(repeating: "╌", count: cells - filled)
      let percent = String(Int(min(1, max(0, fraction)) * 100))
      line += String(repeating: " ", count: 4 - percent.count) + percent + "%  "
    }
    line += text.safe
    if let fraction, fraction > 0.02, elapsed > 1 {
      line += "  " + Self.duration(elapsed / fraction - elapsed) + " left"
    }
    let width = Terminal.width(of: .error) ?? 80
    StandardStream.error.write(Array("\r\u{1B}[2K\(line.cut(to: width - 1))".utf8))
  }

  /// Takes the bar away.
  func finish() {
    guard isShown, last > 0 else { return }
    StandardStream.error.write(Array("\r\u{1B}[2K".utf8))
  }

  /// Seconds as people say them.
  static func duration(_ seconds: Double) -> String {
    if seconds < 10 { return "\(Double(Int(seconds * 10)) / 10) s" }
    if seconds < 100 { return "\(Int(seconds)) s" }
    if seconds < 6000 { return "\(Int(seconds) / 60) min" }
    return "\(Int(seconds) / 3600) h"
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// A count with its digits in groups of three.
func grouped(_ number: Int) -> String {
  let digits = String(abs(number))
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { result += "," }
    result.append(digit)
  }
  return number < 0 ? "-" + result : result
}

/// A count with its noun, which gets an "s" unless the count is one.
func counted(_ number: Int, _ noun: String) -> String { "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")" }
