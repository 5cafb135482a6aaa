/// A rule as its file states it, before names of vocabulary lists are looked up.
struct RuleDraft {
  var file: String
  var line: Int
  var column: Int
  var name = ""
  var edge = ""
  var trigger: Trigger?
  var subject: Argument?
  var object: Argument?
  var pairs: Argument?
  var conditions: [Condition] = []
  var only: Set<ClaimStatus>?
  var emits: ClaimStatus?
  var keepsAttribution = true
  var properties: [(name: String, value: PropertySource)] = []
  var confidence = 0.9
  var examples: [RuleExample] = []

  init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  struct Trigger {
    var words: [Rule.Trigger.Kind: [String]] = [:]
    var isTitle = false
    var isObligation = false
    var particles: [String] = []
    var isCopular: Bool?
    var isPassive: Bool?
    var relations: [String] = []
    var conditions: [Condition] = []
  }

  struct Argument {
    var path: ArgumentPath
    var labels: Set<NodeLabel>?
    var isNamed: Bool
    var isHolder = false
    var kinds: Set<String> = []
    var excludedKinds: Set<String> = []
  }

  struct Condition {
    var path: ArgumentPath
    var isRequired: Bool
    var words: [String]?
    var line: Int
  }
}
