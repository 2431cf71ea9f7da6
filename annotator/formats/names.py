"""Names from elsewhere: what becomes of a file's labels, relations, roles, events and attributes.

A map names what it knows; everything else comes in under its own name, as far as the scheme's rule for names
(`[A-Z_]+` for labels, `[a-z_]+` for the rest) allows. Nothing is dropped for want of a name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.scheme import LABEL_NAME, RELATION_NAME

Attributes = tuple[tuple[str, str], ...]
"""(name, value) pairs, sorted by name."""


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a span that is a span of its own, such as the speaker in `katanya`."""

    endings: tuple[str, ...]
    label: str
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class LabelRule:
    """What becomes of a label."""

    label: str
    attributes: Attributes = ()
    """What a span gets that had no such attribute in the file."""
    tail: Tail | None = None


@dataclass(frozen=True, slots=True)
class EventRule:
    """What becomes of an event: relations from its heads to its other roles."""

    head: tuple[str, ...] = ()
    """Roles of which the relations begin; where none of them is filled, the trigger takes their place."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Role -> relation."""
    trigger: str = ""
    """Relation from the heads to the trigger; `""` for none."""


@dataclass(frozen=True, slots=True)
class AttributeRule:
    """What becomes of an attribute and its values."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NameMap:
    """Names in a file -> what becomes of them."""

    labels: Mapping[str, LabelRule] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, EventRule] = field(default_factory=dict)
    attributes: Mapping[str, AttributeRule] = field(default_factory=dict)

    def over(self, other: NameMap) -> NameMap:
        """Both maps; where they differ, this one holds."""
        return NameMap(
            {**other.labels, **self.labels},
            {**other.relations, **self.relations},
            {**other.events, **self.events},
            {**other.attributes, **self.attributes},
        )


NO_NAMES = NameMap()
"""Names nothing: everything comes in under its own name."""


def map_of_pairs(pairs: Mapping[str, str]) -> NameMap:
    """A map of plain renamings. What the new name may be a name of, the old one is renamed as.

    Whether a name is fit for the scheme is left to whoever uses it.
    """
    small = {old: new for old, new in pairs.items() if RELATION_NAME.fullmatch(new)}
    return NameMap(
        labels={old: LabelRule(new) for old, new in pairs.items() if old not in small},
        relations=small,
        attributes={old: AttributeRule(new) for old, new in small.items()},
    )


class Naming:
    """Gives the names of one file their names here, and keeps a sentence about each that had to be changed."""

    def __init__(self, names: NameMap) -> None:
        self._names = names
        self._labels: dict[str, LabelRule] = {}
        self._told: dict[str, None] = {}

    def label(self, given: str) -> LabelRule:
        """What becomes of a label."""
        known = self._labels.get(given) or self._names.labels.get(given)
        if known is None:
            known = LabelRule(label_name(given))
            if known.label != given:
                self._tell("label", given, known.label)
        self._labels[given] = known
        return known

    def relation(self, given: str) -> str:
        """The name of a relation."""
        if given in self._names.relations:
            return self._names.relations[given]
        name = small_name(given)
        if name != given:
            self._tell("relation", given, name)
        return name

    def event(self, given: str) -> EventRule | None:
        """What becomes of an event; None where the map does not say."""
        return self._names.events.get(given)

    def attribute(self, given: str, value: str) -> tuple[str, str]:
        """An attribute and its value; one without a value is `yes`, which a map may give another name."""
        rule = self._names.attributes.get(given)
        if rule is None:
            rule = AttributeRule(small_name(given))
            if rule.name != given:
                self._tell("attribute", given, rule.name)
        return rule.name, rule.values.get(value, value) or rule.values.get("yes", "yes")

    def remarks(self) -> tuple[str, ...]:
        """What was told since the last call."""
        found = tuple(self._told)
        self._told.clear()
        return found

    def _tell(self, kind: str, given: str, name: str) -> None:
        option = f"--map '{given}=…'" if " " in given else f"--map {given}=…"
        sentence = f"The {kind} {given!r} came in as {name}; {option} gives it another name."
        if name == "SOURCE":
            sentence = (
                f"The label {given!r} came in as SOURCE, which is the outlet or document that relayed the words; "
                f"if it is who spoke: --map {given}=SPEAKER."
            )
        self._told[sentence] = None


def label_name(given: str) -> str:
    """A name of capital letters and `_`: itself where it is one."""
    return given if LABEL_NAME.fullmatch(given) else _spelled(given).upper()


def small_name(given: str) -> str:
    """A name of small letters and `_`, for relations and attributes: itself where it is one."""
    return given if RELATION_NAME.fullmatch(given) else _spelled(given).lower()


_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SEPARATORS = " -_.:/"


def _spelled(given: str) -> str:
    """The name in ASCII letters and `_`. Digits become words, so that Q1 and Q2 stay two.

    What no letter stands for leaves a piece of a hash, for the same reason.
    """
    bare = "".join(char for char in unicodedata.normalize("NFKD", given) if not unicodedata.combining(char))
    words = re.sub("[0-9]", lambda found: f"_{_DIGITS[int(found[0])]}_", bare)
    kept = re.sub("[^A-Za-z_]+", "_", words)
    name = re.sub("_+", "_", kept).strip("_")
    if name and all(char.isascii() and (char.isalnum() or char in _SEPARATORS) for char in bare):
        return name
    digest = hashlib.sha256(given.encode()).hexdigest()[:6]
    piece = "".join(chr(ord("a") + int(digit, 16)) for digit in digest)
    return f"{name}_{piece}" if name else piece
