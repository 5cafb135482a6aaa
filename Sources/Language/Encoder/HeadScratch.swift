internal import CKernels

/// Memory that the heads reuse from one window to the next; each worker has its own.
final class HeadScratch {
  let isa: ck_isa
  var quantizer: Quantizer
  var words: Quantizer
  var scores = AlignedBuffer<Float>()
  var hidden = AlignedBuffer<Float>()
  var mixed = AlignedBuffer<Float>()
  var gathered = AlignedBuffer<Float>()
  var relations = AlignedBuffer<Float>()
  var tree = SpanningTree()
  var rowNumbers: [Int] = []

  /// Creates scratch memory for kernels of one instruction set.
  init(_ isa: ck_isa) {
    self.isa = isa
    quantizer = Quantizer(isa)
    words = Quantizer(isa)
  }
}
