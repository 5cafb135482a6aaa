/// A named array of numbers within a mapped model file.
///
/// The bytes lie within the file: ``ModelFile`` has checked that when it makes a tensor. A tensor must not outlive its
/// file.
struct Tensor {
  /// How an element is stored, in little-endian order.
  enum Element: String {
    case int8 = "i8"
    case uint8 = "u8"
    case uint16 = "u16"
    case int32 = "i32"
    case uint32 = "u32"
    case uint64 = "u64"
    case float = "f32"
    case brainFloat = "bf16"

    /// Bytes of an element.
    var size: Int {
      switch self {
      case .int8, .uint8: 1
      case .uint16, .brainFloat: 2
      case .int32, .uint32, .float: 4
      case .uint64: 8
      }
    }
  }

  let name: String
  let element: Element
  let shape: [Int]
  let bytes: UnsafeRawBufferPointer
  /// The name of the tensor that holds the scale of each row of this one.
  let scales: String?

  /// The number of elements.
  var count: Int { bytes.count / element.size }

  /// The elements as floats, whatever they are stored as.
  ///
  /// - Complexity: O(*n*)
  /// - Throws: ``ModelError/damaged(_:)`` for element types without a meaning as a number.
  func floats() throws(ModelError) -> [Float] {
    switch element {
    case .float: return (0..<count).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
    case .brainFloat:
      return (0..<count).map {
        Float(bitPattern: UInt32(bytes.loadUnaligned(fromByteOffset: $0 * 2, as: UInt16.self)) << 16)
      }
    default: throw .damaged("tensor '\(name)' has elements of type \(element.rawValue), expected f32 or bf16")
    }
  }

  /// The tensor, if it has the expected shape.
  ///
  /// - Throws: ``ModelError/damaged(_:)`` otherwise.
  func shaped(_ expected: Int...) throws(ModelError) -> Tensor {
    guard shape == expected else {
      throw .damaged("tensor '\(name)' has the shape \(shape), expected \(expected)")
    }
    return self
  }
}
