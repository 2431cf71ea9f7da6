"""Items as plain JSON values and back: the form in which the log keeps them.

Keys that hold their default are left out, so that the log stays small; reading puts them back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from operator import attrgetter
from typing import Any

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
    if (quick := _QUICK.get(type(item))) is not None:
        return quick(item)
    return _by_fields(item)


def _by_fields(item: Item) -> Json:
    out: Json = {}
    values, keys = _SHAPES[type(item)]
    for (name, default, encode), value in zip(keys, values(item), strict=True):
        if value is default or value == default:
            continue
        out[name] = value if encode is None else encode(value)
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


def _origin_to_json(origin: Origin) -> Json:
    return {name: found for name in _ORIGIN if (found := getattr(origin, name))}


def _span_to_json(span: Span) -> Json:
    out: Json = {"id": span.id, "label": span.label, "fragments": [list(part) for part in span.fragments]}
    if span.attributes:
        out["attributes"] = [list(pair) for pair in span.attributes]
    return out if span.origin is NO_ORIGIN else _with_origin(out, span.origin)


def _relation_to_json(relation: Relation) -> Json:
    out: Json = {
        "id": relation.id,
        "label": relation.label,
        "head": relation.head,
        "target": relation.target,
    }
    if relation.order:
        out["order"] = relation.order
    if relation.inferred:
        out["inferred"] = True
    return out if relation.origin is NO_ORIGIN else _with_origin(out, relation.origin)


def _link_to_json(link: Link) -> Json:
    out: Json = {"id": link.id, "label": link.label, "span": link.span, "entity": link.entity}
    if link.inferred:
        out["inferred"] = True
    return out if link.origin is NO_ORIGIN else _with_origin(out, link.origin)


def _with_origin(out: Json, origin: Origin) -> Json:
    if found := _origin_to_json(origin):
        out["origin"] = found
    return out


def _same(value: Any) -> Any:
    return value


_DECODERS: Mapping[str, Callable[[Any], Any]] = {
    "fragments": lambda value: tuple(Fragment(start, end) for start, end in value),
    "attributes": lambda value: tuple((name, word) for name, word in value),
    "origin": lambda value: Origin(**value),
    "state": Progress,
}

_ENCODERS: Mapping[str, Callable[[Any], Any]] = {
    "fragments": lambda value: [[part.start, part.end] for part in value],
    "attributes": lambda value: [[name, word] for name, word in value],
    "aliases": list,
    "origin": _origin_to_json,
}
"""Only these keys hold anything but texts, numbers and flags."""

_ORIGIN = tuple(spec.name for spec in fields(Origin))


_Key = tuple[str, object, Callable[[Any], Any] | None]
"""Name, the default that is left out, and how the value is written where it is not written as it is."""


def _shape(kind: type[Item]) -> tuple[Callable[[Item], tuple[Any, ...]], tuple[_Key, ...]]:
    """What gets all values of an item of this type, and its keys in the same order."""
    # A status has its one id by default, and says it all the same. MISSING equals nothing.
    keys = tuple(
        (spec.name, MISSING if spec.name == "id" else spec.default, _ENCODERS.get(spec.name))
        for spec in fields(kind)
    )
    return attrgetter(*(spec.name for spec in fields(kind))), keys


_QUICK: Mapping[type, Callable[[Any], Json]] = {
    Span: _span_to_json,
    Relation: _relation_to_json,
    Link: _link_to_json,
}
"""The kinds of which imports bring millions, each written out, in a third of the time."""

_SHAPES = {kind: _shape(kind) for kind in KINDS.values()}
"""Looked up once: `dataclasses.fields` for every item took a fifth of an import."""
