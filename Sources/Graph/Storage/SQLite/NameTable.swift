internal import GRDB

/// A dictionary table: names by small number, so that millions of rows need not repeat them.
final class NameTable {
  private let insert: PreparedStatement
  private var ids: [String: Int] = [:]
  private var next = 1

  /// Reads the dictionary `table`, whose columns are the number and the name.
  init(_ table: StaticString, name column: StaticString = "name", in db: Database) throws {
    insert = try PreparedStatement(sql: "INSERT INTO \(table) (id, \(column)) VALUES (?, ?)", in: db)
    let rows = try PreparedStatement(sql: "SELECT id, \(column) FROM \(table)", in: db)
    while try rows.next() {
      let id = rows.int(0)
      ids[rows.string(1)] = id
      next = max(next, id + 1)
    }
  }

  /// The number of `name`, which is added if it is new.
  func id(of name: String) throws -> Int {
    if let id = ids[name] { return id }
    let id = next
    insert.bind(id, at: 1)
    insert.bind(name, at: 2)
    try insert.run()
    next += 1
    ids[name] = id
    return id
  }
}
