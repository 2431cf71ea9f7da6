"""Declarations: what an import uses and the scheme does not know is added to it, never dropped.

A declaration is one line of text, which is how a project keeps it: `label FOO`, `attribute FOO.bar`,
`value FOO.bar=baz`, `relation foo`, `link foo`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotator.model.items import Item, Link, Relation, Span
from annotator.model.scheme import LABEL_NAME, RELATION_NAME, AttributeDef, EdgeDef, LabelDef, Scheme

_KINDS = ("label", "attribute", "value", "relation", "link")
_OF_LABELS = (1, 2)
"""Places of those among the kinds that are of a label."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a scheme knows, for looking up those of many items."""

    labels: Mapping[str, Mapping[str, frozenset[str]]]
    """Label -> attribute -> its values."""
    relations: frozenset[str]
    links: frozenset[str]

    def missing(self, items: Iterable[Item]) -> list[str]:
        """What the scheme must declare before it can hold `items`, each once, in the order of need."""
        found: dict[str, None] = {}
        for item in items:
            if type(item) is Span:
                attributes = self.labels.get(item.label)
                if attributes is None:
                    found[f"label {item.label}"] = None
                    attributes = {}
                for name, value in item.attributes:
                    values = attributes.get(name)
                    if values is None:
                        found[f"attribute {item.label}.{name}"] = None
                    if values is None or value not in values:
                        found[f"value {item.label}.{name}={value}"] = None
            elif type(item) is Relation:
                if item.label not in self.relations:
                    found[f"relation {item.label}"] = None
            elif type(item) is Link and item.label not in self.links:
                found[f"link {item.label}"] = None
        return list(found)


def names_of(scheme: Scheme) -> Names:
    """The names that a scheme knows."""
    labels = {
        label.name: {spec.name: frozenset(spec.values) for spec in label.attributes}
        for label in scheme.labels
    }
    relations = frozenset(edge.name for edge in scheme.relations)
    return Names(labels, relations, frozenset(edge.name for edge in scheme.links))


def missing(scheme: Scheme, items: Iterable[Item]) -> list[str]:
    """What the scheme must declare before it can hold `items`, each once, in the order of need."""
    return names_of(scheme).missing(items)


def declarations(scheme: Scheme) -> list[str]:
    """All that a scheme has, as the lines that would declare it."""
    found = []
    for label in scheme.labels:
        found.append(f"label {label.name}")
        for spec in label.attributes:
            found.append(f"attribute {label.name}.{spec.name}")
            found += [f"value {label.name}.{spec.name}={value}" for value in spec.values]
    found += [f"relation {edge.name}" for edge in scheme.relations]
    return found + [f"link {edge.name}" for edge in scheme.links]


def in_words(lines: Iterable[str]) -> str:
    """Declarations as a person reads them: `labels PLACE, TIME; value QUOTE.type=odd`."""
    found: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for line in lines:
        kind, _, name = line.partition(" ")
        found[kind].append(name)
    return "; ".join(
        f"{kind}{'s' if len(names) > 1 else ''} {', '.join(names)}" for kind, names in found.items() if names
    )


def lacking(scheme: Scheme, lines: Iterable[str]) -> list[str]:
    """Of these declarations those that the scheme needs to have all that they declare, each once, labels first.

    Attributes of labels that neither the scheme nor a declaration has are passed over.
    """
    known = set(declarations(scheme))
    new = sorted(dict.fromkeys(line for line in lines if line not in known), key=_kind)
    labels = {line.removeprefix("label ") for line in (*known, *new) if line.startswith("label ")}
    return [line for line in new if _kind(line) not in _OF_LABELS or _label(line) in labels]


def _kind(line: str) -> int:
    return _KINDS.index(line.partition(" ")[0])


def _label(line: str) -> str:
    return line.partition(" ")[2].partition(".")[0]


def is_declaration(line: str) -> bool:
    """Whether a line, which may come from anywhere, declares something that a scheme can have."""
    what, _, name = line.partition(" ")
    path, equals, value = name.partition("=")
    label, _, attribute = path.partition(".")
    match what:
        case "label":
            return LABEL_NAME.fullmatch(name) is not None
        case "attribute" | "value":
            named = LABEL_NAME.fullmatch(label) and RELATION_NAME.fullmatch(attribute)
            return named is not None and bool(equals and value) == (what == "value")
        case "relation" | "link":
            return RELATION_NAME.fullmatch(name) is not None
        case _:
            return False


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
