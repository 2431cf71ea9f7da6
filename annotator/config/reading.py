"""The configuration file: where it is, and what it says. What is wrong in it is left out and told."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from annotator.config.options import ALWAYS, AUTO, BY_NAME, KEY_TABLES, READER, TABLES, Kind, Option

VARIABLE = "ANNOTATOR_CONFIG"
"""The environment variable that names another file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that was left out."""

    file: str
    line: int
    """From 1; 0 where the file as a whole is meant."""
    key: str
    """Dotted, as `keys.word-next`; `""` where the file as a whole is meant."""
    complaint: str
    """A clause without a full stop."""

    @property
    def sentence(self) -> str:
        """Names file, line and key."""
        where = ", ".join(
            [self.file, *([f"line {self.line}"] if self.line else []), *filter(None, [self.key])]
        )
        return f"{where}: {self.complaint}."


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """The keys that the file gives to a command, as they are written there."""

    table: str
    """One of `KEY_TABLES`."""
    command: str
    keys: tuple[str, ...]
    line: int

    @property
    def key(self) -> str:
        """The place in the file."""
        return f"keys.{self.command}" if self.table == READER else f"keys.{self.table}.{self.command}"


@dataclass(frozen=True, slots=True)
class Config:
    """What the file says; whatever it does not say is the default."""

    path: Path = field(default_factory=Path)
    values: Mapping[str, str | bool | int] = field(default_factory=dict)
    """Settings that stand in the file, by name."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Where they stand."""
    keys: tuple[KeyChoice, ...] = ()
    problems: tuple[Problem, ...] = ()

    def value(self, name: str) -> str | bool | int:
        """A setting's value, or its default.

        Raises:
            KeyError: there is no such setting.
        """
        return self.values.get(name, BY_NAME[name].default)

    def with_value(self, name: str, value: str | bool | int) -> Config:
        """The same with another value for a setting, as an option of the command line gives it."""
        return replace(self, values={**self.values, name: value})

    @property
    def theme(self) -> str:
        """Name of the theme; `""` for none."""
        return str(self.value("theme"))

    @property
    def colours(self) -> bool:
        """Whether the screens write colours, as no-color.org has it: the file goes before `$NO_COLOR`."""
        wanted = self.value("colours")
        return wanted == ALWAYS or (wanted == AUTO and not os.environ.get("NO_COLOR", ""))

    @property
    def mouse(self) -> bool:
        """Whether the program takes the mouse."""
        return bool(self.value("mouse"))

    @property
    def member(self) -> str:
        """The name of whoever works here; `""` for none."""
        return str(self.value("member"))

    @property
    def measure(self) -> int:
        """Cells of article text in a row, at most."""
        return int(self.value("reader.measure"))

    @property
    def suggestions(self) -> bool:
        """Whether the reader offers suggestions."""
        return bool(self.value("reader.suggestions"))

    @property
    def cards(self) -> int:
        """Cells of the cards, their frame included."""
        return int(self.value("reader.cards"))

    def pack_folder(self, lang: str) -> Path | None:
        """The person's own additions to a language's pack; None if there are none."""
        folder = str(self.value("packs"))
        if not folder:
            return None
        primary = lang.replace("_", "-").partition("-")[0].lower()
        found = self.path.parent / Path(folder).expanduser() / (primary or "xx")
        return found if found.is_dir() else None

    def keys_of(self, table: str) -> tuple[KeyChoice, ...]:
        """What the file says about the keys of a screen, in its order."""
        return tuple(choice for choice in self.keys if choice.table == table)

    def complaint(self, choice: KeyChoice, complaint: str) -> Problem:
        """A problem with the keys of a command."""
        return Problem(str(self.path), choice.line, choice.key, complaint)


def config_path() -> Path:
    """The file: what `$ANNOTATOR_CONFIG` names, else `config.toml` where the platform keeps such files."""
    if named := os.environ.get(VARIABLE, ""):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("annotator") / "config.toml"


def read_config(path: Path | None = None) -> Config:
    """What the file says. Never raises for what is wrong in it: that is left out and stands in `problems`."""
    place = path or config_path()
    try:
        text = place.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        if path is None and os.environ.get(VARIABLE, ""):
            missing = Problem(str(place), 0, "", f"there is no such file, which ${VARIABLE} names")
            return Config(place, problems=(missing,))
        return Config(place)
    except (OSError, UnicodeDecodeError) as error:
        reason = (getattr(error, "strerror", None) or "not UTF-8").lower()
        return Config(place, problems=(Problem(str(place), 0, "", f"cannot be read ({reason})"),))
    return parse_config(text, place)


def parse_config(text: str, path: Path) -> Config:
    """What the text of a configuration file says; `path` stands for it in problems."""
    from annotator.text.toml_lines import TomlError, read_toml

    try:
        data = read_toml(text)
    except TomlError as error:
        return Config(path, problems=(Problem(str(path), error.line, "", f"not valid TOML: {error}"),))
    return _Reader(text, path).read(data)


class _Reader:
    """Goes through the tables and keeps what is right."""

    def __init__(self, text: str, path: Path) -> None:
        self._text = text
        self._path = path
        self._values: dict[str, str | bool | int] = {}
        self._keys: list[KeyChoice] = []
        self._problems: list[Problem] = []

    def read(self, data: Mapping[str, Any]) -> Config:
        for name, value in data.items():
            if name == "keys":
                self._read_keys(value)
            elif name in TABLES:
                self._read_table(name, value)
            else:
                self._read_option(name, value)
        lines = {name: self._line(*name.split(".")) for name in self._values}
        keys = tuple(sorted(self._keys, key=lambda choice: choice.line))
        problems = tuple(sorted(self._problems, key=lambda problem: problem.line))
        return Config(self._path, self._values, lines, keys, problems)

    def _read_table(self, table: str, content: object) -> None:
        if not isinstance(content, dict):
            self._complain("a table is needed", table)
            return
        for name, value in content.items():
            self._read_option(f"{table}.{name}", value)

    def _read_option(self, name: str, value: object) -> None:
        option = BY_NAME.get(name)
        if option is None:
            self._complain(f"there is no such setting{_perhaps(name, [*BY_NAME, 'keys'])}", *name.split("."))
        elif complaint := _wrong(option, value):
            self._complain(complaint, *name.split("."))
        else:
            assert isinstance(value, str | bool | int)
            self._values[name] = value

    def _read_keys(self, content: object) -> None:
        if not isinstance(content, dict):
            self._complain("a table is needed", "keys")
            return
        for name, value in content.items():
            if name in KEY_TABLES and isinstance(value, dict):
                self._read_key_table(name, value)
            else:
                self._read_choice(READER, name, value, "keys", name)

    def _read_key_table(self, table: str, content: Mapping[str, object]) -> None:
        for name, value in content.items():
            if (inner := f"{table}.{name}") in KEY_TABLES and isinstance(value, dict):
                self._read_key_table(inner, value)
            else:
                self._read_choice(table, name, value, "keys", *table.split("."), name)

    def _read_choice(self, table: str, command: str, keys: object, *path: str) -> None:
        written = [keys] if isinstance(keys, str) else keys
        if not isinstance(written, list) or not all(isinstance(one, str) and one for one in written):
            self._complain('a key or a list of keys is needed, such as "n" or ["n", "down"]', *path)
            return
        self._keys.append(KeyChoice(table, command, tuple(dict.fromkeys(written)), self._line(*path)))

    def _complain(self, complaint: str, *path: str) -> None:
        self._problems.append(Problem(str(self._path), self._line(*path), ".".join(path), complaint))

    def _line(self, *path: str) -> int:
        from annotator.text.toml_lines import line_of

        return line_of(self._text, *path)


def _wrong(option: Option, value: object) -> str:
    """What is wrong with a value; `""` if nothing is."""
    match option.kind:
        case Kind.FLAG:
            return "" if isinstance(value, bool) else "true or false is needed"
        case Kind.NUMBER:
            fits = isinstance(value, int) and not isinstance(value, bool)
            fits = fits and isinstance(value, int) and option.low <= value <= option.high
            return "" if fits else f"a whole number from {option.low} to {option.high} is needed"
    if not isinstance(value, str) or not value:
        return "a text in quotation marks is needed"
    if option.choices and value not in option.choices:
        if option.name == "theme":
            return f"there is no theme {value!r}{_perhaps(value, option.choices)}"
        return f"{value!r} is none of {', '.join(option.choices)}"
    return ""


def _perhaps(word: str, known: list[str] | tuple[str, ...]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1)
    return f"; {close[0]!r} is near" if close else f"; there are {', '.join(known)}"
