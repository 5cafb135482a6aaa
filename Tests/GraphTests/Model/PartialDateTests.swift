import Testing

@testable import Graph

@Suite struct PartialDateTests {
  @Test(arguments: ["2016", "2016-08", "2010-W29", "2017-03-02", "0987-01-31", "2020-W53", "2000-02-29"])
  func `prints what it reads`(text: String) throws {
    #expect(try #require(PartialDate(text)).description == text)
  }

  @Test(arguments: [
    "", "16", "2016-13", "2016-8", "2017-02-29", "1900-02-29", "2021-W53", "2010-W00", "2017-03-02-01", "2017-3-2",
    "March",
    "2017-03-02 to 2017-03-05", "20170302", "-2016", "２０１６",
  ])
  func `refuses what the calendar does not have`(text: String) {
    #expect(PartialDate(text) == nil)
  }

  @Test(arguments: [
    ("2017-03-02T18:30:00Z", "2017-03-02"), ("2017-03-02 18:30", "2017-03-02"), ("2016-08 ", "2016-08"),
  ])
  func `leaves out the time of day`(text: String, date: String) {
    #expect(PartialDate(text)?.description == date)
  }

  @Test func `orders by first day, the less precise first`() {
    let sorted = ["2016-01-05", "2016", "2016-W01", "2016-01", "2015-12-31", "2016-01-04", "2016-01-01"]
      .compactMap { PartialDate($0) }.sorted().map(\.description)
    #expect(sorted == ["2015-12-31", "2016", "2016-01", "2016-01-01", "2016-W01", "2016-01-04", "2016-01-05"])
  }

  @Test(arguments: [
    ("2010-07-30", -1, "2010-W29"), ("2016-01-01", 0, "2015-W53"), ("2018-12-31", 0, "2019-W01"),
    ("2020-12-28", 1, "2021-W01"),
  ])
  func `counts weeks as ISO 8601 does`(day: String, step: Int, week: String) throws {
    #expect(try #require(PartialDate(day)).adding(weeks: step).description == week)
  }

  @Test(arguments: [
    ("2017-03-31", -1, "2017-02"), ("2017-01", -1, "2016-12"), ("2016-12-05", 1, "2017-01"),
    ("2016-05", -17, "2014-12"),
  ])
  func `counts months over the ends of years`(date: String, step: Int, month: String) throws {
    #expect(try #require(PartialDate(date)).adding(months: step).description == month)
  }

  @Test func `goes through every day of four centuries without a gap`() {
    var expected = PartialDate.dayNumber(1800, 1, 1)
    for year in 1800..<2200 {
      for month in 1...12 {
        for day in 1...PartialDate.length(ofMonth: month, in: year) {
          let number = PartialDate.dayNumber(year, month, day)
          guard number == expected, PartialDate.day(number: number) == .day(year, month, day) else {
            Issue.record("\(year)-\(month)-\(day)")
            return
          }
          expected += 1
        }
      }
    }
  }

  @Test(arguments: [
    ("2016", "2016-02-29", true), ("2016-02", "2016-W09", false), ("2016-W09", "2016-03-01", true),
    ("2016-02", "2016", false),
  ])
  func `contains the dates that it covers`(outer: String, inner: String, isInside: Bool) throws {
    #expect(try #require(PartialDate(outer)).contains(try #require(PartialDate(inner))) == isInside)
  }
}
