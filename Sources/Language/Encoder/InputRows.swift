internal import CKernels

/// Rows of numbers that linear layers read: as floats and, quantized row by row, as bytes.
struct InputRows {
  let isa: ck_isa
  let floats: UnsafePointer<Float>
  let bytes: UnsafePointer<UInt8>
  let scales: UnsafePointer<Float>
  let zeros: UnsafePointer<Int32>
  /// The number of rows.
  let count: Int
  /// Numbers in a row.
  let width: Int
  /// The distance between rows of floats.
  let stride: Int
}

/// Reused memory for quantized rows.
struct Quantizer: ~Copyable {
  private let isa: ck_isa
  private var bytes = AlignedBuffer<UInt8>()
  private var scales = AlignedBuffer<Float>()
  private var zeros = AlignedBuffer<Int32>()

  /// Creates a quantizer that uses the given instruction set.
  init(_ isa: ck_isa) { self.isa = isa }

  /// The rows, quantized; valid until the next call.
  ///
  /// - Parameters:
  ///   - floats: The first row.
  ///   - count: The number of rows.
  ///   - width: Numbers in a row; a multiple of 16.
  ///   - stride: The distance between rows; `nil` if they are adjacent.
  /// - Returns: The rows.
  mutating func rows(_ floats: UnsafePointer<Float>, count: Int, width: Int, stride: Int? = nil) -> InputRows {
    let stride = stride ?? width
    let q = bytes.reserve(count * width)
    let steps = scales.reserve(count)
    let origins = zeros.reserve(count)
    ck_quantize_rows(isa, floats, Int32(count), Int32(width), Int32(stride), q, steps, origins)
    return InputRows(
      isa: isa, floats: floats, bytes: q, scales: steps, zeros: origins, count: count, width: width, stride: stride)
  }
}
