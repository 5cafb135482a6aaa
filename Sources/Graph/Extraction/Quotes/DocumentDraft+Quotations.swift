internal import Language

/// Direct speech and its speakers.
extension DocumentDraft {
  /// A quotation while its speaker is being looked for.
  struct QuotationDraft {
    var run: QuotationMarks.Run
    var speaker: Int?
    var cue: Int?
    /// True if the text names a speaker whom the document does not identify ("an official said").
    var isAnonymous = false
  }

  /// Finds every direct quotation, transcript turn and signed post, with its speaker.
  ///
  /// - Complexity: O(tokens).
  mutating func findQuotations() -> [DocumentContext.Quotation] {
    let marks = QuotationMarks(text)
    var turns = TranscriptReader(draft: self, paragraphs: marks.paragraphs).turns()
    turns += signedPosts(marks.paragraphs)
    var quotations = marks.runs().filter { run in
      !turns.contains { $0.run.tokens.overlaps(run.tokens) && !run.isNested }
    }.map { QuotationDraft(run: $0) }
    for turn in turns where !quotations.contains(where: { $0.run.tokens.overlaps(turn.run.tokens) }) {
      quotations += marks.nested(in: turn.run.tokens).map { QuotationDraft(run: $0) }
    }
    findSpeakers(&quotations, marks.paragraphs)
    let announced = announcedSpeech(marks.paragraphs, besides: quotations + turns)
    let all = (quotations + turns + announced).sorted {
      ($0.run.tokens.lowerBound, -$0.run.tokens.upperBound) < ($1.run.tokens.lowerBound, -$1.run.tokens.upperBound)
    }
    resolveSpeakers(all)
    return all.map {
      DocumentContext.Quotation(
        tokens: $0.run.tokens, speaker: $0.speaker, cue: $0.cue, isStatement: isStatement($0))
    }
  }

  /// A whole utterance, as opposed to a word or two that the writer only sets in marks.
  private func isStatement(_ quotation: QuotationDraft) -> Bool {
    let words = quotation.run.tokens.filter { text.tokens[$0].upos != .punct }
    guard let last = quotation.run.tokens.last, !words.isEmpty else { return false }
    let end = text.tokens[last].form
    let isClosed = [",", ".", "!", "?", "\u{2026}", "..."].contains(end)
    if quotation.cue != nil, isClosed || words.count >= 5 { return true }
    if words.count >= 5 { return true }
    return isClosed && end != "," && words.count >= 3
  }

  // MARK: Speakers

  private func findSpeakers(_ quotations: inout [QuotationDraft], _ paragraphs: [Int]) {
    let finder = SpeakerFinder(draft: self, paragraphs: paragraphs)
    for index in quotations.indices {
      let run = quotations[index].run
      let previous = quotations[..<index].last { !$0.run.isNested }
      let next = quotations[(index + 1)...].first { !$0.run.isNested }
      if run.isNested {
        if let found = finder.before(run.tokens, from: text.sentence(of: run.tokens.lowerBound).tokens.lowerBound) {
          apply(found, to: &quotations[index])
        }
        continue
      }
      let floor = previous?.run.tokens.upperBound ?? 0
      let ceiling = next?.run.tokens.lowerBound ?? text.tokens.count
      if let found = finder.after(run.tokens, until: ceiling) ?? finder.before(run.tokens, from: floor) {
        apply(found, to: &quotations[index])
      }
    }
    // What has no words of its own goes on from its neighbour.
    for index in quotations.indices
    where quotations[index].speaker == nil && !quotations[index].isAnonymous && !quotations[index].run.isNested {
      let first = quotations[index].run.tokens.lowerBound
      let previous = quotations[..<index].last { !$0.run.isNested }
      if let previous, let speaker = previous.speaker {
        let distance = paragraphs[first] - paragraphs[previous.run.tokens.lowerBound]
        let isAlone = finder.fillsParagraph(quotations[index].run.tokens)
        if distance == 0, finder.isOwnSentence(quotations[index].run.tokens) || quotations[index].run.continues {
          quotations[index].speaker = speaker
          continue
        }
        if quotations[index].run.continues || distance == 1 && isAlone && !finder.isIntroduced(first) {
          quotations[index].speaker = speaker
          continue
        }
      }
      // The words of the quotation's own paragraph, then an announcement in the paragraph before.
      if let found = finder.inParagraph(quotations[index].run.tokens) ?? finder.announcement(before: first) {
        apply(found, to: &quotations[index])
      }
    }
    // A quotation whose paragraph names the speaker at its end only ("“A.” “B,” said X").
    for index in quotations.indices.reversed() where quotations[index].speaker == nil && !quotations[index].isAnonymous
    {
      guard let next = quotations[(index + 1)...].first(where: { !$0.run.isNested }), !quotations[index].run.isNested
      else { continue }
      if paragraphs[next.run.tokens.lowerBound] == paragraphs[quotations[index].run.tokens.lowerBound],
        finder.isOwnSentence(quotations[index].run.tokens)
      {
        quotations[index].speaker = next.speaker
      }
    }
  }

  private func apply(_ found: SpeakerFinder.Found, to quotation: inout QuotationDraft) {
    quotation.speaker = found.speaker
    quotation.cue = found.cue
    quotation.isAnonymous = found.speaker == nil
  }

  // MARK: Speech without marks

  /// Posts such as "… — Jane Doe (@jane) March 2, 2017".
  private func signedPosts(_ paragraphs: [Int]) -> [QuotationDraft] {
    var posts: [QuotationDraft] = []
    for token in text.tokens.indices where ["\u{2014}", "\u{2013}", "-", "--"].contains(text.tokens[token].form) {
      guard let (speaker, end) = signature(at: token + 1), end < text.tokens.count || end > token else { continue }
      var start = token
      while start > 0, paragraphs[start - 1] == paragraphs[token] { start -= 1 }
      guard token - start >= 3 else { continue }
      posts.append(QuotationDraft(run: QuotationMarks.Run(tokens: start..<token), speaker: speaker))
    }
    return posts
  }

  /// A name with an account name in brackets.
  private func signature(at token: Int) -> (Int, Int)? {
    var token = token
    var steps = 0
    while token < text.tokens.count, cover[token] < 0, steps < 4, text.tokens[token].form != "(" {
      token += 1
      steps += 1
    }
    guard token < text.tokens.count, cover[token] >= 0 else { return nil }
    let span = spans[cover[token]]
    guard span.label == .person || span.label == .organization, let speaker = span.entity else { return nil }
    var end = span.tokens.upperBound
    guard end + 1 < text.tokens.count, text.tokens[end].form == "(", text.tokens[end + 1].form.hasPrefix("@") else {
      return nil
    }
    while end < text.tokens.count, text.tokens[end].form != ")" { end += 1 }
    return (speaker, end)
  }

  /// "He explained his decision, saying:" and then a paragraph in the first person without any marks.
  private func announcedSpeech(_ paragraphs: [Int], besides known: [QuotationDraft]) -> [QuotationDraft] {
    let finder = SpeakerFinder(draft: self, paragraphs: paragraphs)
    var found: [QuotationDraft] = []
    for token in text.tokens.indices.dropLast()
    where text.tokens[token].form == ":" && paragraphs[token] != paragraphs[token + 1] {
      let start = token + 1
      var end = start
      while end < text.tokens.count, paragraphs[end] == paragraphs[start] { end += 1 }
      let run = start..<end
      guard !known.contains(where: { $0.run.tokens.overlaps(run) }) else { continue }
      guard run.contains(where: { ["i", "we", "my", "our"].contains(text.keys[$0]) }) else { continue }
      guard let announcement = finder.announcement(before: start), announcement.speaker != nil else { continue }
      found.append(
        QuotationDraft(run: QuotationMarks.Run(tokens: run), speaker: announcement.speaker, cue: announcement.cue))
    }
    return found
  }

  // MARK: First person

  /// "I" and "my" are the speaker; "he" is somebody else.
  private mutating func resolveSpeakers(_ quotations: [QuotationDraft]) {
    for quotation in quotations {
      guard let speaker = quotation.speaker else { continue }
      let inner = quotations.filter {
        $0.run.isNested && $0.run.tokens != quotation.run.tokens && quotation.run.tokens.overlaps($0.run.tokens)
      }
      for token in quotation.run.tokens
      where !inner.contains(where: { $0.run.tokens.contains(token) && !quotation.run.isNested }) {
        let key = text.keys[token]
        let isOne = ["i", "me", "my", "mine", "myself"].contains(key)
        let isBody = ["we", "us", "our", "ours", "ourselves"].contains(key) && entities[speaker].label != .person
        guard isOne || isBody, text.tokens[token].upos == .pron || isOne else { continue }
        entityAtHead[token] = nil
        mention(speaker, token..<token + 1, head: token, .pronoun)
      }
    }
  }
}
