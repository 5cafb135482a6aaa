/// A phrase that names an office, an occupation or a family relation: "former FBI Director", "his wife".
struct RoleMention: Sendable, Hashable {
  /// How the role stands in time.
  enum Tenure: String, Sendable {
    case current, former, acting, designate, candidate
  }

  /// What the phrase makes of its holder.
  enum Relation: Sendable, Hashable {
    /// A role, by what its noun says.
    case role(Vocabulary.RoleRelation)
    /// A relative of the owner.
    case family(String)
  }

  /// The last word of the title.
  var head: Int
  /// The words of the title.
  var core: Range<Int>
  /// The title with what belongs to it on both sides.
  var phrase: Range<Int>
  /// The title as the graph writes it.
  var title: String
  var relation: Relation
  /// True for titles of the title table, as opposed to occupations.
  var isOffice: Bool
  /// `nil` where the words don't tell.
  var tenure: Tenure?
  /// The body or person that the position belongs to.
  var scope: Int?
  /// The name of the body, where it stands in the phrase.
  var scopeRun: Range<Int>?
  /// True while the body is only guessed from an adjective of origin.
  var isScopeOrigin = false
  /// The possessive pronoun or common noun that stands for the owner.
  var owner: Int?
  /// The parties named in the phrase ("Democratic Sen. X").
  var parties: [Int] = []
  /// Where they are named.
  var partyRun: Range<Int>?
  /// The state or country before the title of somebody who represents it ("Minnesota Sen. X").
  var constituency: Int?
  var constituencyRun: Range<Int>?
  /// True with "the", "this" or an owner.
  var isDefinite = false
  /// True with "a" or "an".
  var isIndefinite = false
  /// True for "Senators X and Y".
  var isPlural = false
  /// Who holds it, where the phrase stands at a name or refers to a holder.
  var holder: Int?
  /// The tokens of the holder's name.
  var holderRun: Range<Int>?
  /// How holder and role were brought together: the name of the rule.
  var link = "title"

  /// The possessor or body, where one is named or can be found.
  var hasOwner: Bool { scope != nil || owner != nil }
}
