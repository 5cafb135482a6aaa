import Dispatch
import Synchronization

/// Threads that each do a share of the work.
enum Workers {
  /// Runs `body` once for each of `count` workers at the same time and returns the sum of the results.
  static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Int) -> Int {
    let total = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: count) { worker in
      total.wrappingAdd(body(worker), ordering: .relaxed)
    }
    return total.load(ordering: .relaxed)
  }
}
