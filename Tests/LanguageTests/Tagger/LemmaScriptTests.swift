import Testing

@testable import Language

@Suite struct LemmaScriptTests {
  @Test(arguments: [
    ("sang", "l;0;3,ing", "sing"),
    ("Sang", "l;0;3,ing", "sing"),
    ("were", "=be", "be"),
    ("VIENNA", "t;0;0", "Vienna"),
    ("unesco", "u;0;0", "UNESCO"),
    ("MacArthurs", "k;0;1", "MacArthur"),
    ("Zürich", "t;0;0", "Zürich"),
    ("ÖFEN", "l;0;2", "öf"),
    ("’re", "=be", "be"),
    ("’s", "l;0;0", "'s"),
    ("—", "l;0;0", "--"),
    ("7,500", "#", "7500"),
    ("7,500", "l;0;0", "7,500"),
    ("ab", "l;2;1,x", "ab"),
    ("ab", "l;1,x;1,y", "xy"),
    ("", "l;0;0", ""),
    ("", "#", ""),
  ])
  func `makes the lemma from the form`(form: String, script: String, lemma: String) throws {
    #expect(try #require(LemmaScript(script)).lemma(of: form) == lemma)
  }

  @Test(arguments: ["", "l", "l;0", "x;0;0", "l;a;0", "l;-1;0", "l;0;0;0", "l;99999999999999999999;0"])
  func `refuses what is no script`(text: String) {
    #expect(LemmaScript(text) == nil)
  }
}
