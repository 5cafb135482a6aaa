import Testing

@testable import Graph

@Suite struct PersonNameTests {
  private let vocabulary = Vocabulary.standard

  @Test(arguments: [
    ("Anna Keller", "anna", "", "keller", ""),
    ("Hans Peter Roth", "hans", "peter", "roth", ""),
    ("Juan Ramos de la Torre", "juan", "ramos", "de la torre", ""),
    ("Otto Brandt Jr.", "otto", "", "brandt", "jr"),
    ("Brandt", "", "", "brandt", ""),
    ("El Haddad", "", "", "el haddad", ""),
    ("Al Porter", "al", "", "porter", ""),
  ])
  func `takes a name apart`(text: String, first: String, middle: String, last: String, generation: String) throws {
    let name = try #require(PersonName(text))
    #expect(name.first ?? "" == first)
    #expect(name.middle.joined(separator: " ") == middle)
    #expect(name.last == last)
    #expect(name.generation ?? "" == generation)
  }

  @Test(arguments: [
    ("Mike Larsen", "Michael Larsen", PersonName.Likeness.same),
    ("M. Larsen", "Michael Larsen", .same),
    ("Kamala D. Brook", "Kamala Brook", .same),
    ("Jeff Morrisons", "Jeff Morrison", .same),
    ("Sergei Volkov", "Segei Volkov", .same),
    ("Ana Maria Silva", "Maria Silva", .same),
    ("Larsen", "Michael Larsen", .possible),
    ("Otto Brandt Jr.", "Otto Brandt Sr.", .different),
    ("John A. Smith", "John B. Smith", .different),
    ("Maria Lopez", "Mario Lopez", .different),
    ("Bill Larsen", "Hillary Larsen", .different),
    ("Anna Keller", "Anna Roth", .different),
  ])
  func `tells forms of one name from two names`(a: String, b: String, likeness: PersonName.Likeness) throws {
    let (first, second) = (try #require(PersonName(a)), try #require(PersonName(b)))
    #expect(first.likeness(to: second, vocabulary) == likeness)
    #expect(second.likeness(to: first, vocabulary) == likeness)
  }

  @Test(arguments: [("", nil), (" ,", nil), ("Jr.", "jr")])
  func `makes something of anything`(text: String, last: String?) {
    #expect(PersonName(text)?.last == last)
  }
}
