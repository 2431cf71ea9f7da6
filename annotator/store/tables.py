"""Items as rows of the tables, and back. The tables are what the log amounts to; people read them directly."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from annotator.model.items import (
    NO_ORIGIN,
    Assignment,
    Decision,
    Entity,
    Fragment,
    Item,
    KindCorrection,
    Link,
    Member,
    Note,
    Origin,
    Override,
    Progress,
    Relation,
    Setting,
    Span,
    Status,
)
from annotator.model.layer import Layer, layer_of
from annotator.model.people import People, place_of, with_overrides
from annotator.store.collecting import fewer_collections
from annotator.store.connection import snapshot

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

Row = tuple[Any, ...]


def compact(value: object) -> str:
    """JSON in the one form in which we store it: no spaces, Unicode as it is."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


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
            db.conn.executemany(statement, group)
        self._by_statement = defaultdict(list)


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


def read_layer(db: Database, layer: str, article: str) -> Layer:
    """Everything that one layer says about one article, word for word."""
    with snapshot(db):
        return _read_layer(db, layer, article)


def read_layer_as_meant(db: Database, layer: str, article: str) -> Layer:
    """`read_layer`, with the links of people who were split on those whom they mean now."""
    with snapshot(db):
        rows = db.conn.execute(
            "SELECT id, entity FROM overrides WHERE article = ? AND layer = ?", [article, layer]
        ).fetchall()
        return with_overrides(_read_layer(db, layer, article), (Override(*row) for row in rows))


def _read_layer(db: Database, layer: str, article: str) -> Layer:
    where = "WHERE layer = ? AND article = ?"
    at = [layer, article]
    fragments: dict[str, list[Fragment]] = {}
    for span, start, end in db.conn.execute(
        f'SELECT span, start, "end" FROM fragments {where} ORDER BY span, position', at
    ):
        fragments.setdefault(span, []).append(Fragment(start, end))
    items: list[Item] = [
        Span(row[0], row[1], tuple(fragments[row[0]]), _attributes(row[2]), Origin(*row[3:7]))
        for row in db.conn.execute(
            "SELECT id, label, attributes, origin_by, origin_rule, origin_score, origin_reason "
            f"FROM spans {where} ORDER BY id",
            at,
        )
    ]
    items += [
        Relation(row[0], row[1], row[2], row[3], row[4], bool(row[5]), Origin(*row[6:10]))
        for row in db.conn.execute(
            "SELECT id, label, from_span, to_span, position, inferred, "
            f"origin_by, origin_rule, origin_score, origin_reason FROM relations {where} ORDER BY id",
            at,
        )
    ]
    items += [
        Link(row[0], row[1], row[2], row[3], bool(row[4]), Origin(*row[5:9]))
        for row in db.conn.execute(
            "SELECT id, label, span, entity, inferred, "
            f"origin_by, origin_rule, origin_score, origin_reason FROM links {where} ORDER BY id",
            at,
        )
    ]
    items += [
        Note(row[0], row[1], row[2], row[3], row[4], bool(row[5]))
        for row in db.conn.execute(
            f"SELECT id, on_span, by, text, re, settled FROM notes {where} ORDER BY id", at
        )
    ]
    items += [
        Decision(
            row[0], row[1], tuple(Fragment(*part) for part in json.loads(row[2])), row[3], row[4], row[5]
        )
        for row in db.conn.execute(
            f"SELECT id, label, fragments, decision, reason, by FROM decisions {where} ORDER BY id", at
        )
    ]
    items += [
        Status(Progress(row[0]), bool(row[1]))
        for row in db.conn.execute(f"SELECT state, flagged FROM states {where}", at)
    ]
    return layer_of(layer, article, items)


_NO_ATTRIBUTES: tuple[tuple[str, str], ...] = ()


def _attributes(stored: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(json.loads(stored).items())) if stored != "{}" else _NO_ATTRIBUTES


def read_entities(db: Database, ids: Iterable[str] | None = None) -> dict[str, Entity]:
    """Entities by id: all of the project, or those named."""
    with snapshot(db):
        return _read_entities(db, ids)


def read_people(db: Database) -> People:
    """Everybody in the project, with what was merged and split."""
    with snapshot(db):
        rows = db.conn.execute("SELECT id, entity FROM overrides ORDER BY id").fetchall()
        return People(_read_entities(db, None), {row[0]: Override(*row) for row in rows})


def _read_entities(db: Database, ids: Iterable[str] | None) -> dict[str, Entity]:
    if ids is None:
        rows = list(db.conn.execute("SELECT id, kind, name, merged_into FROM entities ORDER BY id"))
        aliases = list(db.conn.execute("SELECT entity, alias FROM aliases ORDER BY entity, position"))
    else:
        chosen = compact(sorted(set(ids)))
        among = "IN (SELECT value FROM json_each(?))"
        rows = list(
            db.conn.execute(
                f"SELECT id, kind, name, merged_into FROM entities WHERE id {among} ORDER BY id", [chosen]
            )
        )
        aliases = list(
            db.conn.execute(
                f"SELECT entity, alias FROM aliases WHERE entity {among} ORDER BY entity, position", [chosen]
            )
        )
    by_entity: dict[str, list[str]] = {}
    for entity, alias in aliases:
        by_entity.setdefault(entity, []).append(alias)
    others = {entity: tuple(names) for entity, names in by_entity.items()}
    with fewer_collections():
        return {row[0]: Entity(row[0], row[1], row[2], others.get(row[0], ()), row[3]) for row in rows}


def read_item(db: Database, layer: str, article: str, kind: str, identifier: str) -> Item | None:
    """One item as the tables show it, or None."""
    match kind:
        case "entity":
            return read_entities(db, [identifier]).get(identifier)
        case "override":
            rows = list(db.conn.execute("SELECT id, entity FROM overrides WHERE id = ?", [identifier]))
            return Override(*rows[0]) if rows else None
        case "member":
            rows = list(db.conn.execute("SELECT name, reviewer FROM members WHERE name = ?", [identifier]))
            return Member(rows[0][0], bool(rows[0][1])) if rows else None
        case "assignment":
            query = "SELECT member, suggestions FROM assignments WHERE article = ? AND member = ?"
            rows = list(db.conn.execute(query, [article, identifier]))
            return Assignment(rows[0][0], bool(rows[0][1])) if rows else None
        case "setting":
            rows = list(db.conn.execute("SELECT name, value FROM settings WHERE name = ?", [identifier]))
            return Setting(*rows[0]) if rows else None
        case "kind":
            rows = list(
                db.conn.execute(
                    "SELECT paragraph, kind FROM kinds WHERE article = ? AND paragraph = ?",
                    [article, int(identifier)],
                )
            )
            return KindCorrection(str(rows[0][0]), rows[0][1]) if rows else None
        case _:
            shown = read_layer(db, layer, article)
            groups: dict[str, Any] = {
                "span": shown.spans,
                "relation": shown.relations,
                "link": shown.links,
                "note": shown.notes,
                "decision": shown.decisions,
            }
            if kind == "status":
                return shown.status if shown.status != Status() else None
            found: Item | None = groups[kind].get(identifier)
            return found
