"""Who only looks alike: names that differ in the one word that makes them another person's.

`Donald Trump Jr.` is 95 of 100 like `Donald Trump`, and `Kim Jong Il` is 82 of 100 like `Kim Jong Un`: no scorer
knows. Names are compared as `annotator.text.folding.normal` writes them. Titles, degrees and first names that are
often left out make nobody another person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from annotator.lang.pack import bundled_languages, load_pack
from annotator.text.folding import normal

_SHORT = 3
"""Code points up to which two different words are different names, however alike the rest is."""
_FULL = 2
"""Words from which a name is a full one, to which a word in front adds another person."""
_LONGEST_TITLE = 3
"""Words of a title."""
_DEGREES = re.compile(r"(?:,\s*(?:[^\W\d_]{1,5}\.)+[^\W\d_]{0,5}(?=,|\s*$))+\s*$")
"""Abbreviations behind a name, a comma before each: `, S.H., M.Hum.`."""
_NUMERAL = re.compile(r"x{0,2}(?:ix|iv|v?i{0,3})")
"""As kings and heirs are told apart, up to XXIX."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of all languages, as `normal` writes them: a project's people may have names from any."""

    apart: frozenset[str]
    """Suffixes and words of kinship."""
    titles: frozenset[str]
    offices: frozenset[str]
    """Words of institutions' names, in no person's."""
    forenames: frozenset[str]
    patronymics: frozenset[str]


@cache
def _words() -> _Words:
    packs = [load_pack(lang) for lang in bundled_languages()]

    def those(*lists: frozenset[str]) -> frozenset[str]:
        return frozenset(normal(word) for words in lists for word in words)

    return _Words(
        apart=those(*(pack.name_suffixes | pack.kin for pack in packs)),
        titles=those(*(pack.titles for pack in packs)),
        offices=those(*(pack.offices | pack.collectives for pack in packs)),
        forenames=those(*(pack.forenames for pack in packs)),
        patronymics=those(*(pack.patronymics for pack in packs)),
    )


def get_ready() -> None:
    """Load the packs' words ahead of the first comparison, which would take three times as long as a key may."""
    _words()


def plain_name(name: str) -> str:
    """A name as `normal` writes it, without titles before it and degrees behind it, if a full name is left."""
    return " ".join(_untitled(normal(_DEGREES.sub("", name)).split()))


def difference(one: str, other: str) -> str:
    """What tells two names apart as two people's; `""` where nothing does.

    A suffix or a word of kinship that only one has; a first word before a full name that is the other's whole name;
    a short word, a numeral or a father's name in place of another; other initials. Initials are no difference from a
    full word: `s lavrov` may be `sergei lavrov`.
    """
    shorter, longer = sorted((one.split(), other.split()), key=len)
    for word in [word for word in longer if word not in shorter]:
        if word in _words().apart:
            return f"{word} makes it another person"
    ours, theirs = _untitled(one.split()), _untitled(other.split())
    shorter, longer = sorted((ours, theirs), key=len)
    first = longer[: -len(shorter)] if longer[-len(shorter) :] == shorter else []
    if len(shorter) >= _FULL and not _words().forenames.issuperset(first):
        return f"{' '.join(first)} stands before a full name"
    return _other_father(ours, theirs) or _other_numeral(ours, theirs) or _other_words(ours, theirs)


def _untitled(words: Sequence[str]) -> list[str]:
    """The words of a name without titles before it; an institution's head keeps theirs (`kepala dinas taman`)."""
    left = list(words)
    while len(left) > _FULL:
        taken = next(
            (n for n in range(_LONGEST_TITLE, 0, -1) if " ".join(left[:n]) in _words().titles), len(left)
        )
        if len(left) - taken < _FULL:
            break
        left = left[taken:]
    return list(words) if _words().offices.intersection(left) else left


def _other_father(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """Another name, or another word, between a name and the father's: `ahmad bin salim`, `ahmad bin karim`."""
    fathers = [
        (words[at], words[at + 1])
        for words in (ours, theirs)
        for at in range(1, len(words) - 1)
        if words[at] in _words().patronymics
    ]
    if len(fathers) != len((ours, theirs)) or fathers[0] == fathers[1]:
        return ""
    (link, mine), (its_link, its) = fathers
    if link != its_link:
        return f"{its_link} is not {link}"
    return "" if mine.startswith(its) or its.startswith(mine) else f"{its} is not {mine}"


def _other_numeral(ours: Sequence[str], theirs: Sequence[str]) -> str:
    mine, its = ours[-1], theirs[-1]
    both = bool(_NUMERAL.fullmatch(mine) and _NUMERAL.fullmatch(its))
    return f"{its} is not {mine}" if both and mine != its and ours[:-1] == theirs[:-1] else ""


def _other_words(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """Other initials between the same words, or a short word in place of another."""
    initials = [[word for word in words[1:-1] if len(word) == 1] for words in (ours, theirs)]
    if all(initials) and initials[0] != initials[1] and (ours[0], ours[-1]) == (theirs[0], theirs[-1]):
        return f"{' '.join(initials[1])} is not {' '.join(initials[0])}"
    return _swapped(ours, theirs) if len(ours) == len(theirs) >= _FULL else ""


def _swapped(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """A short word in place of another, where all others are the same."""
    unlike = [(mine, its) for mine, its in zip(ours, theirs, strict=True) if mine != its]
    if len(unlike) != 1:
        return ""
    mine, its = unlike[0]
    initials = mine[0] == its[0] and 1 in (len(mine), len(its))
    if initials or its.startswith(mine) or mine.startswith(its) or max(len(mine), len(its)) > _SHORT:
        return ""
    return f"{its} is not {mine}"
