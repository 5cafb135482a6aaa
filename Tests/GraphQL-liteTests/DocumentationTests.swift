import Diagnostics
import Foundation
import Testing

@testable import GraphQL_lite

@Suite struct DocumentationTests {
  static let page: String = {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/query-language.md")
    return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  }()

  @Test(arguments: Diagnostic.Code.allCases)
  func `the page of the language lists every code`(code: Diagnostic.Code) {
    #expect(Self.page.contains("| `\(code.rawValue)` |"))
  }

  @Test(
    arguments: FunctionCatalog.signatures.filter { signature in
      ![".transaction", ".statement", ".realtime"].contains { signature.contains($0) }
    })
  func `the page of the language lists every function`(signature: String) {
    #expect(Self.page.contains("`\(signature)`"))
  }
}
