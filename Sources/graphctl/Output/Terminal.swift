#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What is known of the terminal, if there is one.
enum Terminal {
  /// Whether people read a stream as it is written.
  static func isTerminal(_ stream: StandardStream) -> Bool { isatty(stream.rawValue) == 1 }

  /// Whether a stream may be coloured: a terminal that can, and nobody who objects.
  static func allowsColor(_ stream: StandardStream) -> Bool {
    isTerminal(stream) && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
  }

  /// The columns of a stream's terminal; `nil` for files and pipes.
  static func width(of stream: StandardStream) -> Int? {
    guard isTerminal(stream) else { return nil }
    var size = winsize()
    guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// A variable of the environment that is set and not empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}

/// Colours and weights for one stream; nothing where it must not have any.
struct Style {
  private let isOn: Bool

  /// The style that fits a stream.
  init(for stream: StandardStream) { isOn = Terminal.allowsColor(stream) }

  func bold(_ text: String) -> String { wrap(text, "1") }
  func dim(_ text: String) -> String { wrap(text, "2") }
  func red(_ text: String) -> String { wrap(text, "31") }
  func green(_ text: String) -> String { wrap(text, "32") }
  func yellow(_ text: String) -> String { wrap(text, "33") }
  func blue(_ text: String) -> String { wrap(text, "34") }
  func cyan(_ text: String) -> String { wrap(text, "36") }

  private func wrap(_ text: String, _ code: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
