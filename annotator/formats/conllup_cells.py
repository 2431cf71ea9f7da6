"""Cells of CoNLL-U Plus: spans, relations and links in one line of text, and back.

Spans stand as `id:LABEL|name=value|…`, relations and links as `from>to:label|relation=id|…` or `…|link=id`,
several parted by `;`. Names with `@` are ours and no attribute. What has a meaning in a cell, and blanks, are
written as `%` and two hexadecimal digits a byte of UTF-8.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, unquote

from annotator.text.blanks import BLANK

NOTHING = "*"
"""A cell that is known to be empty; `_` is one that says nothing."""

Json = dict[str, Any]

_SPECIAL = re.compile(rf"[%;|=:>,*@{BLANK}]|^_$")
_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x7f\x85\u2028\u2029]")
_ORIGIN = ("by", "rule", "score", "reason")


def escaped(value: str) -> str:
    """The value as a part of a cell."""
    return _SPECIAL.sub(lambda found: quote(found[0], safe="") if found[0] != "_" else "%5F", value)


def one_line(value: object) -> str:
    """JSON without any character at which a reader of lines may cut."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def ids_cell(ids: Iterable[str]) -> str:
    """The ids of the spans on a token."""
    return ";".join(map(escaped, ids)) or NOTHING


def span_cell(span: Json, fragments: bool) -> str:
    """A span of the native record; its fragments only where the tokens do not tell them."""
    parts = [f"{escaped(span['id'])}:{span['label']}"]
    parts += [f"{name}={escaped(value)}" for name, value in span["attributes"].items() if value]
    if fragments:
        bounds = ",".join(f"{part['start']}-{part['end']}" for part in span["fragments"])
        parts.append(f"@fragments={bounds}")
    return "|".join([*parts, *_origin(span)])


def edge_cell(edge: Json) -> str:
    """A relation or a link of the native record."""
    target, kind = (edge["entity"], "link") if "entity" in edge else (edge["to"], "relation")
    parts = [f"{escaped(edge['from'])}>{escaped(target)}:{edge['label']}", f"{kind}={escaped(edge['id'])}"]
    if edge.get("order"):
        parts.append(f"order={edge['order']}")
    if edge["inferred"]:
        parts.append("inferred=true")
    return "|".join([*parts, *_origin(edge)])


def read_ids(cell: str) -> list[str]:
    """The ids that a cell names."""
    return [] if cell == NOTHING else [unquote(part) for part in cell.split(";")]


def read_spans(cell: str) -> Iterator[tuple[Json, list[tuple[int, int]] | None]]:
    """The spans of a cell, and their fragments where the cell tells them; they have no offsets and text yet.

    Raises:
        ValueError: the cell is not as we write it.
    """
    for head, values in _parts(cell):
        key, label = head.split(":")
        told = values.pop("@fragments", None)
        origin = _read_origin(values)
        span = {"id": unquote(key), "label": label, "attributes": values, "origin": origin}
        yield span, None if told is None else [_bounds(part) for part in told.split(",")]


def read_edges(cell: str) -> Iterator[Json]:
    """The relations and links of a cell; links are those with an `entity`.

    Raises:
        ValueError: the cell is not as we write it.
    """
    for head, values in _parts(cell):
        ends, label = head.split(":")
        source, target = map(unquote, ends.split(">"))
        inferred, origin = values.get("inferred") == "true", _read_origin(values)
        if "link" in values:
            yield {
                "id": values["link"],
                "label": label,
                "from": source,
                "entity": target,
                "inferred": inferred,
                "origin": origin,
            }
        elif "relation" in values:
            yield {
                "id": values["relation"],
                "label": label,
                "from": source,
                "to": target,
                "order": int(values.get("order", "0")),
                "inferred": inferred,
                "origin": origin,
            }
        else:
            raise ValueError(f"{head} is neither a relation nor a link")


def _parts(cell: str) -> Iterator[tuple[str, dict[str, str]]]:
    for item in [] if cell == NOTHING else cell.split(";"):
        head, *pairs = item.split("|")
        values = {}
        for pair in pairs:
            name, value = pair.split("=")
            values[name] = value if name == "@fragments" else unquote(value)
        yield head, values


def _bounds(told: str) -> tuple[int, int]:
    start, end = told.split("-")
    return int(start), int(end)


def _origin(item: Json) -> list[str]:
    return [f"@{name}={escaped(str(found))}" for name in _ORIGIN if (found := item["origin"][name])]


def _read_origin(values: dict[str, str]) -> Json:
    """Takes the origin out of the values of a cell."""
    told = {name: values.pop(f"@{name}", "") for name in _ORIGIN}
    return {**told, "score": int(told["score"] or 0)}
