#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Where the product's data files lie: models, word lists.
///
/// They are looked for beside the executable, where the package manager puts them, or in the folder that the environment
/// variable `GRAPHCTL_RESOURCES` names. Foundation's `Bundle` would do the same, but takes longer to start than the
/// models take to load.
public struct ResourceFolder: Sendable {
  /// The path of the folder, without a slash at its end.
  public let path: String

  /// A folder of data files.
  ///
  /// - Parameter path: The path of the folder.
  public init(path: String) { self.path = path }

  /// The folder that came with the running program.
  ///
  /// - Parameter module: The target that the files belong to.
  /// - Returns: The folder; whether the files are there shows when one is read.
  public static func bundled(module: String = "Language") -> ResourceFolder {
    if let named = getenv("GRAPHCTL_RESOURCES") {
      let path = String(cString: named)
      if isReadable(path + "/" + module) { return ResourceFolder(path: path + "/" + module) }
      if isReadable(path) { return ResourceFolder(path: path) }
    }
    let folder = executableFolder()
    let places = [
      "\(folder)/graphctl_\(module).resources/Resources",
      "\(folder)/graphctl_\(module).bundle/Contents/Resources/Resources",
      "\(folder)/graphctl_\(module).bundle/Resources",
      "\(folder)/../share/graphctl/\(module)",
      "\(folder)/../../../graphctl_\(module).bundle/Contents/Resources/Resources",
    ]
    return ResourceFolder(path: places.first(where: isReadable) ?? places[0])
  }

  /// The path of a file of the folder.
  ///
  /// - Parameter name: The file's name.
  /// - Returns: Its path, whether it exists or not.
  public func path(of name: String) -> String { path + "/" + name }

  /// Reads a file of the folder.
  ///
  /// - Parameter name: The file's name.
  /// - Returns: Its bytes.
  /// - Throws: ``ResourceError`` when it can't be read.
  /// - Complexity: O(*n*) in the size of the file.
  public func read(_ name: String) throws(ResourceError) -> [UInt8] {
    let path = path(of: name)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ResourceError(path: path, reason: systemMessage()) }
    defer { _ = close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw ResourceError(path: path, reason: systemMessage())
    }
    let size = Int(status.st_size)
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      while count < size, let base = buffer.baseAddress {
        let got = readBytes(descriptor, base + count, size - count)
        guard got > 0 else { break }
        count += got
      }
      initialized = count
    }
    guard count == size else { throw ResourceError(path: path, reason: "the file ends early") }
    return bytes
  }

  private static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }

  private static func executableFolder() -> String {
    var path = CommandLine.arguments.first ?? ""
    #if os(Linux)
      let resolved: String? = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
        guard let base = buffer.baseAddress else { return nil }
        let count = readlink("/proc/self/exe", base, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
      }
      path = resolved ?? path
    #endif
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return String(decoding: path.utf8[..<slash], as: UTF8.self)
  }
}

/// A data file of the product that can't be used.
public struct ResourceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The path of the file.
  public let path: String
  /// What is wrong with it.
  public let reason: String

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - reason: What is wrong with it.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// One line for people.
  public var description: String { "cannot use the data file \(path): \(reason)" }
}

/// Reads what is there of a file, again when a signal came between.
private func readBytes(_ descriptor: Int32, _ target: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
  while true {
    let got = read(descriptor, target, count)
    if got >= 0 || errno != EINTR { return got }
  }
}

/// What the system says about the call that failed last.
func systemMessage() -> String {
  strerror(errno).map { String(cString: $0) } ?? "unknown error"
}
