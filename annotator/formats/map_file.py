"""Map files: TOML that says what becomes of the names of a corpus. Those that are bundled stand in `maps/`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from annotator.errors import MapError, UsageError
from annotator.formats.names import AttributeRule, Attributes, EventRule, LabelRule, NameMap, Tail
from annotator.model.scheme import LABEL_NAME, RELATION_NAME
from annotator.text.toml_lines import TomlError, line_of, read_toml

_FOLDER = Path(__file__).parent / "maps"

Keys = tuple[str, ...]
"""Where in the document something stands."""


def bundled_maps() -> tuple[str, ...]:
    """Names of the maps that come with the program, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def bundled_map(name: str) -> NameMap:
    """A map that comes with the program.

    Raises:
        UsageError: there is none of this name; names those there are.
    """
    if name not in bundled_maps():
        raise UsageError(
            f"There is no map {name!r}; there are {', '.join(bundled_maps())}, FILE.toml, and FROM=TO."
        )
    return load_map(_FOLDER / f"{name}.toml")


def load_map(path: Path) -> NameMap:
    """Read and check a map file.

    Raises:
        MapError: the file is missing or wrong; names file, line and key.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise MapError(f"{path}: the map cannot be read ({reason}).") from error
    return parse_map(text, str(path))


def parse_map(text: str, name: str) -> NameMap:
    """Read and check a map; `name` stands for the file.

    Raises:
        MapError: see `load_map`.
    """
    return _Reader(text, name).map()


class _Reader:
    """Walks the TOML document and knows where it is, so that every complaint has a line."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name

    def fail(self, path: Keys, complaint: str) -> NoReturn:
        line = line_of(self.text, *path)
        raise MapError(f"{self.name}, line {line}, {'.'.join(path) or 'top'}: {complaint}.")

    def map(self) -> NameMap:
        try:
            data = read_toml(self.text)
        except TomlError as error:
            raise MapError(f"{self.name}, line {error.line}: not valid TOML: {error}.") from error
        self.only(data, (), {"title", "labels", "relations", "events", "attributes"})
        return NameMap(
            labels={key: self.label(value, path) for key, value, path in self.entries(data, "labels")},
            relations={key: self.small(value, path) for key, value, path in self.entries(data, "relations")},
            events={key: self.event(value, path) for key, value, path in self.entries(data, "events")},
            attributes={
                key: self.attribute(value, path) for key, value, path in self.entries(data, "attributes")
            },
        )

    def entries(self, data: Mapping[str, Any], section: str) -> list[tuple[str, Any, Keys]]:
        table = self.table(data.get(section, {}), (section,))
        return [(key, value, (section, key)) for key, value in table.items()]

    def label(self, value: Any, path: Keys) -> LabelRule:
        if isinstance(value, str):
            return LabelRule(self.capital(value, path))
        table = self.table(value, path)
        self.only(table, path, {"label", "attributes", "tail"})
        tail = None
        if "tail" in table:
            place = (*path, "tail")
            told = self.table(table["tail"], place)
            self.only(told, place, {"endings", "label", "attributes"})
            endings = self.texts(told.get("endings"), (*place, "endings"))
            if not endings or "" in endings:
                self.fail((*place, "endings"), "at least one ending is needed")
            label = self.capital(told.get("label"), (*place, "label"))
            tail = Tail(endings, label, self.attributes(told, place))
        return LabelRule(
            self.capital(table.get("label"), (*path, "label")), self.attributes(table, path), tail
        )

    def event(self, value: Any, path: Keys) -> EventRule:
        table = self.table(value, path)
        self.only(table, path, {"head", "roles", "trigger"})
        roles = self.table(table.get("roles", {}), (*path, "roles"))
        return EventRule(
            head=self.texts(table.get("head", []), (*path, "head")),
            roles={role: self.small(name, (*path, "roles", role)) for role, name in roles.items()},
            trigger=self.small(table["trigger"], (*path, "trigger")) if "trigger" in table else "",
        )

    def attribute(self, value: Any, path: Keys) -> AttributeRule:
        if isinstance(value, str):
            return AttributeRule(self.small(value, path))
        table = self.table(value, path)
        self.only(table, path, {"name", "values"})
        values = self.table(table.get("values", {}), (*path, "values"))
        for key, new in values.items():
            if not isinstance(new, str) or not new:
                self.fail((*path, "values", key), "a text in quotation marks is needed")
        return AttributeRule(self.small(table.get("name"), (*path, "name")), dict(values))

    def attributes(self, table: Mapping[str, Any], path: Keys) -> Attributes:
        found = self.table(table.get("attributes", {}), (*path, "attributes"))
        for name, value in found.items():
            self.small(name, (*path, "attributes", name))
            if not isinstance(value, str) or not value:
                self.fail((*path, "attributes", name), "a text in quotation marks is needed")
        return tuple(sorted(found.items()))

    def capital(self, value: Any, path: Keys) -> str:
        if not isinstance(value, str) or not LABEL_NAME.fullmatch(value):
            self.fail(path, "a label is needed: a name of the letters A to Z and _")
        return value

    def small(self, value: Any, path: Keys) -> str:
        if not isinstance(value, str) or not RELATION_NAME.fullmatch(value):
            self.fail(path, "a name of the letters a to z and _ is needed")
        return value

    def texts(self, value: Any, path: Keys) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fail(path, "a list of texts is needed")
        return tuple(value)

    def table(self, value: Any, path: Keys) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self.fail(path, "a table is needed")
        return value

    def only(self, table: Mapping[str, Any], path: Keys, known: set[str]) -> None:
        if strange := next((key for key in table if key not in known), None):
            self.fail((*path, strange), f"unknown key; known here are {', '.join(sorted(known))}")
