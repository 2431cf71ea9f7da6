"""Items as rows on their way into the tables, singly or many together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from annotator.model.items import (
    NO_ORIGIN,
    Assignment,
    Decision,
    Entity,
    Item,
    KindCorrection,
    Link,
    Member,
    Note,
    Origin,
    Override,
    Relation,
    Setting,
    Span,
    Status,
)
from annotator.model.people import place_of
from annotator.store.tables import compact

if TYPE_CHECKING:
    from sqlite_utils import Database

_SPAN = "INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FRAGMENT = "INSERT INTO fragments VALUES (?, ?, ?, ?, ?, ?)"
_FRAGMENT_EACH = """INSERT INTO fragments
    SELECT layer, article, id, 0, start, "end" FROM spans WHERE layer = ? AND article = ?"""
_RELATION = "INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_LINK = "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_DECISION = "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_KEYED = {"span": "spans", "relation": "relations", "link": "links", "note": "notes", "decision": "decisions"}

_AT_ONCE = 50
"""Rows of one statement. SQLite binds 999 values at least, and no table has so many columns that these are more."""

Row = tuple[Any, ...]


class Rows:
    """Rows that wait to be written together, a statement for all of one table."""

    def __init__(self) -> None:
        self._by_statement: defaultdict[str, list[Row]] = defaultdict(list)

    def add(self, statement: str, rows: Iterable[Row]) -> None:
        """Have these written too; tables are written in the order in which they were first named."""
        self._by_statement[statement].extend(rows)

    def add_items(self, layer: str, article: str, text: str, items: Iterable[Item]) -> None:
        """Have the rows of items written. `text` is the article's, for the spans' own text."""
        rows = self._by_statement
        for item in items:
            for statement, row in _rows_of(layer, article, text, item):
                rows[statement].append(row)

    def add_layer(self, layer: str, article: str, text: str, items: Sequence[Item]) -> None:
        """Have the rows written of all that a layer says about an article of which it has no row yet."""
        rows = self._by_statement
        fragments: set[int] = set()
        for item in items:
            if type(item) is Span:
                rows[_SPAN].append(_span_row(layer, article, text, item))
                fragments.add(len(item.fragments))
            elif type(item) is Relation:
                rows[_RELATION].append(_relation_row(layer, article, item))
            elif type(item) is Link:
                rows[_LINK].append(_link_row(layer, article, item))
            else:
                for statement, row in _rows_of(layer, article, text, item):
                    rows[statement].append(row)
        if fragments == {1}:
            # From the rows of the spans, which are there by then: half the work of handing over each fragment.
            rows[_FRAGMENT_EACH].append((layer, article))
        elif fragments:
            for item in items:
                if type(item) is Span:
                    rows[_FRAGMENT] += _fragment_rows(layer, article, item)

    def write(self, db: Database) -> None:
        """Write what has waited."""
        for statement, group in self._by_statement.items():
            _execute(db, statement, group)
        self._by_statement = defaultdict(list)


def _execute(db: Database, statement: str, rows: Sequence[Row]) -> None:
    """Execute a statement for every row; with many rows to insert, for many at a time, which takes less of each."""
    before, values, marks = statement.partition(" VALUES ")
    whole = len(rows) // _AT_ONCE * _AT_ONCE if values else 0
    if whole:
        many = f"{before}{values}{', '.join([marks] * _AT_ONCE)}"
        parts = (rows[first : first + _AT_ONCE] for first in range(0, whole, _AT_ONCE))
        db.conn.executemany(many, (list(chain.from_iterable(part)) for part in parts))
    db.conn.executemany(statement, rows[whole:])


def insert_items(db: Database, layer: str, article: str, text: str, items: Iterable[Item]) -> None:
    """Write rows of items that are not in the tables. `text` is the article's, for the spans' own text."""
    rows = Rows()
    rows.add_items(layer, article, text, items)
    rows.write(db)


def delete_item(db: Database, layer: str, article: str, kind: str, identifier: str) -> None:
    """Remove the rows of an item, if there are any."""
    if kind in _KEYED:
        db.execute(
            f"DELETE FROM {_KEYED[kind]} WHERE layer = ? AND article = ? AND id = ?",
            [layer, article, identifier],
        )
    match kind:
        case "span":
            db.execute(
                "DELETE FROM fragments WHERE layer = ? AND article = ? AND span = ?",
                [layer, article, identifier],
            )
        case "status":
            db.execute("DELETE FROM states WHERE layer = ? AND article = ?", [layer, article])
        case "entity":
            db.execute("DELETE FROM entities WHERE id = ?", [identifier])
        case "override":
            db.execute("DELETE FROM overrides WHERE id = ?", [identifier])
        case "member":
            db.execute("DELETE FROM members WHERE name = ?", [identifier])
        case "assignment":
            db.execute("DELETE FROM assignments WHERE article = ? AND member = ?", [article, identifier])
        case "setting":
            db.execute("DELETE FROM settings WHERE name = ?", [identifier])
        case "kind":
            db.execute("DELETE FROM kinds WHERE article = ? AND paragraph = ?", [article, int(identifier)])
            db.execute(
                "UPDATE paragraphs SET kind = guess WHERE article = ? AND number = ?",
                [article, int(identifier)],
            )


def _rows_of(layer: str, article: str, text: str, item: Item) -> list[tuple[str, Row]]:
    at = (layer, article)
    match item:
        case Span():
            return [
                (_SPAN, _span_row(layer, article, text, item)),
                *((_FRAGMENT, row) for row in _fragment_rows(layer, article, item)),
            ]
        case Relation():
            return [(_RELATION, _relation_row(layer, article, item))]
        case Link():
            return [(_LINK, _link_row(layer, article, item))]
        case Note():
            return [(_NOTE, (*at, item.id, item.on, item.by, item.text, item.re, int(item.settled)))]
        case Decision():
            parts = compact([[part.start, part.end] for part in item.fragments])
            return [(_DECISION, (*at, item.id, item.label, parts, item.decision, item.reason, item.by))]
        case Status():
            return [("INSERT INTO states VALUES (?, ?, ?, ?)", (*at, str(item.state), int(item.flagged)))]
        case Entity():
            return [
                (
                    "INSERT INTO entities VALUES (?, ?, ?, ?)",
                    (item.id, item.kind, item.name, item.merged_into),
                ),
                *(
                    ("INSERT INTO aliases VALUES (?, ?, ?)", (item.id, position, alias))
                    for position, alias in enumerate(item.aliases)
                ),
            ]
        case Override():
            place = place_of(item.id)
            return [("INSERT INTO overrides VALUES (?, ?, ?, ?, ?)", (item.id, *place, item.entity))]
        case Member():
            return [("INSERT INTO members VALUES (?, ?)", (item.id, int(item.reviewer)))]
        case Assignment():
            row = (article, item.id, int(item.suggestions))
            return [("INSERT INTO assignments VALUES (?, ?, ?)", row)]
        case Setting():
            return [("INSERT INTO settings VALUES (?, ?)", (item.id, item.value))]
        case KindCorrection():
            number = int(item.id)
            return [
                ("INSERT INTO kinds VALUES (?, ?, ?)", (article, number, item.kind)),
                (
                    "UPDATE paragraphs SET kind = ? WHERE article = ? AND number = ?",
                    (item.kind, article, number),
                ),
            ]


def _span_row(layer: str, article: str, text: str, span: Span) -> Row:
    fragments = span.fragments
    start, end = fragments[0][0], fragments[-1][1]
    surface = text[start:end] if len(fragments) == 1 else span.surface(text)
    told = _attributes_json(span.attributes)
    return (layer, article, span.id, span.label, start, end, surface, told, *_origin_row(span.origin))


def _fragment_rows(layer: str, article: str, span: Span) -> list[Row]:
    return [
        (layer, article, span.id, position, start, end)
        for position, (start, end) in enumerate(span.fragments)
    ]


def _relation_row(layer: str, article: str, relation: Relation) -> Row:
    ends = (relation.label, relation.head, relation.target, relation.order, int(relation.inferred))
    return (layer, article, relation.id, *ends, *_origin_row(relation.origin))


def _link_row(layer: str, article: str, link: Link) -> Row:
    ends = (link.label, link.span, link.entity, int(link.inferred))
    return (layer, article, link.id, *ends, *_origin_row(link.origin))


@lru_cache(maxsize=4096)
def _attributes_json(attributes: tuple[tuple[str, str], ...]) -> str:
    return compact(dict(attributes))


def _origin_row(origin: Origin) -> Row:
    if origin is NO_ORIGIN:
        return _NO_ORIGIN_ROW
    return (origin.by, origin.rule, origin.score, origin.reason)


_NO_ORIGIN_ROW: Row = ("", "", 0, "")
