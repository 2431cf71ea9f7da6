"""The log: operations are appended, hash-chained, and never changed; tables are kept in step with them.

Terms. A *version* of an item is the operation that wrote it, named `device:seq` (its layer is the item's). An
operation names the versions that it replaces (`bases`). Versions that no operation has replaced are the item's
*heads*; with more than one, all are kept in the table `versions` and the one with the highest (lamport, device)
shows in the tables. See Lamport, "Time, clocks, and the ordering of events in a distributed system", 1978.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from annotator.model.codec import kind_name
from annotator.model.edits import Edit
from annotator.model.items import GOLD, PEOPLE, PROJECT, Item
from annotator.store.operation import (
    COLUMNS,
    INSERT_OPERATION,
    Action,
    Head,
    Operation,
    bases_of,
    by_place,
    changes_of,
    sealed,
    values_of,
)
from annotator.store.rows import delete_item, insert_items
from annotator.store.tables import compact

if TYPE_CHECKING:
    from sqlite_utils import Database

INSERT_VERSION = "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?)"
INSERT_VERSIONS_OF = "INSERT INTO versions " + " UNION ALL ".join(
    f"SELECT layer, article, '{kind}', {identifier}, :device, :seq, :lamport FROM {table} "
    "WHERE layer = :layer AND article = :article"
    for kind, table, identifier in (
        ("decision", "decisions", "id"),
        ("link", "links", "id"),
        ("note", "notes", "id"),
        ("relation", "relations", "id"),
        ("span", "spans", "id"),
        ("status", "states", "'status'"),
    )
)
"""All that a layer holds in an article was written by this operation.

In the order of the key, and from rows that are there already: half the work of handing over each version.
"""


Heads = Mapping[tuple[str, str], tuple[int, str]]
"""(device, layer) -> (seq, hash) of an operation that was the last one once. Operations stay as they are."""
_NO_HEADS: Heads = MappingProxyType({})


def append(
    db: Database,
    device: str,
    action: Action,
    at: str,
    texts: Mapping[str, str] = MappingProxyType({}),
    known: Heads = _NO_HEADS,
) -> list[Operation]:
    """Write an action's operations, one per layer and article, and bring the tables in step.

    `texts` are texts of articles (by id) that the caller has at hand, `known` is as in `head`; others are read.

    To be called inside a write transaction, after the caller has made sure that the edits were computed from
    what the tables show now.
    """
    lamport = latest_lamport(db)
    written = []
    for layer, article, edits in by_place(action.edits):
        lamport += 1
        standing = all_heads(db, layer, article, edits)
        last = head(db, device, layer, known)
        told = changes_of(edits), bases_of(edits, standing)
        seen = _seen(db, article) if layer == GOLD else None
        operation = sealed(device, layer, article, action, *told, last, lamport, at, seen)
        insert(db, operation)
        bring_in_step(db, operation, edits, standing, texts.get(article))
        written.append(operation)
    return written


def apply_foreign(db: Database, operation: Operation) -> bool:
    """Add an operation that another device wrote; False if the log has it already.

    To be called inside a write transaction.

    Raises:
        ValueError: the operation does not continue its chain.
    """
    seq, previous = head(db, operation.device, operation.layer)
    if operation.seq <= seq:
        return False
    if operation.seq != seq + 1 or operation.chained(previous) != operation.hash:
        raise ValueError(f"operation {operation.device}:{operation.seq} does not continue its chain")
    insert(db, operation)
    edits = operation.edits()
    bring_in_step(db, operation, edits, all_heads(db, operation.layer, operation.article, edits))
    return True


def head(db: Database, device: str, layer: str, known: Heads = _NO_HEADS) -> tuple[int, str]:
    """(seq, hash) of the last operation of a device in a layer; (0, "") if there is none.

    What is `known` is not read again: the operation of an import may be megabytes long, and its hash stands behind
    what it changed.
    """
    row = db.conn.execute(
        "SELECT max(seq) FROM operations WHERE device = ? AND layer = ?", [device, layer]
    ).fetchone()
    seq = row[0] or 0
    before = known.get((device, layer))
    if before is not None and before[0] == seq:
        return before
    return seq, hash_at(db, device, layer, seq)


def hash_at(db: Database, device: str, layer: str, seq: int) -> str:
    """Hash of an operation; `""` where there is none."""
    row = db.conn.execute(
        "SELECT hash FROM operations WHERE device = ? AND layer = ? AND seq = ?", [device, layer, seq]
    ).fetchone()
    return row[0] if row else ""


def latest_lamport(db: Database) -> int:
    """The highest Lamport time in the log; 0 in an empty one."""
    return int(db.conn.execute("SELECT coalesce(max(lamport), 0) FROM operations").fetchone()[0])


def last_lamport(db: Database, layer: str, article: str) -> int:
    """Lamport time of the latest operation on an article in a layer; 0 if there is none."""
    found = db.conn.execute(
        "SELECT max(lamport) FROM operations WHERE article = ? AND layer = ?", [article, layer]
    ).fetchone()[0]
    return int(found or 0)


def heads(db: Database, layer: str, article: str, kind: str, identifier: str) -> list[Head]:
    """(device, seq, lamport) of an item's versions that nothing replaced; the last one shows."""
    rows = db.conn.execute(
        "SELECT device, seq, lamport FROM versions WHERE layer = ? AND article = ? AND kind = ? AND id = ? "
        "ORDER BY lamport, device",
        [layer, article, kind, identifier],
    )
    return [(row[0], row[1], row[2]) for row in rows]


def is_fresh(db: Database, layer: str, article: str) -> bool:
    """Whether a layer never had an item in an article, not even one that was deleted since."""
    found = db.conn.execute(
        "SELECT 1 FROM versions WHERE layer = ? AND article = ? LIMIT 1", [layer, article]
    ).fetchone()
    return found is None


def ever(db: Database, layer: str, article: str, kind: str, ids: Iterable[str]) -> set[str]:
    """Those of the ids that items of a kind have, or had before they were deleted, in one place."""
    rows = db.conn.execute(
        "SELECT DISTINCT versions.id FROM json_each(?) AS wanted CROSS JOIN versions ON versions.id = wanted.value "
        "WHERE layer = ? AND article = ? AND kind = ?",
        [compact(sorted(ids)), layer, article, kind],
    )
    return {row[0] for row in rows}


def all_heads(
    db: Database, layer: str, article: str, edits: Iterable[Edit]
) -> dict[tuple[str, str], list[Head]]:
    """`heads` of every item that edits of one place touch, by (kind, id); without those that have none."""
    touched = compact(list({(kind_name(edit.item), edit.item.id) for edit in edits}))
    # A cross join keeps its order: one search along the key for each item, however many there are.
    rows = db.conn.execute(
        "SELECT kind, versions.id, device, seq, lamport FROM json_each(?) AS touched CROSS JOIN versions "
        "ON kind = json_extract(touched.value, '$[0]') AND versions.id = json_extract(touched.value, '$[1]') "
        "WHERE layer = ? AND article = ? ORDER BY lamport, device",
        [touched, layer, article],
    )
    standing: dict[tuple[str, str], list[Head]] = {}
    for kind, identifier, device, seq, lamport in rows:
        standing.setdefault((kind, identifier), []).append((device, seq, lamport))
    return standing


def operations(db: Database, where: str = "", parameters: Sequence[Any] = ()) -> Iterator[Operation]:
    """Operations of the log in the order in which they were written here, as far as clocks tell."""
    clause = f"WHERE {where} " if where else ""
    cursor = db.conn.execute(
        f"SELECT {COLUMNS} FROM operations {clause}ORDER BY lamport, device, layer", list(parameters)
    )
    while rows := cursor.fetchmany(500):
        for row in rows:
            yield Operation(*row)


def last_actions(db: Database, number: int, article: str = "") -> list[str]:
    """Ids of the latest actions, the latest first; with an article, of those that touched it."""
    where = "WHERE article = ? " if article else ""
    cursor = db.conn.execute(
        f"SELECT action FROM operations {where}ORDER BY lamport DESC, device DESC",
        [article] if article else [],
    )
    found: dict[str, None] = {}
    while len(found) < number and (row := cursor.fetchone()) is not None:
        found[row[0]] = None
    cursor.close()
    return list(found)


def _seen(db: Database, article: str) -> dict[str, dict[str, int]]:
    """How far the sequences of people's layers are here, in one article."""
    found: dict[str, dict[str, int]] = {}
    rows = db.conn.execute(
        "SELECT layer, device, max(seq) FROM operations WHERE article = ? AND layer NOT IN (?, ?, ?) "
        "GROUP BY layer, device ORDER BY layer, device",
        [article, GOLD, PEOPLE, PROJECT],
    )
    for layer, device, seq in rows:
        found.setdefault(layer, {})[device] = seq
    return found


def insert(db: Database, operation: Operation) -> None:
    """Append an operation to the log; the tables stay as they are."""
    db.conn.execute(INSERT_OPERATION, values_of(operation))


def bring_in_step(
    db: Database,
    operation: Operation,
    edits: Iterable[Edit],
    standing: Mapping[tuple[str, str], Sequence[Head]],
    known_text: str | None = None,
) -> None:
    """Make the tables show, for every item that the operation touched, its winning version.

    `standing` are the heads as they were before the operation.
    """
    layer, article = operation.layer, operation.article
    bases = operation.base_versions()
    mine = (operation.device, operation.seq, operation.lamport)
    text = known_text if known_text is not None else _text(db, article)
    shown: list[Item] = []
    gone: list[tuple[Any, ...]] = []
    new: list[tuple[Any, ...]] = []
    for edit in edits:
        kind, identifier = kind_name(edit.item), edit.item.id
        at = (layer, article, kind, identifier)
        new.append((*at, *mine))
        item = edit.after
        before = standing.get((kind, identifier), ())
        replaced = {_version(name) for name in bases.get(f"{kind} {identifier}", ())}
        if before or replaced:
            gone += [(*at, *version) for version in replaced]
            delete_item(db, *at)
            rivals = [head for head in before if head[:2] not in replaced]
            winner = max([*rivals, mine], key=_precedence)
            if winner is not mine:
                item = _body(db, winner[0], winner[1], layer, kind, identifier)
        if item is not None:
            shown.append(item)
    db.conn.executemany(
        "DELETE FROM versions WHERE layer = ? AND article = ? AND kind = ? AND id = ? AND device = ? AND seq = ?",
        gone,
    )
    db.conn.executemany(INSERT_VERSION, new)
    insert_items(db, layer, article, text, shown)


def _precedence(version: tuple[str, int, int]) -> tuple[int, str]:
    return (version[2], version[0])


def _version(name: str) -> tuple[str, int]:
    device, _, seq = name.rpartition(":")
    return device, int(seq)


def _body(db: Database, device: str, seq: int, layer: str, kind: str, identifier: str) -> Item | None:
    """What an operation made of an item."""
    row = db.conn.execute(
        f"SELECT {COLUMNS} FROM operations WHERE device = ? AND layer = ? AND seq = ?", [device, layer, seq]
    ).fetchone()
    for edit in Operation(*row).edits():
        if (kind_name(edit.item), edit.item.id) == (kind, identifier):
            return edit.after
    return None


def _text(db: Database, article: str) -> str:
    if not article:
        return ""
    row = db.conn.execute("SELECT text FROM articles WHERE id = ?", [article]).fetchone()
    return row[0] if row else ""
