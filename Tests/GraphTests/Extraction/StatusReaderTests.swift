import Language
import Testing

@testable import Graph

@Suite struct StatusReaderTests {
  static let subject = "Keller/Keller/PROPN/NNP"

  @Test(arguments: [
    ("\(subject)/2/nsubj met/meet/VERB/VBD/0/root Orlov/Orlov/PROPN/NNP/2/obj", "met", ClaimStatus.asserted),
    (
      "\(subject)/4/nsubj did/do/AUX/VBD/4/aux not/not/PART/RB/4/advmod meet/meet/VERB/VB/0/root Orlov/Orlov/PROPN/NNP/4/obj",
      "meet", .denied
    ),
    (
      "\(subject)/3/nsubj never/never/ADV/RB/3/advmod met/meet/VERB/VBD/0/root Orlov/Orlov/PROPN/NNP/3/obj", "met",
      .denied
    ),
    (
      "\(subject)/2/nsubj denied/deny/VERB/VBD/0/root that/that/SCONJ/IN/5/mark she/she/PRON/PRP/5/nsubj "
        + "met/meet/VERB/VBD/2/ccomp Orlov/Orlov/PROPN/NNP/5/obj", "met", .denied
    ),
    (
      "\(subject)/2/nsubj said/say/VERB/VBD/0/root she/she/PRON/PRP/5/nsubj would/would/AUX/MD/5/aux "
        + "meet/meet/VERB/VB/2/ccomp Orlov/Orlov/PROPN/NNP/5/obj", "meet", .planned
    ),
    (
      "\(subject)/2/nsubj demanded/demand/VERB/VBD/0/root that/that/SCONJ/IN/5/mark Orlov/Orlov/PROPN/NNP/5/nsubj "
        + "resign/resign/VERB/VB/2/ccomp", "resign", .demanded
    ),
    ("\(subject)/3/nsubj may/may/AUX/MD/3/aux meet/meet/VERB/VB/0/root Orlov/Orlov/PROPN/NNP/3/obj", "meet", .possible),
    (
      "If/if/SCONJ/IN/3/mark \(subject)/3/nsubj met/meet/VERB/VBD/6/advcl Orlov/Orlov/PROPN/NNP/3/obj "
        + "she/she/PRON/PRP/6/nsubj lied/lie/VERB/VBD/0/root", "met", .possible
    ),
    (
      "\(subject)/2/nsubj failed/fail/VERB/VBD/0/root to/to/PART/TO/4/mark meet/meet/VERB/VB/2/xcomp "
        + "Orlov/Orlov/PROPN/NNP/4/obj", "meet", .denied
    ),
    (
      "\(subject)/2/nsubj failed/fail/VERB/VBD/0/root to/to/PART/TO/4/mark disclose/disclose/VERB/VB/2/xcomp "
        + "meetings/meeting/NOUN/NNS/4/obj", "meetings", .asserted
    ),
    (
      "\(subject)/2/nsubj called/call/VERB/VBD/0/root for/for/ADP/IN/5/case his/his/PRON/PRP$/5/nmod:poss "
        + "resignation/resignation/NOUN/NN/2/obl", "resignation", .demanded
    ),
    (
      "Did/do/AUX/VBD/3/aux \(subject)/3/nsubj meet/meet/VERB/VB/0/root Orlov/Orlov/PROPN/NNP/3/obj ?/?/PUNCT/./3/punct",
      "meet", .possible
    ),
  ])
  func `reads how a text presents an event`(rows: String, word: String, status: ClaimStatus) throws {
    let hand = HandTree(rows)
    let reader = try hand.layers().reader
    #expect(reader.read(hand.index(of: word)).status == status, "\(reader.read(hand.index(of: word)).reasons)")
  }

  @Test(arguments: [
    "Keller/Keller/PROPN/NNP/2/nsubj did/do/AUX/VBD/4/aux not/not/PART/RB/4/advmod call/call/VERB/VBP/0/root "
      + "for/for/ADP/IN/7/case his/his/PRON/PRP$/7/nmod:poss resignation/resignation/NOUN/NN/4/obl"
  ])
  func `claims nothing of a demand that nobody makes`(rows: String) throws {
    let hand = HandTree(rows)
    #expect(try hand.layers().reader.read(hand.index(of: "resignation")).status == nil)
  }
}
