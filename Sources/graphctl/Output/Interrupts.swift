internal import GraphQL_lite

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Ctrl-C while a query runs stops the query; the second time, it ends the process.
enum Interrupts {
  /// Raised by Ctrl-C from its first use on.
  static let flag: InterruptFlag = {
    signal(SIGINT) { _ in
      if shared.isRaised { _exit(130) }
      shared.raise()
    }
    return shared
  }()

  private static let shared = InterruptFlag()
}
