extension Schema {
  /// The first version.
  static let version1: StaticString = """
    -- One row: what changes with every write.
    CREATE TABLE state (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      generation INTEGER NOT NULL,
      stale INTEGER NOT NULL CHECK (stale IN (0, 1))
    ) STRICT;
    INSERT INTO state (id, generation, stale) VALUES (1, 0, 0);

    -- Evidence: what was read.
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      title TEXT,
      date TEXT,
      publisher TEXT,
      place TEXT,
      url TEXT,
      path TEXT,
      hash BLOB NOT NULL,
      text TEXT NOT NULL
    ) STRICT;

    CREATE TABLE sentence (
      id INTEGER PRIMARY KEY,
      document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      start INTEGER NOT NULL,
      stop INTEGER NOT NULL CHECK (stop >= start),
      UNIQUE (document, ordinal)
    ) STRICT;

    CREATE TABLE entity (
      document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      label TEXT NOT NULL,
      name TEXT NOT NULL,
      aliases TEXT,
      properties TEXT,
      scope INTEGER,
      PRIMARY KEY (document, ordinal)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mention (
      document INTEGER NOT NULL,
      entity INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      start INTEGER NOT NULL,
      stop INTEGER NOT NULL CHECK (stop >= start),
      sentence INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('name', 'nominal', 'pronoun')),
      PRIMARY KEY (document, entity, ordinal),
      FOREIGN KEY (document, entity) REFERENCES entity ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    -- Claims: what one sentence says.
    CREATE TABLE rule (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE edge_type (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE claim (
      document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      type INTEGER NOT NULL REFERENCES edge_type,
      subject INTEGER NOT NULL,
      object INTEGER NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('asserted', 'denied', 'demanded', 'planned', 'possible')),
      attribution TEXT,
      date TEXT,
      valid_from TEXT,
      valid_to TEXT,
      properties TEXT,
      confidence REAL NOT NULL,
      open INTEGER NOT NULL CHECK (open IN (0, 1)),
      rule INTEGER NOT NULL REFERENCES rule,
      sentence INTEGER NOT NULL,
      start INTEGER NOT NULL,
      stop INTEGER NOT NULL,
      subject_start INTEGER,
      subject_stop INTEGER,
      object_start INTEGER,
      object_stop INTEGER,
      trigger_start INTEGER,
      trigger_stop INTEGER,
      PRIMARY KEY (document, ordinal),
      FOREIGN KEY (document, subject) REFERENCES entity (document, ordinal) ON DELETE CASCADE,
      FOREIGN KEY (document, object) REFERENCES entity (document, ordinal) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX claim_subject ON claim (document, subject);
    CREATE INDEX claim_object ON claim (document, object);

    -- The canonical graph: one node per thing, one edge per fact. `origin` 0 is derived from claims and the journal,
    -- 1 is imported;
    -- derived rows have ids from 2^40 on, so that the order of ids never depends on the order of builds and imports.
    CREATE TABLE label_set (
      id INTEGER PRIMARY KEY,
      labels TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE node (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL,
      labels INTEGER NOT NULL REFERENCES label_set,
      name TEXT,
      properties TEXT,
      origin INTEGER NOT NULL CHECK (origin IN (0, 1))
    ) STRICT;
    CREATE UNIQUE INDEX node_key ON node (key);

    CREATE TABLE alias (
      node INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
      name TEXT NOT NULL,
      PRIMARY KEY (node, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE edge (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL,
      type INTEGER NOT NULL REFERENCES edge_type,
      source INTEGER NOT NULL REFERENCES node,
      target INTEGER NOT NULL REFERENCES node,
      status TEXT,
      date TEXT,
      properties TEXT,
      origin INTEGER NOT NULL CHECK (origin IN (0, 1))
    ) STRICT;
    CREATE UNIQUE INDEX edge_key ON edge (key);

    -- What the canonical graph rests on.
    CREATE TABLE member (
      document INTEGER NOT NULL,
      entity INTEGER NOT NULL,
      node INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
      PRIMARY KEY (document, entity),
      FOREIGN KEY (document, entity) REFERENCES entity (document, ordinal) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX member_node ON member (node);

    CREATE TABLE support (
      edge INTEGER NOT NULL REFERENCES edge ON DELETE CASCADE,
      document INTEGER NOT NULL,
      claim INTEGER NOT NULL,
      PRIMARY KEY (edge, document, claim),
      FOREIGN KEY (document, claim) REFERENCES claim (document, ordinal) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX support_claim ON support (document, claim);

    -- Human decisions, in order; an undone one stays in the list.
    CREATE TABLE journal (
      id INTEGER PRIMARY KEY,
      time TEXT NOT NULL,
      action TEXT NOT NULL,
      arguments TEXT NOT NULL,
      undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT;

    -- Full-text indexes keep no copies: they read these views.
    CREATE VIEW node_text AS
      SELECT n.id AS id, n.name AS name,
        (SELECT group_concat(a.name, char(10)) FROM alias a WHERE a.node = n.id) AS aliases
      FROM node n;
    CREATE VIRTUAL TABLE node_index USING fts5 (
      name, aliases, content='node_text', content_rowid='id', tokenize='unicode61 remove_diacritics 2', detail='column'
    );
    CREATE VIEW sentence_text AS
      SELECT s.id AS id,
        CAST(substr(CAST(d.text AS BLOB), s.start + 1, s.stop - s.start) AS TEXT) AS text
      FROM sentence s JOIN document d ON d.id = s.document;
    CREATE VIRTUAL TABLE sentence_index USING fts5 (
      text, content='sentence_text', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    );

    -- Stable views for people with other tools.
    CREATE VIEW nodes AS
      SELECT n.key AS id, l.labels AS labels, n.name AS name,
        (SELECT json_group_array(a.name) FROM alias a WHERE a.node = n.id) AS aliases,
        n.properties AS properties,
        (SELECT count(DISTINCT m.document) FROM member m WHERE m.node = n.id) AS documents,
        CASE n.origin WHEN 0 THEN 'text' ELSE 'import' END AS origin
      FROM node n JOIN label_set l ON l.id = n.labels;

    CREATE VIEW edges AS
      SELECT e.key AS id, t.name AS type, s.key AS start_id, s.name AS start_name, o.key AS end_id, o.name AS end_name,
        e.status AS status, e.date AS date, e.properties AS properties,
        CASE e.origin WHEN 0 THEN 'text' ELSE 'import' END AS origin
      FROM edge e
        JOIN edge_type t ON t.id = e.type
        JOIN node s ON s.id = e.source
        JOIN node o ON o.id = e.target;

    CREATE VIEW facts AS
      SELECT id, start_name AS subject, type, end_name AS object, date,
        json_extract(properties, '$.attribution') AS attribution, json_extract(properties, '$.support') AS support,
        properties, start_id AS subject_id, end_id AS object_id
      FROM edges WHERE status IS NULL OR status = 'asserted';

    CREATE VIEW evidence AS
      SELECT e.key AS edge_id, d.name AS document, d.date AS document_date, c.status AS status, r.name AS rule,
        CAST(substr(CAST(d.text AS BLOB), c.start + 1, c.stop - c.start) AS TEXT) AS sentence,
        c.start AS sentence_start, c.stop AS sentence_end, c.subject_start AS subject_start,
        c.subject_stop AS subject_end, c.object_start AS object_start, c.object_stop AS object_end,
        c.trigger_start AS trigger_start, c.trigger_stop AS trigger_end
      FROM support p
        JOIN edge e ON e.id = p.edge
        JOIN claim c ON c.document = p.document AND c.ordinal = p.claim
        JOIN rule r ON r.id = c.rule
        JOIN document d ON d.id = p.document;
    """
}
