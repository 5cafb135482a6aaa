internal import CKernels

/// Memory that encoding one window after another reuses; each worker has its own.
final class EncoderScratch {
  let isa: ck_isa
  var quantizer: Quantizer
  var hidden = AlignedBuffer<Float>()
  var projected = AlignedBuffer<Float>()
  var attended = AlignedBuffer<Float>()
  var attention = AlignedBuffer<Float>()
  var sum = AlignedBuffer<Float>()
  var wide = AlignedBuffer<Float>()

  /// Creates scratch memory for kernels of one instruction set.
  init(_ isa: ck_isa) {
    self.isa = isa
    quantizer = Quantizer(isa)
  }
}
