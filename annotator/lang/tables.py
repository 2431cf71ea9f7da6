"""The TOML files of a language pack, read into names and lists of words.

Which lists there are is for `annotator.lang.pack` to say, whose fields they fill.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.lang.rules import RULES
from annotator.text.toml_lines import TomlError, line_of, read_toml

Place = tuple[str, str]
"""Table and key of a list."""

NAMES = ("name", "version", "lang")
"""Keys of the table `pack` that hold a word and no list."""

_REMOVE = "remove"
"""The table that takes words away again."""


@dataclass(slots=True)
class Tables:
    """What has been read of a pack's files so far, and what was wrong with it."""

    known: frozenset[Place]
    """Every list that a pack may hold."""
    names: dict[str, str] = field(default_factory=dict)
    lists: dict[Place, list[str]] = field(default_factory=dict)
    removed: dict[Place, set[str]] = field(default_factory=dict)
    """What the table `remove` takes away again."""
    problems: list[str] = field(default_factory=list)
    """A sentence each, with file, line and key."""

    def read(self, path: Path) -> None:
        """Take in a file; what cannot be read or is no list of a pack is left out and told in `problems`."""
        try:
            text = path.read_text(encoding="utf-8-sig")
            data = read_toml(text)
        except TomlError as error:
            self.problems.append(f"{path}, line {error.line}: not valid TOML: {error}.")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not UTF-8"
            self.problems.append(f"{path}: the language pack cannot be read ({reason}).")
        else:
            self._read_tables(path, text, data)

    def _read_tables(self, path: Path, text: str, data: Mapping[str, Any]) -> None:
        def complain(complaint: str, *keys: str) -> None:
            where = ".".join(keys)
            self.problems.append(f"{path}, line {line_of(text, *keys)}, {where}: {complaint}.")

        tables = {table for table, _ in self.known} | {_REMOVE}
        for table, content in data.items():
            if table not in tables or not isinstance(content, dict):
                complain("unknown table", table)
                continue
            for key, value in content.items():
                if table == _REMOVE:
                    places = [place for place in self.known if place[1] == key]
                else:
                    places = [(table, key)] if (table, key) in self.known else []
                if table == "pack" and key in NAMES:
                    if isinstance(value, str) and value:
                        self.names[key] = value
                    else:
                        complain("must be a string that is not empty", table, key)
                elif not places:
                    complain("unknown key", table, key)
                elif complaint := _wrong_list(table, key, value):
                    complain(complaint, table, key)
                elif table == _REMOVE:
                    for place in places:
                        self.removed.setdefault(place, set()).update(_clean(key, value))
                else:
                    self.lists.setdefault(places[0], []).extend(_clean(key, value))

    def words(self, table: str, key: str, before: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list behind what was there `before`, each word once, without those that were taken away."""
        removed = self.removed.get((table, key), set())
        kept = (word for word in (*before, *self.lists.get((table, key), ())) if word not in removed)
        return tuple(dict.fromkeys(kept))

    def fingerprint(self) -> str:
        """Eight hexadecimal digits of what the files amount to: a comment in them changes nothing."""
        removed = sorted((place, sorted(words)) for place, words in self.removed.items())
        said = repr((sorted(self.lists.items()), removed))
        return hashlib.sha256(said.encode()).hexdigest()[:8]


def _wrong_list(table: str, key: str, value: object) -> str:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        return "must be a list of strings that are not empty"
    if key == "marks" and not all(len(pair) == 2 for pair in value):
        return "each entry must be an opening and a closing mark"
    if table == "rules" and (unknown := next((rule for rule in value if rule not in RULES), "")):
        return f"there is no rule {unknown!r}; there are {', '.join(RULES)}"
    return ""


def _clean(key: str, value: list[str]) -> list[str]:
    if key == "marks":
        return value
    squeezed = (" ".join(word.split()) for word in value)
    # A boilerplate line keeps its capitals for the reader of the file; matching does not look at them.
    return list(squeezed) if key == "boilerplate" else [word.casefold() for word in squeezed]
