import Testing

@testable import Graph

@Suite struct AffixReaderTests {
  /// The name ends at the bar.
  @Test(arguments: [
    ("Rep. Anna Keller|, D-Vermont, said", "Democratic Party", "Vermont", ""),
    ("Rep. Anna Keller| (R-Ariz.) said", "Republican Party", "Arizona", ""),
    ("Rep. Anna Keller|, R-N.Y., said", "Republican Party", "New York", ""),
    ("Rep. Anna Keller|, D-New York.", "Democratic Party", "New York", ""),
    ("Rep. Anna Keller| (D-San Diego) left", "Democratic Party", "San Diego", ""),
    ("Rep. Anna Keller| (CA-52) left", "", "California", "CA-52"),
    ("Rep. Anna Keller|, I–Vermont, left", "independent", "Vermont", ""),
    ("Rep. Anna Keller| (D) left", "Democratic Party", "", ""),
    ("Anna Keller| (Lab, Leeds) left", "Labour Party", "Leeds", ""),
    ("Rep. Anna Keller|, R-Utah", "Republican Party", "Utah", ""),
  ])
  func `reads party and constituency`(text: String, party: String, place: String, district: String) throws {
    let affix = try #require(read(text))
    #expect(affix.party.map { $0.isEmpty ? "independent" : $0 } ?? "" == party)
    #expect(affix.place ?? "" == place)
    #expect(affix.district ?? "" == district)
  }

  @Test(arguments: [
    "Anna Keller|, who left", "Anna Keller| (born 1950)", "Anna Keller|, D", "Anna Keller| (", "Anna Keller|,",
    "Anna Keller|",
    "Anna Keller| (I think) left", "Anna Keller| (CA-x)", "Anna Keller|, Republican leaders said",
  ])
  func `leaves other words alone`(text: String) {
    #expect(read(text) == nil)
  }

  private func read(_ text: String) -> AffixReader.Affix? {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    let reader = AffixReader(bytes: Array(parts.joined().utf8), vocabulary: .standard)
    return reader.affix(after: parts[0].utf8.count)
  }
}
