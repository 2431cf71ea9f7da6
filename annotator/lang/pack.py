"""Language packs: everything that is true of one language only, as data.

A pack is a folder of TOML files in `packs/`, named after the language. A project may add a file or folder of
its own (`extra`), whose lists are added to the bundled ones; its `[remove]` table takes words away again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from annotator.errors import PackError
from annotator.text.marks import MARKS
from annotator.text.tokens import Clitics
from annotator.text.toml_lines import TomlError, line_of, read_toml

FALLBACK = "xx"
"""The pack for languages that have none."""

_FOLDER = Path(__file__).resolve().parent / "packs"

# Every list a pack may hold: table and key in the files.
_LISTS = {
    ("pack", "marks"),
    ("clitics", "suffixes"),
    ("clitics", "shy"),
    ("clitics", "roots"),
    ("clitics", "prefixes"),
    ("clitics", "exceptions"),
    ("words", "abbreviations"),
    ("words", "titles"),
    ("words", "pronouns"),
    ("words", "common"),
    ("words", "weekdays"),
    ("cues", "bare"),
    ("cues", "clitic"),
    ("cues", "lead"),
    ("cues", "complement"),
    ("cues", "according"),
    ("cues", "relay"),
    ("lines", "boilerplate"),
}
_NAMES = ("name", "version", "lang")
_TABLES = {table for table, _ in _LISTS} | {"remove"}


@dataclass(frozen=True, slots=True)
class Pack:
    """One language's rules and words. Words are casefolded; lists keep the order of the file."""

    name: str
    version: str
    """Changes whenever tokens or suggestions could; a project's own additions show as `1+3f9a0c12`."""
    lang: str
    """BCP 47 primary tag; `xx` for any language."""
    marks: tuple[str, ...] = MARKS
    """Pairs of quotation marks in use, for `annotator.text.marks.quotations`."""
    clitics: Clitics | None = None
    """Endings that are tokens of their own, for `annotator.text.tokens.tokenize`."""
    abbreviations: frozenset[str] = frozenset()
    """Words after which a full stop ends no sentence, without that stop."""
    titles: frozenset[str] = frozenset()
    """What may stand before a name; some are of several words."""
    pronouns: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    """Frequent small words, by which the language is told."""
    weekdays: frozenset[str] = frozenset()
    """Names of days: they have capitals and never speak."""
    speech_bare: tuple[str, ...] = ()
    """Verbs that follow a quotation and precede the speaker, most frequent first."""
    speech_clitic: tuple[str, ...] = ()
    """The same with the speaker as their ending (`ujarnya`)."""
    speech_lead: tuple[str, ...] = ()
    """Verbs that follow the speaker and precede what was said."""
    complement: tuple[str, ...] = ()
    """Words that may stand between such a verb and what was said (`bahwa`, `that`)."""
    according: tuple[str, ...] = ()
    """What names the speaker without a verb (`menurut`, `according to`)."""
    relay: tuple[str, ...] = ()
    """What names the outlet or document that relayed the words (`dikutip dari`)."""
    boilerplate: tuple[str, ...] = ()
    """Lines of the page that are no part of the article; `*` stands for anything."""
    problems: tuple[str, ...] = ()
    """What was left out of the project's additions and why, a sentence each, naming file, line and key."""


def load_pack(lang: str, extra: Path | None = None) -> Pack:
    """The pack for `lang` (`id`, `id-ID`), or the one for any language; loaded once.

    `extra` is a TOML file or a folder of them. What is wrong in it is left out and told in `Pack.problems`.

    Raises:
        PackError: a bundled pack is wrong, which is our fault.
    """
    primary = lang.replace("_", "-").partition("-")[0].lower()
    bundled = _bundled(primary if primary in bundled_languages() else FALLBACK)
    return bundled if extra is None else _extended(bundled, extra)


@cache
def bundled_languages() -> tuple[str, ...]:
    """The languages that have a pack of their own, sorted; `xx` is not among them."""
    return tuple(
        sorted(entry.name for entry in _FOLDER.iterdir() if entry.is_dir() and entry.name != FALLBACK)
    )


def clitics_of(pack: Pack) -> Clitics | None:
    """The endings to cut off when text in this pack's language is tokenised."""
    return pack.clitics


@dataclass(slots=True)
class _Draft:
    """What has been read so far, and what was wrong with it."""

    names: dict[str, str] = field(default_factory=dict)
    lists: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    removed: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def read(self, path: Path) -> None:
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

        for table, content in data.items():
            if table not in _TABLES or not isinstance(content, dict):
                complain("unknown table", table)
                continue
            for key, value in content.items():
                if table == "remove":
                    places = [place for place in _LISTS if place[1] == key]
                else:
                    places = [(table, key)] if (table, key) in _LISTS else []
                if table == "pack" and key in _NAMES:
                    if isinstance(value, str) and value:
                        self.names[key] = value
                    else:
                        complain("must be a string that is not empty", table, key)
                elif not places:
                    complain("unknown key", table, key)
                elif complaint := _wrong_list(key, value):
                    complain(complaint, table, key)
                elif table == "remove":
                    for place in places:
                        self.removed.setdefault(place, set()).update(_clean(key, value))
                else:
                    self.lists.setdefault(places[0], []).extend(_clean(key, value))

    def words(self, table: str, key: str, before: tuple[str, ...] = ()) -> tuple[str, ...]:
        removed = self.removed.get((table, key), set())
        kept = (word for word in (*before, *self.lists.get((table, key), ())) if word not in removed)
        return tuple(dict.fromkeys(kept))


def _wrong_list(key: str, value: object) -> str:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        return "must be a list of strings that are not empty"
    if key == "marks" and not all(len(pair) == 2 for pair in value):
        return "each entry must be an opening and a closing mark"
    return ""


def _clean(key: str, value: list[str]) -> list[str]:
    if key == "marks":
        return value
    squeezed = (" ".join(word.split()) for word in value)
    # A boilerplate line keeps its capitals for the reader of the file; matching does not look at them.
    return list(squeezed) if key == "boilerplate" else [word.casefold() for word in squeezed]


@cache
def _bundled(lang: str) -> Pack:
    draft = _Draft()
    folder = _FOLDER / lang
    for path in sorted(folder.glob("*.toml")):
        draft.read(path)
    missing = [name for name in _NAMES if name not in draft.names]
    if missing and not draft.problems:
        draft.problems.append(f"{folder / 'pack.toml'}, line 1, pack.{missing[0]}: missing.")
    if draft.problems:
        raise PackError(draft.problems[0])
    return _fill(Pack(draft.names["name"], draft.names["version"], draft.names["lang"], marks=()), draft)


def _extended(bundled: Pack, extra: Path) -> Pack:
    paths = sorted(extra.glob("*.toml")) if extra.is_dir() else [extra]
    draft = _Draft()
    for path in paths:
        draft.read(path)
    pack = _fill(bundled, draft)
    if pack == bundled:
        return replace(bundled, problems=tuple(draft.problems))
    # The version names what the rules amount to, not the file: a comment changes nothing.
    said = repr((sorted(draft.lists.items()), sorted((k, sorted(v)) for k, v in draft.removed.items())))
    version = f"{bundled.version}+{hashlib.sha256(said.encode()).hexdigest()[:8]}"
    return replace(pack, version=version, problems=tuple(draft.problems))


def _fill(base: Pack, draft: _Draft) -> Pack:
    def more(table: str, key: str, before: frozenset[str]) -> frozenset[str]:
        return frozenset(draft.words(table, key, tuple(sorted(before))))

    return replace(
        base,
        marks=draft.words("pack", "marks", base.marks),
        clitics=_clitics(base.clitics or Clitics(), draft),
        abbreviations=more("words", "abbreviations", base.abbreviations),
        titles=more("words", "titles", base.titles),
        pronouns=more("words", "pronouns", base.pronouns),
        common=more("words", "common", base.common),
        weekdays=more("words", "weekdays", base.weekdays),
        speech_bare=draft.words("cues", "bare", base.speech_bare),
        speech_clitic=draft.words("cues", "clitic", base.speech_clitic),
        speech_lead=draft.words("cues", "lead", base.speech_lead),
        complement=draft.words("cues", "complement", base.complement),
        according=draft.words("cues", "according", base.according),
        relay=draft.words("cues", "relay", base.relay),
        boilerplate=draft.words("lines", "boilerplate", base.boilerplate),
    )


def _clitics(base: Clitics, draft: _Draft) -> Clitics | None:
    def more(key: str, before: frozenset[str]) -> frozenset[str]:
        return frozenset(draft.words("clitics", key, tuple(sorted(before))))

    suffixes = draft.words("clitics", "suffixes", base.suffixes)
    shy = draft.words("clitics", "shy", base.shy)
    if not suffixes and not shy:
        return None
    return Clitics(
        suffixes=suffixes,
        shy=shy,
        exceptions=more("exceptions", base.exceptions),
        roots=more("roots", base.roots),
        prefixes=more("prefixes", base.prefixes),
        shortest_host=base.shortest_host,
    )
