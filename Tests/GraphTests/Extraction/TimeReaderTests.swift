import Testing

@testable import Graph

/// The document is of Thursday, 2 March 2017.
@Suite struct TimeReaderTests {
  @Test(arguments: [
    ("They left on Thursday .", "2017-03-02"), ("They left on Friday .", "2017-02-24"),
    ("They left yesterday .", "2017-03-01"),
    ("They left last Monday .", "2017-02-27"), ("They leave next Monday .", "2017-03-06"),
    ("They left last week .", "2017-W08"),
    ("They left last month .", "2017-02"), ("They left last August .", "2016-08"),
    ("They left last March .", "2016-03"),
    ("They left in 1999 .", "1999"), ("They left on January 5 .", "2017-01-05"),
    ("They left on December 30 .", "2016-12-30"),
    ("They left on March 2, 2011 .", "2011-03-02"), ("They left on 2 March 2011 .", "2011-03-02"),
    ("They left in March 2011 .", "2011-03"), ("They left in May of last year .", "2016-05"),
    ("They left two weeks ago .", "2017-W07"), ("They left three days ago .", "2017-02-27"),
    ("They left a year ago .", "2016"),
    ("They left last Monday, February 27 .", "2017-02-27"), ("They left last night .", "2017-03-01"),
    ("They left on 2016-08-09 .", "2016-08-09"),
  ])
  func `resolves against the date of the document`(text: String, date: String) {
    #expect(PlainText(text).context(date: "2017-03-02").times.map { $0.date?.description ?? "nil" } == [date])
  }

  @Test(arguments: [
    ("She led it from 2009 to 2013 .", "2009", "2013"), ("She led it between 1997 and 2001 .", "1997", "2001"),
    ("She led it since May 2015 .", "2015-05", ""), ("She led it until March 2008 .", "", "2008-03"),
  ])
  func `reads periods`(text: String, from: String, to: String) throws {
    let times = PlainText(text).context(date: "2017-03-02").times
    let time = try #require(times.first)
    #expect(times.count == 1 && time.date == nil)
    #expect(time.from?.description ?? "" == from)
    #expect(time.to?.description ?? "" == to)
  }

  @Test func `counts on from the date spoken of before`() {
    let times = PlainText("They met on January 5 . Six days later they left . The next day they came back .").context(
      date: "2017-03-02"
    ).times
    #expect(times.map { $0.date?.description } == ["2017-01-05", "2017-01-11", "2017-01-12"])
  }

  @Test func `leaves relative dates without a value where the document has none`() {
    #expect(
      PlainText("They left on Thursday and in 1999 .").context().times.map { $0.date?.description } == [nil, "1999"])
  }

  @Test(arguments: ["They may march on .", "It cost 2000 dollars .", "They saw 1999 people ."])
  func `sees no dates in other words`(text: String) {
    #expect(PlainText(text).context(date: "2017-03-02").times.isEmpty)
  }

  @Test func `takes the date in the first line for a header`() {
    #expect(PlainText("date 2017-03-02 OSLO").context(date: "2017-03-02").times.map(\.date) == [nil])
  }
}
