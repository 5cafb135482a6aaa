import Testing

@testable import Language

@Suite struct DecodingTests {
  @Test(arguments: [
    ([0x41] as [UInt8], 0x41 as UInt32, 1), ([0xC3, 0xA9], 0xE9, 2), ([0xE2, 0x82, 0xAC], 0x20AC, 3),
    ([0xF0, 0x9F, 0x98, 0x80], 0x1F600, 4), ([0xF4, 0x8F, 0xBF, 0xBF], 0x10FFFF, 4),
  ])
  func `reads well-formed scalars`(bytes: [UInt8], value: UInt32, length: Int) {
    let decoded = decodeScalar(in: bytes.span, at: 0)
    #expect(decoded.isValid && decoded.scalar.value == value && decoded.length == length)
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0xAF], [0xC3], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88],
      [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func `takes malformed bytes one at a time`(bytes: [UInt8]) {
    let decoded = decodeScalar(in: bytes.span, at: 0)
    #expect(!decoded.isValid && decoded.length == 1 && decoded.scalar == "\u{FFFD}")
  }
}
