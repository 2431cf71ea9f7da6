"""`annotator check`: is the file whole, is every chain of the log unbroken, and do the tables say what it says?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.model.codec import item_json, kind_name
from annotator.model.items import (
    PEOPLE,
    PROJECT,
    SUGGESTIONS,
    Assignment,
    Item,
    KindCorrection,
    Member,
    Setting,
    Status,
)
from annotator.store import log, reading, search, tables
from annotator.store.connection import snapshot
from annotator.store.operation import COLUMNS, Operation

if TYPE_CHECKING:
    from sqlite_utils import Database


def problems(db: Database) -> Iterator[str]:
    """A sentence for everything that is wrong with the project; nothing if all is well."""
    found = []
    try:
        with snapshot(db):  # or the tables would be of another moment than the log
            for problem in _problems(db):
                found.append(problem)
    except sqlite3.DatabaseError as error:
        found.append(f"SQLite finds the file damaged: {error}")
    except (ValueError, LookupError, TypeError) as error:
        found.append(f"Something that the file holds cannot be read ({error!r}): it is damaged.")
    yield from found


def _problems(db: Database) -> Iterator[str]:
    found = [row[0] for row in db.conn.execute("PRAGMA integrity_check(20)").fetchall()]
    if found != ["ok"]:
        yield from (f"SQLite finds the file damaged: {line}" for line in found)
        return
    for row in db.conn.execute("PRAGMA foreign_key_check").fetchall():
        yield f"A row of {row[0]} points to {row[2]} that is not there."
    if missing := search.unindexed(db):
        yield f"The search index does not know {missing} of the articles."
    yield from _broken_chains(db)
    yield from _out_of_step(db)


def _broken_chains(db: Database) -> Iterator[str]:
    """Every sequence runs 1, 2, 3 … and every hash follows from the one before."""
    places: dict[tuple[str, str], tuple[int, str]] = {}
    cursor = db.conn.execute(f"SELECT {COLUMNS} FROM operations ORDER BY device, layer, seq")
    for row in cursor:
        operation = Operation(*row)
        seq, previous = places.get((operation.device, operation.layer), (0, ""))
        name = f"{operation.device}:{operation.seq} in {operation.layer}"
        if operation.seq != seq + 1:
            yield f"The log jumps from {seq} to {operation.seq} before {name}."
        elif operation.chained(previous) != operation.hash:
            yield f"The log was altered at {name}: its hash does not fit."
        places[(operation.device, operation.layer)] = (operation.seq, operation.hash)


def _out_of_step(db: Database) -> Iterator[str]:
    """Replay the log and compare with the tables, one layer of one article after the other."""
    for article, layer in db.conn.execute(_PLACES):
        replayed, shown = _replay(db, layer, article), _shown(db, layer, article)
        for kind, identifier in sorted(replayed.keys() | shown.keys()):
            if replayed.get((kind, identifier)) != shown.get((kind, identifier)):
                where = f"{kind} {identifier} in {layer}" + (f", {article}" if article else "")
                yield f"The tables and the log differ: {where}."


Bodies = dict[tuple[str, str], str]
"""(kind, id) -> the item as JSON."""

_PLACES = " UNION ".join(
    [
        f"SELECT '', '{PEOPLE}'",
        f"SELECT '', '{PROJECT}'",
        "SELECT article, layer FROM operations",
        f"SELECT article, '{PROJECT}' FROM kinds",
        f"SELECT article, '{PROJECT}' FROM assignments",
        *(
            f"SELECT DISTINCT article, layer FROM {table} "
            f"WHERE substr(layer, 1, {len(SUGGESTIONS)}) <> '{SUGGESTIONS}'"
            for table in ("spans", "relations", "links", "notes", "decisions", "states")
        ),
    ]
)
"""Every (article, layer) that the log or the tables know. Suggestions are derived data and in no log."""


def _replay(db: Database, layer: str, article: str) -> Bodies:
    """What the log amounts to: for every item, the version with the highest (lamport, device) among its heads."""
    heads: dict[tuple[str, str], dict[str, tuple[tuple[int, str], str | None]]] = {}
    for operation in log.operations(db, "article = ? AND layer = ?", [article, layer]):
        bases = operation.base_versions()
        for edit in operation.edits():
            kind, identifier = kind_name(edit.item), edit.item.id
            standing = heads.setdefault((kind, identifier), {})
            for version in bases.get(f"{kind} {identifier}", ()):
                standing.pop(version, None)
            body = None if edit.after is None else item_json(edit.after)
            standing[f"{operation.device}:{operation.seq}"] = ((operation.lamport, operation.device), body)
    result = {}
    for item, standing in heads.items():
        body = max(standing.values(), key=lambda head: head[0])[1]
        if body is not None:
            result[item] = body
    return result


def _shown(db: Database, layer: str, article: str) -> Bodies:
    """What the tables hold."""
    return {(kind_name(item), item.id): item_json(item) for item in _items(db, layer, article)}


def _items(db: Database, layer: str, article: str) -> Iterator[Item]:
    if not layer.startswith(SUGGESTIONS):
        read = tables.read_layer(db, layer, article)
        yield from read.items()
        # A layer does not list the state of an article that nobody has begun, and there may be a row for it.
        where = "layer = ? AND article = ? AND state = 'new' AND NOT flagged"
        if db.conn.execute(f"SELECT 1 FROM states WHERE {where}", [layer, article]).fetchone():
            yield Status()
    if (layer, article) == (PEOPLE, ""):
        yield from tables.read_entities(db).values()
        yield from tables.read_people(db).overrides.values()
    elif (layer, article) == (PROJECT, ""):
        for row in db.conn.execute("SELECT name, reviewer FROM members"):
            yield Member(row[0], bool(row[1]))
        for row in db.conn.execute("SELECT name, value FROM settings"):
            yield Setting(row[0], row[1])
    elif layer == PROJECT:
        for row in db.conn.execute("SELECT paragraph, kind FROM kinds WHERE article = ?", [article]):
            yield KindCorrection(str(row[0]), row[1])
        query = "SELECT member, suggestions FROM assignments WHERE article = ?"
        for row in db.conn.execute(query, [article]):
            yield Assignment(row[0], bool(row[1]))


def summary(db: Database) -> dict[str, int]:
    """How much the project holds."""
    return {
        "articles": reading.article_count(db),
        "operations": int(db.conn.execute("SELECT count(*) FROM operations").fetchone()[0]),
        "spans": int(db.conn.execute("SELECT count(*) FROM spans").fetchone()[0]),
        "conflicts": int(
            db.conn.execute(
                "SELECT count(*) FROM (SELECT 1 FROM versions GROUP BY layer, article, kind, id HAVING count(*) > 1)"
            ).fetchone()[0]
        ),
    }
