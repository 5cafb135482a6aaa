/// How the lemma of a word is made from its form (as in UDPipe 2, Straka 2018).
///
///     script ::= case ";" edit ";" edit | "=" lemma | "#" (the form without its commas)
///     case   ::= "l" (lower) | "u" (upper) | "t" (first letter upper, the rest lower) | "k" (as in the form)
///     edit   ::= number-of-characters-cut [ "," characters-put-there ]
///
/// The first edit is at the beginning of the word, the second at its end. The form is lower-cased before the edits,
/// unless its case is kept, and the case is set after them.
struct LemmaScript: Sendable, Hashable {
  private enum Case: Character, Sendable {
    case lower = "l"
    case upper = "u"
    case title = "t"
    case kept = "k"
  }

  private struct Edit: Sendable, Hashable {
    let cut: Int
    let put: [Unicode.Scalar]

    init?(_ text: Substring) {
      let parts = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
      guard let number = parts.first, let cut = Int(number), (0...1000).contains(cut) else { return nil }
      self.cut = cut
      put = parts.count > 1 ? Array(parts[1].unicodeScalars) : []
    }

    var changesNothing: Bool { cut == 0 && put.isEmpty }
  }

  private enum Rule: Sendable, Hashable {
    case whole(String)
    case withoutCommas
    case edits(Case, front: Edit, back: Edit)
  }

  private let rule: Rule

  /// Reads a script; `nil` if it is none.
  init?(_ text: String) {
    if text.utf8.first == UInt8(ascii: "=") {
      rule = .whole(String(text.dropFirst()))
      return
    }
    if text == "#" {
      rule = .withoutCommas
      return
    }
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 1, let letter = parts[0].first, let letterCase = Case(rawValue: letter),
      let front = Edit(parts[1]), let back = Edit(parts[2])
    else { return nil }
    rule = .edits(letterCase, front: front, back: back)
  }

  /// The lemma of a word; the form itself where the script cuts more than there is.
  ///
  /// - Complexity: O(*n*) in the characters of the form.
  func lemma(of form: String) -> String {
    switch rule {
    case .whole(let lemma): return lemma
    case .withoutCommas: return Self.string(of: Self.normalized(form).filter { $0 != "," })
    case .edits(let letterCase, let front, let back): return Self.edited(form, letterCase, front, back)
    }
  }

  private static func edited(_ form: String, _ letterCase: Case, _ front: Edit, _ back: Edit) -> String {
    if letterCase == .lower, front.changesNothing, back.changesNothing, isPlainLower(form) { return form }
    let normal = normalized(form)
    let base = letterCase == .kept ? normal : normal.map(lowered)
    guard front.cut + back.cut <= base.count else { return string(of: normal) }
    var scalars = front.put
    scalars.append(contentsOf: base[front.cut..<base.count - back.cut])
    scalars.append(contentsOf: back.put)
    var text = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      switch letterCase {
      case .lower: text.append(lowered(scalar))
      case .upper: text.append(raised(scalar))
      case .title: text.append(index == 0 ? raised(scalar) : lowered(scalar))
      case .kept: text.append(scalar)
      }
    }
    return String(text)
  }

  private static func string(of scalars: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  private static func isPlainLower(_ form: String) -> Bool {
    form.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "`") && !(0x41...0x5A).contains($0) }
  }

  /// The characters of a word with plain quotes, dashes and ellipses.
  static func normalized(_ form: String) -> [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    out.reserveCapacity(form.utf8.count)
    for scalar in form.unicodeScalars {
      switch scalar {
      case "’", "‘", "‚", "‛", "′", "`", "´": out.append("'")
      case "“", "”", "„", "‟", "″", "«", "»": out.append("\"")
      case "–", "−", "‐", "‑", "‒": out.append("-")
      case "—", "―": out.append(contentsOf: ["-", "-"])
      case "…": out.append(contentsOf: [".", ".", "."])
      case "\u{A0}": out.append(" ")
      default: out.append(scalar)
      }
    }
    return out
  }

  private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII {
      return (0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
    }
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first ?? scalar : scalar
  }

  private static func raised(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII {
      return (0x61...0x7A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) & 0xDF) : scalar
    }
    let mapping = scalar.properties.uppercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first ?? scalar : scalar
  }
}
