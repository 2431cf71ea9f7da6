"""Questions to the tables: articles, layers, people, and the figures of the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.layer_names import PEOPLE, PROJECT, SUGGESTIONS, Progress
from annotator.store.connection import snapshot

if TYPE_CHECKING:
    from sqlite_utils import Database

    from annotator.model.article import Article


_AT_ONCE = 1000
"""Rows that are in memory at a time beside what is made of them."""


@dataclass(frozen=True, slots=True)
class LayerRow:
    """What one layer holds in one article."""

    article: str
    layer: str
    state: Progress
    flagged: bool


def read_article(db: Database, identifier: str) -> Article | None:
    """The article with its paragraphs' kinds as corrected, or None."""
    with snapshot(db):
        return _read_article(db, identifier)


def _read_article(db: Database, identifier: str) -> Article | None:
    # A list of articles does not wait for it.
    from annotator.model.article import Article, Paragraph, ParagraphKind

    row = db.conn.execute(
        "SELECT id, lang, title, publisher, url, date, sha256, text FROM articles WHERE id = ?", [identifier]
    ).fetchone()
    if row is None:
        return None
    paragraphs = tuple(
        Paragraph(start, end, ParagraphKind(kind))
        for start, end, kind in db.conn.execute(
            'SELECT start, "end", kind FROM paragraphs WHERE article = ? ORDER BY number', [identifier]
        )
    )
    return Article(
        id=row[0],
        lang=row[1],
        title=row[2],
        publisher=row[3],
        url=row[4],
        date=row[5],
        sha256=row[6],
        text=row[7],
        paragraphs=paragraphs,
    )


def article_count(db: Database) -> int:
    """How many articles the project has."""
    return int(db.conn.execute("SELECT count(*) FROM articles").fetchone()[0])


def layer_count(db: Database) -> int:
    """In how many articles layers hold something, all layers together."""
    return int(db.conn.execute("SELECT count(*) FROM states").fetchone()[0])


def has_articles(db: Database) -> bool:
    """Whether the project has any article; costs the same however many there are."""
    return bool(db.conn.execute("SELECT EXISTS (SELECT 1 FROM articles)").fetchone()[0])


def has_notes(db: Database) -> bool:
    """Whether there is a note in any layer."""
    return bool(db.conn.execute("SELECT EXISTS (SELECT 1 FROM notes)").fetchone()[0])


def is_reviewer(db: Database, name: str) -> bool:
    """Whether this is a member who reviews."""
    row = db.conn.execute("SELECT reviewer FROM members WHERE name = ?", [name]).fetchone()
    return row is not None and bool(row[0])


def find_article(db: Database, wanted: str) -> list[str]:
    """Ids of articles that `wanted` may mean: the exact id, else those that begin with it."""
    exact = [row[0] for row in db.conn.execute("SELECT id FROM articles WHERE id = ?", [wanted])]
    if exact:
        return exact
    rows = db.conn.execute(
        "SELECT id FROM articles WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 20", [len(wanted), wanted]
    )
    return [row[0] for row in rows.fetchall()]


def next_article(db: Database, member: str, after: str) -> str | None:
    """The next article, by id and round the end, that the member has not marked done; None if none is left.

    Whoever has articles assigned goes through these alone.
    """
    row = db.conn.execute(
        "SELECT a.id FROM articles a LEFT JOIN states s ON s.layer = ? AND s.article = a.id "
        "WHERE coalesce(s.state, 'new') <> 'done' AND a.id <> ? AND (NOT EXISTS "
        "(SELECT 1 FROM assignments WHERE member = ?) OR EXISTS "
        "(SELECT 1 FROM assignments g WHERE g.article = a.id AND g.member = ?)) "
        "ORDER BY a.id <= ?, a.id LIMIT 1",
        [member, after, member, member, after],
    ).fetchone()
    return row[0] if row else None


def layer_rows(
    db: Database,
    layers: Sequence[str] | None = None,
    states: Sequence[str] | None = None,
    article: str | None = None,
    *,
    languages: Sequence[str] | None = None,
) -> Iterator[LayerRow]:
    """Which layers hold something in which articles, ordered by (article, layer)."""
    where, parameters = ["layer NOT IN (?, ?)"], [PEOPLE, PROJECT]
    for column, chosen in (("layer", layers), ("state", states), ("article", [article] if article else None)):
        if chosen is not None:
            where.append(f"{column} IN ({', '.join('?' * len(chosen))})")
            parameters.extend(chosen)
    if languages is not None:
        where.append(
            f"article IN (SELECT id FROM articles WHERE lang IN ({', '.join('?' * len(languages))}))"
        )
        parameters.extend(languages)
    cursor = db.conn.execute(
        f"SELECT article, layer, state, flagged FROM states WHERE {' AND '.join(where)} ORDER BY article, layer",
        parameters,
    )
    shared: dict[str, str] = {}
    while rows := cursor.fetchmany(_AT_ONCE):
        for article, layer, state, flagged in rows:
            yield LayerRow(article, shared.setdefault(layer, layer), Progress(state), bool(flagged))


def all_rows(
    db: Database,
    layer: str,
    states: Sequence[str] | None = None,
    *,
    languages: Sequence[str] | None = None,
) -> Iterator[LayerRow]:
    """What a layer holds in every article, by id; an article that it holds nothing of is `new` there."""
    where, parameters = ["true"], [layer]
    for column, chosen in (("coalesce(s.state, 'new')", states), ("a.lang", languages)):
        if chosen is not None:
            where.append(f"{column} IN ({', '.join('?' * len(chosen))})")
            parameters.extend(chosen)
    cursor = db.conn.execute(
        "SELECT a.id, coalesce(s.state, 'new'), coalesce(s.flagged, 0) FROM articles a "
        f"LEFT JOIN states s ON s.layer = ? AND s.article = a.id WHERE {' AND '.join(where)} ORDER BY a.id",
        parameters,
    )
    while rows := cursor.fetchmany(_AT_ONCE):
        for article, state, flagged in rows:
            yield LayerRow(article, layer, Progress(state), bool(flagged))


def groups(db: Database) -> dict[str, str]:
    """Article -> its group of near-duplicates, of articles whose group has another name than they."""
    return dict(db.conn.execute('SELECT article, "group" FROM groups WHERE article <> "group"').fetchall())


def languages(db: Database) -> list[str]:
    """The languages that articles are in."""
    return [row[0] for row in db.conn.execute("SELECT DISTINCT lang FROM articles ORDER BY lang").fetchall()]


def layer_names(db: Database, *, suggestions: bool = False) -> list[str]:
    """Names of layers that hold something, without the project's own; suggestion layers if asked for."""
    rows = db.conn.execute("SELECT DISTINCT layer FROM states ORDER BY layer").fetchall()
    names = [row[0] for row in rows if row[0] not in (PEOPLE, PROJECT)]
    return [name for name in names if suggestions or not name.startswith(SUGGESTIONS)]


def place(db: Database, member: str, article: str) -> int:
    """Offset at which a member left off in an article; 0 if they never opened it."""
    row = db.conn.execute(
        'SELECT "offset" FROM places WHERE member = ? AND article = ?', [member, article]
    ).fetchone()
    return int(row[0]) if row else 0


def last_article(db: Database, member: str) -> str | None:
    """The article that the member had open last, or None."""
    row = db.conn.execute(
        "SELECT article FROM places WHERE member = ? ORDER BY at DESC, article LIMIT 1", [member]
    ).fetchone()
    return row[0] if row else None
