"""Search over all articles: an index of their words, what a person types as a query, and where it is found.

The index is an FTS5 table over the rows of `articles` (https://sqlite.org/fts5.html, "external content tables"),
which keeps no second copy of the texts. It is filled in the transaction that brings an article in: a trigger
would be refused where the schema is not trusted, as ours never is. Articles are only ever added, so a row that was
indexed stays as it is.

Words are told apart as Unicode tells letters and digits from the rest; case and diacritics make no difference.
Scripts without blanks between words (Chinese, Thai) are found by the beginning of a run only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from annotator.model.article import Article

TABLE = """CREATE VIRTUAL TABLE search USING fts5(
    title, publisher, text, content='articles', tokenize='unicode61 remove_diacritics 2'
)"""

_PART = re.compile(r'"([^"]*)(?:"|$)|([^\s"]+)')
_MOST_WORDS = 32
"""Words of a query that count; FTS5 gives up on very deep expressions."""
_MARKS = [chr(code) for code in range(0xFDD0, 0xFDF0)]
"""Noncharacters, of which two that an article does not use mark what was found in it."""
_TEXT = 2
"""Column of the index that holds the text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article to look at."""

    text: str
    start: int
    """Code points of the article before it."""
    found: tuple[tuple[int, int], ...] = ()
    """What a search found in it: code points of `text`, half-open, ascending."""
    count: int = 0
    """How often the search found something in the whole text of the article."""


def index(db: Database, number: int, article: Article) -> None:
    """Index an article that has just become this row. To be called inside the same transaction."""
    db.conn.execute(
        "INSERT INTO search (rowid, title, publisher, text) VALUES (?, ?, ?, ?)",
        [number, article.title, article.publisher, article.text],
    )


def index_new(db: Database) -> None:
    """Index the articles after the last one that is indexed. To be called inside a write transaction."""
    db.conn.execute(
        "INSERT INTO search (rowid, title, publisher, text) SELECT rowid, title, publisher, text FROM articles "
        "WHERE rowid > (SELECT coalesce(max(id), 0) FROM search_docsize) ORDER BY rowid"
    )


def unindexed(db: Database) -> int:
    """How many articles the index does not know."""
    row = db.conn.execute(
        "SELECT count(*) FROM articles WHERE rowid NOT IN (SELECT id FROM search_docsize)"
    ).fetchone()
    return int(row[0])


def match_query(typed: str) -> str:
    """The FTS5 query for what a person typed; `""` if there is no word in it.

    All words must be in the article, words between double quotes one after the other. A word that ends in `*`,
    and the last one while it is still being typed, finds every word that begins so. Nothing that can be typed
    means anything else to FTS5: each word is passed as a string.
    """
    typed = typed.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    parts = []
    for found in _PART.finditer(typed):
        phrase, word = found.groups()
        words = phrase if phrase is not None else word
        if any(letter.isalnum() for letter in words):
            begins = phrase is None and (word.endswith("*") or found.end() == len(typed))
            parts.append(f'"{words}"{" *" if begins else ""}')
    return " ".join(parts[:_MOST_WORDS])


def passage(db: Database, number: int, typed: str, length: int) -> Passage:
    """The passage of an article in which a search finds something first (below its title), else its beginning.

    Args:
        number: row of the article.
        typed: what a person searches for; `""` for the beginning.
        length: code points at most. The passage begins at the start of a line.
    """
    query = match_query(typed)
    if not query:
        row = db.conn.execute("SELECT substr(text, 1, ?) FROM articles WHERE rowid = ?", [length, number])
        return Passage((row.fetchone() or ("",))[0], 0)
    found = _found(db, number, query)
    if found is None:
        return passage(db, number, "", length)
    text, places = found
    headline = _headline(db, number, text)
    # The title is on the screen anyway; what is found further down says more.
    first = next((start for start, _ in places if start >= headline), places[0][0] if places else 0)
    start = text.rfind("\n", 0, first) + 1
    if first - start > length // 2:  # a paragraph so long that its own beginning would fill the room
        start = text.rfind(" ", 0, first - length // 4) + 1
    end = min(len(text), start + length)
    inside = tuple((one - start, min(other, end) - start) for one, other in places if start <= one < end)
    return Passage(text[start:end], start, inside, len(places))


def found_below_title(db: Database, number: int, typed: str) -> tuple[tuple[int, int], ...]:
    """Where a search finds something in an article's text below its title: code points, half-open, ascending."""
    query = match_query(typed)
    found = _found(db, number, query) if query else None
    if found is None:
        return ()
    text, places = found
    headline = _headline(db, number, text)
    return tuple(place for place in places if place[0] >= headline)


def _headline(db: Database, number: int, text: str) -> int:
    """Code points of the first line if it is the article's title, else 0."""
    row = db.conn.execute("SELECT title FROM articles WHERE rowid = ?", [number]).fetchone()
    line = text.partition("\n")[0]
    return len(line) if line.strip() == row[0].strip() else 0


def _found(db: Database, number: int, query: str) -> tuple[str, list[tuple[int, int]]] | None:
    """The text of an article and the places of what a query finds in it; None if it finds nothing."""
    row = db.conn.execute("SELECT text FROM articles WHERE rowid = ?", [number]).fetchone()
    if row is None:
        return None
    text: str = row[0]
    marks = [mark for mark in _MARKS if mark not in text][:2]
    if len(marks) < 2:
        return text, []
    marked = db.conn.execute(
        "SELECT highlight(search, ?, ?, ?) FROM search WHERE search MATCH ? AND rowid = ?",
        [_TEXT, *marks, query, number],
    ).fetchone()
    if marked is None:
        return None
    places = []
    offset = 0
    for piece in re.split(f"[{marks[0]}]", marked[0]):
        inside, closed, after = piece.partition(marks[1])
        if closed:
            places.append((offset, offset + len(inside)))
        offset += len(inside) + len(after)
    return text, places
