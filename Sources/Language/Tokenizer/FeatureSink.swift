/// What takes the features of one decision: the model's running sum, or a list for training.
protocol FeatureSink {
  /// Takes one feature, a hash of its template and values.
  mutating func add(_ feature: UInt32)
}

/// A list of features, as the training program reads them.
struct FeatureList: FeatureSink {
  var features: [UInt32] = []

  mutating func add(_ feature: UInt32) { features.append(feature) }
}

extension FeatureSink {
  /// Adds the feature of a template and one value.
  @inline(__always)
  mutating func add(_ template: UInt32, _ a: UInt32) {
    add(mix(mix(template &* 0x85EB_CA77, a), 0x1B))
  }

  /// Adds the feature of a template and two values.
  @inline(__always)
  mutating func add(_ template: UInt32, _ a: UInt32, _ b: UInt32) {
    add(mix(mix(mix(template &* 0x85EB_CA77, a), b), 0x1B))
  }

  /// Adds the feature of a template and three values.
  @inline(__always)
  mutating func add(_ template: UInt32, _ a: UInt32, _ b: UInt32, _ c: UInt32) {
    add(mix(mix(mix(mix(template &* 0x85EB_CA77, a), b), c), 0x1B))
  }
}

/// The last three bytes before `end`, ASCII letters in lower case.
@inline(__always)
func suffix(_ text: Span<UInt8>, from start: Int, to end: Int) -> UInt32 {
  var value: UInt32 = 0
  var position = max(start, end - 3)
  while position < end {
    let byte = text[position]
    value = value << 8 | UInt32(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    position += 1
  }
  return value
}
