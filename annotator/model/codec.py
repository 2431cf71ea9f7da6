"""Items as plain JSON values and back: the form in which the log keeps them.

Keys that hold their default are left out, so that the log stays small; reading puts them back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
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
    out: Json = {}
    values, keys = _SHAPES[type(item)]
    for (name, default, encode), value in zip(keys, values(item), strict=True):
        if value is default or value == default:
            continue
        out[name] = value if encode is None else encode(value)
    return out


def item_json(item: Item) -> str:
    """The same spelled, in the one form in which the log keeps it: no spaces, Unicode as it is."""
    if (spell := _SPELLED.get(type(item))) is not None:
        return spell(item, _quoted(item.id))
    return _spelled(item_to_json(item))


def change_json(before: Item | None, after: Item | None) -> str:
    """One change of an operation, spelled in that form: kind and id, and the item before and after."""
    item = after or before
    assert item is not None, "a change is one of something"
    told = "null" if before is None else item_json(before), "null" if after is None else item_json(after)
    return f'{{"kind":"{kind_name(item)}","id":{_quoted(item.id)},"before":{told[0]},"after":{told[1]}}}'


def additions_json(items: Iterable[Item]) -> str:
    """The changes that bring new items, in a list, each as `change_json` spells it."""
    found = []
    for item in items:
        kind, key = type(item), _quoted(item.id)
        spell = _SPELLED.get(kind)
        body = _spelled(item_to_json(item)) if spell is None else spell(item, key)
        found.append(f'{{"kind":"{_NAMES[kind]}","id":{key},"before":null,"after":{body}}}')
    return f"[{','.join(found)}]"


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


# Each spells an item whose id stands before it already, in quotes.


def _span_json(span: Span, key: str) -> str:
    fragments = span.fragments
    if len(fragments) == 1:
        ((start, end),) = fragments
        parts = f"[{start},{end}]"
    else:
        parts = ",".join([f"[{start},{end}]" for start, end in fragments])
    more = _attributes_json(span.attributes) if span.attributes else ""
    if span.origin is not NO_ORIGIN:
        more += _origin_json(span.origin)
    return f'{{"id":{key},"label":{_quoted(span.label)},"fragments":[{parts}]{more}}}'


def _relation_json(relation: Relation, key: str) -> str:
    more = f',"order":{relation.order}' if relation.order else ""
    if relation.inferred:
        more += ',"inferred":true'
    if relation.origin is not NO_ORIGIN:
        more += _origin_json(relation.origin)
    return (
        f'{{"id":{key},"label":{_quoted(relation.label)},"head":{_quoted(relation.head)},'
        f'"target":{_quoted(relation.target)}{more}}}'
    )


def _link_json(link: Link, key: str) -> str:
    more = ',"inferred":true' if link.inferred else ""
    if link.origin is not NO_ORIGIN:
        more += _origin_json(link.origin)
    return (
        f'{{"id":{key},"label":{_quoted(link.label)},"span":{_quoted(link.span)},'
        f'"entity":{_quoted(link.entity)}{more}}}'
    )


def _status_json(status: Status, key: str) -> str:
    state = "" if status.state is Progress.NEW else f'"state":{_quoted(status.state)},'
    flagged = '"flagged":true,' if status.flagged else ""
    return f'{{{state}{flagged}"id":{key}}}'


# Most items share a few origins and sets of attributes.
@lru_cache(maxsize=4096)
def _origin_json(origin: Origin) -> str:
    found = _origin_to_json(origin)
    return f',"origin":{_spelled(found)}' if found else ""


@lru_cache(maxsize=4096)
def _attributes_json(attributes: tuple[tuple[str, str], ...]) -> str:
    return f',"attributes":{_spelled(attributes)}'


_spelled = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


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


_SPELLED: Mapping[type, Callable[[Any, str], str]] = {
    Span: _span_json,
    Relation: _relation_json,
    Link: _link_json,
    Status: _status_json,
}
"""The kinds of which imports bring millions, each written out: half the time of making an object for `json`."""

_SHAPES = {kind: _shape(kind) for kind in KINDS.values()}
"""Looked up once: `dataclasses.fields` for every item took a fifth of an import."""
