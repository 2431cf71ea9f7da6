"""Declarations: what an import uses and the scheme does not know is added to it, never dropped.

A declaration is one line of text, which is how a project keeps it: `label FOO`, `attribute FOO.bar`,
`value FOO.bar=baz`, `relation foo`, `link foo`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.model.items import Item, Link, Relation, Span
from annotator.model.scheme import AttributeDef, EdgeDef, LabelDef, Scheme


def missing(scheme: Scheme, items: Iterable[Item]) -> list[str]:
    """What the scheme must declare before it can hold `items`, each once, in the order of need."""
    found: dict[str, None] = {}
    known = {
        label.name: {spec.name: set(spec.values) for spec in label.attributes} for label in scheme.labels
    }
    relations = {edge.name for edge in scheme.relations}
    links = {edge.name for edge in scheme.links}
    for item in items:
        match item:
            case Span():
                if item.label not in known:
                    found[f"label {item.label}"] = None
                    known[item.label] = {}
                attributes = known[item.label]
                for name, value in item.attributes:
                    if name not in attributes:
                        found[f"attribute {item.label}.{name}"] = None
                        attributes[name] = set()
                    if value not in attributes[name]:
                        found[f"value {item.label}.{name}={value}"] = None
                        attributes[name].add(value)
            case Relation() if item.label not in relations:
                found[f"relation {item.label}"] = None
            case Link() if item.label not in links:
                found[f"link {item.label}"] = None
            case _:
                pass
    return list(found)


def declare(scheme: Scheme, declarations: Iterable[str]) -> Scheme:
    """The scheme with the declarations added; those that it has already change nothing.

    Raises:
        ValueError: a line is not a declaration.
    """
    for line in declarations:
        scheme = _declare_one(scheme, line)
    return scheme


def _declare_one(scheme: Scheme, line: str) -> Scheme:
    what, _, name = line.partition(" ")
    declared = tuple(dict.fromkeys([*scheme.declared, line]))
    match what:
        case "label":
            if scheme.label(name) is not None:
                return scheme
            new = LabelDef(name, title=name.replace("_", " ").title())
            return replace(scheme, labels=(*scheme.labels, new), declared=declared)
        case "attribute" | "value":
            path, _, value = name.partition("=")
            label, _, attribute = path.partition(".")
            labels = tuple(
                _with_attribute(found, attribute, value if what == "value" else "")
                if found.name == label
                else found
                for found in scheme.labels
            )
            return replace(scheme, labels=labels, declared=declared)
        case "relation":
            if any(edge.name == name for edge in scheme.relations):
                return scheme
            edge = EdgeDef(name, title=name.replace("_", " "))
            return replace(scheme, relations=(*scheme.relations, edge), declared=declared)
        case "link":
            if any(edge.name == name for edge in scheme.links):
                return scheme
            edge = EdgeDef(name, title=name.replace("_", " "))
            return replace(scheme, links=(*scheme.links, edge), declared=declared)
        case _:
            raise ValueError(f"not a declaration: {line!r}")


def _with_attribute(label: LabelDef, name: str, value: str) -> LabelDef:
    specs = {spec.name: spec for spec in label.attributes}
    old = specs.get(name, AttributeDef(name, ()))
    if value and value not in old.values:
        old = replace(old, values=(*old.values, value))
    specs[name] = old
    return replace(label, attributes=tuple(specs.values()))
