internal import Language

extension Vocabulary {
  /// The vocabulary that comes with the package.
  package static let standard = Vocabulary(folder: ResourceFolder.bundled(module: "Graph").path + "/vocabulary")

  /// Reads the files of a folder; a missing file leaves its part empty.
  ///
  /// - Complexity: O(bytes of the files).
  package init(folder: String) {
    self.init()
    for row in Self.rows(folder, "titles.tsv") where row.count >= 2 {
      let form = Self.key(row[0])
      titles[form] = row[1]
      longestTitle = max(longestTitle, form.split(separator: " ").count)
    }
    for row in Self.rows(folder, "role-nouns.tsv") {
      roleNouns[Self.key(row[0])] = row.count > 1 ? RoleRelation(rawValue: row[1]) ?? .position : .position
    }
    titleModifiers = Set(Self.rows(folder, "title-modifiers.txt").map { Self.key($0[0]) })
    for row in Self.rows(folder, "honorifics.tsv") {
      honorifics[Self.key(row[0])] = .some(row.count > 1 ? Gender(letter: row[1]) : nil)
    }
    for row in Self.rows(folder, "parties.tsv") { parties[Self.key(row[0])] = row.count > 1 ? row[1] : "" }
    for row in Self.rows(folder, "states.tsv") {
      for form in row { states[Self.key(form)] = row[0] }
    }
    readPlaces(folder)
    for row in Self.rows(folder, "organization-kinds.tsv") where row.count >= 2 {
      organizationKinds[Self.key(row[0])] = row[1]
    }
    for (group, row) in Self.rows(folder, "nicknames.txt").enumerated() {
      for form in row[0].split(separator: " ") { nicknames[Self.key(form), default: []].insert(group) }
    }
    for row in Self.rows(folder, "forenames.tsv") + Self.rows(folder, "forenames-extra.tsv") {
      forenames[Self.key(row[0])] = .some(row.count > 1 ? Gender(letter: row[1]) : nil)
    }
    for row in Self.rows(folder, "name-parts.tsv") where row.count >= 2 {
      nameParts[Self.key(row[0])] = NodeLabel(rawValue: row[1])
    }
    for row in Self.rows(folder, "body-nouns.tsv") where row.count >= 3 {
      bodyNouns[Self.key(row[0])] = BodyNoun(kind: row[1], owner: row[2])
    }
    notNames = Set(Self.rows(folder, "not-names.txt").map { Self.key($0[0]) })
    for row in Self.rows(folder, "family.tsv") where row.count >= 2 {
      family[Self.key(row[0])] = FamilyWord(kind: row[1], gender: row.count > 2 ? Gender(letter: row[2]) : nil)
    }
    for row in Self.rows(folder, "event-nouns.tsv") where row.count >= 2 { eventNouns[Self.key(row[0])] = row[1] }
    reportingVerbs = Set(Self.rows(folder, "reporting-verbs.txt").map { Self.key($0[0]) })
  }

  private mutating func readPlaces(_ folder: String) {
    for row in Self.rows(folder, "countries.tsv") {
      let name = row[0]
      names[Self.key(name)] = KnownName(name: name, label: .place, isCountry: true)
      if row.count > 1 {
        for demonym in row[1].split(separator: ",") {
          demonyms[Self.key(demonym.drop { $0 == " " })] = name
        }
      }
      if row.count > 2, !row[2].isEmpty { metonyms[Self.key(row[2])] = name }
      if row.count > 3 {
        for form in row[3].split(separator: "|") {
          names[Self.key(form)] = KnownName(name: name, label: .place, isCountry: true)
        }
      }
    }
    let countries = Set(names.values.map(\.name))
    for row in Self.rows(folder, "names.tsv") where row.count >= 3 {
      guard let label = NodeLabel(rawValue: row[2]) else { continue }
      names[Self.key(row[0])] = KnownName(name: row[1], label: label, isCountry: countries.contains(row[1]))
    }
    for row in Self.rows(folder, "demonyms-extra.tsv") { demonyms[Self.key(row[0])] = row.count > 1 ? row[1] : "" }
    for row in Self.rows(folder, "metonyms.tsv") where row.count > 1 { metonyms[Self.key(row[0])] = row[1] }
  }

  /// The lines of a file, cut at tabs; comments and empty lines left out.
  private static func rows(_ folder: String, _ file: String) -> [[String]] {
    guard let bytes = try? ResourceFolder(path: folder).read(file) else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard line.first != UInt8(ascii: "#") else { return nil }
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      return fields.map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
