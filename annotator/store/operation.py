"""Operations: what an action changed in one place, as a row of the log, chained by its hash to the one before.

Terms. A *version* of an item is the operation that wrote it, named `device:seq` (its layer is the item's). An
operation names the versions that it replaces (`bases`). Versions that no operation has replaced are the item's
*heads*.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from json.encoder import encode_basestring as _quoted
from operator import attrgetter
from typing import Any

from annotator.model.codec import change_json, item_from_json, kind_name
from annotator.model.edits import Edit, merged
from annotator.store.tables import compact

IMPORT = "import"
"""The command of an import's actions; undo passes them over."""
OPERATION_VERSION = 1
"""Version of the form of an operation."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a person did in one go: one transaction and one step of undo."""

    id: str
    who: str
    command: str
    """What it was, in words that undo can name, such as `tag QUOTE`; `import` for an import."""
    edits: tuple[Edit, ...]
    kind: str = "do"
    """`do`, `undo` or `redo`."""
    undoes: str = ""
    """The action that an undo takes back or a redo does again."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of the log: what an action changed in one layer and article."""

    device: str
    layer: str
    seq: int
    action: str
    who: str
    kind: str
    undoes: str
    article: str
    changes: str
    """JSON: `{"command": …, "items": [{"kind", "id", "before", "after"}, …]}`. Of gold also `"seen"`: layer ->
    device -> the last operation that the reviewer's file had of this article."""
    bases: str
    """JSON: `{"kind id": ["device:seq", …], …}`."""
    lamport: int
    at: str
    version: int
    hash: str

    @property
    def command(self) -> str:
        """What the person did."""
        return str(json.loads(self.changes)["command"])

    def edits(self) -> list[Edit]:
        """The edits that the operation made."""
        return [
            Edit(
                self.layer,
                self.article,
                None if change["before"] is None else item_from_json(change["kind"], change["before"]),
                None if change["after"] is None else item_from_json(change["kind"], change["after"]),
            )
            for change in json.loads(self.changes)["items"]
        ]

    def kinds(self) -> Counter[str]:
        """How many items of each kind the operation changed."""
        return Counter(change["kind"] for change in json.loads(self.changes)["items"])

    def seen(self) -> dict[str, dict[str, int]] | None:
        """Layer -> device -> the last operation that was here when gold was written; None where that is not told."""
        found: dict[str, dict[str, int]] | None = json.loads(self.changes).get("seen")
        return found

    def base_versions(self) -> dict[str, list[str]]:
        """For `kind id` of items, the versions (`device:seq`) that the operation replaced."""
        found: dict[str, list[str]] = json.loads(self.bases)
        return found

    def chained(self, previous: str) -> str:
        """The hash that this operation must have after one whose hash is `previous`."""
        return _digest(previous, values_of(self)[:-1])


_FIELDS = tuple(spec.name for spec in fields(Operation))
COLUMNS = ", ".join(_FIELDS)
INSERT_OPERATION = f"INSERT INTO operations ({COLUMNS}) VALUES ({', '.join('?' * len(_FIELDS))})"
values_of: Callable[[Operation], tuple[Any, ...]] = attrgetter(*_FIELDS)
"""An operation as the row of its table."""

Head = tuple[str, int, int]
"""(device, seq, lamport) of a version that nothing replaced."""


def by_place(edits: Iterable[Edit]) -> Iterator[tuple[str, str, list[Edit]]]:
    """(layer, article, its edits) of every place that the edits touch: one operation each, in this order."""
    ordered = sorted(merged(edits), key=_place)
    for (layer, article), group in groupby(ordered, key=_place):
        yield layer, article, list(group)


_place: Callable[[Edit], tuple[str, str]] = attrgetter("layer", "article")


def changes_of(edits: Iterable[Edit]) -> str:
    """Edits as an operation has them: a list in JSON."""
    return f"[{','.join([change_json(edit.before, edit.after) for edit in edits])}]"


def bases_of(
    edits: Iterable[Edit], standing: Mapping[tuple[str, str], Sequence[Head]]
) -> dict[str, list[str]]:
    """The versions that edits replace, which are all that stand."""
    bases = {}
    for edit in edits:
        kind = kind_name(edit.item)
        if found := standing.get((kind, edit.item.id)):
            bases[f"{kind} {edit.item.id}"] = [f"{device}:{seq}" for device, seq, _ in found]
    return bases


def sealed(
    device: str,
    layer: str,
    article: str,
    action: Action,
    changes: str,
    bases: dict[str, list[str]],
    last: tuple[int, str],
    lamport: int,
    at: str,
    seen: Mapping[str, Mapping[str, int]] | None = None,
) -> Operation:
    """The operation that makes these changes (see `changes_of`), all of one place.

    `last` is (seq, hash) of the one before it.
    """
    seq, previous = last
    more = "" if seen is None else f',"seen":{compact(seen)}'
    told = f'{{"command":{_quoted(action.command)},"items":{changes}{more}}}'
    replaced = compact(bases) if bases else "{}"
    did = (action.id, action.who, action.kind, action.undoes)
    # In the order of the fields, all but the hash.
    values = (device, layer, seq + 1, *did, article, told, replaced, lamport, at, OPERATION_VERSION)
    return Operation(*values, _digest(previous, values))


def _digest(previous: str, told: Sequence[str | int]) -> str:
    """The hash over the one before and the fields as a list in JSON, such as `compact` makes it."""
    spelled = ",".join([_quoted(value) if type(value) is str else str(value) for value in told])
    return hashlib.sha256(f"{previous}[{spelled}]".encode()).hexdigest()
