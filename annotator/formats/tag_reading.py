"""Tags of tokens as other programs write them: every dialect of IOB, read as one continuous stream.

What a tag begins, goes on with and ends can be told in all dialects alike, so that a file in which one entity is
tagged wrongly loses none of the others. The dialect only says what counts as odd, and whether a blank line ends
an entity: it does in IOB1, which cannot say otherwise, and in no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DIALECTS = ("iob2", "iob1", "bioes", "bilou")

OUTSIDE = ("O", "_")
_TAG = re.compile(r"([BIESLUMW])-(.+)")

_INSIDE = "IM"
_LAST = "EL"
_ALONE = "SUW"
_ENDINGS = {"bioes": "ES", "bilou": "LU"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens that one entity was read from."""

    first: int
    """Number of the first token."""
    end: int
    """One past the last."""
    label: str
    odd: str = ""
    """What is wrong with its tags; the stretch is what they most likely mean."""


def is_tag(text: str) -> bool:
    """Whether this can stand in a column of tags."""
    return text in OUTSIDE or _TAG.fullmatch(text) is not None


def dialect_of(blocks: Iterable[list[str]]) -> str:
    """The dialect of a file, from the tags of its blocks.

    Only IOB1 lets an entity begin with I-, and nothing but BIOES and BILOU marks ends; `iob2` for a file without
    any tag.
    """
    begun_inside = begun = 0
    marks: set[str] = set()
    open_label = ""
    for block in blocks:
        for tag in block:
            found = _TAG.fullmatch(tag)
            if found is None:
                open_label = ""
                continue
            mark, label = found[1], found[2]
            marks.add(mark)
            begun_inside += mark in _INSIDE and label != open_label
            begun += mark == "B" and label != open_label
            open_label = label
    for dialect, endings in _ENDINGS.items():
        if marks & set(endings):
            return dialect
    return "iob1" if begun_inside and not begun else "iob2"


def read_stretches(blocks: Iterable[list[str]], dialect: str) -> Iterator[Stretch]:
    """The stretches of an article's blocks of tags, in order; tokens are counted through all blocks."""
    first, label, odd = -1, "", ""
    number = 0
    ends_are_marked = dialect in _ENDINGS

    def closed(end: int, marked: bool) -> Iterator[Stretch]:
        if first >= 0:
            missing = f"{label} ends without the tag of an end" if ends_are_marked and not marked else ""
            yield Stretch(first, end, label, odd or missing)

    for block in blocks:
        if dialect == "iob1":
            yield from closed(number, marked=True)
            first = -1
        for tag in block:
            found = _TAG.fullmatch(tag)
            mark, name = (found[1], found[2]) if found else ("O", "")
            goes_on = first >= 0 and name == label and mark in _INSIDE + _LAST
            if not goes_on:
                yield from closed(number, marked=False)
                first = -1
                if found:
                    first, label = number, name
                    odd = "" if mark in "B" + _ALONE or dialect == "iob1" else f"{tag} goes on from nothing"
            if mark in _LAST + _ALONE and first >= 0:
                yield from closed(number + 1, marked=True)
                first = -1
            number += 1
    yield from closed(number, marked=False)
