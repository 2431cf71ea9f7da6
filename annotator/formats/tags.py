"""Tags of tokens: IOB2 and its dialects, written and strictly read.

IOB1 and IOB2 go back to Ramshaw and Marcus (1995) and Tjong Kim Sang and Veenstra (1999); BIOES and BILOU name
the last token of a stretch and one that stands alone too (Ratinov and Roth 2009).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence

from annotator.formats.tiers import Tier

IOB2 = "iob2"
DIALECTS = (IOB2, "iob1", "bioes", "bilou")
"""Names of the dialects that can be written; the first is the default."""

Stretch = tuple[int, int, str]
"""First token, one past the last, and label."""

_ENDINGS = {"bioes": ("E", "S"), "bilou": ("L", "U")}
"""Dialect -> what the last token of a stretch is marked with, and the only one."""


def tags_of(tier: Tier, count: int, borders: Sequence[int] = ()) -> list[str]:
    """The tier's tags for so many tokens, in IOB2.

    `borders` are numbers of tokens, in order, at which a stretch that runs on begins anew.
    """
    tags = ["O"] * count
    for span, ranges in tier.written:
        inside, begin = f"I-{span.label}", f"B-{span.label}"
        for first, last in ranges:
            if first < last:
                tags[first:last] = [inside] * (last - first)
                tags[first] = begin
                for border in borders[bisect_left(borders, first) : bisect_left(borders, last)]:
                    tags[border] = begin
    return tags


def respelled(tags: Sequence[str], dialect: str) -> list[str]:
    """The tags of one block in a dialect, from strict IOB2."""
    if dialect == IOB2:
        return list(tags)
    found = ["O"] * len(tags)
    before = (-1, "")
    for first, last, label in stretches(tags):
        marks = ["I"] * (last - first)
        if dialect == "iob1":
            # Only where another stretch of the same label ends just here would I- not tell them apart.
            marks[0] = "B" if before == (first, label) else "I"
        else:
            ending, alone = _ENDINGS[dialect]
            marks[0], marks[-1] = ("B", ending) if last - first > 1 else (alone, alone)
        found[first:last] = [f"{mark}-{label}" for mark in marks]
        before = (last, label)
    return found


def stretches(tags: Sequence[str], dialect: str = IOB2, borders: Container[int] = ()) -> Iterator[Stretch]:
    """The stretches that tags mark, in order, by the strict rules of a dialect.

    `borders` are numbers of tags that begin a new block, which no stretch runs into; the dialects other than IOB2
    take one block at a time.

    Raises:
        ValueError: a tag that does not belong there, such as an I- that goes on from nothing.
    """
    plain = tags if dialect == IOB2 else _as_iob2(tags, dialect)
    label, inside, first, end = "", "", 0, -1  # of the stretch that may go on
    for number in [number for number, tag in enumerate(plain) if tag != "O"]:
        tag = plain[number]
        if number == end and tag == inside and number not in borders:
            end += 1
            continue
        if tag[:2] != "B-" or not tag[2:]:
            raise ValueError(f"{tag} has nothing to go on from")
        if label:
            yield first, end, label
        label, first, end = tag[2:], number, number + 1
        inside = f"I-{label}"
    if label:
        yield first, end, label


def _as_iob2(tags: Sequence[str], dialect: str) -> list[str]:
    found = []
    before = "O"
    for tag in tags:
        mark, label = tag[:1], tag[2:]
        if dialect == "iob1":
            runs_on = before != "O" and before[2:] == label
            if mark == "B" and not runs_on:
                raise ValueError(f"{tag} parts nothing")
            found.append(tag if tag == "O" or mark == "B" or runs_on else f"B-{label}")
        else:
            found.append(_unended(before, tag, dialect))
        before = tag
    if dialect != "iob1" and before[:1] in ("B", "I"):
        raise ValueError(f"{before} has no end")
    return found


def _unended(before: str, tag: str, dialect: str) -> str:
    """A tag without the mark of its stretch's end, checked against the one before it."""
    ending, alone = _ENDINGS[dialect]
    mark, label = tag[:1], tag[2:]
    is_open = before[:1] in ("B", "I")
    goes_on = mark in ("I", ending)
    if is_open != goes_on or (goes_on and before[2:] != label):
        raise ValueError(f"{tag} cannot follow {before}")
    if tag == "O" or mark in ("B", "I"):
        return tag
    if mark not in (ending, alone):
        raise ValueError(f"{tag} is no tag of {dialect}")
    return f"{'I' if goes_on else 'B'}-{label}"
