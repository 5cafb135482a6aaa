/// A set of strings, each with a dense code in order of first appearance.
///
/// Flat: the bytes one after another, offsets into them, and an open-addressing table of codes.
package struct StringTable: Sendable {
  private var bytes: [UInt8] = []
  private var offsets: [UInt32] = [0]
  private var slots: [Int32] = Array(repeating: -1, count: 16)

  package init() {}

  /// How many strings there are.
  package var count: Int { offsets.count - 1 }

  /// Bytes of memory in use.
  package var footprint: Int { bytes.count + offsets.count * 4 + slots.count * 4 }

  /// The string with code `code`.
  package subscript(code: Int32) -> String {
    let range = Int(offsets[Int(code)])..<Int(offsets[Int(code) + 1])
    return bytes.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }

  /// Calls `body` with the UTF-8 bytes of the string with code `code`; they must not outlive the call.
  package func withBytes<R>(of code: Int32, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    let range = Int(offsets[Int(code)])..<Int(offsets[Int(code) + 1])
    return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The code of `text`, or nil if it is not in the table.
  package func code(of text: String) -> Int32? {
    var text = text
    return text.withUTF8 { find($0, hash: Self.hash($0)).code }
  }

  /// The code of the string with these UTF-8 bytes, or nil if it is not in the table.
  package func code(of text: UnsafeBufferPointer<UInt8>) -> Int32? { find(text, hash: Self.hash(text)).code }

  /// The code of `text`, which is added if it is new.
  ///
  /// Nil when the table is full: 2³¹ strings or 2³² bytes.
  package mutating func intern(_ text: String) -> Int32? {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// The code of the string with these UTF-8 bytes, which is added if it is new.
  package mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int32? {
    let found = find(text, hash: Self.hash(text))
    if let code = found.code { return code }
    guard count < Int(Int32.max), bytes.count + text.count <= Int(UInt32.max) else { return nil }
    let code = Int32(count)
    bytes.append(contentsOf: text)
    offsets.append(UInt32(bytes.count))
    slots[found.slot] = code
    if count * 2 > slots.count { grow() }
    return code
  }

  private func find(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> (code: Int32?, slot: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let code = slots[slot]
      if code < 0 { return (nil, slot) }
      if equals(code, text) { return (code, slot) }
      slot = (slot + 1) & mask
    }
  }

  private func equals(_ code: Int32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(offsets[Int(code)])
    guard Int(offsets[Int(code) + 1]) - start == text.count else { return false }
    for index in 0..<text.count where bytes[start + index] != text[index] { return false }
    return true
  }

  private mutating func grow() {
    let mask = slots.count * 4 - 1
    var wider = [Int32](repeating: -1, count: mask + 1)
    bytes.withUnsafeBufferPointer { buffer in
      for code in 0..<count {
        let range = Int(offsets[code])..<Int(offsets[code + 1])
        var slot = Int(truncatingIfNeeded: Self.hash(UnsafeBufferPointer(rebasing: buffer[range]))) & mask
        while wider[slot] >= 0 { slot = (slot + 1) & mask }
        wider[slot] = Int32(code)
      }
    }
    slots = wider
  }

  /// FNV-1a, folded once more so that the low bits depend on every byte.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ (hash >> 29)
  }
}
