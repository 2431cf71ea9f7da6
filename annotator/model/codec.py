"""Items as plain JSON values and back: the form in which the log keeps them.

Keys that hold their default are left out, so that the log stays small; reading puts them back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any

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

KINDS: Mapping[str, type[Item]] = {
    "span": Span,
    "relation": Relation,
    "link": Link,
    "entity": Entity,
    "override": Override,
    "note": Note,
    "decision": Decision,
    "status": Status,
    "kind": KindCorrection,
    "member": Member,
    "assignment": Assignment,
    "setting": Setting,
}
"""Name in the log -> type of item."""

_NAMES = {kind: name for name, kind in KINDS.items()}

Json = dict[str, Any]


def kind_name(item: Item) -> str:
    """The name under which the log knows this type of item, such as `span`."""
    return _NAMES[type(item)]


def item_to_json(item: Item) -> Json:
    """The item as a JSON object, without keys that hold their default."""
    out: Json = {}
    for spec in fields(item):
        value = getattr(item, spec.name)
        if spec.default is not MISSING and value == spec.default and spec.name != "id":
            continue
        out[spec.name] = _encode(value)
    return out


def item_from_json(kind: str, data: Json) -> Item:
    """The item that `item_to_json` wrote.

    Raises:
        KeyError: unknown kind.
        TypeError: a key is missing or unknown.
    """
    values = {name: _DECODERS.get(name, _same)(value) for name, value in data.items()}
    if kind == "entity":
        values["aliases"] = tuple(data.get("aliases", ()))
    return KINDS[kind](**values)


def _encode(value: object) -> Any:
    match value:
        case tuple():
            return [_encode(part) for part in value]
        case Fragment(start, end):
            return [start, end]
        case Origin():
            return {spec.name: found for spec in fields(value) if (found := getattr(value, spec.name))}
        case _:
            return value


def _same(value: Any) -> Any:
    return value


_DECODERS: Mapping[str, Callable[[Any], Any]] = {
    "fragments": lambda value: tuple(Fragment(start, end) for start, end in value),
    "attributes": lambda value: tuple((name, word) for name, word in value),
    "origin": lambda value: Origin(**value),
    "state": Progress,
}
