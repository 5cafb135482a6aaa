/// A model file: named tensors behind a header, mapped into memory.
///
///     file   ::= "GCTLMDL1" length:u32 header padding { tensor padding }
///     header ::= JSON { "version", "config", "labels", "tensors": { name: { "dtype", "shape", "offset", "scales"? } } }
///
/// Numbers are little-endian; offsets count from the start of the file and are multiples of 64. Every tensor is checked
/// to lie within the file when it is opened, so that reading one cannot fail later.
struct ModelFile: Sendable {
  /// The version that this program reads.
  static let version = 1
  /// The first bytes of every model.
  static let magic: StaticString = "GCTLMDL1"

  private let file: MappedFile
  /// The settings of the encoder and its heads.
  let configuration: JSONValue
  /// The classes of each head.
  let labels: JSONValue
  private let directory: [String: Entry]

  private struct Entry: Sendable {
    let element: Tensor.Element
    let shape: [Int]
    let range: Range<Int>
    let scales: String?
  }

  /// Maps a file and checks its header.
  ///
  /// - Complexity: O(*h*) in the bytes of the header; the tensors are not touched.
  /// - Throws: ``ModelError``
  init(path: String) throws(ModelError) {
    file = try MappedFile(path: path)
    let bytes = file.bytes
    let magic = UnsafeBufferPointer(start: Self.magic.utf8Start, count: Self.magic.utf8CodeUnitCount)
    guard bytes.count >= 12, bytes.prefix(8).elementsEqual(magic) else { throw .notAModel(path: path) }
    let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
    guard length <= bytes.count - 12 else { throw .damaged("the header has \(length) bytes, the file ends before") }
    guard let header = JSONValue.parse(UnsafeRawBufferPointer(rebasing: bytes[12..<12 + length])) else {
      throw .damaged("the header is not JSON")
    }
    guard let version = header["version"]?.integer else { throw .damaged("the header has no version") }
    guard version == Self.version else { throw .unknownVersion(version) }
    guard let configuration = header["config"], let labels = header["labels"],
      case .object(let tensors)? = header["tensors"]
    else { throw .damaged("the header lacks 'config', 'labels' or 'tensors'") }
    self.configuration = configuration
    self.labels = labels
    var directory: [String: Entry] = [:]
    for (name, value) in tensors { directory[name] = try Self.entry(name, value, size: bytes.count) }
    self.directory = directory
  }

  private static func entry(_ name: String, _ value: JSONValue, size: Int) throws(ModelError) -> Entry {
    guard let type = value["dtype"]?.text, let element = Tensor.Element(rawValue: type),
      let shape = value["shape"]?.elements?.map({ $0.integer ?? -1 }), let offset = value["offset"]?.integer
    else { throw .damaged("the entry of tensor '\(name)' is incomplete") }
    var count = element.size
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard extent >= 0, !overflow else { throw .damaged("tensor '\(name)' has the shape \(shape)") }
      count = product
    }
    guard offset >= 0, offset % 64 == 0, offset <= size, count <= size - offset else {
      throw .damaged("tensor '\(name)' lies outside of the file")
    }
    return Entry(element: element, shape: shape, range: offset..<offset + count, scales: value["scales"]?.text)
  }

  /// True if there is a tensor of this name.
  func has(_ name: String) -> Bool { directory[name] != nil }

  /// A tensor by name.
  ///
  /// - Throws: ``ModelError/damaged(_:)`` if there is none.
  func tensor(_ name: String) throws(ModelError) -> Tensor {
    guard let entry = directory[name] else { throw .damaged("tensor '\(name)' is missing") }
    return Tensor(
      name: name, element: entry.element, shape: entry.shape,
      bytes: UnsafeRawBufferPointer(rebasing: file.bytes[entry.range]), scales: entry.scales)
  }

  /// Lets the pages of a tensor that was copied leave memory.
  func release(_ tensor: Tensor) {
    guard let entry = directory[tensor.name] else { return }
    file.release(entry.range)
  }

  /// A whole number of the configuration.
  ///
  /// - Throws: ``ModelError/damaged(_:)`` if it is missing or outside of `range`.
  func setting(_ name: String, in range: ClosedRange<Int>) throws(ModelError) -> Int {
    guard let value = configuration[name]?.integer, range.contains(value) else {
      throw .damaged("setting '\(name)' is missing or not in \(range)")
    }
    return value
  }

  /// The classes of a head.
  ///
  /// - Throws: ``ModelError/damaged(_:)`` if they are missing.
  func classes(_ head: String) throws(ModelError) -> [String] {
    guard let classes = labels[head]?.texts, !classes.isEmpty else { throw .damaged("labels '\(head)' are missing") }
    return classes
  }
}
