"""The articles as a list: which ones, in which order, and what a row says of each.

A list is an order of rows of the table `articles`, whole, as numbers, and a page of what is looked at. So the
hundred thousandth row costs what the first does, whatever the list is sorted by.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.model.layer_names import PEOPLE, PROJECT, SUGGESTIONS, Progress
from annotator.store.reading import article_count
from annotator.store.search import match_query

if TYPE_CHECKING:
    from sqlite_utils import Database

_BEGINNING = 160
"""Code points of a text that stand for a title."""
_AT_ONCE = 500
"""Rows looked at in one query where there may be very many."""


class Sort(StrEnum):
    """What a list is sorted by."""

    ID = "id"
    TITLE = "title"
    DATE = "date"
    """Newest first."""
    PUBLISHER = "publisher"
    STATE = "state"
    """Begun first, then new, then done."""
    WORKED = "worked"
    """What the member had open last comes first, what they never opened last."""


_KEYS = {
    Sort.ID: "a.id",
    Sort.TITLE: "a.title COLLATE NOCASE",
    Sort.DATE: "a.date",
    Sort.PUBLISHER: "a.publisher COLLATE NOCASE",
    Sort.STATE: "CASE coalesce(s.state, 'new') WHEN 'begun' THEN 0 WHEN 'new' THEN 1 ELSE 2 END",
    Sort.WORKED: "coalesce(p.at, '')",
}
_NEWEST_FIRST = (Sort.DATE, Sort.WORKED)


@dataclass(frozen=True, slots=True)
class Listing:
    """Which articles a list shows, and in which order."""

    sort: Sort = Sort.ID
    reverse: bool = False
    search: str = ""
    """As a person types it: see `annotator.store.search.match_query`."""
    states: tuple[Progress, ...] = ()
    """Of the member whose list it is; none means all."""
    flagged: bool = False
    """Whether only what the member flagged is shown."""
    assigned: bool = False
    """Whether only what is assigned to the member is shown."""
    publisher: str | None = None
    lang: str | None = None

    @property
    def descending(self) -> bool:
        """Whether the greatest comes first: for times that is the usual order, for all else the reverse."""
        return self.reverse is not (self.sort in _NEWEST_FIRST)

    @property
    def narrowed(self) -> bool:
        """Whether there may be articles that it does not show."""
        return bool(
            match_query(self.search)
            or self.states
            or self.flagged
            or self.assigned
            or self.publisher is not None
            or self.lang is not None
        )


@dataclass(frozen=True, slots=True)
class Other:
    """How far another layer is in an article."""

    layer: str
    state: Progress
    flagged: bool


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as a list shows it to one member."""

    id: str
    title: str
    publisher: str
    date: str
    lang: str
    state: Progress
    flagged: bool
    labels: int
    """Spans of the member's."""
    paragraph: int
    """Where the member left off, from 1; 0 if they never opened it."""
    paragraphs: int
    others: tuple[Other, ...]
    """Who else has worked on it, by name; suggestions are nobody's work."""
    beginning: str = ""
    """Of an article without a title, how its text begins."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a member is in the whole project, in articles."""

    total: int
    begun: int
    done: int
    flagged: int

    @property
    def new(self) -> int:
        """Articles that the member has not touched."""
        return self.total - self.begun - self.done


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list can be narrowed to, each with the articles of the whole project that it holds."""

    publishers: tuple[tuple[str, int], ...]
    """The most frequent first."""
    langs: tuple[tuple[str, int], ...]
    assigned: int
    """Articles that are assigned to the member."""


def order(db: Database, member: str, listing: Listing) -> array[int]:
    """The rows of `articles` that a list shows, in its order."""
    joins, where, values = _conditions(member, listing)
    # One value instead of a row for each article: the interpreter would be asked 100,000 times.
    row = db.conn.execute(
        f"SELECT group_concat(number) FROM (SELECT a.rowid AS number FROM articles a {joins} {where} "
        f"ORDER BY {_KEYS[listing.sort]} {'DESC' if listing.descending else 'ASC'}, a.id)",
        values,
    ).fetchone()
    return array("q", map(int, row[0].split(",")) if row[0] else ())


def _conditions(member: str, listing: Listing) -> tuple[str, str, list[str]]:
    """Joins, WHERE clause and the values of both, in their order."""
    joins, where, values = "", [], []
    if listing.sort is Sort.STATE or listing.states or listing.flagged:
        joins += "LEFT JOIN states s ON s.layer = ? AND s.article = a.id "
        values.append(member)
    if listing.sort is Sort.WORKED:
        joins += "LEFT JOIN places p ON p.member = ? AND p.article = a.id "
        values.append(member)
    if query := match_query(listing.search):
        # With the plus SQLite walks the narrow index and looks each row up in what was found, not the other way
        # round, which would read the texts.
        where.append("+a.rowid IN (SELECT rowid FROM search WHERE search MATCH ?)")
        values.append(query)
    if listing.states:
        where.append(f"coalesce(s.state, 'new') IN ({', '.join('?' * len(listing.states))})")
        values.extend(map(str, listing.states))
    if listing.flagged:
        where.append("s.flagged")
    if listing.assigned:
        where.append("EXISTS (SELECT 1 FROM assignments g WHERE g.article = a.id AND g.member = ?)")
        values.append(member)
    for column, wanted in (("publisher", listing.publisher), ("lang", listing.lang)):
        if wanted is not None:
            where.append(f"a.{column} = ?")
            values.append(wanted)
    return joins, f"WHERE {' AND '.join(where)}" if where else "", values


def first_numbers(db: Database, limit: int) -> array[int]:
    """How the order of `Listing()` begins, without looking at the rest."""
    rows = db.conn.execute("SELECT rowid FROM articles ORDER BY id LIMIT ?", [limit])
    return array("q", (row[0] for row in rows.fetchall()))


def number_of(db: Database, article: str) -> int | None:
    """The row of an article in `articles`; None if there is none."""
    row = db.conn.execute("SELECT rowid FROM articles WHERE id = ?", [article]).fetchone()
    return row[0] if row else None


def article_rows(db: Database, member: str, numbers: Sequence[int]) -> Iterator[ArticleRow]:
    """What a list says of articles, in the order of their numbers."""
    for first in range(0, len(numbers), _AT_ONCE):
        yield from _rows(db, member, numbers[first : first + _AT_ONCE])


def _rows(db: Database, member: str, numbers: Sequence[int]) -> Iterator[ArticleRow]:
    found = {
        row[0]: row[1:]
        for row in db.conn.execute(
            "SELECT rowid, id, title, publisher, date, lang, CASE WHEN title = '' THEN substr(text, 1, ?) ELSE '' END "
            "FROM articles WHERE rowid IN (SELECT value FROM json_each(?))",
            [_BEGINNING, _json(numbers)],
        ).fetchall()
    }
    ids = [row[0] for row in found.values()]
    mine, others = _states(db, member, ids)
    labels = dict(_of_each(db, "SELECT article, count(*) FROM spans WHERE layer = ?", [member], ids))
    lengths = dict(_of_each(db, "SELECT article, count(*) FROM paragraphs WHERE 1", [], ids))
    places = dict(
        _of_each(
            db,
            "SELECT places.article, count(*) FROM places JOIN paragraphs "
            'ON paragraphs.article = places.article AND paragraphs.start <= places."offset" WHERE member = ?',
            [member],
            ids,
            "places.article",
        )
    )
    for number in numbers:
        if number not in found:
            continue
        identifier, title, publisher, date, lang, beginning = found[number]
        state, flagged = mine.get(identifier, (Progress.NEW, False))
        yield ArticleRow(
            id=identifier,
            title=title,
            publisher=publisher,
            date=date,
            lang=lang,
            state=state,
            flagged=flagged,
            labels=labels.get(identifier, 0),
            paragraph=places.get(identifier, 0),
            paragraphs=lengths.get(identifier, 0),
            others=tuple(others.get(identifier, ())),
            beginning=beginning,
        )


def _states(
    db: Database, member: str, ids: Sequence[str]
) -> tuple[dict[str, tuple[Progress, bool]], dict[str, list[Other]]]:
    """By article: (state, flag) of the member, and who else worked there."""
    mine: dict[str, tuple[Progress, bool]] = {}
    others: dict[str, list[Other]] = {}
    for article, layer, state, flagged in db.conn.execute(
        "SELECT article, layer, state, flagged FROM states "
        "WHERE article IN (SELECT value FROM json_each(?)) ORDER BY layer",
        [_json(ids)],
    ).fetchall():
        if layer == member:
            mine[article] = Progress(state), bool(flagged)
        elif layer not in (PEOPLE, PROJECT) and not layer.startswith(SUGGESTIONS):
            others.setdefault(article, []).append(Other(layer, Progress(state), bool(flagged)))
    return mine, others


def _of_each(
    db: Database, select: str, values: list[str], ids: Sequence[str], column: str = "article"
) -> Iterable[tuple[str, int]]:
    """(article, figure) for those of the articles that have one."""
    return db.conn.execute(
        f"{select} AND {column} IN (SELECT value FROM json_each(?)) GROUP BY {column}", [*values, _json(ids)]
    ).fetchall()


def _json(values: Sequence[object]) -> str:
    return json.dumps(list(values))


def counts(db: Database, member: str, total: int | None = None) -> Counts:
    """How far a member is in the whole project; `total` is how many articles it has, where that is known."""
    # In one walk: grouped by state it takes more than twice as long, since no index has the states.
    begun, done, flagged = db.conn.execute(
        "SELECT count(*) FILTER (WHERE state = 'begun'), count(*) FILTER (WHERE state = 'done'), "
        "count(*) FILTER (WHERE flagged) FROM states WHERE layer = ?",
        [member],
    ).fetchone()
    return Counts(article_count(db) if total is None else total, begun, done, flagged)


def choices(db: Database, member: str) -> Choices:
    """What a member's list can be narrowed to."""

    def of(column: str) -> tuple[tuple[str, int], ...]:
        rows = db.conn.execute(
            f"SELECT {column}, count(*) FROM articles GROUP BY {column} ORDER BY 2 DESC, 1"
        )
        return tuple((row[0], row[1]) for row in rows.fetchall())

    mine = db.conn.execute("SELECT count(*) FROM assignments WHERE member = ?", [member]).fetchone()[0]
    return Choices(of("publisher"), of("lang"), mine)


def first_not_done(db: Database, member: str, numbers: Sequence[int]) -> int | None:
    """Index of the first of these articles that the member has not done; None if all are."""
    for first in range(0, len(numbers), _AT_ONCE):
        some = numbers[first : first + _AT_ONCE]
        rows = db.conn.execute(
            "SELECT a.rowid FROM articles a LEFT JOIN states s ON s.layer = ? AND s.article = a.id "
            "WHERE a.rowid IN (SELECT value FROM json_each(?)) AND coalesce(s.state, 'new') <> 'done'",
            [member, _json(some)],
        )
        left = {row[0] for row in rows.fetchall()}
        if left:
            return first + next(index for index, number in enumerate(some) if number in left)
    return None
