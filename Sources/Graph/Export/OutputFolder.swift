/// Where formats that need several files write them.
package protocol OutputFolder {
  /// Creates a file and fills it.
  ///
  /// - Parameters:
  ///   - path: The name of the file, with `/` between folders; it is new.
  ///   - write: Called once with the open file.
  /// - Throws: An error of the file system.
  mutating func file(_ path: String, _ write: (inout any TextOutputStream) throws -> Void) throws
}
