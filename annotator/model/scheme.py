"""The scheme: which labels, attributes and relations a project knows, read from TOML and checked.

The default is `schemas/quotation.toml`; a project may bring its own. What an import uses and the scheme does
not know is declared (`annotator.model.declarations`), never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from annotator.errors import SchemeError
from annotator.text.toml_lines import TomlError, line_of, read_toml

LABEL_NAME = re.compile(r"[A-Z_]+")
"""spaCy's CoNLL-U reader cuts label names at anything else without a word."""
RELATION_NAME = re.compile(r"[a-z_]+")

SIGNS = ("underline", "double", "bold", "italic", "dashed", "none")
COLORS = ("green", "cyan", "yellow", "magenta", "blue", "red", "white")


@dataclass(frozen=True, slots=True)
class AttributeDef:
    """An attribute of a label and the values that it may take, in the order in which a key cycles them."""

    name: str
    values: tuple[str, ...]
    default: str = ""
    """Value of a new span; `""` leaves it unset."""


@dataclass(frozen=True, slots=True)
class LabelDef:
    """A label: its key, how it looks, and its attributes."""

    name: str
    key: str = ""
    """One character; `""` for a label that was declared by an import."""
    title: str = ""
    help: str = ""
    color: str = "white"
    sign: str = "underline"
    """The second channel beside colour."""
    attributes: tuple[AttributeDef, ...] = ()
    guidelines: str = ""
    """Markdown: what counts, how much of it, borderline cases."""


@dataclass(frozen=True, slots=True)
class EdgeDef:
    """A relation between spans, or a link from a span to an entity: what it may connect."""

    name: str
    sources: tuple[str, ...] = ()
    """Labels that it may begin at; empty for any."""
    targets: tuple[str, ...] = ()
    """Labels that it may end at; empty for any. Links end at entities and leave this empty."""
    ordered: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A checked scheme."""

    name: str
    version: int
    labels: tuple[LabelDef, ...]
    relations: tuple[EdgeDef, ...] = ()
    links: tuple[EdgeDef, ...] = ()
    guidelines: str = ""
    """Markdown: what annotators should know about the whole scheme."""
    declared: tuple[str, ...] = field(default=())
    """What imports added: `label L`, `attribute L.A`, `value L.A=V`, `relation NAME`, `link NAME`."""

    @property
    def tag(self) -> str:
        """`name@version`, as exports carry it."""
        return f"{self.name}@{self.version}"

    @property
    def attribute_names(self) -> tuple[str, ...]:
        """Every attribute of every label, in the scheme's order, each once."""
        return tuple(dict.fromkeys(spec.name for label in self.labels for spec in label.attributes))

    def label(self, name: str) -> LabelDef | None:
        """The label of this name, if the scheme has it."""
        return next((label for label in self.labels if label.name == name), None)

    def by_key(self, key: str) -> LabelDef | None:
        """The label that this key tags with."""
        return next((label for label in self.labels if label.key == key), None) if key else None

    def default_attributes(self, label: str) -> tuple[tuple[str, str], ...]:
        """Attributes of a new span of this label, sorted by name."""
        found = self.label(label)
        specs = found.attributes if found else ()
        return tuple(sorted((spec.name, spec.default) for spec in specs if spec.default))

    def relation_between(self, head: str, target: str) -> EdgeDef | None:
        """The first relation that may lead from a span labelled `head` to one labelled `target`."""
        return next((edge for edge in self.relations if _fits(edge, head, target)), None)


def _fits(edge: EdgeDef, head: str, target: str) -> bool:
    return (not edge.sources or head in edge.sources) and (not edge.targets or target in edge.targets)


def load_scheme(path: Path, reserved_keys: Mapping[str, str] | None = None) -> Scheme:
    """Read and check a scheme file.

    Raises:
        SchemeError: the file is missing or wrong; the sentence names file, line and key.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise SchemeError(f"{path}: the scheme cannot be read ({reason}).") from error
    return parse_scheme(text, str(path), reserved_keys)


def parse_scheme(text: str, name: str, reserved_keys: Mapping[str, str] | None = None) -> Scheme:
    """Read and check a scheme. `reserved_keys` maps keys of commands to their titles.

    Raises:
        SchemeError: see `load_scheme`; `name` stands for the file.
    """
    return _Reader(text, name, reserved_keys or {}).scheme()


class _Reader:
    """Walks the TOML document and knows where it is, so that every complaint has a line."""

    def __init__(self, text: str, name: str, reserved: Mapping[str, str]) -> None:
        self.text = text
        self.name = name
        self.reserved = reserved

    def fail(self, path: tuple[str, ...], complaint: str) -> NoReturn:
        line = line_of(self.text, *path)
        raise SchemeError(f"{self.name}, line {line}, {'.'.join(path) or 'top'}: {complaint}.")

    def scheme(self) -> Scheme:
        try:
            data = read_toml(self.text)
        except TomlError as error:
            raise SchemeError(f"{self.name}, line {error.line}: not valid TOML: {error}.") from error
        self.only(data, (), {"name", "version", "guidelines", "labels", "relations", "links"})
        name = self.string(data, ("name",), required=True)
        version = data.get("version")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            self.fail(("version",), "a whole number from 1 on is needed")
        labels = self.labels(self.table(data, ("labels",)))
        if not labels:
            self.fail(("labels",), "a scheme needs at least one label")
        known = {label.name for label in labels}
        return Scheme(
            name=name,
            version=version,
            labels=labels,
            relations=self.edges(data, "relations", known, has_targets=True),
            links=self.edges(data, "links", known, has_targets=False),
            guidelines=self.string(data, ("guidelines",)),
        )

    def labels(self, tables: Mapping[str, Any]) -> tuple[LabelDef, ...]:
        found: list[LabelDef] = []
        for name in tables:
            path = ("labels", name)
            if not LABEL_NAME.fullmatch(name):
                self.fail(path, "a label's name is made of the letters A to Z and _")
            table = self.table(tables, path)
            self.only(table, path, {"key", "title", "help", "guidelines", "color", "sign", "attributes"})
            key = self.string(table, (*path, "key"))
            self.check_key(key, path, found)
            found.append(
                LabelDef(
                    name=name,
                    key=key,
                    title=self.string(table, (*path, "title")) or name.title(),
                    help=self.string(table, (*path, "help")),
                    color=self.choice(table, (*path, "color"), COLORS, "white"),
                    sign=self.choice(table, (*path, "sign"), SIGNS, "underline"),
                    attributes=self.attributes(self.table(table, (*path, "attributes")), path),
                    guidelines=self.string(table, (*path, "guidelines")),
                )
            )
        return tuple(found)

    def check_key(self, key: str, path: tuple[str, ...], found: list[LabelDef]) -> None:
        where = (*path, "key")
        if not key:
            return
        if len(key) != 1 or not key.isprintable() or key.isspace():
            self.fail(where, f"a key is one character, not {key!r}")
        if key.isdigit():
            self.fail(where, f"{key!r} cannot be a label's key: digits are people")
        if taken := next((label.name for label in found if label.key == key), None):
            self.fail(where, f"{key!r} is the key of {taken} already")
        if key in self.reserved:
            self.fail(where, f"{key!r} is the key of the command “{self.reserved[key]}”")

    def attributes(self, tables: Mapping[str, Any], label: tuple[str, ...]) -> tuple[AttributeDef, ...]:
        found = []
        for name in tables:
            path = (*label, "attributes", name)
            if not RELATION_NAME.fullmatch(name):
                self.fail(path, "an attribute's name is made of the letters a to z and _")
            table = self.table(tables, path)
            self.only(table, path, {"values", "default"})
            values = self.strings(table, (*path, "values"))
            if not values:
                self.fail((*path, "values"), "an attribute needs at least one value")
            default = self.string(table, (*path, "default"))
            if default and default not in values:
                self.fail((*path, "default"), f"{default!r} is not among the values")
            found.append(AttributeDef(name, values, default))
        return tuple(found)

    def edges(
        self, data: Mapping[str, Any], section: str, labels: set[str], *, has_targets: bool
    ) -> tuple[EdgeDef, ...]:
        found = []
        tables = self.table(data, (section,))
        for name in tables:
            path = (section, name)
            if not RELATION_NAME.fullmatch(name):
                self.fail(path, "a name here is made of the letters a to z and _")
            table = self.table(tables, path)
            self.only(table, path, {"from", "title"} | ({"to", "ordered"} if has_targets else set()))
            ends = {key: self.strings(table, (*path, key)) for key in ("from", "to")}
            for key, names in ends.items():
                if unknown := next((label for label in names if label not in labels), None):
                    self.fail((*path, key), f"there is no label {unknown}")
            ordered = table.get("ordered", False)
            if not isinstance(ordered, bool):
                self.fail((*path, "ordered"), "true or false is needed")
            title = self.string(table, (*path, "title")) or name.replace("_", " ")
            found.append(EdgeDef(name, ends["from"], ends["to"], ordered, title))
        return tuple(found)

    def only(self, table: Mapping[str, Any], path: tuple[str, ...], known: set[str]) -> None:
        if strange := next((key for key in table if key not in known), None):
            self.fail((*path, strange), f"unknown key; known here are {', '.join(sorted(known))}")

    def table(self, data: Mapping[str, Any], path: tuple[str, ...]) -> Mapping[str, Any]:
        value = data.get(path[-1], {})
        if not isinstance(value, dict):
            self.fail(path, "a table is needed")
        return value

    def string(self, data: Mapping[str, Any], path: tuple[str, ...], *, required: bool = False) -> str:
        value = data.get(path[-1], "")
        if not isinstance(value, str):
            self.fail(path, "a text in quotation marks is needed")
        if required and not value:
            self.fail(path, "this is needed")
        return value

    def strings(self, data: Mapping[str, Any], path: tuple[str, ...]) -> tuple[str, ...]:
        value = data.get(path[-1], [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fail(path, "a list of texts is needed")
        if len(set(value)) != len(value):
            self.fail(path, "something stands here twice")
        return tuple(value)

    def choice(
        self, data: Mapping[str, Any], path: tuple[str, ...], options: tuple[str, ...], default: str
    ) -> str:
        value = self.string(data, path) or default
        if value not in options:
            self.fail(path, f"one of {', '.join(options)} is needed, not {value!r}")
        return value
