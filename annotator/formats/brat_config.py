"""`annotation.conf`: tells brat which labels, relations and attributes a scheme has."""

from __future__ import annotations

import re

from annotator.model.scheme import EdgeDef, Scheme

_RESERVED = re.compile(r"[|,\s]")
_PLACES = 9
"""Highest place in an ordered relation that brat offers; files may hold higher ones."""


def annotation_config(scheme: Scheme) -> str:
    """The file's text. Values of attributes that brat's syntax has no word for are left out."""
    lines = ["[entities]", *(label.name for label in scheme.labels)]
    lines += ["", "[relations]", *map(_relation, scheme.relations)]
    # Without this, brat complains of spans that overlap.
    lines.append("<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>")
    lines += ["", "[events]", "", "[attributes]", *_attributes(scheme)]
    if any(edge.ordered for edge in scheme.relations):
        lines.append(f"order\tArg:<RELATION>, Value:{'|'.join(map(str, range(1, _PLACES + 1)))}")
    return "\n".join(lines) + "\n"


def _relation(edge: EdgeDef) -> str:
    sources, targets = ("|".join(ends) or "<ENTITY>" for ends in (edge.sources, edge.targets))
    return f"{edge.name}\tArg1:{sources}, Arg2:{targets}"


def _attributes(scheme: Scheme) -> list[str]:
    """A line for each attribute: labels that share its name share its line."""
    labels: dict[str, list[str]] = {}
    values: dict[str, dict[str, None]] = {}
    for label in scheme.labels:
        for spec in label.attributes:
            labels.setdefault(spec.name, []).append(label.name)
            plain = [value for value in spec.values if value and not _RESERVED.search(value)]
            values.setdefault(spec.name, {}).update(dict.fromkeys(plain))
    return [
        f"{name}\tArg:{'|'.join(labels[name])}, Value:{'|'.join(values[name])}"
        for name in labels
        if values[name]
    ]
