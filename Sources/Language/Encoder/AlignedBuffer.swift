/// Memory for numbers at a 64-byte boundary, which grows and is freed with its owner.
struct AlignedBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var capacity: Int

  /// Allocates room for `capacity` elements, not initialized.
  init(capacity: Int = 0) {
    self.capacity = max(capacity, 1)
    start = Self.allocate(self.capacity)
  }

  deinit { UnsafeMutableRawPointer(start).deallocate() }

  /// Room for `count` elements; what it held is lost when it has to grow.
  mutating func reserve(_ count: Int) -> UnsafeMutablePointer<Element> {
    if count > capacity {
      UnsafeMutableRawPointer(start).deallocate()
      capacity = count
      start = Self.allocate(count)
    }
    return start
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Element> {
    let bytes = count * MemoryLayout<Element>.stride
    return UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64).bindMemory(
      to: Element.self, capacity: count)
  }
}
