"""The tables of a project file, made by named steps that are only ever added to.

The comments inside the statements are kept by SQLite, so that `sqlite3 annotator.db .schema` explains itself.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from annotator.store import search
from annotator.store.versions import APPLICATION_ID, FILE_VERSION

__all__ = ["APPLICATION_ID", "FILE_VERSION", "migrations"]

migrations = Migrations("annotator")

_TABLES = (
    """CREATE TABLE project ( -- facts about this file that are not part of the log
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE articles ( -- never changed once they are in
        id TEXT PRIMARY KEY,
        lang TEXT NOT NULL,
        title TEXT NOT NULL,
        publisher TEXT NOT NULL,
        url TEXT NOT NULL,
        date TEXT NOT NULL,
        sha256 TEXT NOT NULL UNIQUE, -- of the text in UTF-8
        text TEXT NOT NULL -- last, so that listing articles never reads it
    ) STRICT""",
    """CREATE TABLE paragraphs ( -- start and end are code points of articles.text, half-open
        article TEXT NOT NULL REFERENCES articles(id),
        number INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        kind TEXT NOT NULL, -- title, heading, body or boilerplate, as corrected by people
        guess TEXT NOT NULL, -- the kind that import gave it
        PRIMARY KEY (article, number)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE operations ( -- the log: appended to, never changed; the tables below are what it amounts to
        device TEXT NOT NULL, -- one project file on one machine, used by one person
        layer TEXT NOT NULL,
        seq INTEGER NOT NULL, -- 1, 2, 3 … without gaps in each (device, layer)
        action TEXT NOT NULL, -- what a person did in one go; may have an operation in several layers
        who TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
        undoes TEXT NOT NULL, -- the action that an undo takes back, or that a redo does again
        article TEXT NOT NULL, -- '' for items of the project
        changes TEXT NOT NULL, -- {"command": …, "items": [{"kind", "id", "before", "after"}, …]}
        bases TEXT NOT NULL, -- {"kind id": ["device:seq", …]}: the versions that this operation replaces
        lamport INTEGER NOT NULL, -- greater than that of every operation that its writer had seen
        at TEXT NOT NULL, -- UTC
        version INTEGER NOT NULL, -- of this form of operation
        hash TEXT NOT NULL, -- SHA-256 over the previous one's hash and this operation
        PRIMARY KEY (device, layer, seq)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX operations_by_article ON operations (article, layer, lamport)",
    "CREATE INDEX operations_by_action ON operations (action)",
    "CREATE INDEX operations_by_lamport ON operations (lamport)",
    """CREATE TRIGGER operations_stay BEFORE UPDATE ON operations
        BEGIN SELECT RAISE(ABORT, 'operations are never changed'); END""",
    """CREATE TRIGGER operations_are_kept BEFORE DELETE ON operations
        BEGIN SELECT RAISE(ABORT, 'operations are never deleted'); END""",
    """CREATE TABLE versions ( -- versions of items that no other operation replaced; more than one: a conflict
        layer TEXT NOT NULL,
        article TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        device TEXT NOT NULL,
        seq INTEGER NOT NULL,
        lamport INTEGER NOT NULL, -- the highest (lamport, device) is the version that shows
        PRIMARY KEY (layer, article, kind, id, device, seq)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE spans (
        layer TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles(id),
        id TEXT NOT NULL,
        label TEXT NOT NULL,
        start INTEGER NOT NULL, -- of the first fragment
        "end" INTEGER NOT NULL, -- of the last fragment
        text TEXT NOT NULL, -- the fragments, joined by one space
        attributes TEXT NOT NULL, -- a JSON object
        origin_by TEXT NOT NULL,
        origin_rule TEXT NOT NULL,
        origin_score INTEGER NOT NULL, -- 0 to 100
        origin_reason TEXT NOT NULL,
        PRIMARY KEY (layer, article, id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX spans_by_article ON spans (article, layer)",
    """CREATE TABLE fragments (
        layer TEXT NOT NULL,
        article TEXT NOT NULL,
        span TEXT NOT NULL,
        position INTEGER NOT NULL, -- from 0
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        PRIMARY KEY (layer, article, span, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE relations (
        layer TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles(id),
        id TEXT NOT NULL,
        label TEXT NOT NULL,
        from_span TEXT NOT NULL,
        to_span TEXT NOT NULL,
        position INTEGER NOT NULL, -- in an ordered relation, from 1; else 0
        inferred INTEGER NOT NULL,
        origin_by TEXT NOT NULL,
        origin_rule TEXT NOT NULL,
        origin_score INTEGER NOT NULL,
        origin_reason TEXT NOT NULL,
        PRIMARY KEY (layer, article, id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE links (
        layer TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles(id),
        id TEXT NOT NULL,
        label TEXT NOT NULL,
        span TEXT NOT NULL,
        entity TEXT NOT NULL,
        inferred INTEGER NOT NULL,
        origin_by TEXT NOT NULL,
        origin_rule TEXT NOT NULL,
        origin_score INTEGER NOT NULL,
        origin_reason TEXT NOT NULL,
        PRIMARY KEY (layer, article, id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX links_by_entity ON links (entity)",
    """CREATE TABLE entities (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL, -- person or organisation
        name TEXT NOT NULL,
        merged_into TEXT NOT NULL -- the entity that stands for this one now, or ''
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE aliases (
        entity TEXT NOT NULL REFERENCES entities(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        alias TEXT NOT NULL,
        PRIMARY KEY (entity, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE notes (
        layer TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles(id),
        id TEXT NOT NULL,
        on_span TEXT NOT NULL, -- '' for a note on the article
        by TEXT NOT NULL,
        text TEXT NOT NULL,
        re TEXT NOT NULL, -- the note that it answers, or ''
        settled INTEGER NOT NULL,
        PRIMARY KEY (layer, article, id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE decisions ( -- such as: this is not a quote
        layer TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles(id),
        id TEXT NOT NULL,
        label TEXT NOT NULL,
        fragments TEXT NOT NULL, -- JSON: [[start, end], …]
        decision TEXT NOT NULL,
        reason TEXT NOT NULL,
        by TEXT NOT NULL,
        PRIMARY KEY (layer, article, id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE states (
        layer TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles(id),
        state TEXT NOT NULL CHECK (state IN ('new', 'begun', 'done')),
        flagged INTEGER NOT NULL,
        PRIMARY KEY (layer, article)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX states_by_article ON states (article)",
    """CREATE TABLE kinds ( -- people's corrections of paragraphs.kind
        article TEXT NOT NULL REFERENCES articles(id),
        paragraph INTEGER NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (article, paragraph)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE members (
        name TEXT PRIMARY KEY,
        reviewer INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE devices ( -- who wrote in this file from where; not part of the log
        id TEXT PRIMARY KEY,
        machine TEXT NOT NULL,
        user TEXT NOT NULL,
        file TEXT NOT NULL, -- which file it was: another one is a copy
        actions INTEGER NOT NULL -- how many action ids were given out
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE places ( -- where each person left off in each article
        member TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles(id),
        "offset" INTEGER NOT NULL,
        at TEXT NOT NULL, -- when, in UTC
        PRIMARY KEY (member, article)
    ) STRICT, WITHOUT ROWID""",
)


@migrations()
def m001_first(db: Database) -> None:
    """The first version of all tables."""
    for statement in _TABLES:
        db.execute(statement)


@migrations()
def m002_overrides(db: Database) -> None:
    """Splitting a person: links that mean another entity than they name."""
    db.execute(
        """CREATE TABLE overrides ( -- a link that means another entity than it names, since that was split
            id TEXT PRIMARY KEY, -- JSON: [layer, article, link]
            layer TEXT NOT NULL,
            article TEXT NOT NULL REFERENCES articles(id),
            link TEXT NOT NULL,
            entity TEXT NOT NULL
        ) STRICT, WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX overrides_by_article ON overrides (article, layer)")


@migrations()
def m003_assignments(db: Database) -> None:
    """Who is to label which articles."""
    db.execute(
        """CREATE TABLE assignments ( -- who is to label which articles
            article TEXT NOT NULL REFERENCES articles(id),
            member TEXT NOT NULL,
            suggestions INTEGER NOT NULL, -- whether they see suggestions there
            PRIMARY KEY (article, member)
        ) STRICT, WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX assignments_by_member ON assignments (member, article)")


@migrations()
def m004_search(db: Database) -> None:
    """What the library needs to list, sort and search 100,000 articles.

    The index of words names articles by their rowid. SQLite warns that VACUUM may number the rows of such a table
    anew, but there is nothing to change: rows are only ever added, so they are numbered 1, 2, 3 … without gaps.
    """
    db.execute(search.TABLE)
    # Holds all that a list shows, so that sorting by any of it never reads the texts.
    db.execute("CREATE INDEX articles_listed ON articles (id, lang, title, publisher, date)")
    search.index_new(db)


@migrations()
def m005_groups(db: Database) -> None:
    """Near-duplicates, which a split keeps together."""
    db.execute(
        """CREATE TABLE groups ( -- articles that are mostly the same text; an article never leaves its group
            article TEXT PRIMARY KEY REFERENCES articles(id),
            "group" TEXT NOT NULL -- the id of the first article that was in it
        ) STRICT, WITHOUT ROWID"""
    )


@migrations()
def m006_suggested_people(db: Database) -> None:
    """Whom suggestions name: nobody of the project's people yet."""
    db.execute(
        """CREATE TABLE suggested_people ( -- whom a suggestion layer's links mean; derived data, as the layer is
            layer TEXT NOT NULL,
            article TEXT NOT NULL REFERENCES articles(id),
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (layer, article, id)
        ) STRICT, WITHOUT ROWID"""
    )


@migrations()
def m007_long_operations(db: Database) -> None:
    """The log's rows by number, what they changed behind all else.

    In a table without row numbers SQLite compares keys by reading whole rows, where they are longer than a page. The
    operation of an import may be megabytes, and every key of the keyboard was compared with it, several times.
    """
    db.execute(_NUMBERED_LOG)
    moved = (
        "device, layer, seq, action, who, kind, undoes, article, lamport, at, version, hash, changes, bases"
    )
    # In the order of an index, while the old table has it: sorted otherwise, all of the log would be in memory.
    db.execute(
        f"INSERT INTO numbered ({moved}) SELECT {moved} FROM operations ORDER BY lamport, device, layer"
    )
    db.execute("DROP TABLE operations")
    db.execute("ALTER TABLE numbered RENAME TO operations")
    for statement in _AROUND_THE_LOG:
        db.execute(statement)


_NUMBERED_LOG = """CREATE TABLE numbered ( -- the log: appended to, never changed; the other tables are its outcome
        device TEXT NOT NULL, -- one project file on one machine, used by one person
        layer TEXT NOT NULL,
        seq INTEGER NOT NULL, -- 1, 2, 3 … without gaps in each (device, layer)
        action TEXT NOT NULL, -- what a person did in one go; may have an operation in several layers
        who TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
        undoes TEXT NOT NULL, -- the action that an undo takes back, or that a redo does again
        article TEXT NOT NULL, -- '' for items of the project
        lamport INTEGER NOT NULL, -- greater than that of every operation that its writer had seen
        at TEXT NOT NULL, -- UTC
        version INTEGER NOT NULL, -- of this form of operation
        hash TEXT NOT NULL, -- SHA-256 over the previous one's hash and this operation
        changes TEXT NOT NULL, -- {"command": …, "items": [{"kind", "id", "before", "after"}, …]}; long, so behind
        bases TEXT NOT NULL, -- {"kind id": ["device:seq", …]}: the versions that this operation replaces
        PRIMARY KEY (device, layer, seq)
    ) STRICT"""
_AROUND_THE_LOG = (
    # The columns behind the first ones are there for what is read often, which then reads no row of the table.
    "CREATE INDEX operations_by_article ON operations (article, layer, lamport, device, seq)",
    "CREATE INDEX operations_by_action ON operations (action)",
    "CREATE INDEX operations_by_lamport ON operations (lamport, device, layer)",
    """CREATE TRIGGER operations_stay BEFORE UPDATE ON operations
        BEGIN SELECT RAISE(ABORT, 'operations are never changed'); END""",
    """CREATE TRIGGER operations_are_kept BEFORE DELETE ON operations
        BEGIN SELECT RAISE(ABORT, 'operations are never deleted'); END""",
)
