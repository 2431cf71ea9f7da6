"""Who only looks alike: names that differ in the one word that makes them another person's.

`Donald Trump Jr.` is 95 of 100 like `Donald Trump`, and `Kim Jong Il` is 82 of 100 like `Kim Jong Un`: no scorer
knows. Names are compared as `annotator.text.folding.normal` writes them.
"""

from __future__ import annotations

from functools import cache

from annotator.lang.pack import bundled_languages, load_pack

_SHORT = 3
"""Code points up to which two different words are different names, however alike the rest is."""
_FULL = 2
"""Words from which a name is a full one, to which a word in front adds another person."""


def difference(one: str, other: str) -> str:
    """What tells two names apart as two people's; `""` where nothing does.

    A suffix or a word of kinship that only one has; a first word before a full name that is the other's whole name;
    a short word in place of another. Initials are no difference: `s lavrov` may be `sergei lavrov`.
    """
    ours, theirs = one.split(), other.split()
    shorter, longer = sorted((ours, theirs), key=len)
    extra = [word for word in longer if word not in shorter]
    for word in extra:
        if word in _apart():
            return f"{word} makes it another person"
    if len(shorter) >= _FULL and len(longer) > len(shorter) and longer[-len(shorter) :] == shorter:
        return f"{' '.join(longer[: -len(shorter)])} stands before a full name"
    if len(ours) == len(theirs) >= _FULL:
        return _swapped(ours, theirs)
    return ""


def get_ready() -> None:
    """Load the packs' words ahead of the first comparison, which would take three times as long as a key may."""
    _apart()


@cache
def _apart() -> frozenset[str]:
    """Suffixes and words of kinship of all languages: a project's people may have names from any."""
    packs = [load_pack(lang) for lang in bundled_languages()]
    return frozenset(word for pack in packs for word in pack.name_suffixes | pack.kin)


def _swapped(ours: list[str], theirs: list[str]) -> str:
    """A short word in place of another, where all others are the same."""
    unlike = [(mine, its) for mine, its in zip(ours, theirs, strict=True) if mine != its]
    if len(unlike) != 1:
        return ""
    mine, its = unlike[0]
    initials = mine[0] == its[0] and 1 in (len(mine), len(its))
    if initials or its.startswith(mine) or mine.startswith(its) or max(len(mine), len(its)) > _SHORT:
        return ""
    return f"{its} is not {mine}"
