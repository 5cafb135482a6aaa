/// Strips `«` and `»` from a text, and returns the UTF-8 range of what stood between them.
package func unmark(_ marked: String) -> (text: String, span: Range<Int>)? {
  var text = ""
  var start: Int?
  var end: Int?
  for character in marked {
    switch character {
    case "«": start = text.utf8.count
    case "»": end = text.utf8.count
    default: text.append(character)
    }
  }
  guard let start, let end else { return nil }
  return (text, start..<end)
}

/// A generator of the same numbers every time (SplitMix64), so that a failure can be repeated.
package struct FixedGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
