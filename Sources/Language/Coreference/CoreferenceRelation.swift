/// Universal Dependencies relations as the coreference layer tells them apart.
///
/// The raw values are part of the model: they index its weights; 0 stands for all others.
enum CoreferenceRelation: Int, Sendable, CaseIterable {
  case other
  case root, nsubj, nsubjPass, obj, iobj, obl, oblAgent, oblUnmarked, nmod, nmodPoss, nmodDesc, nmodUnmarked, appos
  case conj, compound, flat, vocative, dislocated, parataxis, ccomp, xcomp, advcl, acl, aclRelcl, nsubjOuter, list
  case orphan, amod, nummod, discourse, dep, csubj, advmod, det, fixed
  // Not told apart by the weights, but by the rules for spans.
  case detPredet, goeswith, caseMark, advclRelcl, expl

  /// The number of relations that the weights know.
  static let count = CoreferenceRelation.fixed.rawValue + 1

  /// The value that indexes the weights.
  var feature: Int { rawValue < Self.count ? rawValue : 0 }

  private static let ofName: [String: CoreferenceRelation] = [
    "root": .root, "nsubj": .nsubj, "nsubj:pass": .nsubjPass, "obj": .obj, "iobj": .iobj, "obl": .obl,
    "obl:agent": .oblAgent, "obl:unmarked": .oblUnmarked, "nmod": .nmod, "nmod:poss": .nmodPoss, "nmod:desc": .nmodDesc,
    "nmod:unmarked": .nmodUnmarked, "appos": .appos, "conj": .conj, "compound": .compound, "flat": .flat,
    "vocative": .vocative, "dislocated": .dislocated, "parataxis": .parataxis, "ccomp": .ccomp, "xcomp": .xcomp,
    "advcl": .advcl, "acl": .acl, "acl:relcl": .aclRelcl, "nsubj:outer": .nsubjOuter, "list": .list, "orphan": .orphan,
    "amod": .amod, "nummod": .nummod, "discourse": .discourse, "dep": .dep, "csubj": .csubj, "advmod": .advmod,
    "det": .det, "fixed": .fixed, "det:predet": .detPredet, "goeswith": .goeswith, "case": .caseMark,
    "advcl:relcl": .advclRelcl, "expl": .expl,
  ]

  /// The relation of a name.
  init(_ name: String) { self = Self.ofName[name] ?? .other }

  /// The grammatical role that the relation gives a mention.
  var role: Int {
    switch self {
    case .nsubj, .nsubjOuter: 1
    case .nsubjPass: 2
    case .obj: 3
    case .iobj: 4
    case .obl, .oblAgent, .oblUnmarked: 5
    case .nmod: 6
    case .nmodPoss: 7
    case .nmodDesc, .compound, .nmodUnmarked: 8
    case .appos: 9
    case .root: 10
    case .vocative, .dislocated: 11
    case .parataxis, .ccomp, .advcl, .xcomp, .aclRelcl: 12
    default: 0
    }
  }

  /// The number of roles.
  static let roles = 13

  /// True if a dependent before its head belongs to the head's mention.
  var extendsLeft: Bool {
    switch self {
    case .det, .detPredet, .amod, .compound, .nmodPoss, .nmodDesc, .nummod, .dep, .flat,
      .appos, .nmodUnmarked, .fixed, .goeswith:
      true
    default: false
    }
  }

  /// True if a dependent behind its head belongs to the head's mention.
  var extendsRight: Bool {
    switch self {
    case .nmod, .flat, .appos, .caseMark, .aclRelcl, .acl, .nmodUnmarked, .amod, .det, .compound, .fixed, .nummod,
      .nmodDesc, .advclRelcl, .nmodPoss, .goeswith:
      true
    default: false
    }
  }
}
