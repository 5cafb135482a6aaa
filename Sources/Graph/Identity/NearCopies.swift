/// Groups documents that repeat each other nearly word for word, such as syndicated reports.
///
/// MinHash signatures over shingles of five words find the pairs, in bands so that only likely pairs are compared
/// (Broder, "On the resemblance and containment of documents", 1997; Leskovec et al., "Mining of Massive Datasets", 3.4).
struct NearCopies {
  private static let functions = 64
  private static let rows = 4
  /// The share of equal minima from which two documents count as copies.
  private static let threshold = 0.6

  /// For each document the first document of its group.
  ///
  /// - Complexity: O(words × 64) and, in practice, linear in the documents.
  static func groups(of texts: [String]) -> [Int] {
    let signatures = texts.map(signature)
    var groups = DisjointSets(texts.count)
    var buckets: [UInt64: [Int]] = [:]
    for (document, signature) in signatures.enumerated() {
      for band in 0..<(functions / rows) {
        var key = UInt64(band) &* 0x9E37_79B9_7F4A_7C15
        for row in 0..<rows { key = mix(key ^ signature[band * rows + row]) }
        for other in buckets[key, default: []] where groups.root(of: other) != groups.root(of: document) {
          let equal = zip(signature, signatures[other]).count { $0 == $1 }
          if Double(equal) >= threshold * Double(functions) { groups.join(other, document) }
        }
        // One member a group suffices: a copy of it is a copy of all.
        if buckets[key, default: []].count < 8 { buckets[key, default: []].append(document) }
      }
    }
    return texts.indices.map { groups.root(of: $0) }
  }

  private static func signature(_ text: String) -> [UInt64] {
    var words: [UInt64] = []
    var word: UInt64 = 0
    var isInside = false
    for byte in text.utf8 {
      let isLetter = (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80
      if isLetter {
        word = (isInside ? word : 0xCBF2_9CE4_8422_2325) ^ UInt64(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        word = word &* 0x0000_0100_0000_01B3
        isInside = true
      } else if isInside {
        words.append(word)
        isInside = false
      }
    }
    if isInside { words.append(word) }
    var minima = [UInt64](repeating: .max, count: functions)
    guard !words.isEmpty else { return minima }
    for index in 0..<max(1, words.count - 4) {
      var shingle: UInt64 = 0
      for word in words[index..<min(index + 5, words.count)] { shingle = mix(shingle &+ word) }
      for function in 0..<functions {
        minima[function] = min(minima[function], mix(shingle ^ (UInt64(function) &* 0xD6E8_FEB8_6659_FD93)))
      }
    }
    return minima
  }

  /// The finalizer of SplitMix64.
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
