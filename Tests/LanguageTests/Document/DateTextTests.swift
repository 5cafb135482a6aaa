import Testing

@testable import Language

@Suite struct DateTextTests {
  @Test(
    arguments: [
      ("2017-03-02", "2017-03-02"), ("2017-03-02T23:59:00+01:00", "2017-03-02"), ("20170302", "2017-03-02"),
      ("2017-03", "2017-03"), ("March 2, 2017", "2017-03-02"), ("Thu, 2 Mar 2017 10:00:00 GMT", "2017-03-02"),
      ("2nd March 2017", "2017-03-02"), ("Sept. 9, 2001", "2001-09-09"), ("March 2017", "2017-03"),
      ("2017-02-30", nil), ("2017-13-01", nil), ("March", nil), ("", nil), ("12345678901", nil),
      ("Marching 2, 2017", nil),
      ("2016-02-29", "2016-02-29"), ("1900-02-29", nil),
    ] as [(String, String?)])
  func `reads dates of metadata`(value: String, expected: String?) {
    #expect(DateText.date(inMetadata: value) == expected)
  }

  @Test(
    arguments: [
      ("2017-03-02-mayor.txt", "2017-03-02"), ("mayor_20170302.html", "2017-03-02"), ("news/2017_03_02/a.txt", nil),
      ("a-2017_03_02.txt", "2017-03-02"), ("004_2db5822c89d00b53.txt", nil), ("12017030299.txt", nil),
      ("mayor-2017.txt", nil),
    ] as [(String, String?)])
  func `reads dates of file names`(name: String, expected: String?) {
    #expect(DateText.date(inFileName: name) == expected)
  }
}
