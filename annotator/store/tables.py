"""What the log amounts to, read from the tables. People read them directly, too."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from annotator.model.items import (
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
from annotator.model.people import People, with_overrides
from annotator.store.collecting import fewer_collections
from annotator.store.connection import snapshot

if TYPE_CHECKING:
    from sqlite_utils import Database


def compact(value: object) -> str:
    """JSON in the one form in which we store it: no spaces, Unicode as it is."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


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
