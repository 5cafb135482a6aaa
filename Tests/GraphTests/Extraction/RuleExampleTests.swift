import Language
import Testing

@testable import Graph

@Suite struct RuleExampleTests {
  /// The examples that rules carry, through the whole pipeline; without the model file there is nothing to run.
  @Test(.enabled(if: (try? LanguageModel.bundled()) != nil, "the language model is not there"))
  func `every rule gives what its examples say`() throws {
    let analyzer = try Analyzer(LanguageModel.bundled())
    let result = RuleTester(try Extractor()).run { analyzer.analyze($0) }
    #expect(result.count > 150)
    // All are right where they were written; other vector instructions round differently, which may turn one.
    let share = Double(result.failures.count) / Double(max(1, result.count))
    #expect(share <= 0.01, "\(result.failures.map(\.description).joined(separator: "\n"))")
  }
}
